import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { getCase, openByCode, typedNumber } from '#kernel/cases/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { VERDICTS } from './contract.ts'
import { consultation, subjectOf } from './kinds.ts'
import * as store from './store.ts'

/** The consultation that number and code open together. */
export function findByQueryCode(
  ctx: Context,
  number: string,
  code: string,
  clientHash: string,
): Promise<number | undefined> {
  return ctx.transaction(async (tx) => {
    const found = await store.lockByNumber(tx, typedNumber(number))
    return openByCode(tx, ctx, found, { code, clientHash, word: 'consultations', subjectOf })
  })
}

const MAX_WORDS = 500

/** What the asker thinks of the answer: said once, after it was given. */
export function givePoll(
  ctx: Context,
  id: number,
  asked: { readonly verdict: string; readonly words: string },
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await getCase(tx, consultation, id)
    const verdict = VERDICTS.find((one) => one === asked.verdict)
    const words = asked.words.replace(/[^\P{Cc}\n\t]/gu, '').trim()
    if (row.concluded_on === null) return refuse(issue('verdict', 'not_answered_yet'))
    if (verdict === undefined) return refuse(issue('verdict', 'required'))
    if (Array.from(words).length > MAX_WORDS) return refuse(issue('words', 'too_long', { max: MAX_WORDS }))
    if (!(await store.addPoll(tx, id, { verdict, words, on: ctx.today })))
      return refuse(issue('verdict', 'already_said'))
    await record(tx, ctx.actor, {
      verb: 'consultations.polled',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { verdict },
    })
    return allow(id)
  })
}
