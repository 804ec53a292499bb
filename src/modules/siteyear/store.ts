import { sql, type Selectable } from 'kysely'
import type { CivilDate } from '#platform/dates.ts'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { SiteyearEdition, SiteyearSheet } from '#platform/db/tables.ts'
import { notFound } from '#platform/errors.ts'
import { FORMATS, type Format, type PaperFile } from '#kernel/printing/index.ts'
import type { ListQuery, SheetKind, State } from './contract.ts'
import { publicationClock } from './kinds.ts'
import type { Facts } from './rules.ts'

export type SheetRow = Omit<Selectable<SiteyearSheet>, 'kind' | 'state' | 'facts'> & {
  readonly kind: SheetKind
  readonly state: State
  readonly facts: Facts
}
export type EditionRow = Selectable<SiteyearEdition>

/** A sheet for each open site of these units and one of supervision for the government; those that are there stay. */
export async function addSheets(
  tx: Tx,
  unitId: number,
  unitIds: readonly number[],
  year: number,
): Promise<readonly { readonly id: number; readonly unit_id: number }[]> {
  const { rows } = await sql<{ id: number; unit_id: number }>`
    insert into siteyear.sheet (kind, year, unit_id, site_id)
    select 'work', ${year}::int, s.unit_id, s.id from sites.site s
     where s.unit_id = any(${[...unitIds]}::bigint[]) and s.state <> 'closed'
    union all
    select 'supervision', ${year}::int, ${unitId}::bigint, null
    on conflict do nothing returning id, unit_id`.execute(tx)
  return rows
}

export async function lockSheet(tx: Tx, id: number): Promise<SheetRow> {
  const row = await tx
    .selectFrom('siteyear.sheet')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('site_report', id))
  return row as unknown as SheetRow
}

export async function moveSheet(
  tx: Tx,
  id: number,
  move: Partial<Pick<SheetRow, 'state' | 'authors' | 'returned_because' | 'restating_because' | 'edition'>>,
): Promise<void> {
  await tx.updateTable('siteyear.sheet').set(move).where('id', '=', id).execute()
}

/** The next revision of what is filled in; the earlier ones stay. */
export async function writeFacts(
  tx: Tx,
  sheet: SheetRow,
  facts: Facts,
  by: number | null,
  at: Date,
): Promise<number> {
  const revision = sheet.revision + 1
  const json = JSON.stringify(facts)
  await tx
    .insertInto('siteyear.revision')
    .values({ sheet_id: sheet.id, revision, facts: json, written_by: by, written_at: at })
    .execute()
  await tx
    .updateTable('siteyear.sheet')
    .set({
      facts: json,
      revision,
      authors: by === null ? sheet.authors : [...new Set([...sheet.authors, by])],
    })
    .where('id', '=', sheet.id)
    .execute()
  return revision
}

export async function addEdition(tx: Tx, edition: EditionRow): Promise<void> {
  await tx.insertInto('siteyear.edition').values(edition).execute()
}

export interface ListedEdition {
  readonly number: number
  readonly published_at: Date
  readonly why: string | null
}

export async function listEditions(handle: Handle, sheetId: number): Promise<ListedEdition[]> {
  const { rows } = await sql<ListedEdition>`
    select number, published_at, content::jsonb #>> '{restated,why}' as why
      from siteyear.edition where sheet_id = ${sheetId} order by number desc`.execute(handle)
  return rows
}

export function findEdition(
  handle: Handle,
  sheetId: number,
  number: number,
): Promise<EditionRow | undefined> {
  return handle
    .selectFrom('siteyear.edition')
    .selectAll()
    .where('sheet_id', '=', sheetId)
    .where('number', '=', number)
    .executeTakeFirst()
}

export interface ListedSheet extends SheetRow {
  readonly unit_name: string
  readonly unit_code: string
  readonly slug: string | null
  readonly site_name: string | null
  readonly due_on: CivilDate | null
  readonly yellow_on: CivilDate | null
  readonly stopped_on: CivilDate | null
  readonly result: string | null
}

