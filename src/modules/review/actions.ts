import type { Tx } from '#platform/db/connect.ts'
import { allow, type Decision } from '#platform/decision.ts'
import { civilDateOf } from '#platform/dates.ts'
import { notPermitted } from '#platform/errors.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import type { Signature } from './contract.ts'
import { permissions } from './kinds.ts'
import { decideChain, decideSignature, type Signing } from './rules.ts'
import * as store from './store.ts'

/** A step of a finished review as the public may see it. */
export interface ReviewedStep {
  readonly role: string
  readonly on: ReturnType<typeof civilDateOf>
}

/** What becomes of a subject when its review ends; whoever opens reviews of a kind of subject declares this. */
export interface ReviewSubject {
  /** The word before the colon: `document` of `document:12`. */
  readonly kind: string
  readonly approved: (
    tx: Tx,
    ctx: Context,
    process: store.ProcessRow,
    steps: readonly ReviewedStep[],
  ) => Promise<void>
  readonly returned: (tx: Tx, ctx: Context, process: store.ProcessRow) => Promise<void>
}

export interface Opening {
  readonly subject: string
  readonly version: number
  readonly contentHash: Buffer
  readonly title: string
  readonly unitId: number
  readonly attribute: string
  readonly opinion: string
  /** Everybody who wrote in it: none of them signs it. */
  readonly authorIds: readonly number[]
}

/** Opens a review inside the transaction that submits the subject; the drafter's proposal is its first signature. */
export async function openReview(tx: Tx, ctx: Context, opening: Opening): Promise<store.ProcessRow> {
  const drafterId = ctx.actor.staffId
  if (drafterId === null) throw notPermitted('publishing.draft')
  const chain = await store.getChain(tx, opening.unitId)
  const process = await store.addProcess(tx, { ...opening, drafterId, chain })
  await record(tx, ctx.actor, {
    verb: 'review.opened',
    subject: opening.subject,
    unitId: opening.unitId,
    detail: { review: process.id, version: opening.version, attribute: opening.attribute, chain },
  })
  return store.addSignature(tx, process, {
    role: 'drafter',
    staffId: drafterId,
    decision: 'proposed',
    attribute: opening.attribute,
    opinion: opening.opinion,
  })
}

/** Signs the next step of a review, or returns its subject to the drafter. */
export function sign(
  ctx: Context,
  subjects: readonly ReviewSubject[],
  id: number,
  asked: Signature,
): Promise<Decision<store.ProcessRow>> {
  return ctx.transaction(async (tx) => {
    const process = await store.lockProcess(tx, id)
    ctx.actor.must(permissions.sign, process.unit_id)
    const staffId = ctx.actor.staffId
    if (staffId === null) throw notPermitted(permissions.sign.name)
    const signatures = await store.listSignatures(tx, id)
    const decision = decideSignature(
      signingOf(process, signatures),
      {
        staffId,
        holds: (role) => ctx.actor.holds(role, process.unit_id),
      },
      asked,
    )
    if (!decision.ok) return decision
    const signed = await store.addSignature(tx, process, { ...asked, role: decision.value, staffId })
    await record(tx, ctx.actor, {
      verb: asked.decision === 'approved' ? 'review.signed' : 'review.returned',
      subject: process.subject,
      unitId: process.unit_id,
      detail: { review: id, step: signed.signed, role: decision.value, attribute: asked.attribute },
    })
    await finish(tx, ctx, subjects, signed)
    return allow(signed)
  })
}

async function finish(
  tx: Tx,
  ctx: Context,
  subjects: readonly ReviewSubject[],
  process: store.ProcessRow,
): Promise<void> {
  if (process.state === 'open') return
  const kind = process.subject.slice(0, process.subject.indexOf(':'))
  const subject = subjects.find((candidate) => candidate.kind === kind)
  if (!subject) throw new Error(`nobody declared what becomes of a reviewed ${kind}`)
  if (process.state === 'returned') return subject.returned(tx, ctx, process)
  const signatures = await store.listSignatures(tx, process.id)
  const steps = signatures.map((one) => ({ role: one.role, on: civilDateOf(one.signed_at) }))
  return subject.approved(tx, ctx, process, steps)
}

/** What the rules read of a process. */
export function signingOf(process: store.ProcessRow, signatures: readonly store.SignatureRow[]): Signing {
  return {
    state: process.state,
    chain: process.chain,
    signed: process.signed,
    authorIds: [process.drafter_id, ...process.author_ids],
    signerIds: signatures.map((one) => one.staff_id),
    contentHash: process.content_hash.toString('hex'),
    attribute: signatures[0]?.attribute ?? '',
  }
}

/** Sets a unit's own chain; reviews already open keep theirs. */
export function configureChain(
  ctx: Context,
  unitId: number,
  steps: readonly string[],
): Promise<Decision<readonly string[]>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.configure, unitId)
    const decision = decideChain(steps)
    if (!decision.ok) return decision
    await store.setChain(tx, unitId, decision.value)
    await record(tx, ctx.actor, {
      verb: 'review.chain_set',
      subject: `unit:${unitId}`,
      unitId,
      detail: { steps: [...decision.value] },
    })
    return allow(decision.value)
  })
}

/** One decision by a named officer for a batch of documents that were public before; answers its number. */
export async function decideBatch(
  tx: Tx,
  ctx: Context,
  batch: { unitId: number; officerId: number; ground: string },
): Promise<number> {
  const id = await store.addBatch(tx, batch)
  await record(tx, ctx.actor, {
    verb: 'review.batch_decided',
    subject: `batch:${id}`,
    unitId: batch.unitId,
    detail: { officer: batch.officerId, ground: batch.ground },
  })
  return id
}
