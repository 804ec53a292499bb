import { lockCase } from '#kernel/cases/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { permissions } from '../kinds/permissions.ts'
import { disclosureRequest, subjectOf } from '../kinds/procedure.ts'
import { getIdentityPaper } from '../store/intake.ts'
import type { RequestServices } from './step.ts'

/** Opens a copy of an identity paper for who handles the request; that it was looked at stands in the ledger. */
export function readIdentityPaper(
  ctx: Context,
  { secrets }: RequestServices,
  id: number,
  paperId: number,
): Promise<{ name: string; mediaType: string; content: Buffer }> {
  return ctx.transaction(async (tx) => {
    const row = await lockCase(tx, disclosureRequest, id)
    ctx.actor.must(permissions.handle, row.unit_id)
    const paper = await getIdentityPaper(tx, id, paperId)
    await record(tx, ctx.actor, {
      verb: 'requests.identity_seen',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { paper: paperId },
    })
    return {
      name: secrets.open('requests.identity_name', paper.name_sealed),
      mediaType: paper.media_type,
      content: Buffer.from(secrets.open('requests.identity_paper', paper.content_sealed), 'base64'),
    }
  })
}
