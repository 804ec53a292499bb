import { decide, issue, type Decision } from '#platform/decision.ts'
import { MAX_COLUMNS, MAX_SECONDS, MIN_SECONDS, type SettingBody } from './contract.ts'

export function decideSetting(asked: SettingBody, own: ReadonlySet<number>): Decision<SettingBody> {
  const issues = []
  if (asked.seconds < MIN_SECONDS || asked.seconds > MAX_SECONDS)
    issues.push(issue('seconds', 'out_of_range', { min: MIN_SECONDS, max: MAX_SECONDS }))
  if (asked.channelIds.length > MAX_COLUMNS)
    issues.push(issue('channelIds', 'too_many_columns', { max: MAX_COLUMNS }))
  if (asked.channelIds.some((id) => !own.has(id))) issues.push(issue('channelIds', 'not_a_choice'))
  if (new Set(asked.channelIds).size < asked.channelIds.length)
    issues.push(issue('channelIds', 'column_twice'))
  return decide(issues, asked)
}

/** Read aloud in the head from some metres away. */
const CHARACTERS_PER_SECOND = 5
/** To notice that something else stands there now. */
const PAUSE = 2

/** How long one item stands: as long as its words take to read, never shorter than the site asks, never over a minute. */
export function secondsFor(text: string, least: number): number {
  const characters = text.replace(/\s/g, '').length
  return Math.min(MAX_SECONDS, Math.max(least, PAUSE + Math.ceil(characters / CHARACTERS_PER_SECOND)))
}
