import { markStale, type Tx } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision, type Issue } from '#platform/decision.ts'
import { civilDateOf } from '#platform/dates.ts'
import { notPermitted } from '#platform/errors.ts'
import { findClock, startClock, stopClock, type ClockRule } from '#kernel/clock/index.ts'
import {
  getDocument,
  getVersion,
  listAuthors,
  lockDocument,
  type DocumentRow,
  type VersionRow,
} from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import type { AskingBody, FilingBody, LimitBody, OpinionBody } from './contract.ts'
import { filing, KINDS, permissions, regulationFiling } from './kinds.ts'
import { decideAsking, decideFiling, decideLimit, decideOpinion } from './rules.ts'
import * as store from './store.ts'

const subjectOf = (id: number) => `document:${id}`

/** Lays a draft before the legality reviewer. */
export function askLegality(ctx: Context, documentId: number, asked: AskingBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockDocument(tx, documentId)
    ctx.actor.must(permissions.ask, row.unit_id)
    const { staffId } = ctx.actor
    if (staffId === null) throw notPermitted(permissions.ask.name)
    const version = await getVersion(tx, documentId, row.version)
    // What was laid before the reviewer and changed since is laid before him anew.
    await store.dropAwaited(tx, documentId, version.content_hash)
    const decision = decideAsking(
      {
        kind: row.kind,
        state: row.state,
        contentHash: version.content_hash.toString('hex'),
        awaited: await store.isAwaited(tx, documentId),
      },
      asked,
      ctx.today,
    )
    if (!decision.ok) return decision
    await store.addOpinion(tx, {
      ...decision.value,
      documentId,
      unitId: row.unit_id,
      contentHash: version.content_hash,
      askedBy: staffId,
    })
    await record(tx, ctx.actor, {
      verb: 'legality.asked',
      subject: subjectOf(documentId),
      unitId: row.unit_id,
      detail: { version: row.version, basis: decision.value.basis.length },
    })
    return allow(documentId)
  })
}

/** Gives the opinion that was asked for. */
export function giveLegality(ctx: Context, opinionId: number, asked: OpinionBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await store.lockOpinion(tx, opinionId)
    ctx.actor.must(permissions.review, row.unit_id)
    const { staffId } = ctx.actor
    if (staffId === null) throw notPermitted(permissions.review.name)
    const document = await getDocument(tx, row.document_id)
    const version = await getVersion(tx, document.id, document.version)
    const unchanged = version.content_hash.equals(row.content_hash)
    const decision = decideOpinion(
      {
        open: row.given_at === null,
        contentHash: unchanged ? row.content_hash.toString('hex') : '',
        authors: [row.asked_by, ...(await listAuthors(tx, document.id, document.version))],
      },
      asked,
      staffId,
    )
    if (!decision.ok) return decision
    await store.giveOpinion(tx, opinionId, { ...decision.value, reviewerId: staffId })
    await record(tx, ctx.actor, {
      verb: 'legality.given',
      subject: subjectOf(row.document_id),
      unitId: row.unit_id,
      detail: { conclusion: asked.conclusion, sha256: row.content_hash.toString('hex') },
    })
    return allow(row.document_id)
  })
}

/** Whether a document may go into review: of a kind that needs it, exactly this content was found lawful. */
export async function legalityGate(tx: Tx, row: DocumentRow, version: VersionRow): Promise<Issue[]> {
  if (!KINDS.includes(row.kind) || (await store.isCleared(tx, row.id, version.content_hash))) return []
  return [issue('legality', 'legality_missing')]
}

/** Starts the limit for filing when such a document is first public. */
export async function startFiling(tx: Tx, ctx: Context, row: DocumentRow): Promise<void> {
  const rule = await ruleOf(tx, row.kind)
  if (!rule || (await findClock(tx, rule, subjectOf(row.id)))) return
  await startClock(tx, rule, { subject: subjectOf(row.id), unitId: row.unit_id, on: ctx.today })
}

/** The limit that holds for a kind, by the city's own rule where it has set one. */
async function ruleOf(tx: Tx, kind: string): Promise<ClockRule | undefined> {
  if (kind === 'regulation') return regulationFiling
  if (kind !== 'normative') return undefined
  const limits = await store.listLimits(tx)
  return {
    ...filing,
    versions: [
      ...filing.versions.filter((version) => limits.every((limit) => limit.from_on !== version.from)),
      ...limits.map((limit) => ({
        from: limit.from_on,
        days: limit.days,
        dayKind: limit.day_kind as 'working' | 'calendar',
        cites: limit.cites,
      })),
    ].toSorted((a, b) => a.from.localeCompare(b.from)),
  }
}

/** Enters what the filing body decided; any decision but a demand to change ends the limit. */
export function fileDocument(ctx: Context, documentId: number, asked: FilingBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockDocument(tx, documentId)
    ctx.actor.must(permissions.ask, row.unit_id)
    if (!KINDS.includes(row.kind) || row.published_at === null)
      return refuse(issue('state', 'not_to_be_filed'))
    const decision = decideFiling({ publishedOn: civilDateOf(row.published_at) }, asked, ctx.today)
    if (!decision.ok) return decision
    await store.setFiling(tx, documentId, row.unit_id, decision.value, ctx.actor.staffId)
    const rule = row.kind === 'regulation' ? regulationFiling : filing
    const clock = await findClock(tx, rule, subjectOf(documentId))
    if (clock && clock.stopped_on === null && asked.result !== 'to_change')
      await stopClock(tx, rule, subjectOf(documentId), asked.filedOn)
    await record(tx, ctx.actor, {
      verb: 'legality.filed',
      subject: subjectOf(documentId),
      unitId: row.unit_id,
      detail: { result: asked.result, number: decision.value.number },
    })
    await markStale(tx, [`document:${documentId}`, 'documents'])
    return allow(documentId)
  })
}

/** Sets the city's own limit from a day on; limits that run are not changed by it. */
export function setFilingLimit(ctx: Context, unitId: number, asked: LimitBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.limit, unitId)
    const decision = decideLimit(await getUnit(tx, unitId), asked, ctx.today)
    if (!decision.ok) return decision
    await store.setLimit(tx, decision.value)
    await record(tx, ctx.actor, {
      verb: 'legality.limit_set',
      subject: `unit:${unitId}`,
      unitId,
      detail: { ...asked },
    })
    return allow(unitId)
  })
}
