import type { Secrets } from '#platform/secrets.ts'
import { CHANNELS, type NoticeView, type OutboxItem, type OutboxView, type SentItem } from './contract.ts'
import type { NoticeRow } from './notices.ts'
import { decideRetry, maskAddress, stateOf } from './rules.ts'
import { openAddress } from './seals.ts'
import type { CountedMessages, Message } from './store.ts'

const instant = (time: Date | null) => time?.toISOString() ?? null

export function presentSent(row: Message): SentItem {
  return {
    id: row.id,
    channel: channelOf(row),
    state: stateOf(row),
    subject: row.subject,
    createdAt: row.created_at.toISOString(),
    sentAt: instant(row.sent_at),
    failedAt: instant(row.failed_at),
  }
}

export function presentOutbox(row: Message, secrets: Secrets): OutboxItem {
  const sent = presentSent(row)
  return {
    ...sent,
    about: row.about,
    to:
      row.address_sealed === null
        ? null
        : maskAddress(sent.channel, openAddress(secrets, row.address_sealed)),
    nextTryAt: sent.state === 'waiting' ? instant(row.next_try_at) : null,
    tries: row.tries,
    reason: row.reason,
    retriable: decideRetry(row).ok,
  }
}

export function presentCounts(counted: readonly CountedMessages[]): OutboxView['counts'] {
  const of = (channel: CountedMessages['channel'], state: CountedMessages['state']) =>
    counted.find((one) => one.channel === channel && one.state === state)?.count ?? 0
  const row = (channel: CountedMessages['channel']) => ({
    waiting: of(channel, 'waiting'),
    sent: of(channel, 'sent'),
    failed: of(channel, 'failed'),
  })
  return { mail: row('mail'), sms: row('sms') }
}

export function presentNotice(row: NoticeRow): NoticeView {
  return {
    id: row.id,
    title: row.title,
    about: row.about,
    link: row.link,
    createdAt: row.created_at.toISOString(),
    readAt: instant(row.read_at),
  }
}

function channelOf({ channel }: Message): (typeof CHANNELS)[number] {
  const known = CHANNELS.find((one) => one === channel)
  if (known === undefined) throw new Error(`'${channel}' is no channel`)
  return known
}
