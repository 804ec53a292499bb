import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { MessagesNotice } from '#platform/db/tables.ts'
import { notFound } from '#platform/errors.ts'
import type { Context } from '#kernel/identity/index.ts'

export type NoticeRow = Selectable<MessagesNotice>

export interface Notice {
  readonly staffIds: readonly number[]
  /** One line, without personal data of an applicant. */
  readonly title: string
  readonly about: string
  /** A path of the console: /requests/12. */
  readonly link: string
}

/**
 * Tells members of staff something, in the transaction in which it happens; answers how many were told. Nobody is told of
 * what they did themselves, nor the same twice before they have read it.
 */
export async function notifyStaff(tx: Tx, ctx: Context, notice: Notice): Promise<number> {
  const staffIds = [...new Set(notice.staffIds)].filter((id) => id !== ctx.actor.staffId)
  if (staffIds.length === 0) return 0
  const { rows } = await sql<{ id: number }>`
    insert into messages.notice (staff_id, title, about, link, created_at)
    select s.id, ${notice.title}, ${notice.about}, ${notice.link}, ${ctx.now}
      from unnest(${staffIds}::bigint[]) as s (id)
    on conflict (staff_id, about, title) where read_at is null do nothing returning id`.execute(tx)
  return rows.length
}

/** A page of somebody's notices, the newest first. */
export async function listNotices(
  handle: Handle,
  of: { readonly staffId: number; readonly unread: boolean },
  window: { readonly offset: number; readonly limit: number },
): Promise<{ items: NoticeRow[]; total: number }> {
  const all = handle.selectFrom('messages.notice').where('staff_id', '=', of.staffId)
  const some = of.unread ? all.where('read_at', 'is', null) : all
  const [items, { total }] = await Promise.all([
    some.selectAll().orderBy('id', 'desc').offset(window.offset).limit(window.limit).execute(),
    some.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  return { items, total }
}

export async function countUnread(handle: Handle, staffId: number): Promise<number> {
  const { count } = await handle
    .selectFrom('messages.notice')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('staff_id', '=', staffId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Notes that a notice was read; read again it stays as it was. Somebody else's is not found. */
export async function markRead(ctx: Context, staffId: number, id: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    update messages.notice set read_at = coalesce(read_at, ${ctx.now})
     where id = ${id} and staff_id = ${staffId} returning id`.execute(ctx.db)
  if (rows.length === 0) throw notFound('notice', id)
}

/** Notes all as read up to the newest that the person has seen: what came meanwhile stays unread. */
export async function markAllRead(ctx: Context, staffId: number, upto: number): Promise<void> {
  await ctx.db
    .updateTable('messages.notice')
    .set({ read_at: ctx.now })
    .where('staff_id', '=', staffId)
    .where('read_at', 'is', null)
    .where('id', '<=', upto)
    .execute()
}

export async function deleteReadBefore(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('messages.notice').where('read_at', '<', before).execute()
}
