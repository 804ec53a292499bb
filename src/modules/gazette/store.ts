import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { GazetteCopies, GazetteIssue } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'

export type IssueRow = Selectable<GazetteIssue>
export type CopiesRow = Selectable<GazetteCopies>

export function lockIssue(tx: Tx, id: number): Promise<IssueRow> {
  return tx
    .selectFrom('gazette.issue')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('gazette', id))
}

export function getIssue(handle: Handle, id: number): Promise<IssueRow> {
  return handle
    .selectFrom('gazette.issue')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => notFound('gazette', id))
}

/** An issued one by its number in the year. */
export function findIssued(
  handle: Handle,
  unitId: number,
  year: number,
  number: number,
): Promise<IssueRow | undefined> {
  return handle
    .selectFrom('gazette.issue')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('year', '=', year)
    .where('number', '=', number)
    .where('state', '=', 'issued')
    .executeTakeFirst()
}

export type ListedIssue = IssueRow & { unit_name: string; documents: number; copies: number }

/** Issues of these units, newest first, with how many documents and copies. */
export async function listIssues(
  handle: Handle,
  of: { unitIds: readonly number[]; issuedOnly?: boolean; year?: number },
  page: { offset: number; limit: number },
): Promise<{ items: ListedIssue[]; total: number }> {
  const where = sql`i.unit_id = any(${[...of.unitIds]}::bigint[])
    ${of.issuedOnly ? sql`and i.state = 'issued'` : sql``} ${of.year === undefined ? sql`` : sql`and i.year = ${of.year}`}`
  const { rows } = await sql<ListedIssue & { total: number }>`
    select i.*, u.name as unit_name, count(*) over ()::int as total,
           (select count(*)::int from gazette.entry e where e.issue_id = i.id) as documents,
           (select coalesce(sum(c.copies), 0)::int from gazette.copies c where c.issue_id = i.id and c.struck_on is null) as copies
      from gazette.issue i join organisation.unit u on u.id = i.unit_id
     where ${where} order by i.year desc, i.number desc, i.id desc limit ${page.limit} offset ${page.offset}`.execute(
    handle,
  )
  return { items: rows, total: rows[0]?.total ?? 0 }
}

/** Years in which something was issued, newest first. */
export async function listYears(handle: Handle, unitId: number): Promise<number[]> {
  const rows = await handle
    .selectFrom('gazette.issue')
    .select('year')
    .distinct()
    .where('unit_id', '=', unitId)
    .where('state', '=', 'issued')
    .orderBy('year', 'desc')
    .execute()
  return rows.map((row) => row.year)
}

