import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { SubscriptionsSubscriber, SubscriptionsSubscription } from '#platform/db/tables.ts'
import { searchQuery } from '#platform/text/words.ts'
import type { Rhythm } from './contract.ts'

export type Subscriber = Selectable<SubscriptionsSubscriber>
export type Subscription = Selectable<SubscriptionsSubscription>

/** What is subscribed to: exactly one of them. */
export type Target =
  | { readonly kind: 'channel'; readonly channelId: number }
  | { readonly kind: 'unit'; readonly unitId: number }
  | { readonly kind: 'topic'; readonly topic: string }
  | { readonly kind: 'search'; readonly words: string }

export function targetOf(row: Pick<Subscription, 'channel_id' | 'unit_id' | 'topic' | 'words'>): Target {
  if (row.channel_id !== null) return { kind: 'channel', channelId: row.channel_id }
  if (row.unit_id !== null) return { kind: 'unit', unitId: row.unit_id }
  if (row.topic !== null) return { kind: 'topic', topic: row.topic }
  return { kind: 'search', words: row.words ?? '' }
}

/** The subscriber behind an address, made where there is none, and held until the transaction ends. */
export async function lockSubscriber(
  tx: Tx,
  address: { hash: string; sealed: Buffer },
  now: Date,
): Promise<Subscriber> {
  return tx
    .insertInto('subscriptions.subscriber')
    .values({ address_hash: address.hash, address_sealed: address.sealed, invited_since: now })
    .onConflict((conflict) => conflict.column('address_hash').doUpdateSet({ address_hash: address.hash }))
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** What somebody asks for, anew or again; a confirmed one stays as it is. */
export async function putAsked(
  tx: Tx,
  subscriberId: number,
  target: Target,
  rhythm: Rhythm,
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into subscriptions.subscription as s (subscriber_id, kind, channel_id, unit_id, topic, words, rhythm, asked_at)
    values (${subscriberId}, ${target.kind}, ${target.kind === 'channel' ? target.channelId : null},
            ${target.kind === 'unit' ? target.unitId : null}, ${target.kind === 'topic' ? target.topic : null},
            ${target.kind === 'search' ? target.words : null}, ${rhythm}, ${now})
    on conflict (subscriber_id, kind, channel_id, unit_id, topic, words) do update
      set rhythm = case when s.confirmed_at is null then excluded.rhythm else s.rhythm end,
          asked_at = case when s.confirmed_at is null then excluded.asked_at else s.asked_at end
    returning s.id`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('a subscription was neither made nor found')
  return row.id
}

export function getSubscriber(handle: Handle, id: number): Promise<Subscriber> {
  return handle
    .selectFrom('subscriptions.subscriber')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

export interface NamedSubscription extends Subscription {
  /** What it is of, as a person reads it; '' for topics and searches, which name themselves. */
  readonly name: string
  readonly site: string
}

/** Subscriptions with the names of what they are of. */
export async function listNamed(
  handle: Handle,
  where: { readonly subscriberId: number } | { readonly id: number } | { readonly tokenHash: Buffer },
): Promise<NamedSubscription[]> {
  const chosen =
    'id' in where
      ? sql`s.id = ${where.id}`
      : 'tokenHash' in where
        ? sql`s.token_hash = ${where.tokenHash}`
        : sql`s.subscriber_id = ${where.subscriberId} and s.confirmed_at is not null`
  const { rows } = await sql<NamedSubscription>`
    select s.*, coalesce(c.name, u.name, '') as name, coalesce(i.name, '') as site
      from subscriptions.subscription s
      left join sites.channel c on c.id = s.channel_id
      left join sites.site i on i.id = c.site_id
      left join organisation.unit u on u.id = s.unit_id
     where ${chosen} order by s.id`.execute(handle)
  return rows
}

/**
 * Writes down what became public since, and where it stands, one collector at a time; answers the last number. Only
 * what is shown under a recent day is looked at: a few pages of two indexes, however many documents there are.
 */
export async function collect(tx: Tx, today: CivilDate, days: number): Promise<number> {
  await tx
    .insertInto('subscriptions.collection')
    .values({ collected_on: today })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { collected_on: last } = await tx
    .selectFrom('subscriptions.collection')
    .select('collected_on')
    .forUpdate()
    .executeTakeFirstOrThrow()
  const since = sql`(least(${last}::date, ${today}::date) - ${days}::int)`
  await sql`
    insert into subscriptions.arrival (document_id, channel_id, shown_on)
    select e.source_id, null, e.shown_on
      from search.entry e
      left join subscriptions.arrival a on a.document_id = e.source_id and a.channel_id is null
     where e.source = 'document' and e.shown_on >= ${since} and a.id is null
     order by e.shown_on, e.source_id`.execute(tx)
  await sql`
    insert into subscriptions.arrival (document_id, channel_id, shown_on)
    select p.document_id, c.id, p.shown_on
      from sites.channel c
     cross join lateral (
       select document_id, shown_on from publishing.placement
        where channel_id = c.id and shown_on is not null and shown_on >= ${since}
     ) p
      left join subscriptions.arrival a on a.document_id = p.document_id and a.channel_id = c.id
     where a.id is null
     order by p.shown_on, p.document_id, c.id`.execute(tx)
  await tx.updateTable('subscriptions.collection').set({ collected_on: today }).execute()
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(id), 0) as last from subscriptions.arrival`.execute(tx)
  return rows[0]?.last ?? 0
}

/** Confirmed subscriptions that may be due, held; what another process holds is left to it. */
export async function lockDue(
  tx: Tx,
  due: {
    readonly before: Readonly<Record<Rhythm, CivilDate>>
    readonly after: number
    readonly limit: number
  },
): Promise<Subscription[]> {
  const { rows } = await sql<Subscription>`
    select * from subscriptions.subscription
     where confirmed_at is not null and id > ${due.after}
       and coalesce(digested_on, (confirmed_at at time zone 'Asia/Shanghai')::date - 1)
           < case rhythm when 'daily' then ${due.before.daily}::date else ${due.before.weekly}::date end
     order by id limit ${due.limit} for update skip locked`.execute(tx)
  return rows
}

export interface News {
  /** The newest first, at most `limit`. */
  readonly ids: readonly number[]
  readonly found: number
}

/** What arrived for a target after its bookmark; a document told once is not told again where it comes to stand besides. */
export async function findNews(
  handle: Handle,
  target: Target,
  range: { readonly after: number; readonly upto: number; readonly limit: number },
): Promise<News> {
  const arrived = sql`a.id > ${range.after} and a.id <= ${range.upto}`
  const visible = sql`d.published_version is not null and d.state <> 'withdrawn'`
  const query = target.kind === 'search' ? searchQuery(target.words) : undefined
  if (target.kind === 'search' && query === undefined) return { ids: [], found: 0 }
  const plain = (join: ReturnType<typeof sql>, condition: ReturnType<typeof sql>) => sql<{
    id: number
    found: number
  }>`
    select d.id, count(*) over ()::int as found
      from subscriptions.arrival a join documents.document d on d.id = a.document_id ${join}
     where a.channel_id is null and ${arrived} and ${visible} and ${condition}
     order by a.id desc limit ${range.limit}`
  const asked =
    target.kind === 'unit'
      ? plain(sql``, sql`d.unit_id = ${target.unitId}`)
      : target.kind === 'topic'
        ? plain(
            sql`join documents.version v on v.document_id = d.id and v.version = d.published_version`,
            sql`v.topic = ${target.topic}`,
          )
        : target.kind === 'search'
          ? plain(
              sql`join search.entry e on e.source = 'document' and e.source_id = d.id`,
              sql`e.words @@ ${query}::tsquery`,
            )
          : sql<{ id: number; found: number }>`
              with recursive below as (
                select ${target.channelId}::bigint as id
                union all
                select c.id from sites.channel c join below on c.parent_id = below.id
              ), news as (
                select a.document_id, max(a.id) as place
                  from subscriptions.arrival a join below on below.id = a.channel_id
                 where ${arrived}
                   and not exists (select from subscriptions.arrival told join below on below.id = told.channel_id
                                    where told.document_id = a.document_id and told.id <= ${range.after})
                 group by a.document_id
              )
              select d.id, count(*) over ()::int as found
                from news join documents.document d on d.id = news.document_id
               where ${visible} order by news.place desc limit ${range.limit}`
  const { rows } = await asked.execute(handle)
  return { ids: rows.map((row) => row.id), found: rows[0]?.found ?? 0 }
}

/** Moves the bookmarks of a batch on. */
export async function markTold(
  tx: Tx,
  ids: readonly number[],
  upto: number,
  today: CivilDate,
): Promise<void> {
  await sql`
    update subscriptions.subscription set bookmark = greatest(bookmark, ${upto}), digested_on = ${today}
     where id = any(${[...ids]}::bigint[])`.execute(tx)
}

export interface Planned {
  readonly subscriptionId: number
  readonly news: News
}

/** Mails to be sent; answers their numbers. */
export async function addDeliveries(tx: Tx, on: CivilDate, planned: readonly Planned[]): Promise<number[]> {
  if (planned.length === 0) return []
  const rows = await tx
    .insertInto('subscriptions.delivery')
    .values(
      planned.map(({ subscriptionId, news }) => ({
        subscription_id: subscriptionId,
        planned_on: on,
        document_ids: JSON.stringify(news.ids),
        found: news.found,
      })),
    )
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

export function findDelivery(handle: Handle, id: number) {
  return handle
    .selectFrom('subscriptions.delivery as d')
    .innerJoin('subscriptions.subscription as s', 's.id', 'd.subscription_id')
    .select([
      'd.id',
      'd.state',
      'd.document_ids',
      'd.found',
      'd.planned_on',
      'd.subscription_id',
      's.subscriber_id',
    ])
    .where('d.id', '=', id)
    .executeTakeFirst()
}

/** Documents as a mail names them, in the order of the ids; what was withdrawn meanwhile is left out. */
export async function listTold(handle: Handle, ids: readonly number[]) {
  const { rows } = await sql<{ id: number; title: string; issuer: string; shown_on: CivilDate }>`
    select d.id, v.title, v.issuer,
           coalesce(d.originally_published_on, (d.published_at at time zone 'Asia/Shanghai')::date) as shown_on
      from unnest(${[...ids]}::bigint[]) with ordinality as wanted (id, place)
      join documents.document d on d.id = wanted.id
      join documents.version v on v.document_id = d.id and v.version = d.published_version
     where d.state <> 'withdrawn' order by wanted.place`.execute(handle)
  return rows
}

/** Says what became of a mail, and counts it on the day it was of; false where that was said before. */
export async function settleDelivery(
  tx: Tx,
  id: number,
  outcome: { readonly state: 'sent' | 'failed'; readonly reason: string | null },
): Promise<boolean> {
  const settled = await tx
    .updateTable('subscriptions.delivery')
    .set(outcome)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returning('planned_on')
    .executeTakeFirst()
  if (!settled) return false
  await addToTally(tx, settled.planned_on, outcome.state, 1)
  return true
}

export async function addToTally(
  tx: Tx,
  on: CivilDate,
  state: 'sent' | 'failed',
  count: number,
): Promise<void> {
  const [sent, failed] = state === 'sent' ? [count, 0] : [0, count]
  await sql`
    insert into subscriptions.tally as t (on_date, sent, failed) values (${on}, ${sent}, ${failed})
    on conflict (on_date) do update set sent = t.sent + excluded.sent, failed = t.failed + excluded.failed`.execute(
    tx,
  )
}
