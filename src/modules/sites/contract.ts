import { Type, type Static } from 'typebox'
import { choice, CivilDateShape, nullable } from '#platform/http/shapes.ts'

const THEMES = ['vermilion', 'blue', 'green', 'ink'] as const
const BLOCK_KINDS = ['newest', 'column', 'text'] as const

const Id = Type.Integer({ minimum: 1 })

const about = {
  name: Type.String({ minLength: 1, maxLength: 60 }),
  theme: choice(THEMES),
  tagline: Type.String({ maxLength: 100 }),
  phone: Type.String({ maxLength: 40 }),
  idCode: Type.String({ maxLength: 20 }),
  icpNumber: Type.String({ maxLength: 60 }),
  policeNumber: Type.String({ maxLength: 60 }),
  hosts: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 10 }),
}

export const NewSiteBody = Type.Object({
  unitId: Id,
  slug: Type.String({ maxLength: 40 }),
  name: about.name,
  withColumns: Type.Boolean(),
})
export type NewSiteBody = Static<typeof NewSiteBody>

export const SiteBody = Type.Object(about)
export type SiteBody = Static<typeof SiteBody>

export const ChannelBody = Type.Object({
  name: Type.String({ maxLength: 60 }),
  slug: Type.String({ maxLength: 60 }),
  kind: Type.String({ maxLength: 40 }),
  description: Type.String({ maxLength: 300 }),
  keywords: Type.String({ maxLength: 200 }),
})
export type ChannelBody = Static<typeof ChannelBody>

export const NewChannelBody = Type.Object({ parentId: nullable(Id), ...ChannelBody.properties })
export type NewChannelBody = Static<typeof NewChannelBody>

/** Below which column, and before which of its columns; null is the site itself, and the end. */
export const Move = Type.Object({ parentId: nullable(Id), beforeId: nullable(Id) })
export type Move = Static<typeof Move>

export const BlockBody = Type.Object({
  kind: choice(BLOCK_KINDS),
  title: Type.String({ maxLength: 30 }),
  channelId: nullable(Id),
  body: Type.String({ maxLength: 2000 }),
  size: Type.Integer({ minimum: 1, maximum: 20 }),
})
export type BlockBody = Static<typeof BlockBody>
export const BlocksBody = Type.Object({ blocks: Type.Array(BlockBody, { maxItems: 20 }) })

export const MovedBody = Type.Object({
  path: Type.String({ maxLength: 300 }),
  target: Type.String({ maxLength: 500 }),
})
export type MovedBody = Static<typeof MovedBody>

export const ClosingBody = Type.Object({
  on: CivilDateShape,
  notice: Type.String({ maxLength: 1000 }),
})
export type ClosingBody = Static<typeof ClosingBody>

export interface SiteSummary {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly unit: { readonly id: number; readonly name: string }
  readonly state: 'open' | 'closing' | 'closed'
  readonly channels: number
  readonly may: { readonly manage: boolean; readonly open: boolean }
}

export interface SiteView extends SiteSummary {
  readonly theme: (typeof THEMES)[number]
  readonly tagline: string
  readonly phone: string
  readonly idCode: string
  readonly icpNumber: string
  readonly policeNumber: string
  readonly hosts: readonly string[]
  readonly closingOn: string | null
  readonly closingNotice: string
  readonly blocks: readonly BlockBody[]
  readonly moved: readonly { readonly path: string; readonly target: string; readonly movedOn: string }[]
}

export interface ChannelView {
  readonly id: number
  readonly parentId: number | null
  readonly slug: string
  readonly name: string
  readonly kind: string
  readonly description: string
  readonly keywords: string
}
