import { sql } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import { aboutQuery, queryWord, searchVector, tellingWords } from '#platform/text/words.ts'
import type { WantedItem } from '../contract/intake.ts'

const textOf = ({ wantedTitle, wantedNumber, description }: WantedItem) =>
  [wantedTitle, wantedNumber, description].filter((part) => part !== '').join('\n')

/** Keeps the words of what is asked for, by which requests like it are found. */
export async function putWantedWords(
  tx: Tx,
  items: readonly (WantedItem & { readonly caseId: number })[],
): Promise<void> {
  if (items.length === 0) return
  await sql`
    insert into requests.wanted_words (case_id, words)
    select w.case_id, w.words::tsvector
      from unnest(${items.map((item) => item.caseId)}::bigint[],
                  ${items.map((item) => searchVector(item.wantedTitle, `${item.wantedNumber} ${item.description}`))}::text[])
           as w (case_id, words)
    on conflict (case_id) do update set words = excluded.words`.execute(tx)
}

/** Requests from before words were kept. */
export async function listWithoutWords(
  handle: Handle,
  limit: number,
): Promise<(WantedItem & { readonly caseId: number })[]> {
  const { rows } = await sql<{
    caseId: number
    wantedTitle: string
    wantedNumber: string
    description: string
  }>`
    select r.case_id as "caseId", r.wanted_title as "wantedTitle", r.wanted_number as "wantedNumber", r.description
      from requests.request r
     where not exists (select 1 from requests.wanted_words w where w.case_id = r.case_id)
     limit ${limit}`.execute(handle)
  return rows
}

/** How many telling words are looked for, and how many of the newest requests that hold some are compared. */
const TELLING = 6
const COMPARED = 300

/** Earlier requests of these units that hold at least two of the telling words of this one, most of them first. */
export async function listLike(
  handle: Handle,
  of: {
    readonly caseId: number
    readonly wanted: WantedItem
    readonly unitIds: readonly number[]
    readonly limit: number
  },
): Promise<number[]> {
  const words = tellingWords(textOf(of.wanted), TELLING)
  const query = aboutQuery(words)
  if (query === undefined) return []
  const { rows } = await sql<{ case_id: number }>`
    with hit as materialized (
      select w.case_id, w.words from requests.wanted_words w join cases.case c on c.id = w.case_id
       where w.words @@ ${query}::tsquery and w.case_id < ${of.caseId} and c.unit_id = any(${[...of.unitIds]}::bigint[])
         and c.state <> 'discarded'
       order by w.case_id desc limit ${COMPARED}
    )
    select h.case_id from hit h cross join lateral (
      select sum(t.weight) as score
        from unnest(${words.map(({ word }) => queryWord(word))}::text[], ${words.map(({ weight }) => weight)}::float8[])
             as t (word, weight)
       where h.words @@ t.word::tsquery) s
     order by s.score desc, h.case_id desc limit ${of.limit}`.execute(handle)
  return rows.map((row) => row.case_id)
}

/** Other requests of who made this one, to the same unit, the newest first. */
export async function listSameApplicant(handle: Handle, caseId: number, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select c.id from requests.applicant mine
      join cases.case own on own.id = mine.case_id
      join requests.applicant other on other.identity_key = mine.identity_key and other.case_id <> mine.case_id
      join cases.case c on c.id = other.case_id and c.unit_id = own.unit_id
     where mine.case_id = ${caseId} and c.state <> 'discarded'
     order by c.id desc limit ${limit}`.execute(handle)
  return rows.map((row) => row.id)
}
