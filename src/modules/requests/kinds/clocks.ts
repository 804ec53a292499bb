import { civilDate } from '#platform/dates.ts'
import { defineClock } from '#kernel/clock/index.ts'

/** From this day the Regulation of 2019 governs what is received; what was received before keeps that of 2007. */
export const LAW_OF_2019 = civilDate('2019-05-15')

/** The limit for the answer, by the version of the Regulation in force on the day of receipt. */
export const replyClock = defineClock({
  name: 'requests.reply',
  label: '答复期限',
  yellowBefore: 5,
  versions: [
    {
      from: civilDate('2008-05-01'),
      days: 15,
      dayKind: 'working',
      extension: 15,
      cites: '政府信息公开条例（2007）第二十四条',
    },
    {
      from: LAW_OF_2019,
      days: 20,
      dayKind: 'working',
      extension: 20,
      cites: '政府信息公开条例（2019）第三十三条',
    },
  ],
})

/** Within how many working days of receipt a correction may be asked for (第三十条). */
export const CORRECTION_DAYS = 7

/** How long a third party or a joint maker has from receipt of the letter, in working days (第三十二条、第三十四条). */
export const OPINION_DAYS = 15

/** A new answer that was ordered, where the order sets the day. */
export const redoClock = defineClock({
  name: 'requests.redo',
  label: '重新答复期限',
  yellowBefore: 5,
  versions: [
    {
      from: civilDate('2008-05-01'),
      days: 60,
      dayKind: 'calendar',
      cites: '行政复议决定、人民法院裁判或者上级机关责令改正所定的期限',
    },
  ],
})
