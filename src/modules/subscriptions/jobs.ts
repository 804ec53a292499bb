import { randomBytes } from 'node:crypto'
import type { Db } from '#platform/db/connect.ts'
import { enqueueAll, type Job } from '#platform/jobs/index.ts'
import { MailRefused, type Mailer } from '#platform/mail/index.ts'
import type { Secrets } from '#platform/secrets.ts'
import { createContext, systemActor, type Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { findSite, MAIN_SITE } from '#modules/sites/index.ts'
import { endAll, INVITE } from './actions.ts'
import { hashToken, openAddress, signLink } from './keys.ts'
import { MAX_LISTED, MAX_REFUSALS, NEWS_DAYS } from './kinds.ts'
import { alreadySubscribed, digest, invitation, type Letterhead } from './mails.tsx'
import { toldBefore } from './rules.ts'
import * as store from './store.ts'
import { tidyJob } from './tidy.ts'

export interface MailServices {
  readonly secrets: Secrets
  readonly mailer: Mailer
  readonly publicUrl: string
}

const BATCH = 200
const DELIVER = { name: 'subscriptions.deliver' }

export function subscriptionJobs(services: MailServices): Job[] {
  return [
    {
      ...INVITE,
      run: ({ db }, payload) => {
        const { subscription, at } = payload as { subscription?: unknown; at?: unknown }
        return invite(db, services, Number(subscription), new Date(String(at)))
      },
    },
    {
      name: 'subscriptions.digest',
      daily: '07:30',
      run: async ({ db, now }) => {
        await planDigests(createContext(db, systemActor, now))
      },
    },
    {
      ...DELIVER,
      run: ({ db, now }, payload) =>
        deliver(
          createContext(db, systemActor, now),
          services,
          Number((payload as { delivery?: unknown }).delivery),
        ),
    },
    tidyJob,
  ]
}

async function letterhead(db: Db, services: MailServices): Promise<Letterhead> {
  const site = await findSite(db, MAIN_SITE)
  return { siteName: site?.name ?? '', publicUrl: services.publicUrl }
}

/** The first mail. Its token exists in the mail alone; tried again, the job makes another. */
export async function invite(db: Db, services: MailServices, id: number, asked: Date): Promise<void> {
  const [row] = await store.listNamed(db, { id })
  // Confirmed since it was asked: the mail had arrived, and only noting it had not.
  if (!row || (row.confirmed_at !== null && row.confirmed_at > asked)) return
  const subscriber = await store.getSubscriber(db, row.subscriber_id)
  const head = await letterhead(db, services)
  const key = `subscription-${id}-${randomBytes(6).toString('hex')}`
  const to = openAddress(services.secrets, subscriber.address_sealed)
  if (row.confirmed_at !== null) {
    const manage = signLink(services.secrets, 'subscriptions.manage', subscriber.id)
    await unlessRefused(services.mailer.send({ key, to, ...alreadySubscribed(head, row, manage) }))
    return
  }
  const token = randomBytes(24).toString('base64url')
  const { numUpdatedRows } = await db
    .updateTable('subscriptions.subscription')
    .set({ token_hash: hashToken(token) })
    .where('id', '=', id)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await unlessRefused(services.mailer.send({ key, to, ...invitation(head, row, token) }))
}

/** An address that the server refuses for good is not tried again; it goes when its link is too old. */
async function unlessRefused(sending: Promise<void>): Promise<void> {
  try {
    await sending
  } catch (error) {
    if (!(error instanceof MailRefused && error.permanent)) throw error
  }
}

/**
 * Collects what is new and says to whom it is told, a batch at a time. A batch moves its bookmarks on and asks for its
 * mails in one transaction: stopped anywhere and run again, it goes on with who is still due.
 */
export async function planDigests(ctx: Context): Promise<{ subscriptions: number; mails: number }> {
  const upto = await ctx.transaction((tx) => store.collect(tx, ctx.today, NEWS_DAYS))
  const before = { daily: toldBefore('daily', ctx.today), weekly: toldBefore('weekly', ctx.today) }
  const known = new Map<string, store.News>()
  const total = { subscriptions: 0, mails: 0 }
  let after = 0
  for (;;) {
    const batch = await ctx.transaction(async (tx) => {
      const due = await store.lockDue(tx, { before, after, limit: BATCH })
      const planned: store.Planned[] = []
      for (const row of due) {
        const target = store.targetOf(row)
        const key = JSON.stringify([target, row.bookmark])
        const news =
          known.get(key) ??
          (await store.findNews(tx, target, { after: row.bookmark, upto, limit: MAX_LISTED }))
        known.set(key, news)
        if (news.found > 0) planned.push({ subscriptionId: row.id, news })
      }
      const ids = await store.addDeliveries(tx, ctx.today, planned)
      await enqueueAll(
        tx,
        DELIVER,
        ids.map((delivery) => ({ delivery })),
      )
      await store.markTold(
        tx,
        due.map((row) => row.id),
        upto,
        ctx.today,
      )
      return { last: due.at(-1)?.id, subscriptions: due.length, mails: planned.length }
    })
    total.subscriptions += batch.subscriptions
    total.mails += batch.mails
    if (batch.last === undefined) break
    after = batch.last
  }
  if (total.subscriptions > 0)
    await ctx.transaction((tx) =>
      record(tx, ctx.actor, { verb: 'subscriptions.digested', subject: `day:${ctx.today}`, detail: total }),
    )
  return total
}

/**
 * Sends one mail and notes it. Between the two nothing can be atomic; of the two faults a crash there can make, telling
 * twice is chosen before not telling: the job runs again and sends the same message under the same Message-ID.
 */
export async function deliver(ctx: Context, services: MailServices, id: number): Promise<void> {
  const found = await store.findDelivery(ctx.db, id)
  if (!found || found.state !== 'waiting') return
  const [row] = await store.listNamed(ctx.db, { id: found.subscription_id })
  const listed = found.document_ids as readonly number[]
  const documents = await store.listTold(ctx.db, listed)
  // Everything was withdrawn between the plan and the mail: there is nothing to tell.
  if (!row || documents.length === 0) {
    await ctx.db.deleteFrom('subscriptions.delivery').where('id', '=', id).execute()
    return
  }
  const subscriber = await store.getSubscriber(ctx.db, found.subscriber_id)
  const told = { documents, found: found.found - (listed.length - documents.length) }
  const links = {
    manage: signLink(services.secrets, 'subscriptions.manage', subscriber.id),
    end: signLink(services.secrets, 'subscriptions.end', row.id),
  }
  const mail = {
    key: `digest-${id}`,
    to: openAddress(services.secrets, subscriber.address_sealed),
    ...digest(await letterhead(ctx.db, services), row, told, links),
  }
  try {
    await services.mailer.send(mail)
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error
    if (error.permanent) return refused(ctx, id, subscriber.id, error.message)
    await ctx.db
      .updateTable('subscriptions.delivery')
      .set({ reason: error.message })
      .where('id', '=', id)
      .execute()
    throw error
  }
  await ctx.transaction(async (tx) => {
    await store.settleDelivery(tx, id, { state: 'sent', reason: null })
    await tx
      .updateTable('subscriptions.subscriber')
      .set({ refusals: 0 })
      .where('id', '=', subscriber.id)
      .where('refusals', '>', 0)
      .execute()
  })
}

/** Kept with its reason; an address that is refused again and again is not kept. */
async function refused(ctx: Context, id: number, subscriberId: number, reason: string): Promise<void> {
  const refusals = await ctx.transaction(async (tx) => {
    await store.settleDelivery(tx, id, { state: 'failed', reason })
    const { refusals: count } = await tx
      .updateTable('subscriptions.subscriber')
      .set((eb) => ({ refusals: eb('refusals', '+', 1) }))
      .where('id', '=', subscriberId)
      .returning('refusals')
      .executeTakeFirstOrThrow()
    return count
  })
  if (refusals >= MAX_REFUSALS) await endAll(ctx, subscriberId, 'undeliverable')
}
