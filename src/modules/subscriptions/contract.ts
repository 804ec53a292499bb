export type Kind = 'channel' | 'unit' | 'topic' | 'search'

export const RHYTHMS = ['daily', 'weekly'] as const
export type Rhythm = (typeof RHYTHMS)[number]

/** What the console may know: numbers, never who. */
export interface SubscriptionCounts {
  readonly active: number
  readonly unconfirmed: number
  readonly kinds: readonly { readonly kind: Kind; readonly active: number }[]
  readonly channels: readonly {
    readonly id: number
    readonly site: string
    readonly name: string
    readonly daily: number
    readonly weekly: number
  }[]
  readonly channelTotal: number
  readonly days: readonly { readonly on: string; readonly sent: number; readonly failed: number }[]
}
