import { addDays, type CivilDate } from '#platform/dates.ts'
import type { Handle } from '#platform/db/connect.ts'
import type { ClockRule } from '#kernel/clock/index.ts'
import { findSite, MAIN_SITE } from '#modules/sites/index.ts'
import type { SettingBody } from './contract.ts'
import { DEFAULT_SETTING, replyClock } from './kinds.ts'
import * as store from './store.ts'

/** Every setting that the city has made, behind the program's own, oldest first. */
export async function readSettings(handle: Handle): Promise<SettingBody[]> {
  const rows = await store.listSettings(handle)
  return [
    DEFAULT_SETTING,
    ...rows.map((row) => ({
      from: row.from_on,
      replyDays: row.reply_days,
      dayKind: row.day_kind as SettingBody['dayKind'],
      closeDays: row.close_days,
      keepDays: row.keep_days,
      unsureUnitId: row.unsure_unit_id,
      letterWay: row.letter_way,
      cites: row.cites,
    })),
  ].filter((setting, index, all) => all[index + 1]?.from !== setting.from)
}

/** What holds on a day. */
export async function settingOn(handle: Handle, on: CivilDate): Promise<SettingBody> {
  return (await readSettings(handle)).findLast((setting) => setting.from <= on) ?? DEFAULT_SETTING
}

/** The limit with the city's own versions. */
export async function replyRule(handle: Handle): Promise<ClockRule> {
  const settings = await readSettings(handle)
  return {
    ...replyClock,
    versions: settings.map(({ from, replyDays, dayKind, cites }) => ({
      from,
      days: replyDays,
      dayKind,
      cites,
    })),
  }
}

/** Who gets a question whose asker does not know whom to ask. */
export async function unsureUnitId(handle: Handle, on: CivilDate): Promise<number> {
  const { unsureUnitId: chosen } = await settingOn(handle, on)
  if (chosen !== null) return chosen
  const site = await findSite(handle, MAIN_SITE)
  if (!site) throw new Error('the portal has no site')
  return site.unit_id
}

/** The days on which what is left alone is closed, and on which who asked is erased. */
export function horizons(
  setting: SettingBody,
  today: CivilDate,
): { answeredBy: CivilDate; closedBy: CivilDate } {
  return { answeredBy: addDays(today, -setting.closeDays), closedBy: addDays(today, -setting.keepDays) }
}
