import type { Handle, Tx } from '#platform/db/connect.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { FileStore } from '#platform/files/index.ts'
import * as documents from '#kernel/documents/index.ts'
import type { DocumentKind } from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { getUnit, unitScope } from '#kernel/organisation/index.ts'
import { gate } from '#modules/checking/index.ts'
import { legalityGate } from '#modules/legality/index.ts'
import { kindOf } from './kinds.ts'
import { decideSubmission, picturesOf, type Submitting } from './rules.ts'
import { listUnitsOf } from './store/lists.ts'
import { listPlacements } from './store/placements.ts'

export interface Completed {
  readonly version: documents.VersionRow
  readonly indexNumber: string
}

/**
 * Whether a draft is complete and checked, so that it may be reviewed or published in an emergency; gives it its index
 * number, for good, and leaves out pictures that its text no longer shows.
 */
export async function complete(
  tx: Tx,
  ctx: Context,
  files: FileStore,
  row: documents.DocumentRow,
  written: documents.VersionRow,
): Promise<Decision<Completed>> {
  const content = documents.contentOf(written)
  const unit = await getUnit(tx, row.unit_id)
  const decision = decideSubmission(
    await readSubmitting(tx, row, kindOf(row.kind), content, unit.credit_code !== null),
    ctx.today,
  )
  if (!decision.ok) return decision
  const shown = picturesOf(content.bodyHtml).map((picture) => picture.lineage)
  await documents.dropUnusedPictures(tx, row, shown)
  const version = await documents.getVersion(tx, row.id, row.version)
  const unlawful = await legalityGate(tx, row, version)
  if (unlawful.length > 0) return refuse(unlawful)
  // What is withheld may hold personal data, and often does for that very reason.
  if (version.attribute === 'proactive') {
    const found = await gate(tx, files, version)
    if (found.length > 0) return refuse(found)
  }
  const year = Number((content.writtenOn ?? ctx.today).slice(0, 4))
  return allow({
    version,
    indexNumber: await documents.takeIndexNumber(tx, row, unit.credit_code ?? '', year),
  })
}

/** What the rule of submission must know of a draft. */
export async function readSubmitting(
  handle: Handle,
  row: documents.DocumentRow,
  kind: DocumentKind,
  content: documents.Content,
  unitHasCreditCode: boolean,
): Promise<Submitting> {
  const files = await documents.listAttachments(handle, row.id, row.version)
  const supersedes = content.supersedes ?? []
  const named = [...(content.amends ?? []), ...(content.interprets ?? []), ...supersedes]
  const known = await documents.listPublicAmong(handle, named)
  const foreign = supersedes.length > 0 ? await foreignAmong(handle, row.unit_id, supersedes) : []
  return {
    state: row.state,
    kind,
    content,
    attachments: files.filter((file) => !file.picture).length,
    pictures: files.filter((file) => file.picture).map((file) => file.lineage),
    channels: (await listPlacements(handle, row.id)).length,
    unitHasCreditCode,
    correction: row.published_version !== null,
    unknownRelated: named.filter((id) => !known.has(id)),
    foreignSuperseded: foreign,
  }
}

/** Of these documents, those that are neither the unit's own nor of a unit below it. */
async function foreignAmong(handle: Handle, unitId: number, ids: readonly number[]): Promise<number[]> {
  const own = new Set(await unitScope(handle, await getUnit(handle, unitId), 'consolidated'))
  const units = await listUnitsOf(handle, ids)
  return units.filter((one) => !own.has(one.unit_id)).map((one) => one.id)
}
