import { Type, type Static } from 'typebox'

export const MIN_SECONDS = 5
export const MAX_SECONDS = 60
export const MAX_COLUMNS = 12

/** What the terminals and boards of a site show: columns in their order, and how long an item stands at least. */
export const SettingBody = Type.Object({
  channelIds: Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 100 }),
  seconds: Type.Integer(),
})
export type SettingBody = Static<typeof SettingBody>

export interface SettingView {
  readonly siteId: number
  readonly slug: string
  /** False: nothing was chosen yet, the first columns of the site are shown. */
  readonly chosen: boolean
  readonly channelIds: readonly number[]
  readonly seconds: number
}
