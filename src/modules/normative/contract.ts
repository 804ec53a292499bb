import { Type, type Static } from 'typebox'
import { choice, CivilDateShape, IdShape, PageQuery } from '#platform/http/shapes.ts'

const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength })

export const CleanupBody = Type.Object({
  unitId: IdShape,
  title: Text(100),
  basis: Text(300),
  dueOn: CivilDateShape,
  /** Only what was written up to this day. */
  writtenUntil: CivilDateShape,
})
export type CleanupBody = Static<typeof CleanupBody>

export const DecisionBody = Type.Object({
  documentIds: Type.Array(IdShape, { minItems: 1, maxItems: 500 }),
  decision: choice(['keep', 'amend', 'repeal', 'void']),
  reason: Type.String({ maxLength: 500 }),
})
export type DecisionBody = Static<typeof DecisionBody>

export const ConfirmationBody = Type.Object({ unitId: IdShape })
export const ClosingBody = Type.Object({ note: Type.String({ maxLength: 500 }) })

export const ListQuery = PageQuery

export interface CleanupSummary {
  readonly id: number
  readonly title: string
  readonly unit: string
  readonly dueOn: string
  readonly openedOn: string
  readonly closedOn: string | null
  readonly units: number
  readonly confirmed: number
  readonly documents: number
  readonly decided: number
}

export interface CleanupItemView {
  readonly documentId: number
  readonly title: string
  readonly documentNumber: string | null
  readonly writtenOn: string | null
  readonly decision: DecisionBody['decision'] | null
  readonly reason: string
  readonly appliedOn: string | null
}

export interface CleanupUnitView {
  readonly unitId: number
  readonly name: string
  readonly documents: number
  readonly decided: number
  readonly confirmedOn: string | null
  readonly light: 'green' | 'yellow' | 'red' | 'done'
  readonly mayDecide: boolean
  readonly mayConfirm: boolean
}

export interface CleanupView extends CleanupSummary {
  readonly basis: string
  readonly closingNote: string
  readonly progress: readonly CleanupUnitView[]
  readonly mayLead: boolean
  /** Endings that were decided and are not carried through yet. */
  readonly toApply: number
}

/** POST /cleanups/:cleanupId/applications: what was ended, and what could not be, with the reasons. */
export interface Applied {
  readonly ended: number
  readonly failed: readonly { readonly title: string; readonly reasons: readonly string[] }[]
}