const LISTED = sql`
  select r.*, u.name as unit_name, u.code as unit_code, s.slug, s.name as site_name,
         k.due_on, k.yellow_on, k.stopped_on, k.result
    from siteyear.sheet r
    join organisation.unit u on u.id = r.unit_id
    left join sites.site s on s.id = r.site_id
    left join clock.clock k on k.name = ${publicationClock.name} and k.subject = 'site_report:' || r.id`

function wanted(unitIds: readonly number[], { year, state, kind }: Partial<ListQuery>) {
  return sql.join(
    [
      sql`r.unit_id = any(${[...unitIds]}::bigint[])`,
      ...(year === undefined ? [] : [sql`r.year = ${year}`]),
      ...(state === undefined ? [] : [sql`r.state = ${state}`]),
      ...(kind === undefined ? [] : [sql`r.kind = ${kind}`]),
    ],
    sql` and `,
  )
}

/** The newest year first; supervision before sites, the portal before the sites of units. */
export async function listSheets(
  handle: Handle,
  unitIds: readonly number[],
  query: Partial<ListQuery>,
  page: { readonly offset: number; readonly limit: number },
): Promise<ListedSheet[]> {
  const { rows } = await sql<ListedSheet>`
    ${LISTED} where ${wanted(unitIds, query)}
     order by r.year desc, r.kind, s.position nulls first, r.id limit ${page.limit} offset ${page.offset}`.execute(
    handle,
  )
  return rows
}

export async function countSheets(
  handle: Handle,
  unitIds: readonly number[],
  query: Partial<ListQuery>,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from siteyear.sheet r where ${wanted(unitIds, query)}`.execute(handle)
  return rows[0]?.count ?? 0
}

export async function findListed(handle: Handle, id: number): Promise<ListedSheet> {
  const { rows } = await sql<ListedSheet>`${LISTED} where r.id = ${id}`.execute(handle)
  const [row] = rows
  if (!row) throw notFound('site_report', id)
  return row
}

/** Sheets that the public can read, the newest year first. */
export async function listPublic(handle: Handle): Promise<ListedSheet[]> {
  const { rows } = await sql<ListedSheet>`
    ${LISTED} where r.edition > 0 order by r.year desc, r.kind, s.position nulls first, r.id limit 500`.execute(
    handle,
  )
  return rows
}

/** The sheet of a site by its short name, or of a government by its code, where it is public. */
export async function findPublic(
  handle: Handle,
  kind: SheetKind,
  of: string,
  year: number,
): Promise<ListedSheet | undefined> {
  const { rows } = await sql<ListedSheet>`
    ${LISTED} where r.kind = ${kind} and r.year = ${year} and r.edition > 0
      and ${kind === 'work' ? sql`s.slug = ${of}` : sql`u.code = ${of}`}`.execute(handle)
  return rows[0]
}

interface EditionKey {
  readonly sheetId: number
  readonly number: number
}

/** Kept as it was made first: a second one is not. */
export async function addFile(
  tx: Tx,
  of: EditionKey,
  file: { readonly format: Format; readonly hash: Buffer; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('siteyear.edition_file')
    .values({
      sheet_id: of.sheetId,
      number: of.number,
      format: file.format,
      file_hash: file.hash,
      made_at: file.at,
    })
    .onConflict((conflict) => conflict.columns(['sheet_id', 'number', 'format']).doNothing())
    .execute()
}

export async function listFiles(handle: Handle, of: EditionKey): Promise<PaperFile[]> {
  const { rows } = await sql<PaperFile>`
    select f.format, f.file_hash, m.size, m.media_type
      from siteyear.edition_file f join media.file m on m.hash = f.file_hash
     where f.sheet_id = ${of.sheetId} and f.number = ${of.number}
     order by f.format desc`.execute(handle)
  return rows
}

/** Editions that lack a file: published before files were made, or whose making failed. */
export async function listWithoutFiles(handle: Handle): Promise<EditionKey[]> {
  const { rows } = await sql<EditionKey>`
    select e.sheet_id as "sheetId", e.number
      from siteyear.edition e
     where (select count(*) from siteyear.edition_file f
             where f.sheet_id = e.sheet_id and f.number = e.number) < ${FORMATS.length}
     order by e.sheet_id, e.number`.execute(handle)
  return rows
}
