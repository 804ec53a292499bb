import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { TopicsItem, TopicsTopic } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { ItemBody, NewTopic, ReportBody, SectionBody, TopicBody } from './contract.ts'
import { reportClock, type Stage } from './kinds.ts'

export type TopicRow = Selectable<TopicsTopic>
export type ItemRow = Selectable<TopicsItem>

export function lockTopic(tx: Tx, id: number): Promise<TopicRow> {
  return tx
    .selectFrom('topics.topic')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('topic', id))
}

export async function addTopic(tx: Tx, topic: NewTopic, on: CivilDate): Promise<number> {
  const { id } = await tx
    .insertInto('topics.topic')
    .values({ ...columnsOf(topic), unit_id: topic.unitId, opened_on: on })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function changeTopic(tx: Tx, id: number, topic: TopicBody): Promise<void> {
  await tx
    .updateTable('topics.topic')
    .set((eb) => ({ ...columnsOf(topic), version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

function columnsOf(topic: Omit<NewTopic, 'unitId'>) {
  const { slug, title, introduction, position, rhythmDays } = topic
  return { slug, title, introduction, position, rhythm_days: rhythmDays }
}

export async function closeTopic(tx: Tx, id: number, on: CivilDate): Promise<void> {
  await tx.updateTable('topics.topic').set({ closed_on: on }).where('id', '=', id).execute()
}

export async function writeSections(
  tx: Tx,
  topicId: number,
  sections: readonly SectionBody[],
): Promise<void> {
  await tx.deleteFrom('topics.section').where('topic_id', '=', topicId).execute()
  if (sections.length === 0) return
  await tx
    .insertInto('topics.section')
    .values(
      sections.map((section, position) => ({
        topic_id: topicId,
        position,
        title: section.title,
        kind: section.kind,
        channel_id: section.channelId,
        words: section.kind === 'search' ? section.words : null,
        document_id: section.documentId,
      })),
    )
    .execute()
}

export async function listSections(
  handle: Handle,
  topicId: number,
): Promise<(SectionBody & { channelSlug: string | null })[]> {
  const { rows } = await sql<{
    title: string
    kind: SectionBody['kind']
    channel_id: number | null
    words: string | null
    document_id: number | null
    slug: string | null
  }>`
    select s.title, s.kind, s.channel_id, s.words, s.document_id, c.slug
      from topics.section s left join sites.channel c on c.id = s.channel_id
     where s.topic_id = ${topicId} order by s.position`.execute(handle)
  return rows.map((row) => ({
    title: row.title,
    kind: row.kind,
    channelId: row.channel_id,
    words: row.words ?? '',
    documentId: row.document_id,
    channelSlug: row.slug,
  }))
}

export function getItem(handle: Handle, id: number): Promise<ItemRow> {
  return handle
    .selectFrom('topics.item')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => notFound('item', id))
}

export function lockItem(tx: Tx, id: number): Promise<ItemRow> {
  return tx
    .selectFrom('topics.item')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('item', id))
}

/** Adds items behind the last; the topic is locked, so that no two take one place. */
export async function addItems(
  tx: Tx,
  topicId: number,
  items: readonly ItemBody[],
  on: CivilDate,
): Promise<ItemRow[]> {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(position), 0) as last from topics.item where topic_id = ${topicId}`.execute(tx)
  const last = rows[0]?.last ?? 0
  const added: ItemRow[] = []
  for (const [index, item] of items.entries()) {
    const row = await tx
      .insertInto('topics.item')
      .values({ ...itemColumns(item), topic_id: topicId, position: last + index + 1, opened_on: on })
      .returningAll()
      .executeTakeFirstOrThrow()
    await writeFurther(tx, row.id, item.furtherUnitIds)
    added.push(row)
  }
  return added
}

function itemColumns(item: ItemBody) {
  return {
    heading: item.heading,
    goal: item.goal,
    unit_id: item.unitId,
    due_on: item.dueOn,
    source: item.source,
    source_document_id: item.sourceDocumentId,
  }
}

async function writeFurther(tx: Tx, itemId: number, unitIds: readonly number[]): Promise<void> {
  await tx.deleteFrom('topics.item_unit').where('item_id', '=', itemId).execute()
  if (unitIds.length === 0) return
  await tx
    .insertInto('topics.item_unit')
    .values(unitIds.map((unit_id, position) => ({ item_id: itemId, position, unit_id })))
    .execute()
}

export async function changeItem(tx: Tx, id: number, item: ItemBody): Promise<void> {
  await tx
    .updateTable('topics.item')
    .set((eb) => ({ ...itemColumns(item), version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await writeFurther(tx, id, item.furtherUnitIds)
}

/** The item's next reporting clock. */
export function beginRound(tx: Tx, id: number): Promise<ItemRow> {
  return tx
    .updateTable('topics.item')
    .set((eb) => ({ round: eb('round', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function removeItem(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('topics.item').where('id', '=', id).execute()
}

export async function addReport(
  tx: Tx,
  item: ItemRow,
  report: ReportBody,
  by: { on: CivilDate; staffId: number | null },
): Promise<void> {
  await tx
    .insertInto('topics.report')
    .values({
      item_id: item.id,
      reported_on: by.on,
      stage: report.stage,
      percent: report.percent,
      done: report.done,
      reason: report.reason,
      unit_id: item.unit_id,
      reported_by: by.staffId,
    })
    .execute()
  await tx
    .updateTable('topics.item')
    .set((eb) => ({
      stage: report.stage,
      percent: report.percent,
      reported_on: by.on,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', item.id)
    .execute()
}

export interface ReportRow {
  readonly reported_on: CivilDate
  readonly stage: Stage
  readonly percent: number
  readonly done: string
  readonly reason: string
  readonly unit_name: string
}

/** The newest first. */
export async function listReports(
  handle: Handle,
  itemId: number,
  page: { offset: number; limit: number },
): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select r.reported_on, r.stage, r.percent, r.done, r.reason, u.name as unit_name
      from topics.report r join organisation.unit u on u.id = r.unit_id
     where r.item_id = ${itemId}
     order by r.reported_on desc, r.id desc limit ${page.limit} offset ${page.offset}`.execute(handle)
  return rows
}

export async function countReports(handle: Handle, itemId: number): Promise<number> {
  const { count } = await handle
    .selectFrom('topics.report')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('item_id', '=', itemId)
    .executeTakeFirstOrThrow()
  return count
}

export interface ItemFilter {
  readonly topicId?: number
  readonly id?: number
  readonly unitIds?: readonly number[]
  readonly stage?: Stage
  readonly overdue?: boolean
  readonly today: CivilDate
}

export interface ListedItem extends ItemRow {
  readonly stage: Stage
  readonly unit_name: string
  readonly unit_code: string
  readonly further: readonly { readonly id: number; readonly name: string }[]
  readonly report_due_on: CivilDate | null
  readonly topic_title: string
  readonly topic_slug: string
  readonly closed_on: CivilDate | null
  readonly overdue: boolean
}

// As `isOverdue` in the rules says it of one item.
const overdueOn = (today: CivilDate) => sql`
  (t.closed_on is null and i.stage <> 'done' and (i.due_on < ${today} or c.due_on < ${today}))`

const standing = sql`
  topics.item i
  join topics.topic t on t.id = i.topic_id
  left join clock.clock c
    on c.name = ${reportClock.name} and c.subject = 'topic_item:' || i.id || '/' || i.round and c.stopped_on is null`

function matching(filter: ItemFilter) {
  const parts = [sql`true`]
  if (filter.topicId !== undefined) parts.push(sql`i.topic_id = ${filter.topicId}`)
  if (filter.id !== undefined) parts.push(sql`i.id = ${filter.id}`)
  if (filter.unitIds) parts.push(sql`i.unit_id = any(${[...filter.unitIds]}::bigint[])`)
  if (filter.stage) parts.push(sql`i.stage = ${filter.stage}`)
  if (filter.overdue) parts.push(overdueOn(filter.today))
  return sql.join(parts, sql` and `)
}

/** Items in the order of their topic: heading by heading as first met, or unit by unit. */
export async function listItems(
  handle: Handle,
  filter: ItemFilter,
  page: { offset: number; limit: number; by?: 'heading' | 'unit' },
): Promise<ListedItem[]> {
  const order =
    page.by === 'unit'
      ? sql`u.position, i.unit_id, i.position`
      : sql`min(i.position) over (partition by i.topic_id, i.heading), i.position`
  const { rows } = await sql<ListedItem>`
    select i.*, u.name as unit_name, u.code as unit_code, c.due_on as report_due_on, t.title as topic_title,
           t.slug as topic_slug, t.closed_on, ${overdueOn(filter.today)} as overdue,
           coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name) order by w.position)
              from topics.item_unit w join organisation.unit f on f.id = w.unit_id where w.item_id = i.id), '[]') as further
      from ${standing} join organisation.unit u on u.id = i.unit_id
     where ${matching(filter)}
     order by i.topic_id, ${order} limit ${page.limit} offset ${page.offset}`.execute(handle)
  return rows
}

export async function countItems(handle: Handle, filter: ItemFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${standing} where ${matching(filter)}`.execute(handle)
  return rows[0]?.count ?? 0
}

export interface Count {
  readonly unit_id: number
  readonly unit_code: string
  readonly unit_name: string
  readonly stage: Stage
  readonly items: number
  readonly overdue: number
}

/** How many items of a topic stand where, by unit and stage. */
export async function countStanding(handle: Handle, topicId: number, today: CivilDate): Promise<Count[]> {
  const { rows } = await sql<Count>`
    select u.id as unit_id, u.code as unit_code, u.name as unit_name, i.stage, count(*) as items,
           count(*) filter (where ${overdueOn(today)}) as overdue
      from ${standing} join organisation.unit u on u.id = i.unit_id
     where i.topic_id = ${topicId}
     group by u.position, u.id, i.stage order by u.position, u.id`.execute(handle)
  return rows
}

export interface ListedTopic extends TopicRow {
  readonly unit_name: string
  readonly items: number
  readonly done: number
  readonly overdue: number
}

const listed = (from: ReturnType<typeof sql>, today: CivilDate) => sql<ListedTopic>`
    select topic.*, u.name as unit_name, n.items, n.done, n.overdue
      from ${from} topic
      join organisation.unit u on u.id = topic.unit_id
      cross join lateral (
        select count(*) as items, count(*) filter (where i.stage = 'done') as done,
               count(*) filter (where ${overdueOn(today)}) as overdue
          from ${standing} where i.topic_id = topic.id) n
     order by topic.closed_on is not null, topic.closed_on desc, topic.position, topic.id`

/** Open topics in their order, then the closed ones, the latest first. */
export async function listTopics(
  handle: Handle,
  today: CivilDate,
  page: { offset: number; limit: number },
): Promise<ListedTopic[]> {
  const window = sql`(select * from topics.topic order by closed_on is not null, closed_on desc, position, id
    limit ${page.limit} offset ${page.offset})`
  return (await listed(window, today).execute(handle)).rows
}

export async function findListedTopic(
  handle: Handle,
  which: { readonly id: number } | { readonly slug: string },
  today: CivilDate,
): Promise<ListedTopic | undefined> {
  const where = 'id' in which ? sql`id = ${which.id}` : sql`slug = ${which.slug}`
  return (await listed(sql`(select * from topics.topic where ${where})`, today).execute(handle)).rows[0]
}

export async function countTopics(handle: Handle): Promise<number> {
  const { count } = await handle
    .selectFrom('topics.topic')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Which of these units may be made responsible: those there still are. */
export async function openUnits(
  handle: Handle,
): Promise<{ id: number; code: string; name: string; short_name: string }[]> {
  const { rows } = await sql<{ id: number; code: string; name: string; short_name: string }>`
    select id, code, name, short_name from organisation.unit where closed_on is null`.execute(handle)
  return rows
}

export async function channelsAmong(handle: Handle, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ id: number }>`
    select id from sites.channel where id = any(${[...ids]}::bigint[])`.execute(handle)
  return new Set(rows.map((row) => row.id))
}
