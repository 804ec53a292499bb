import { Type, type Static } from 'typebox'
import { choice, CivilDateShape, IdShape, nullable } from '#platform/http/shapes.ts'

export const APPLICANT_KINDS = [
  'natural',
  'enterprise',
  'research',
  'welfare',
  'legal_service',
  'other',
] as const
export const RECEIPT_WAYS = ['in_person', 'post_signed', 'post_ordinary', 'online', 'email', 'fax'] as const
export const WANTED_FORMS = ['paper', 'electronic', 'inspection'] as const
export const DELIVERY_WAYS = ['online', 'email', 'post', 'pickup', 'fax'] as const
export const IDENTITY_KINDS = ['citizen_id', 'passport', 'other_paper', 'credit_code'] as const

/** The longest that each text may be, in characters. */
export const LIMITS = {
  name: 100,
  representative: 40,
  identityNumber: 40,
  phone: 30,
  email: 100,
  address: 200,
  wantedTitle: 200,
  wantedNumber: 60,
  description: 2000,
} as const

/** The fields of Article 29: who asks, how to reach them, what they ask for, in which form. */
export const Application = Type.Object({
  applicantKind: choice(APPLICANT_KINDS),
  name: Type.String({ maxLength: LIMITS.name }),
  representative: Type.String({ maxLength: LIMITS.representative }),
  identityKind: choice(IDENTITY_KINDS),
  identityNumber: Type.String({ maxLength: LIMITS.identityNumber }),
  phone: Type.String({ maxLength: LIMITS.phone }),
  email: Type.String({ maxLength: LIMITS.email }),
  address: Type.String({ maxLength: LIMITS.address }),
  wantedTitle: Type.String({ maxLength: LIMITS.wantedTitle }),
  wantedNumber: Type.String({ maxLength: LIMITS.wantedNumber }),
  description: Type.String({ maxLength: LIMITS.description }),
  wantedForm: choice(WANTED_FORMS),
  wantedWay: choice(DELIVERY_WAYS),
})
export type Application = Static<typeof Application>

/** A further thing asked for in the same form: a case of its own under the same cover. */
export const WantedItem = Type.Object({
  wantedTitle: Type.String({ maxLength: LIMITS.wantedTitle }),
  wantedNumber: Type.String({ maxLength: LIMITS.wantedNumber }),
  description: Type.String({ maxLength: LIMITS.description }),
})
export type WantedItem = Static<typeof WantedItem>

/** The most things asked for in one form. */
export const MOST_ITEMS = 10

/** A request that staff enter for somebody who came, wrote or faxed. */
export const PaperRequest = Type.Intersect([
  Application,
  Type.Object({
    further: Type.Optional(Type.Array(WantedItem, { maxItems: MOST_ITEMS - 1 })),
    /** Spoken, and written down by the office for somebody who could not (第二十九条). */
    helped: Type.Optional(Type.Boolean()),
    /** What it was before somebody saw that it is a request: consultation:3. */
    origin: Type.Optional(Type.String({ pattern: '^([a-z]+:[0-9]+)?$', maxLength: 40 })),
    unitId: IdShape,
    receiptWay: choice(['in_person', 'post_signed', 'post_ordinary', 'email', 'fax']),
    arrivedOn: CivilDateShape,
    /** For ordinary mail and fax: the day both sides confirmed. */
    confirmedOn: nullable(CivilDateShape),
  }),
])
export type PaperRequest = Static<typeof PaperRequest>

/** The answer to a request entered by staff: what goes on the receipt. */
export interface ReceiptView {
  readonly id: number
  readonly number: string
  /** Of the further things asked for in the same form; the code opens each. */
  readonly further: readonly { readonly id: number; readonly number: string }[]
  /** Shown once; only its hash is kept. */
  readonly queryCode: string
}
