import type { Tx } from '#platform/db/connect.ts'
import { allow, type Decision } from '#platform/decision.ts'
import { notFound } from '#platform/errors.ts'
import { enqueue } from '#platform/jobs/index.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import type { Rhythm } from './contract.ts'
import { hashToken, sealAddress } from './keys.ts'
import { NEWS_DAYS } from './kinds.ts'
import { decideAsked, linkIsValid, nextInvitation } from './rules.ts'
import * as store from './store.ts'
import { deleteUnused } from './tidy.ts'

/** The job that writes the first mail. */
export const INVITE = { name: 'subscriptions.invite' }

/**
 * Asks for a subscription. Whatever is known of the address, the answer is the same: the rest is said by mail, to whom
 * it concerns.
 */
export function ask(
  ctx: Context,
  secrets: Secrets,
  target: store.Target,
  typed: { readonly address: string; readonly rhythm: string },
): Promise<Decision<null>> {
  return ctx.transaction(async (tx) => {
    const decision = decideAsked(typed)
    if (!decision.ok) return decision
    const { address, rhythm } = decision.value
    const subscriber = await store.lockSubscriber(tx, sealAddress(secrets, address), ctx.now)
    const next = nextInvitation({ invited: subscriber.invited, since: subscriber.invited_since }, ctx.now)
    if (!next) return allow(null)
    await tx
      .updateTable('subscriptions.subscriber')
      .set({ invited: next.invited, invited_since: next.since })
      .where('id', '=', subscriber.id)
      .execute()
    const id = await store.putAsked(tx, subscriber.id, target, rhythm, ctx.now)
    const asked = { subscription: id, at: ctx.now.toISOString() }
    await enqueue(tx, INVITE, asked, { key: `${INVITE.name}:${id}` })
    return allow(null)
  })
}

/** Confirms by the link in the first mail, once; undefined where the link is none, was used, or is too old. */
export function confirm(ctx: Context, token: string): Promise<store.Subscription | undefined> {
  return ctx.transaction(async (tx) => {
    const found = await tx
      .selectFrom('subscriptions.subscription')
      .selectAll()
      .where('token_hash', '=', hashToken(token))
      .forUpdate()
      .executeTakeFirst()
    if (!found || found.confirmed_at !== null || !linkIsValid(found.asked_at, ctx.now)) return undefined
    // Told is what comes from now on: what is public by now is collected first.
    const last = await store.collect(tx, ctx.today, NEWS_DAYS)
    const confirmed = await tx
      .updateTable('subscriptions.subscription')
      .set({ confirmed_at: ctx.now, token_hash: null, bookmark: last })
      .where('id', '=', found.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await note(tx, ctx, 'confirmed', confirmed)
    return confirmed
  })
}

/** Another rhythm for one subscription of this subscriber. */
export function changeRhythm(
  ctx: Context,
  of: { readonly subscriberId: number; readonly id: number },
  rhythm: Rhythm,
): Promise<void> {
  return ctx.transaction(async (tx) => {
    const changed = await tx
      .updateTable('subscriptions.subscription')
      .set({ rhythm })
      .where('id', '=', of.id)
      .where('subscriber_id', '=', of.subscriberId)
      .where('confirmed_at', 'is not', null)
      .returningAll()
      .executeTakeFirst()
    if (!changed) throw notFound('subscription', of.id)
    await note(tx, ctx, 'changed', changed)
  })
}

/** Ends one subscription; ended before, it stays ended. The address goes with the last one. */
export function end(ctx: Context, id: number): Promise<boolean> {
  return ctx.transaction(async (tx) => {
    const ended = await tx
      .deleteFrom('subscriptions.subscription')
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (!ended) return false
    await note(tx, ctx, 'ended', ended)
    await deleteUnused(tx, ended.subscriber_id)
    return true
  })
}

/** Ends everything of one subscriber, asked for and confirmed, and deletes the address. */
export function endAll(
  ctx: Context,
  subscriberId: number,
  why: 'ended' | 'undeliverable' = 'ended',
): Promise<void> {
  return ctx.transaction(async (tx) => {
    const ended = await tx
      .deleteFrom('subscriptions.subscription')
      .where('subscriber_id', '=', subscriberId)
      .returningAll()
      .execute()
    for (const one of ended) await note(tx, ctx, why, one)
    await deleteUnused(tx, subscriberId)
  })
}

/** The ledger knows numbers of subscriptions, never whose they are. */
function note(
  tx: Tx,
  ctx: Context,
  what: 'confirmed' | 'changed' | 'ended' | 'undeliverable',
  row: store.Subscription,
): Promise<void> {
  return record(tx, ctx.actor, {
    verb: `subscriptions.${what}`,
    subject: `subscription:${row.id}`,
    detail: { kind: row.kind, rhythm: row.rhythm },
  })
}
