import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import { topics } from '#kernel/documents/index.ts'
import { TEXTS, type EntryBody, type EntryTexts, type JustificationBody, type TextName } from './contract.ts'
import { neededOf, textsOf, type EntryKind, type EntryState } from './kinds.ts'

// Control characters are seen by nobody, and the database refuses one of them; lines stay.
const clean = (text: string) => text.replace(/[^\P{Cc}\n\t]/gu, '').trim()

export const firstOfMonth = (day: CivilDate) => `${day.slice(0, 7)}-01` as CivilDate

/** The texts of a kind, tidied; what the kind does not have stays empty. */
function tidyTexts(kind: EntryKind, texts: EntryTexts): EntryTexts {
  const entries = TEXTS.map((name) => [name, textsOf[kind].includes(name) ? clean(texts[name]) : ''])
  return Object.fromEntries(entries) as Record<TextName, string>
}

/** A draft may lack anything but its title: it is only kept. */
export function decideDraft(kind: EntryKind, asked: EntryBody): Decision<Omit<EntryBody, 'basedOn'>> {
  const texts = tidyTexts(kind, asked)
  const issues: Issue[] = []
  if (texts.title === '') issues.push(issue('title', 'required'))
  if (!Object.hasOwn(topics, asked.topic)) issues.push(issue('topic', 'not_a_choice'))
  const month = kind === 'case' ? asked.month : null
  if (kind === 'case' && month === null) issues.push(issue('month', 'required'))
  return decide(issues, { ...texts, topic: asked.topic, month: month === null ? null : firstOfMonth(month) })
}

const STATES_FOR = {
  edit: ['draft', 'checked', 'published'],
  check: ['draft'],
  return: ['checked'],
  publish: ['checked'],
  discard: ['draft', 'checked'],
  withdraw: ['draft', 'checked', 'published'],
} as const satisfies Record<string, readonly EntryState[]>
export type EntryStep = keyof typeof STATES_FOR

export const stepLabels: Readonly<Record<EntryStep, string>> = {
  edit: '修改',
  check: '提交发布',
  return: '退回修改',
  publish: '发布',
  discard: '作废',
  withdraw: '撤下',
}

/** A text that nobody outside ever saw is discarded by its author, one that was public is withdrawn by who publishes. */
export function decideEntryStep(
  entry: { readonly state: string; readonly first_shown_at: Date | null },
  step: EntryStep,
): Issue[] {
  const seen = entry.first_shown_at !== null
  const fits = (STATES_FOR[step] as readonly string[]).includes(entry.state)
  const wrongWay = (step === 'discard' && seen) || (step === 'withdraw' && !seen)
  return fits && !wrongWay ? [] : [issue('state', 'not_in_this_state', { state: entry.state, step })]
}

interface Standing {
  readonly kind: EntryKind
  readonly texts: EntryTexts
  /** Places that are neither taken out nor justified. */
  readonly open: readonly { readonly applicant: boolean }[]
}

/** What a text must be before anybody publishes it. */
export function decideComplete({ kind, texts, open }: Standing): Issue[] {
  const issues = neededOf[kind].filter((name) => texts[name] === '').map((name) => issue(name, 'required'))
  const own = open.filter((one) => one.applicant).length
  if (own > 0) issues.push(issue('marks', 'applicant_named', { count: own }))
  if (open.length > own) issues.push(issue('marks', 'personal_unresolved', { count: open.length - own }))
  return issues
}

/** Four eyes: whoever wrote in it does not publish it. */
export function decidePublisher(authors: readonly number[], staffId: number | null): Issue[] {
  return staffId !== null && authors.includes(staffId) ? [issue('state', 'own_entry')] : []
}

/** A reason why something that looks personal is none; what is the asker's own has no such reason. */
export function decideJustification(
  mark: { readonly applicant: boolean } | undefined,
  asked: JustificationBody,
): Decision<JustificationBody> {
  const note = clean(asked.note)
  const issues: Issue[] = []
  if (!mark) issues.push(issue('key', 'no_such_finding'))
  else if (mark.applicant) issues.push(issue('key', 'applicant_not_justified'))
  if (note === '') issues.push(issue('note', 'required'))
  return decide(issues, { key: asked.key, note })
}

export function decideReason(reason: string): Decision<string> {
  const text = clean(reason)
  return decide(text === '' ? [issue('reason', 'required')] : [], text)
}
