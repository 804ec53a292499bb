export { addPastClocks, type PastClock } from './bulk.ts'
export {
  countCalendarDays,
  countMonths,
  countWorkingDays,
  pauseForAnswer,
  seedNotices,
  type Calendar,
  type Notice,
  type Pause,
  type WorkingDayCount,
} from './calendar.ts'
export { decideNotice } from './notice.ts'
export { defineClock, versionInForce, type ClockRule, type ClockVersion } from './rule.ts'
export {
  findClock,
  loadCalendar,
  loadNotices,
  startClock,
  stopClock,
  takeInNotice,
  voidClock,
  voidClocks,
  watchClocks,
  type MovedClock,
  type PassedClock,
  type RunningClock,
} from './clocks.ts'
export { lightOn, lightWords } from './light-figure.ts'
export { lightOf, lightOfRow, type Light } from './light.ts'
export { endPause, extendClock, handOverClock, listPauses, pauseClock, restartClock } from './moves.ts'
