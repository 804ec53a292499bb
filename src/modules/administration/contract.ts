import { Type, type Static } from 'typebox'
import { choice, nullable } from '#platform/http/shapes.ts'

export const ROLES = [
  'drafter',
  'section_head',
  'unit_leader',
  'secrecy_reviewer',
  'disclosure_officer',
  'inspector',
  'administrator',
] as const

export const SignIn = Type.Object({
  login: Type.String({ minLength: 1 }),
  password: Type.String({ minLength: 1 }),
})
export type SignIn = Static<typeof SignIn>

/** The first administrator of an empty installation; `token` is printed by the server at start. */
export const SetUp = Type.Object({
  token: Type.String({ minLength: 1 }),
  cityName: Type.String({ minLength: 1, maxLength: 60 }),
  /** Without it the government's own documents get no index number. */
  creditCode: Type.Optional(Type.String({ maxLength: 40 })),
  divisionCode: Type.Optional(Type.String({ maxLength: 12 })),
  login: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{1,39}$' }),
  name: Type.String({ minLength: 1, maxLength: 40 }),
  password: Type.String({ minLength: 12, maxLength: 200 }),
})
export type SetUp = Static<typeof SetUp>

export const NewUnitBody = Type.Object({
  code: Type.String(),
  name: Type.String({ maxLength: 100 }),
  shortName: Type.String({ minLength: 1, maxLength: 30 }),
  kind: choice(['city', 'district', 'department', 'town', 'village']),
  parentId: nullable(Type.Integer({ minimum: 1 })),
  divisionCode: nullable(Type.String()),
  creditCode: nullable(Type.String()),
})
export type NewUnitBody = Static<typeof NewUnitBody>

export const NewStaffBody = Type.Object({
  login: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{1,39}$' }),
  name: Type.String({ minLength: 1, maxLength: 40 }),
  password: Type.String({ minLength: 12, maxLength: 200 }),
  unitId: Type.Integer({ minimum: 1 }),
  role: choice(ROLES),
})
export type NewStaffBody = Static<typeof NewStaffBody>

export const GrantBody = Type.Object({
  role: choice(ROLES),
  unitId: Type.Integer({ minimum: 1 }),
  covers: choice(['unit', 'subtree']),
})
export type GrantBody = Static<typeof GrantBody>

/** GET /session, and the answer to POST /session. */
export interface SessionView {
  readonly staff: { readonly id: number; readonly login: string; readonly name: string }
  /** Sent back as the header x-csrf-token with every write. */
  readonly csrfToken: string
  readonly grants: readonly {
    readonly role: string
    readonly roleLabel: string
    readonly units: readonly UnitRef[]
  }[]
  /** Names of the permissions held for at least one unit. */
  readonly permissions: readonly string[]
}

export interface UnitRef {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly shortName: string
}

export interface UnitView extends UnitRef {
  readonly kind: string
  readonly kindLabel: string
  readonly parentId: number | null
  readonly divisionCode: string | null
  readonly creditCode: string | null
}

export interface StaffView {
  readonly id: number
  readonly login: string
  readonly name: string
  readonly disabled: boolean
  readonly grants: readonly {
    readonly role: string
    readonly roleLabel: string
    readonly unit: UnitRef
    readonly covers: string
  }[]
}

export interface LedgerEntryView {
  readonly id: number
  readonly at: string
  readonly actor: 'staff' | 'public' | 'operator' | 'system'
  /** The name of the member of staff; the ledger itself holds only the number. */
  readonly person: string | null
  readonly verb: string
  readonly subject: string
  readonly detail: unknown
}
