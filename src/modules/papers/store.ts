import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { PapersPaper, PapersTemplateVersion } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { Wording } from '#kernel/papers/index.ts'

export type VersionRow = Selectable<PapersTemplateVersion>
export type PaperRow = Selectable<PapersPaper>

/** A version that has words, and whose it is. */
export interface WordedVersion {
  readonly id: number
  readonly unit_id: number
  readonly unit_name: string
  readonly template: string
  readonly number: number
  readonly title: string
  readonly body: string
  readonly edited_at: Date
}

const upwards = (unitId: number, from: 'unit' | 'parent') => sql`
  with recursive up as (
    select id, parent_id, name, 0 as distance from organisation.unit where id = ${unitId}
    union all
    select u.id, u.parent_id, u.name, up.distance + 1 from organisation.unit u join up on u.id = up.parent_id
  ), asked as (select * from up where distance >= ${from === 'unit' ? 0 : 1})`

const worded = sql`v.id, v.unit_id, a.name as unit_name, v.template, v.number, v.title, v.body, v.edited_at`

/**
 * The version in force for a unit: its own newest, or that of the nearest unit above which has one; undefined is the
 * declared wording. `parent` leaves the unit's own out.
 */
export async function findInForce(
  handle: Handle,
  unitId: number,
  template: string,
  from: 'unit' | 'parent' = 'unit',
): Promise<WordedVersion | undefined> {
  const { rows } = await sql<WordedVersion>`
    ${upwards(unitId, from)}
    select ${worded}
      from asked a
      cross join lateral (
        select * from papers.template_version v
         where v.unit_id = a.id and v.template = ${template} order by v.number desc limit 1) v
     where not v.reset order by a.distance limit 1`.execute(handle)
  return rows[0]
}

/** As `findInForce`, of every template that has a version on the way up. */
export async function listInForce(handle: Handle, unitId: number): Promise<WordedVersion[]> {
  const { rows } = await sql<WordedVersion>`
    ${upwards(unitId, 'unit')}
    select distinct on (v.template) ${worded}
      from asked a
      cross join lateral (
        select distinct on (v.template) v.* from papers.template_version v
         where v.unit_id = a.id order by v.template, v.number desc) v
     where not v.reset order by v.template, a.distance`.execute(handle)
  return rows
}

/** The number of a unit's newest version of a template; 0 when it has none. */
export async function lastNumber(handle: Handle, unitId: number, template: string): Promise<number> {
  const row = await handle
    .selectFrom('papers.template_version')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('unit_id', '=', unitId)
    .where('template', '=', template)
    .executeTakeFirst()
  return row?.last ?? 0
}

/** Adds a version; undefined when somebody else took its number meanwhile. `null` words are a reset. */
export async function addVersion(
  tx: Tx,
  version: {
    unitId: number
    template: string
    number: number
    wording: Wording | null
    editedBy: number | null
    editedAt: Date
  },
): Promise<number | undefined> {
  const row = await tx
    .insertInto('papers.template_version')
    .values({
      unit_id: version.unitId,
      template: version.template,
      number: version.number,
      reset: version.wording === null,
      title: version.wording?.title ?? null,
      body: version.wording?.body ?? null,
      edited_by: version.editedBy,
      edited_at: version.editedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export function findVersion(
  handle: Handle,
  unitId: number,
  template: string,
  number: number,
): Promise<VersionRow | undefined> {
  return handle
    .selectFrom('papers.template_version')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('template', '=', template)
    .where('number', '=', number)
    .executeTakeFirst()
}

export type NamedVersion = VersionRow & { edited_name: string | null }

/** A unit's versions of a template, newest first. */
export async function listVersions(
  handle: Handle,
  of: { unitId: number; template: string },
  page: { offset: number; limit: number },
): Promise<{ items: NamedVersion[]; total: number }> {
  const { rows } = await sql<NamedVersion & { total: number }>`
    select v.*, s.name as edited_name, count(*) over ()::int as total
      from papers.template_version v left join identity.staff s on s.id = v.edited_by
     where v.unit_id = ${of.unitId} and v.template = ${of.template}
     order by v.number desc limit ${page.limit} offset ${page.offset}`.execute(handle)
  return { items: rows, total: rows[0]?.total ?? 0 }
}

/** The word of a unit that was set for its numbers. */
export async function findUnitWord(handle: Handle, unitId: number): Promise<string | undefined> {
  const row = await handle
    .selectFrom('papers.unit_word')
    .select('word')
    .where('unit_id', '=', unitId)
    .executeTakeFirst()
  return row?.word
}

export async function setUnitWord(tx: Tx, unitId: number, word: string): Promise<void> {
  await tx
    .insertInto('papers.unit_word')
    .values({ unit_id: unitId, word })
    .onConflict((conflict) => conflict.column('unit_id').doUpdateSet({ word }))
    .execute()
}

/** The next number of a series. Others wait for it until this transaction ends; if it fails, the number is free again. */
export async function takeSerial(
  tx: Tx,
  of: { unitId: number; series: string; year: number },
): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into papers.series (unit_id, word, year, last) values (${of.unitId}, ${of.series}, ${of.year}, 1)
    on conflict (unit_id, word, year) do update set last = papers.series.last + 1
    returning last`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('no number was given')
  return row.last
}

export interface Numbered {
  readonly series: string
  readonly year: number
  readonly serial: number
  readonly text: string
}

export async function addPaper(
  tx: Tx,
  paper: {
    subject: string
    unitId: number
    template: string
    source: { readonly versionId: number } | { readonly defaultHash: Buffer }
    number: Numbered | null
    title: string
    recipient: string
    text: string
    pdfHash: Buffer
    docxHash: Buffer
    pages: number
    archival: boolean
    on: CivilDate
    issuedBy: number | null
  },
): Promise<number> {
  const row = await tx
    .insertInto('papers.paper')
    .values({
      subject: paper.subject,
      unit_id: paper.unitId,
      template: paper.template,
      version_id: 'versionId' in paper.source ? paper.source.versionId : null,
      default_hash: 'defaultHash' in paper.source ? paper.source.defaultHash : null,
      series: paper.number?.series ?? null,
      year: paper.number?.year ?? null,
      serial: paper.number?.serial ?? null,
      number: paper.number?.text ?? null,
      title: paper.title,
      recipient: paper.recipient,
      text: paper.text,
      pdf_hash: paper.pdfHash,
      docx_hash: paper.docxHash,
      pages: paper.pages,
      archival: paper.archival,
      issued_on: paper.on,
      issued_by: paper.issuedBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** The letters on a subject in the order in which they were issued, without their texts. */
export function listOn(handle: Handle, subject: string) {
  return handle
    .selectFrom('papers.paper')
    .select(['id', 'template', 'number', 'title', 'pages', 'archival', 'issued_on', 'issued_by'])
    .where('subject', '=', subject)
    .orderBy('id')
    .execute()
}

export function findPaper(handle: Handle, id: number): Promise<PaperRow | undefined> {
  return handle.selectFrom('papers.paper').selectAll().where('id', '=', id).executeTakeFirst()
}

/** One of the two files of a letter. */
export function findFile(handle: Handle, paperId: number, kind: 'pdf' | 'docx') {
  return handle
    .selectFrom('papers.paper as p')
    .innerJoin('media.file as f', 'f.hash', kind === 'pdf' ? 'p.pdf_hash' : 'p.docx_hash')
    .select(['p.title', 'p.number', 'f.hash', 'f.size', 'f.media_type'])
    .where('p.id', '=', paperId)
    .executeTakeFirst()
}
