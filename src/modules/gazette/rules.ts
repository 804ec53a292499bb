import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { CompositionBody, CopiesBody } from './contract.ts'

export interface Composable {
  readonly state: string
}

/** May the issue be composed like this? Documents may still be missing their last word: that is asked at the issue. */
export function decideComposition(
  of: Composable,
  asked: CompositionBody,
  known: ReadonlySet<number>,
): Decision<CompositionBody> {
  const issues: Issue[] = []
  if (of.state !== 'composing') issues.push(issue('state', 'issued_already'))
  if (asked.name.trim() === '') issues.push(issue('name', 'required'))
  const seen = new Set<number>()
  for (const [index, entry] of asked.entries.entries()) {
    if (entry.section.trim() === '') issues.push(issue(`entries.${index}.section`, 'required'))
    if (seen.has(entry.documentId)) issues.push(issue(`entries.${index}.documentId`, 'named_twice'))
    else if (!known.has(entry.documentId))
      issues.push(issue(`entries.${index}.documentId`, 'related_not_public'))
    seen.add(entry.documentId)
  }
  return decide(issues, {
    ...asked,
    name: asked.name.trim(),
    imprint: asked.imprint.trim(),
    entries: asked.entries.map((entry) => ({ ...entry, section: entry.section.trim() })),
  })
}

export interface Entry {
  readonly title: string
  /** undefined: not public. */
  readonly state: string | undefined
  readonly attribute: string
}

/** Why a document cannot be issued as it stands; empty when it can. */
export function entryProblems(entry: Entry): string[] {
  if (entry.state === undefined) return ['not_public']
  if (entry.attribute !== 'proactive') return ['not_public']
  return entry.state === 'published' || ['draft', 'in_review', 'approved'].includes(entry.state)
    ? []
    : ['not_in_force']
}

/** An issue goes out whole: composed, and every document public and in force. */
export function decideIssuing(of: Composable, entries: readonly Entry[]): Decision<true> {
  const issues: Issue[] = []
  if (of.state !== 'composing') issues.push(issue('state', 'issued_already'))
  if (entries.length === 0) issues.push(issue('entries', 'required'))
  for (const [index, entry] of entries.entries()) {
    for (const code of entryProblems(entry))
      issues.push(issue(`entries.${index}`, 'entry_not_issuable', { title: entry.title, code }))
  }
  return decide(issues, true)
}

/** Copies are counted once they were sent. */
export function decideCopies(
  of: { readonly issuedOn: CivilDate | null },
  asked: CopiesBody,
  today: CivilDate,
): Decision<CopiesBody> {
  const issues: Issue[] = []
  if (of.issuedOn === null) issues.push(issue('state', 'not_issued_yet'))
  else if (asked.sentOn < of.issuedOn) issues.push(issue('sentOn', 'before_issued'))
  if (asked.sentOn > today) issues.push(issue('sentOn', 'in_the_future'))
  const recipient = asked.recipient.trim()
  if (recipient === '') issues.push(issue('recipient', 'required'))
  return decide(issues, { ...asked, recipient })
}
