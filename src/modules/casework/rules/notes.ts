import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import { STRIKE_MINUTES, type NoteBody } from '../contract.ts'

/** A word among colleagues; only who may read the case can be told of it. */
export function decideNote(asked: NoteBody, readers: ReadonlySet<number>): Decision<NoteBody> {
  const note = { text: asked.text.trim(), mentions: [...new Set(asked.mentions)] }
  const issues: Issue[] = []
  if (note.text === '') issues.push(issue('text', 'required'))
  if (note.mentions.some((id) => !readers.has(id))) issues.push(issue('mentions', 'may_not_read_case'))
  return decide(issues, note)
}

interface Written {
  readonly staff_id: number
  readonly written_at: Date
  readonly struck_at: Date | null
}

export function strikeUntil(note: Written): Date {
  return new Date(note.written_at.getTime() + STRIKE_MINUTES * 60_000)
}

export function decideStrike(note: Written, staffId: number | null, now: Date): Decision<null> {
  const issues: Issue[] = []
  if (note.staff_id !== staffId) issues.push(issue('note', 'not_your_note'))
  if (note.struck_at !== null) issues.push(issue('note', 'struck_already'))
  if (now > strikeUntil(note)) issues.push(issue('note', 'too_late_to_strike', { minutes: STRIKE_MINUTES }))
  return decide(issues, null)
}
