import { sql, type Selectable, type SelectQueryBuilder } from 'kysely'
import type { Db, Handle, Tx } from '#platform/db/connect.ts'
import type { MessagesOutbox, Tables } from '#platform/db/tables.ts'
import { notFound } from '#platform/errors.ts'
import type { Channel, MessageState } from './contract.ts'

export type Message = Selectable<MessagesOutbox>

export interface NewMessage {
  readonly about: string
  readonly channel: Channel
  readonly key: string
  readonly address_sealed: Buffer
  readonly text_sealed: Buffer
  readonly subject: string
  readonly created_at: Date
}

/** Puts a message into the outbox; undefined where one of this key is there already. */
export async function addMessage(tx: Tx, message: NewMessage): Promise<number | undefined> {
  const row = await tx
    .insertInto('messages.outbox')
    .values({ ...message, next_try_at: message.created_at })
    .onConflict((conflict) => conflict.columns(['key', 'channel']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/**
 * Takes a waiting message for sending until `until`; undefined where it is not due, or where another process has it. Held
 * by a time instead of a lock, so that no transaction is open while a slow server makes up its mind.
 */
export async function claim(db: Db, id: number, now: Date, until: Date): Promise<Message | undefined> {
  const { rows } = await sql<Message>`
    update messages.outbox set next_try_at = ${until}, tries = tries + 1
     where id = (select id from messages.outbox
                  where id = ${id} and sent_at is null and failed_at is null and next_try_at <= ${now}
                  for update skip locked)
    returning *`.execute(db)
  return rows[0]
}

/** Writes down what became of a try; false where the message was settled meanwhile. */
export async function settle(
  tx: Tx,
  id: number,
  outcome:
    | { readonly sent_at: Date; readonly reason: null }
    | { readonly failed_at: Date; readonly reason: string }
    | { readonly next_try_at: Date; readonly reason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('messages.outbox')
    .set(outcome)
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Waiting messages that were due before this moment, the oldest first. */
export async function listOverdue(handle: Handle, before: Date, limit: number): Promise<number[]> {
  const rows = await handle
    .selectFrom('messages.outbox')
    .select('id')
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .where('next_try_at', '<', before)
    .orderBy('next_try_at')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

export function lockMessage(tx: Tx, id: number): Promise<Message> {
  return tx
    .selectFrom('messages.outbox')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('message', id))
}

/** A failed message waits again, with all its tries before it. */
export async function putBack(tx: Tx, id: number, now: Date): Promise<void> {
  await tx
    .updateTable('messages.outbox')
    .set({ failed_at: null, tries: 0, next_try_at: now })
    .where('id', '=', id)
    .execute()
}

type OutboxRows = SelectQueryBuilder<Tables, 'messages.outbox', object>

function inState(query: OutboxRows, state: MessageState | undefined): OutboxRows {
  if (state === 'sent') return query.where('sent_at', 'is not', null)
  if (state === 'failed') return query.where('failed_at', 'is not', null)
  return state === undefined ? query : query.where('sent_at', 'is', null).where('failed_at', 'is', null)
}

/** A page of the outbox, the newest first. */
export async function listOutbox(
  handle: Handle,
  filter: { readonly state?: MessageState; readonly channel?: Channel },
  window: { readonly offset: number; readonly limit: number },
): Promise<{ items: Message[]; total: number }> {
  const all = handle.selectFrom('messages.outbox')
  const some = inState(
    filter.channel === undefined ? all : all.where('channel', '=', filter.channel),
    filter.state,
  )
  const [items, { total }] = await Promise.all([
    some.selectAll().orderBy('id', 'desc').offset(window.offset).limit(window.limit).execute(),
    some.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  return { items, total }
}

export interface CountedMessages {
  readonly channel: Channel
  readonly state: MessageState
  readonly count: number
}

/** How many wait and have failed, and how many were sent since: each read from an index of its own. */
export async function countOutbox(handle: Handle, since: Date): Promise<CountedMessages[]> {
  const { rows } = await sql<CountedMessages>`
    select channel, 'waiting' as state, count(*) as count from messages.outbox
     where sent_at is null and failed_at is null group by channel
    union all
    select channel, 'failed', count(*) from messages.outbox where failed_at is not null group by channel
    union all
    select channel, 'sent', count(*) from messages.outbox where sent_at >= ${since} group by channel`.execute(
    handle,
  )
  return rows
}

/** What was sent about a subject, the newest first. */
export function listAbout(handle: Handle, about: string, limit: number): Promise<Message[]> {
  return handle
    .selectFrom('messages.outbox')
    .selectAll()
    .where('about', '=', about)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export async function readKeptDays(handle: Handle): Promise<number> {
  const row = await handle.selectFrom('messages.setting').select('kept_days').executeTakeFirstOrThrow()
  return row.kept_days
}

export async function setKeptDays(tx: Tx, days: number): Promise<void> {
  await tx.updateTable('messages.setting').set({ kept_days: days }).execute()
}

/** Erases text and address of what was sent or given up before; answers of how many. */
export async function eraseBefore(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    update messages.outbox set address_sealed = null, text_sealed = null
     where address_sealed is not null and coalesce(sent_at, failed_at) < ${before} returning id`.execute(tx)
  return rows.length
}
