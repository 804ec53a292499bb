import { sql } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import type { LexiconBody } from '../contract.ts'

/** Changes with every change of the words. */
export async function readEdition(handle: Handle): Promise<string> {
  const { rows } = await sql<{ edition: string }>`
    select count(*) || ' ' || coalesce(max(id), 0) || ' ' || coalesce(max(changed_at)::text, '') as edition
      from checking.lexicon`.execute(handle)
  return rows[0]?.edition ?? ''
}

/** Every word, as texts are searched for it. */
export function listEntries(handle: Handle) {
  return handle.selectFrom('checking.lexicon').select(['wrong', 'right_form as right', 'kind']).execute()
}

/** Words of the lexicon in their order, those that hold what is looked for. */
export async function listWords(handle: Handle, words: string, page: { offset: number; limit: number }) {
  const like = `%${words.replace(/[%_\\]/g, '\\$&')}%`
  const of = handle
    .selectFrom('checking.lexicon')
    .where((eb) =>
      words === '' ? eb.lit(true) : eb.or([eb('wrong', 'like', like), eb('right_form', 'like', like)]),
    )
  const items = await of.selectAll().orderBy('wrong').offset(page.offset).limit(page.limit).execute()
  const { total } = await of.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { items, total: Number(total) }
}

/** Adds words, or writes over those that are there. */
export async function putWords(tx: Tx, words: readonly LexiconBody[], staffId: number | null): Promise<void> {
  await sql`
    insert into checking.lexicon (wrong, right_form, kind, note, changed_by)
    select e.*, ${staffId}::bigint from unnest(
      ${words.map((one) => one.wrong)}::text[], ${words.map((one) => one.right)}::text[],
      ${words.map((one) => one.kind)}::text[], ${words.map((one) => one.note)}::text[]) as e
    on conflict (wrong) do update set right_form = excluded.right_form, kind = excluded.kind, note = excluded.note,
      changed_by = excluded.changed_by, changed_at = now()`.execute(tx)
}

/** Answers the word that was removed. */
export async function deleteWord(tx: Tx, id: number): Promise<string> {
  const gone = await tx
    .deleteFrom('checking.lexicon')
    .where('id', '=', id)
    .returning('wrong')
    .executeTakeFirstOrThrow(() => notFound('lexicon', id))
  return gone.wrong
}
