import { MailRefused, type Mailer } from '#platform/mail/index.ts'
import { TextRefused, type Texter } from '#platform/sms/index.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { Job } from '#platform/jobs/index.ts'
import { createContext, systemActor, type Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { askToSend, SEND } from './actions.ts'
import { LEASE_MINUTES, NOTICE_DAYS, SWEEP_AFTER_MINUTES, SWEEP_AT_ONCE } from './kinds.ts'
import { htmlOf } from './mail.tsx'
import { deleteReadBefore } from './notices.ts'
import { nextTry } from './rules.ts'
import { openAddress, openText } from './seals.ts'
import * as store from './store.ts'

export interface SendingServices {
  readonly secrets: Secrets
  readonly mailer: Mailer
  readonly texter: Texter
}

const MINUTE = 60_000
const DAY = 86_400_000

export function messageJobs(services: SendingServices): Job[] {
  return [
    {
      ...SEND,
      everyMinute: true,
      run: ({ db, now }, payload) => {
        const ctx = createContext(db, systemActor, now)
        const { message } = payload as { message?: unknown }
        return typeof message === 'number' ? send(ctx, services, message) : sweep(ctx)
      },
    },
    {
      name: 'messages.tidy',
      daily: '03:40',
      run: async ({ db, now }) => {
        await tidy(createContext(db, systemActor, now))
      },
    },
  ]
}

/** Asks anew for the jobs of messages whose own was lost, so that none waits for ever. */
export function sweep(ctx: Context): Promise<void> {
  return ctx.transaction(async (tx) => {
    const before = new Date(ctx.now.getTime() - SWEEP_AFTER_MINUTES * MINUTE)
    for (const id of await store.listOverdue(tx, before, SWEEP_AT_ONCE)) await askToSend(tx, id)
  })
}

/**
 * Sends one message and notes it. Between the two nothing can be atomic; a crash there leaves it claimed for some minutes,
 * and then it is sent again under the same name, by which the other side can know it.
 */
export async function send(ctx: Context, services: SendingServices, id: number): Promise<void> {
  const until = new Date(ctx.now.getTime() + LEASE_MINUTES * MINUTE)
  const message = await store.claim(ctx.db, id, ctx.now, until)
  if (!message) return
  try {
    await handOver(services, message)
  } catch (error) {
    const refusal = error instanceof MailRefused || error instanceof TextRefused ? error : undefined
    await noteRefusal(ctx, message, refusal ?? { message: 'fault', permanent: false })
    // A fault of ours belongs into the log as well.
    if (!refusal) throw error
    return
  }
  await ctx.transaction(async (tx) => {
    if (await store.settle(tx, id, { sent_at: ctx.now, reason: null })) await note(tx, ctx, 'sent', message)
  })
}

async function handOver(services: SendingServices, message: store.Message): Promise<void> {
  if (message.address_sealed === null || message.text_sealed === null)
    throw new Error(`the message ${message.id} waits without its text`)
  const to = openAddress(services.secrets, message.address_sealed)
  const text = openText(services.secrets, message.text_sealed)
  const { key, subject } = message
  if (message.channel === 'sms') await services.texter.send({ key, to, text })
  else await services.mailer.send({ key, to, subject, text, html: htmlOf(text) })
}

/** Later again, or given up: refused for good, or tried as often as is tried. */
function noteRefusal(
  ctx: Context,
  message: store.Message,
  refusal: { readonly message: string; readonly permanent: boolean },
): Promise<void> {
  return ctx.transaction(async (tx) => {
    const at = refusal.permanent ? undefined : nextTry(message.tries, ctx.now)
    const reason = refusal.message
    if (at !== undefined) {
      if (await store.settle(tx, message.id, { next_try_at: at, reason })) await askToSend(tx, message.id, at)
    } else if (await store.settle(tx, message.id, { failed_at: ctx.now, reason })) {
      await note(tx, ctx, 'failed', message)
    }
  })
}

/** The ledger knows that and how, never to whom or what. */
function note(
  tx: Parameters<typeof record>[0],
  ctx: Context,
  what: 'sent' | 'failed',
  { id, about, channel, tries }: store.Message,
): Promise<void> {
  return record(tx, ctx.actor, {
    verb: `messages.${what}`,
    subject: about,
    detail: { message: id, channel, tries },
  })
}

/** Erases what is no longer needed of messages; deletes notices that were read long ago. */
export function tidy(ctx: Context): Promise<number> {
  return ctx.transaction(async (tx) => {
    const days = await store.readKeptDays(tx)
    const erased = await store.eraseBefore(tx, new Date(ctx.now.getTime() - days * DAY))
    await deleteReadBefore(tx, new Date(ctx.now.getTime() - NOTICE_DAYS * DAY))
    if (erased > 0)
      await record(tx, ctx.actor, {
        verb: 'messages.erased',
        subject: `day:${ctx.today}`,
        detail: { erased, days },
      })
    return erased
  })
}
