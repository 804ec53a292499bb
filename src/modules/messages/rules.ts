import { decide, issue, type Decision } from '#platform/decision.ts'
import type { Channel, MessageState } from './contract.ts'
import { RETRY_MINUTES } from './kinds.ts'

/** What the rules ask of a row of the outbox. */
export interface MessageRow {
  readonly sent_at: Date | null
  readonly failed_at: Date | null
  readonly address_sealed: Buffer | null
}

export function stateOf(row: Pick<MessageRow, 'sent_at' | 'failed_at'>): MessageState {
  if (row.sent_at !== null) return 'sent'
  return row.failed_at === null ? 'waiting' : 'failed'
}

/** When to try again after so many tries; undefined: it has failed for good. */
export function nextTry(tries: number, now: Date): Date | undefined {
  const minutes = RETRY_MINUTES[tries - 1]
  return minutes === undefined ? undefined : new Date(now.getTime() + minutes * 60_000)
}

export function decideRetry(row: MessageRow): Decision<null> {
  const issues = []
  if (stateOf(row) !== 'failed') issues.push(issue('message', 'message_not_failed'))
  else if (row.address_sealed === null) issues.push(issue('message', 'message_erased'))
  return decide(issues, null)
}

const MAX_KEPT_DAYS = 3650

export function decideKeptDays(days: number): Decision<number> {
  const outside = days < 1 || days > MAX_KEPT_DAYS
  return decide(outside ? [issue('keptDays', 'out_of_range', { min: 1, max: MAX_KEPT_DAYS })] : [], days)
}

/** A mobile number of the mainland as gateways take it, or undefined where what was written down is none. */
export function readMobile(typed: string): string | undefined {
  const digits = typed
    .normalize('NFKC')
    .replaceAll(/[\s()-]/g, '')
    .replace(/^\+?86(?=1\d{10}$)/, '')
  return /^1\d{10}$/.test(digits) ? digits : undefined
}

/** Enough of an address to tell one from another, and no more. */
export function maskAddress(channel: Channel, address: string): string {
  if (channel === 'sms') return `${address.slice(0, 3)}****${address.slice(-4)}`
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}***${address.slice(at)}`
}
