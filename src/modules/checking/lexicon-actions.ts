import { parse } from 'csv-parse/sync'
import { allow, decide, issue, refuse, type Decision, type Issue } from '#platform/decision.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import type { LexiconBody } from './contract.ts'
import { LEXICON_KINDS, permissions } from './kinds.ts'
import { deleteWord, putWords } from './store/lexicon.ts'

const MAX_IMPORT = 5000

/** One word and its right form, tidy; `place` names where it came from in a list of many. */
export function decideEntry(asked: LexiconBody, place = ''): Decision<LexiconBody> {
  const entry = { ...asked, wrong: asked.wrong.trim(), right: asked.right.trim(), note: asked.note.trim() }
  const issues: Issue[] = []
  if (entry.wrong.length < 2) issues.push(issue(`${place}wrong`, 'lexicon_too_short'))
  if (entry.right === '') issues.push(issue(`${place}right`, 'required'))
  if (entry.right === entry.wrong) issues.push(issue(`${place}right`, 'lexicon_same'))
  if (!Object.hasOwn(LEXICON_KINDS, entry.kind)) issues.push(issue(`${place}kind`, 'not_a_choice'))
  return decide(issues, entry)
}

/** Adds words, or changes the right form of those that are there. */
export function setWords(ctx: Context, asked: readonly LexiconBody[]): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.mustAnywhere(permissions.lexicon)
    const decisions = asked.map((one, index) => decideEntry(one, asked.length === 1 ? '' : `${index + 1}.`))
    const issues = decisions.flatMap((one) => (one.ok ? [] : [...one.issues]))
    if (issues.length > 0) return refuse(issues)
    const entries = decisions.flatMap((one) => (one.ok ? [one.value] : []))
    // Said twice in one list, the last counts.
    const last = [...new Map(entries.map((entry) => [entry.wrong, entry])).values()]
    await putWords(tx, last, ctx.actor.staffId)
    await record(tx, ctx.actor, {
      verb: 'checking.lexicon_changed',
      subject: 'lexicon:1',
      detail: { words: entries.length },
    })
    return allow(entries.length)
  })
}

/** A list from a file: 错误, 正确, 类别, 说明, with or without a heading. Every wrong line is told, or all are taken in. */
export async function importWords(ctx: Context, csv: string): Promise<Decision<number>> {
  let rows: string[][]
  try {
    rows = parse(csv, { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true })
  } catch {
    return refuse(issue('csv', 'csv_broken'))
  }
  const [first] = rows
  const lines = first?.[0] === '错误' || first?.[0] === 'wrong' ? rows.slice(1) : rows
  if (lines.length === 0) return refuse(issue('csv', 'required'))
  if (lines.length > MAX_IMPORT) return refuse(issue('csv', 'lexicon_too_long', { max: MAX_IMPORT }))
  const kinds = new Map(Object.entries(LEXICON_KINDS).map(([name, label]) => [label as string, name]))
  return setWords(
    ctx,
    lines.map(([wrong = '', right = '', kind = '', note = '']) => ({
      wrong,
      right,
      kind: kind === '' ? 'error' : (kinds.get(kind) ?? kind),
      note,
    })),
  )
}

export function removeWord(ctx: Context, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.mustAnywhere(permissions.lexicon)
    const removed = await deleteWord(tx, id)
    await record(tx, ctx.actor, {
      verb: 'checking.lexicon_changed',
      subject: 'lexicon:1',
      detail: { removed },
    })
    return allow(id)
  })
}
