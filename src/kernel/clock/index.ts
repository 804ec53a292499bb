export {
  countWorkingDays,
  seedNotices,
  type Calendar,
  type Notice,
  type WorkingDayCount,
} from './calendar.ts'
export { decideNotice } from './notice.ts'
export { defineClock, versionInForce, type ClockRule, type ClockVersion } from './rule.ts'
export {
  findClock,
  lightOf,
  lightOfRow,
  loadCalendar,
  loadNotices,
  startClock,
  stopClock,
  takeInNotice,
  voidClocks,
  type Light,
  type RunningClock,
} from './clocks.ts'
