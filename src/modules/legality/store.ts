import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { LegalityFiling, LegalityOpinion } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { FilingBody } from './contract.ts'

export type OpinionRow = Selectable<LegalityOpinion>
export type FilingRow = Selectable<LegalityFiling>
export type NamedOpinion = OpinionRow & {
  title: string
  unit_name: string
  asked_name: string
  reviewer_name: string | null
}

export async function addOpinion(
  tx: Tx,
  asked: {
    documentId: number
    unitId: number
    contentHash: Buffer
    askedBy: number
    basis: readonly string[]
    consultedFrom: CivilDate | null
    consultedTo: CivilDate | null
    noConsultation: string
    discussedOn: CivilDate | null
    meeting: string
  },
): Promise<number> {
  const row = await tx
    .insertInto('legality.opinion')
    .values({
      document_id: asked.documentId,
      unit_id: asked.unitId,
      content_hash: asked.contentHash,
      asked_by: asked.askedBy,
      basis: [...asked.basis],
      consulted_from: asked.consultedFrom,
      consulted_to: asked.consultedTo,
      no_consultation: asked.noConsultation,
      discussed_on: asked.discussedOn,
      meeting: asked.meeting,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export function lockOpinion(tx: Tx, id: number): Promise<OpinionRow> {
  return tx
    .selectFrom('legality.opinion')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('opinion', id))
}

export async function giveOpinion(
  tx: Tx,
  id: number,
  given: { reviewerId: number; conclusion: string; opinion: string; number: string },
): Promise<void> {
  await tx
    .updateTable('legality.opinion')
    .set({
      reviewer_id: given.reviewerId,
      conclusion: given.conclusion,
      opinion: given.opinion,
      number: given.number,
      given_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .execute()
}

const named = sql`
  select o.*, v.title, u.name as unit_name, a.name as asked_name, r.name as reviewer_name
    from legality.opinion o
    join documents.document d on d.id = o.document_id
    join documents.version v on v.document_id = d.id and v.version = d.version
    join organisation.unit u on u.id = o.unit_id
    join identity.staff a on a.id = o.asked_by
    left join identity.staff r on r.id = o.reviewer_id`

/** All opinions on a document, newest first. */
export async function listOpinions(handle: Handle, documentId: number): Promise<NamedOpinion[]> {
  const { rows } = await sql<NamedOpinion>`
    ${named} where o.document_id = ${documentId} order by o.id desc`.execute(handle)
  return rows
}

/** What these units' reviewers have, what is awaited first. */
export async function listByUnits(
  handle: Handle,
  unitIds: readonly number[],
  page: { offset: number; limit: number },
): Promise<{ items: NamedOpinion[]; total: number }> {
  const { rows } = await sql<NamedOpinion>`
    ${named} where o.unit_id = any(${[...unitIds]}::bigint[])
     order by (o.given_at is null) desc, o.id desc limit ${page.limit} offset ${page.offset}`.execute(handle)
  const count = await sql<{ total: number }>`
    select count(*)::int as total from legality.opinion where unit_id = any(${[...unitIds]}::bigint[])`.execute(
    handle,
  )
  return { items: rows, total: count.rows[0]?.total ?? 0 }
}

/** Opinions that await one of these units' reviewers, oldest first. */
export async function listAwaited(handle: Handle, unitIds: readonly number[], limit: number) {
  const { rows } = await sql<NamedOpinion>`
    ${named} where o.given_at is null and o.unit_id = any(${[...unitIds]}::bigint[])
     order by o.id limit ${limit}`.execute(handle)
  return rows
}

/** Whether exactly this content was found lawful. */
export async function isCleared(handle: Handle, documentId: number, contentHash: Buffer): Promise<boolean> {
  const row = await handle
    .selectFrom('legality.opinion')
    .select('conclusion')
    .where('document_id', '=', documentId)
    .where('content_hash', '=', contentHash)
    .where('given_at', 'is not', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.conclusion === 'lawful'
}

export async function isAwaited(handle: Handle, documentId: number): Promise<boolean> {
  const row = await handle
    .selectFrom('legality.opinion')
    .select('id')
    .where('document_id', '=', documentId)
    .where('given_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** An opinion that is awaited on another content than this can no longer be given. */
export async function dropAwaited(tx: Tx, documentId: number, contentHash: Buffer): Promise<void> {
  await tx
    .deleteFrom('legality.opinion')
    .where('document_id', '=', documentId)
    .where('given_at', 'is', null)
    .where('content_hash', '<>', contentHash)
    .execute()
}

export interface ToFile {
  readonly document_id: number
  readonly title: string
  readonly document_number: string | null
  readonly unit_id: number
  readonly unit_name: string
  readonly published_at: Date
  readonly due_on: CivilDate | null
  readonly yellow_on: CivilDate | null
  readonly stopped_on: CivilDate | null
  readonly result: string | null
  readonly body: string | null
  readonly number: string | null
  readonly filed_on: CivilDate | null
  readonly filing_result: string | null
  readonly remarks: string | null
}

/** Documents with a limit for filing: those not filed first, the most pressing first. */
export async function listFilings(
  handle: Handle,
  of: { unitIds: readonly number[]; clocks: readonly string[]; openOnly?: boolean },
  page: { offset: number; limit: number },
): Promise<{ items: ToFile[]; total: number }> {
  const open = of.openOnly === true ? sql`and c.stopped_on is null` : sql``
  const from = sql`
      from clock.clock c
      join documents.document d on c.subject = 'document:' || d.id and d.published_version is not null
      join documents.version v on v.document_id = d.id and v.version = d.published_version
      join organisation.unit u on u.id = d.unit_id
      left join legality.filing f on f.document_id = d.id
     where c.name = any(${[...of.clocks]}::text[]) and c.unit_id = any(${[...of.unitIds]}::bigint[]) ${open}`
  const { rows } = await sql<ToFile>`
    select d.id as document_id, v.title, v.document_number, d.unit_id, u.name as unit_name, d.published_at,
           c.due_on, c.yellow_on, c.stopped_on, c.result, f.body, f.number, f.filed_on, f.result as filing_result, f.remarks
      ${from}
     order by (c.stopped_on is null) desc, case when c.stopped_on is null then c.due_on end, d.id desc
     limit ${page.limit} offset ${page.offset}`.execute(handle)
  const count = await sql<{ total: number }>`select count(*)::int as total ${from}`.execute(handle)
  return { items: rows, total: count.rows[0]?.total ?? 0 }
}

/** Enters what the filing body said; a later word stands in place of an earlier one. */
export async function setFiling(
  tx: Tx,
  documentId: number,
  unitId: number,
  filing: FilingBody,
  enteredBy: number | null,
): Promise<void> {
  const values = {
    body: filing.body,
    number: filing.number,
    filed_on: filing.filedOn,
    result: filing.result,
    remarks: filing.remarks,
    entered_by: enteredBy,
  }
  await tx
    .insertInto('legality.filing')
    .values({ document_id: documentId, unit_id: unitId, ...values })
    .onConflict((conflict) => conflict.column('document_id').doUpdateSet(values))
    .execute()
}

export function findFiling(handle: Handle, documentId: number): Promise<FilingRow | undefined> {
  return handle
    .selectFrom('legality.filing')
    .selectAll()
    .where('document_id', '=', documentId)
    .executeTakeFirst()
}

/** The city's own limits, oldest first. */
export function listLimits(handle: Handle) {
  return handle.selectFrom('legality.filing_limit').selectAll().orderBy('from_on').execute()
}

export async function setLimit(
  tx: Tx,
  limit: { from: CivilDate; days: number; dayKind: string; cites: string },
): Promise<void> {
  const values = { days: limit.days, day_kind: limit.dayKind, cites: limit.cites }
  await tx
    .insertInto('legality.filing_limit')
    .values({ from_on: limit.from, ...values })
    .onConflict((conflict) => conflict.column('from_on').doUpdateSet(values))
    .execute()
}
