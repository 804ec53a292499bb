import { markStale, type Tx } from '#platform/db/connect.ts'
import { allow, type Decision } from '#platform/decision.ts'
import { notPermitted } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { Json } from '#platform/db/tables.ts'
import { decideStep, lockCase, takeStep, type CaseRow } from '#kernel/cases/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { disclosureRequest, subjectOf } from '../kinds/procedure.ts'
import { permissions } from '../kinds/permissions.ts'
import type { CaseFacts } from '../rules/facts.ts'
import { getFacts } from '../store/facts.ts'

export interface RequestServices {
  readonly files: FileStore
  readonly secrets: Secrets
  /** Where the portal stands, for the address on letters and messages. */
  readonly publicUrl: string
}

/** A step about to be taken: the case locked, the person allowed, the table asked. */
export interface StepAtHand {
  readonly tx: Tx
  readonly row: CaseRow
  readonly facts: CaseFacts
  readonly subject: string
  /** Takes the step, on a day of its own where it is not today, and writes the ledger. */
  readonly take: (taken: {
    readonly verb: string
    readonly detail?: Readonly<Record<string, Json>>
    readonly on?: CivilDate
    readonly set?: Parameters<typeof takeStep>[4]['set']
    /** Another row of the table than the one that was asked for, from the same state. */
    readonly name?: string
  }) => Promise<Decision<number>>
}

type Step = (typeof disclosureRequest)['steps'][number]

/** The step that the table has under one of these names from this state; with none of them from here, the first's refusal. */
function decideOneOf(names: readonly string[], state: string): Decision<Step> {
  const named = names.find((name) => decideStep(disclosureRequest, state, name).ok)
  return decideStep(disclosureRequest, state, named ?? names[0] ?? '')
}

/**
 * The frame of every step: lock · may they · does the table allow it; then `work` decides by its rule and takes it.
 * Steps of one meaning from different states have a row of the table each: all their names are given.
 */
export function onStep(
  ctx: Context,
  id: number,
  names: string | readonly string[],
  work: (at: StepAtHand) => Promise<Decision<number>>,
): Promise<Decision<number>> {
  return ctx.transaction((tx) => onStepWithin(tx, ctx, id, names, 'staff', work))
}

/** A step that the applicant takes, after number and code have opened the case. */
export function onApplicantStep(
  ctx: Context,
  id: number,
  names: string | readonly string[],
  work: (at: StepAtHand) => Promise<Decision<number>>,
): Promise<Decision<number>> {
  return ctx.transaction((tx) => onStepWithin(tx, ctx, id, names, 'applicant', work))
}

async function onStepWithin(
  tx: Tx,
  ctx: Context,
  id: number,
  names: string | readonly string[],
  by: 'staff' | 'applicant',
  work: (at: StepAtHand) => Promise<Decision<number>>,
): Promise<Decision<number>> {
  const all = typeof names === 'string' ? [names] : names
  const row = await lockCase(tx, disclosureRequest, id)
  const declared = disclosureRequest.steps.find((one) => one.name === all[0])
  if (by === 'staff') ctx.actor.must(declared?.permission ?? permissions.handle, row.unit_id)
  const step = decideOneOf(all, row.state)
  if (!step.ok) return step
  const subject = subjectOf(id)
  return work({
    tx,
    row,
    subject,
    facts: await getFacts(tx, row, ctx.today),
    take: async ({ verb, detail, on, set, name }) => {
      await takeStep(tx, ctx, disclosureRequest, row, {
        name: name ?? step.value.name,
        on: on ?? ctx.today,
        ...(set === undefined ? {} : { set }),
      })
      await record(tx, ctx.actor, { verb, subject, unitId: row.unit_id, ...(detail ? { detail } : {}) })
      await markStale(tx, ['requests'])
      return allow(id)
    },
  })
}

/** Whoever acts as staff; a permission that only staff hold has been asked before. */
export function staffOf(ctx: Context): number {
  if (ctx.actor.staffId === null) throw notPermitted(permissions.handle.name)
  return ctx.actor.staffId
}