/** The last of a unit's issues, by which the next is numbered. */
export function findLast(handle: Handle, unitId: number): Promise<IssueRow | undefined> {
  return handle
    .selectFrom('gazette.issue')
    .selectAll()
    .where('unit_id', '=', unitId)
    .orderBy('total_number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The issues next to one, in the order of their numbers. */
export async function findNeighbours(handle: Handle, issue: IssueRow) {
  const next = (direction: 'asc' | 'desc') =>
    handle
      .selectFrom('gazette.issue')
      .select(['year', 'number'])
      .where('unit_id', '=', issue.unit_id)
      .where('state', '=', 'issued')
      .where('total_number', direction === 'asc' ? '>' : '<', issue.total_number)
      .orderBy('total_number', direction)
      .limit(1)
      .executeTakeFirst()
  return { before: await next('desc'), after: await next('asc') }
}

export async function addIssue(
  tx: Tx,
  issue: {
    unitId: number
    year: number
    number: number
    totalNumber: number
    name: string
    imprint: string
  },
): Promise<number | undefined> {
  const row = await tx
    .insertInto('gazette.issue')
    .values({
      unit_id: issue.unitId,
      year: issue.year,
      number: issue.number,
      total_number: issue.totalNumber,
      name: issue.name,
      imprint: issue.imprint,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** Writes the whole composition anew; its revision goes up. */
export async function compose(
  tx: Tx,
  id: number,
  composition: {
    name: string
    imprint: string
    entries: readonly { section: string; documentId: number }[]
  },
): Promise<void> {
  await tx
    .updateTable('gazette.issue')
    .set((eb) => ({
      name: composition.name,
      imprint: composition.imprint,
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  await tx.deleteFrom('gazette.entry').where('issue_id', '=', id).execute()
  await sql`
    insert into gazette.entry (issue_id, position, section, document_id)
    select ${id}, e.place, e.section, e.document_id
      from unnest(${composition.entries.map((one) => one.section)}::text[],
                  ${composition.entries.map((one) => one.documentId)}::bigint[]) with ordinality as e (section, document_id, place)`.execute(
    tx,
  )
}

export async function removeIssue(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('gazette.issue').where('id', '=', id).execute()
}

export interface EntryRow {
  readonly position: number
  readonly section: string
  readonly document_id: number
  readonly version: number | null
  readonly state: string
  readonly title: string
  readonly document_number: string | null
  readonly issuer: string
  readonly written_on: CivilDate | null
  readonly attribute: string
  readonly body_html: string
}

/** The documents of an issue in order: as issued, or as the public sees them now. */
export async function listEntries(handle: Handle, issueId: number): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select e.position, e.section, e.document_id, e.version, d.state, v.title, v.document_number, v.issuer, v.written_on,
           v.attribute, v.body_html
      from gazette.entry e
      join documents.document d on d.id = e.document_id
      join documents.version v on v.document_id = d.id and v.version = coalesce(e.version, d.published_version)
     where e.issue_id = ${issueId} order by e.position`.execute(handle)
  return rows
}

/** Fixes every entry at the version that is public now, and the issue with them. */
export async function markIssued(tx: Tx, id: number, on: CivilDate): Promise<void> {
  await sql`
    update gazette.entry e set version = d.published_version
      from documents.document d where d.id = e.document_id and e.issue_id = ${id}`.execute(tx)
  await tx.updateTable('gazette.issue').set({ state: 'issued', issued_on: on }).where('id', '=', id).execute()
}

export async function setPdf(
  tx: Tx,
  id: number,
  made: { hash: Buffer; pages: number } | { problem: string },
): Promise<void> {
  await tx
    .updateTable('gazette.issue')
    .set(
      'problem' in made
        ? { pdf_problem: made.problem }
        : { pdf_hash: made.hash, pdf_pages: made.pages, pdf_problem: null },
    )
    .where('id', '=', id)
    .execute()
}

export function listCopies(handle: Handle, issueId: number): Promise<CopiesRow[]> {
  return handle
    .selectFrom('gazette.copies')
    .selectAll()
    .where('issue_id', '=', issueId)
    .orderBy('id')
    .execute()
}

/** What went where, by kind of recipient, of one issue. */
export async function countCopies(
  handle: Handle,
  issueId: number,
): Promise<{ category: string; recipients: number; copies: number }[]> {
  const { rows } = await sql<{ category: string; recipients: number; copies: number }>`
    select category, count(distinct recipient)::int as recipients, sum(copies)::int as copies
      from gazette.copies where issue_id = ${issueId} and struck_on is null group by 1 order by 3 desc, 1`.execute(
    handle,
  )
  return rows
}

export async function addCopies(
  tx: Tx,
  issueId: number,
  line: {
    recipient: string
    category: string
    copies: number
    sentOn: CivilDate
    enteredBy: number | null
  },
): Promise<number> {
  const row = await tx
    .insertInto('gazette.copies')
    .values({
      issue_id: issueId,
      recipient: line.recipient,
      category: line.category,
      copies: line.copies,
      sent_on: line.sentOn,
      entered_by: line.enteredBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Strikes a line that stands; answers whether there was one. */
export async function strikeCopies(
  tx: Tx,
  issueId: number,
  lineId: number,
  strike: { on: CivilDate; reason: string },
): Promise<boolean> {
  const row = await tx
    .updateTable('gazette.copies')
    .set({ struck_on: strike.on, strike_reason: strike.reason })
    .where('id', '=', lineId)
    .where('issue_id', '=', issueId)
    .where('struck_on', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The issues in which a document was printed, oldest first. */
export function listIssuesOf(handle: Handle, documentId: number) {
  return handle
    .selectFrom('gazette.entry as e')
    .innerJoin('gazette.issue as i', 'i.id', 'e.issue_id')
    .select(['i.name', 'i.year', 'i.number'])
    .where('e.document_id', '=', documentId)
    .where('i.state', '=', 'issued')
    .orderBy('i.total_number')
    .execute()
}

/** The typeset file of an issued one. */
export function findPdf(handle: Handle, unitId: number, year: number, number: number) {
  return handle
    .selectFrom('gazette.issue as i')
    .innerJoin('media.file as f', 'f.hash', 'i.pdf_hash')
    .select(['i.name', 'f.hash as file_hash', 'f.size', 'f.media_type'])
    .where('i.unit_id', '=', unitId)
    .where('i.year', '=', year)
    .where('i.number', '=', number)
    .where('i.state', '=', 'issued')
    .executeTakeFirst()
}
