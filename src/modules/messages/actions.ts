import { randomBytes } from 'node:crypto'
import type { Tx } from '#platform/db/connect.ts'
import { allow, type Decision } from '#platform/decision.ts'
import { enqueue } from '#platform/jobs/index.ts'
import { readAddress } from '#platform/mail/address.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import type { Channel } from './contract.ts'
import { decideKeptDays, decideRetry, readMobile } from './rules.ts'
import { sealMessage } from './seals.ts'
import * as store from './store.ts'

/** The job that sends one message; without one it looks for those that lost theirs. */
export const SEND = { name: 'messages.send' }

export interface Told {
  readonly to: { readonly email?: string | null; readonly phone?: string | null }
  /** The line of a mail above its text. It stays readable for staff: no personal data. */
  readonly subject: string
  readonly text: string
  /** What a short message says; without it, the text. */
  readonly short?: string
  /** What it is about: request:12. */
  readonly about: string
  /** Whose matter it is: under this unit the ledger has it, whoever acts. */
  readonly unitId: number
  /** Small letters, digits and hyphens: told under one key twice, it is sent once. */
  readonly key?: string
}

/**
 * Tells somebody outside something, by mail and by text message as far as there is an address for it: put down in the
 * transaction of what it tells of, sent after its commit. Answers by which channels; none where nobody can be reached.
 */
export async function tell(
  tx: Tx,
  ctx: Context,
  services: { readonly secrets: Secrets },
  told: Told,
): Promise<readonly Channel[]> {
  const addresses = {
    mail: readAddress(told.to.email ?? ''),
    sms: readMobile(told.to.phone ?? ''),
  }
  const key = told.key ?? `message-${randomBytes(12).toString('hex')}`
  const channels: Channel[] = []
  for (const channel of ['mail', 'sms'] as const) {
    const address = addresses[channel]
    if (address === undefined) continue
    channels.push(channel)
    const text = channel === 'sms' ? (told.short ?? told.text) : told.text
    const id = await store.addMessage(tx, {
      ...sealMessage(services.secrets, { address, text }),
      about: told.about,
      channel,
      key,
      subject: told.subject,
      created_at: ctx.now,
    })
    if (id === undefined) continue
    await askToSend(tx, id)
    await record(tx, ctx.actor, {
      verb: 'messages.queued',
      subject: told.about,
      unitId: told.unitId,
      detail: { message: id, channel },
    })
  }
  return channels
}

/** Asks for the job of one message, at once or at a time; what still waits under its name is replaced. */
export function askToSend(tx: Tx, message: number, at?: Date): Promise<void> {
  return enqueue(
    tx,
    SEND,
    { message },
    { key: `${SEND.name}:${message}`, ...(at === undefined ? {} : { at }) },
  )
}

/** Sends a failed message once more, where what was to be sent is still there. */
export function retry(ctx: Context, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const message = await store.lockMessage(tx, id)
    const decision = decideRetry(message)
    if (!decision.ok) return decision
    await store.putBack(tx, id, ctx.now)
    await askToSend(tx, id)
    await record(tx, ctx.actor, {
      verb: 'messages.retried',
      subject: message.about,
      detail: { message: id, channel: message.channel },
    })
    return allow(id)
  })
}

/** Sets how long text and address are kept after a message was sent or given up. */
export function keepFor(ctx: Context, days: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const decision = decideKeptDays(days)
    if (!decision.ok) return decision
    await store.setKeptDays(tx, days)
    await record(tx, ctx.actor, {
      verb: 'messages.kept_days_set',
      subject: 'setting:messages',
      detail: { days },
    })
    return decision
  })
}
