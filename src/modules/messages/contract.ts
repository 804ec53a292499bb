import { Type, type Static } from 'typebox'
import { choice, PageQuery, type PageOf } from '#platform/http/shapes.ts'

export const CHANNELS = ['mail', 'sms'] as const
export type Channel = (typeof CHANNELS)[number]

export const MESSAGE_STATES = ['waiting', 'sent', 'failed'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

export const OutboxQuery = Type.Intersect([
  PageQuery,
  Type.Object({
    state: Type.Optional(choice(MESSAGE_STATES)),
    channel: Type.Optional(choice(CHANNELS)),
  }),
])
export type OutboxQuery = Static<typeof OutboxQuery>

/** How long text and address are kept after a message was sent or given up. */
export const KeptDays = Type.Object({ keptDays: Type.Integer() })
export type KeptDays = Static<typeof KeptDays>

/** A message as who looks after the outbox may know it: to whom only as far as it can be told apart. */
export interface OutboxItem {
  readonly id: number
  readonly about: string
  readonly channel: Channel
  readonly state: MessageState
  readonly subject: string
  /** w***@mail.example or 138****5678; null after it was erased. */
  readonly to: string | null
  readonly createdAt: string
  readonly sentAt: string | null
  readonly failedAt: string | null
  readonly nextTryAt: string | null
  readonly tries: number
  readonly reason: string | null
  /** Failed, and what was to be sent is still there. */
  readonly retriable: boolean
}

export interface OutboxView extends PageOf<OutboxItem> {
  /** Sent are those of the last thirty days. */
  readonly counts: Readonly<Record<Channel, Readonly<Record<MessageState, number>>>>
  readonly keptDays: number
}

/** What was sent about a subject, for its page. */
export interface SentItem {
  readonly id: number
  readonly channel: Channel
  readonly state: MessageState
  readonly subject: string
  readonly createdAt: string
  readonly sentAt: string | null
  readonly failedAt: string | null
}

export const NoticeQuery = Type.Intersect([PageQuery, Type.Object({ unread: Type.Optional(Type.Boolean()) })])
export type NoticeQuery = Static<typeof NoticeQuery>

export interface NoticeView {
  readonly id: number
  readonly title: string
  readonly about: string
  /** A path of the console. */
  readonly link: string
  readonly createdAt: string
  readonly readAt: string | null
}

export interface UnreadCount {
  readonly unread: number
}

export interface NoticesView extends PageOf<NoticeView>, UnreadCount {}
