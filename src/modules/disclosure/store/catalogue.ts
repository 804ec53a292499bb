import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { AGENCIES, registerNames, statutoryItems, type StatutoryItem } from '../items.ts'
import { loadItems, members } from './items.ts'

export interface ItemCount {
  readonly count: number
  readonly newest: CivilDate | null
}

/**
 * How much stands under each item, documents and register rows together; items without any are absent. `only` some of
 * the items costs less.
 */
export async function countItems(
  handle: Handle,
  unitId?: number,
  only?: readonly string[],
): Promise<ReadonlyMap<string, ItemCount>> {
  const items = await loadItems(handle)
  const unitIds = unitId === undefined ? undefined : [unitId]
  const { rows } = await sql<{ item: string; count: number; newest: CivilDate }>`
    with ${members(items, { unitIds, only })}
    select item, count(distinct document_id)::int as count, max(shown_on) as newest from members group by 1`.execute(
    handle,
  )
  return withRegisters(
    items.filter((item) => only?.includes(item.code) ?? true),
    new Map(rows.map((row) => [row.item, row])),
    await countRegisterRows(handle, registerNames, unitId),
  )
}

/** Up to so many entries are counted while the reader waits; more are known from the last counting, a minute ago. */
const COUNTED_AT_ONCE = 20_000

/** As `countItems`, and fast for the largest units and the whole city too. */
export async function readCounts(handle: Handle, unitId?: number): Promise<ReadonlyMap<string, ItemCount>> {
  const own = unitId === undefined ? sql`` : sql`and unit_id = ${unitId}`
  const { rows } = await sql<ItemCount & { item: string }>`
    select item, sum(count)::int as count, max(newest_on) as newest from disclosure.standing
     where count > 0 and item <> ${AGENCIES} ${own} group by 1`.execute(handle)
  if (rows.reduce((sum, row) => sum + row.count, 0) <= COUNTED_AT_ONCE) return countItems(handle, unitId)
  const kept = new Map(rows.map((row) => [row.item, { count: row.count, newest: row.newest }]))
  // What no unit is held to by itself is in no unit's standing.
  const general = statutoryItems.filter((item) => item.units.length === 0).map((item) => item.code)
  return new Map([...(await countItems(handle, unitId, general)), ...kept])
}

/** Adds the rows of registers to the documents of each item. */
export function withRegisters(
  items: readonly StatutoryItem[],
  documents: ReadonlyMap<string, ItemCount>,
  inRegisters: ReadonlyMap<string, ItemCount>,
): ReadonlyMap<string, ItemCount> {
  const counts = new Map<string, ItemCount>()
  for (const item of items) {
    const parts = [
      documents.get(item.code),
      ...item.registers.map((register) => inRegisters.get(register.name)),
    ].filter((part) => part !== undefined)
    if (parts.length === 0) continue
    const days = parts.map((part) => part.newest).filter((day) => day !== null)
    counts.set(item.code, {
      count: parts.reduce((sum, part) => sum + part.count, 0),
      newest: days.toSorted().at(-1) ?? null,
    })
  }
  return counts
}

/** Rows of registers that were not taken back, and the day of the newest; registers without any are absent. */
export async function countRegisterRows(
  handle: Handle,
  names: readonly string[],
  unitId?: number,
): Promise<ReadonlyMap<string, ItemCount>> {
  const own = unitId === undefined ? sql`` : sql`and unit_id = ${unitId}`
  const { rows } = await sql<{ register: string; count: number; newest: CivilDate }>`
    select register, count(*)::int as count, max(occurred_on) as newest from registers.row
     where register = any(${[...names]}::text[]) and revoked_on is null ${own} group by 1`.execute(handle)
  return new Map(rows.map((row) => [row.register, row]))
}

/** An entry of 政府信息公开目录: 索引、名称、内容概述、生成日期 (政府信息公开条例 第十二条). */
export interface CatalogueEntry {
  readonly id: number
  readonly title: string
  readonly shown_on: CivilDate
  readonly unit_name: string
  readonly state: string
  readonly index_number: string | null
  readonly document_number: string | null
  readonly summary: string
  readonly written_on: CivilDate | null
}

export interface CatalogueFilter {
  readonly item?: StatutoryItem | undefined
  readonly unitId?: number | undefined
}

async function listed(handle: Handle, of: CatalogueFilter) {
  const own = of.unitId === undefined ? sql`` : sql`and unit_id = ${of.unitId}`
  return of.item === undefined
    ? sql`listed as (
        select source_id as document_id, shown_on from search.entry where source = 'document' ${own}
      )`
    : sql`${members(await loadItems(handle), {
        unitIds: of.unitId === undefined ? undefined : [of.unitId],
        only: [of.item.code],
      })}, listed as (
        select document_id, max(shown_on) as shown_on from members where item = ${of.item.code} group by 1
      )`
}

/** What the excerpt of a list shows of the documents that `page (document_id, shown_on)` names, in its order. */
const entriesOfPage = sql`
  select d.id, v.title, page.shown_on, u.name as unit_name, d.state,
         d.index_number, v.document_number, v.summary, v.written_on
    from page join documents.document d on d.id = page.document_id
    join documents.version v on v.document_id = d.id and v.version = d.published_version
    join organisation.unit u on u.id = d.unit_id
   order by page.shown_on desc, d.id desc`

/** A page of the catalogue: everything public, newest first, or one item, of everybody or of one unit. */
export async function listCatalogue(
  handle: Handle,
  of: CatalogueFilter,
  page: { offset: number; limit: number },
): Promise<{ entries: CatalogueEntry[]; total: number }> {
  const all = await listed(handle, of)
  const { rows: entries } = await sql<CatalogueEntry>`
    with ${all}, page as (
      select document_id, shown_on from listed
       order by shown_on desc, document_id desc limit ${page.limit} offset ${page.offset}
    ) ${entriesOfPage}`.execute(handle)
  const { rows } = await sql<{ total: number }>`
    with ${all} select count(*)::int as total from listed`.execute(handle)
  return { entries, total: rows[0]?.total ?? 0 }
}

/** The whole catalogue in the order of its pages, some at a time, for files of any length. */
export async function* readCatalogue(handle: Handle, of: CatalogueFilter): AsyncGenerator<CatalogueEntry[]> {
  const all = await listed(handle, of)
  const limit = 1000
  let last: CatalogueEntry | undefined
  do {
    const after = last ? sql`where (shown_on, document_id) < (${last.shown_on}, ${last.id})` : sql``
    const { rows } = await sql<CatalogueEntry>`
      with ${all}, page as (
        select document_id, shown_on from listed ${after} order by shown_on desc, document_id desc limit ${limit}
      ) ${entriesOfPage}`.execute(handle)
    if (rows.length > 0) yield rows
    last = rows.length === limit ? rows.at(-1) : undefined
  } while (last)
}

/** The newest public documents of a unit, or of everybody. */
export async function listNewest(handle: Handle, unitId: number | undefined, limit: number) {
  const all = await listed(handle, { unitId })
  const { rows } = await sql<CatalogueEntry>`
    with ${all}, page as (
      select document_id, shown_on from listed order by shown_on desc, document_id desc limit ${limit}
    ) ${entriesOfPage}`.execute(handle)
  return rows
}
