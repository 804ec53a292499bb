import { Type, type Static } from 'typebox'
import { choice, CivilDateShape, IdShape, nullable, PageQuery } from '#platform/http/shapes.ts'

const ITEM_STATES = ['published', 'stale', 'missing', 'declared'] as const
export type ItemState = (typeof ITEM_STATES)[number]

const GUIDE_STATES = ['unconfirmed', 'expired', 'changed', 'soon', 'confirmed'] as const
export type GuideState = (typeof GUIDE_STATES)[number]

const line = Type.String({ maxLength: 200 })
const paragraphs = Type.String({ maxLength: 5000 })

export const GuideBody = Type.Object({
  /** The version that was read before editing. */
  basedOn: Type.Integer({ minimum: 0 }),
  office: line,
  address: line,
  hours: line,
  phone: line,
  fax: line,
  online: line,
  arrangement: paragraphs,
  ways: paragraphs,
  supervision: paragraphs,
  notes: paragraphs,
})
export type GuideBody = Static<typeof GuideBody>
export type GuideText = Omit<GuideBody, 'basedOn'>

export const ConfirmationBody = Type.Object({ version: Type.Integer({ minimum: 0 }) })

export const DeclarationBody = Type.Object({
  items: Type.Array(Type.String({ maxLength: 20 }), { minItems: 1, maxItems: 50, uniqueItems: true }),
  reason: Type.String({ maxLength: 500 }),
})
export type DeclarationBody = Static<typeof DeclarationBody>

export const ItemSettingBody = Type.Object({
  renewDays: nullable(Type.Integer({ minimum: 1, maximum: 3650 })),
  channels: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 50 }),
})
export type ItemSettingBody = Static<typeof ItemSettingBody>

const filters = {
  kind: Type.Optional(choice(['city', 'district', 'department', 'town'])),
  item: Type.Optional(Type.String({ maxLength: 20 })),
  state: Type.Optional(choice(ITEM_STATES)),
  /** `open`: whatever still waits for a confirmation. */
  guide: Type.Optional(choice([...GUIDE_STATES, 'open'])),
  name: Type.Optional(Type.String({ maxLength: 40 })),
}
export const MatrixFilter = Type.Object(filters)
export type MatrixFilter = Static<typeof MatrixFilter>
export const MatrixQuery = Type.Object({ ...filters, ...PageQuery.properties })

export const CatalogueQuery = Type.Object({
  unit: Type.Optional(Type.String({ maxLength: 40 })),
  item: Type.Optional(Type.String({ maxLength: 20 })),
})
export type CatalogueQuery = Static<typeof CatalogueQuery>
export const CataloguePageQuery = Type.Object({ ...CatalogueQuery.properties, ...PageQuery.properties })

export const RecordsQuery = Type.Object({
  figure: choice(['disclosure.missing_items', 'disclosure.stale_items', 'disclosure.unconfirmed_guides']),
  on: Type.Optional(CivilDateShape),
  unitId: Type.Optional(IdShape),
  ...PageQuery.properties,
})

export interface DeclarationView {
  readonly id: number
  readonly reason: string
  readonly declaredOn: string
  readonly expiresOn: string
}

export interface ItemView {
  readonly code: string
  readonly list: string
  readonly paragraph: string
  readonly label: string
  readonly cites: string
  readonly count: number
  readonly newestOn: string | null
  readonly state: ItemState
  readonly renewDays: number | null
  readonly declaration: DeclarationView | null
}

export interface StandingView {
  readonly unit: { readonly id: number; readonly code: string; readonly name: string }
  readonly items: readonly ItemView[]
  readonly may: { readonly declare: boolean }
}

export interface GuideView {
  readonly unit: { readonly id: number; readonly code: string; readonly name: string }
  readonly version: number
  readonly text: GuideText
  /** What stands where the guide itself says nothing. */
  readonly own: Pick<GuideText, 'address' | 'hours' | 'phone' | 'fax' | 'online'>
  readonly missing: readonly string[]
  readonly state: GuideState
  readonly changes: readonly string[]
  readonly confirmedOn: string | null
  readonly confirmedVersion: number | null
  readonly dueOn: string | null
  readonly light: 'green' | 'yellow' | 'red' | 'done' | null
  readonly versions: readonly {
    readonly version: number
    readonly editedAt: string
    readonly editor: string | null
  }[]
  readonly may: { readonly edit: boolean; readonly confirm: boolean }
}

export interface MatrixRow {
  readonly unit: { readonly id: number; readonly code: string; readonly name: string }
  readonly guide: GuideState
  readonly guideDueOn: string | null
  readonly missing: number
  readonly stale: number
  readonly declared: number
  readonly cells: Readonly<Record<string, MatrixCell>>
}

export interface MatrixCell {
  readonly state: ItemState
  readonly count: number
  readonly newestOn: string | null
}

export interface MatrixView {
  readonly items: readonly MatrixRow[]
  readonly total: number
  readonly page: number
  readonly size: number
  readonly countedAt: string | null
  readonly totals: {
    readonly units: number
    readonly missing: number
    readonly stale: number
    readonly guides: number
  }
}

export interface ItemSettingView {
  readonly code: string
  readonly list: string
  readonly paragraph: string
  readonly label: string
  readonly short: string
  readonly kinds: readonly string[]
  readonly cites: string
  readonly renewDays: number | null
  readonly defaultRenewDays: number | null
  readonly declaredChannels: readonly string[]
  readonly channels: readonly string[]
}

export interface RecordView {
  readonly record: string
  readonly label: string
  readonly unit: string
  readonly on: string
}

/** GET /disclosure/items */
export interface ItemsView {
  readonly items: readonly ItemSettingView[]
  readonly lists: readonly { readonly code: string; readonly label: string; readonly article: string }[]
  readonly may: { readonly configure: boolean }
}
