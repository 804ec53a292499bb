import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { changedMeanwhile } from '#platform/errors.ts'
import * as documents from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { maskHtml, maskText, putRight, readLexicon } from '#modules/checking/index.ts'
import type { MaskBody } from './contract.ts'
import { permissions } from './kinds.ts'
import { decideEdit } from './rules.ts'

/** Puts the mask, or the right word, of one finding into the words of a draft, wherever it stands in title, summary and body. */
export function maskFinding(ctx: Context, id: number, asked: MaskBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await documents.lockDocument(tx, id)
    ctx.actor.must(permissions.draft, row.unit_id)
    const may = decideEdit(row)
    if (!may.ok) return may
    const version = await documents.getVersion(tx, id, row.version)
    if (version.content_hash.toString('hex') !== asked.basedOn) throw changedMeanwhile('document')
    const content = documents.contentOf(version)
    const righted = putRight(content, await readLexicon(tx), asked.key)
    const masked = {
      ...righted,
      title: maskText(righted.title, '标题', asked.key),
      summary: maskText(righted.summary, '概述', asked.key),
      bodyHtml: maskHtml(righted.bodyHtml, '正文', asked.key),
    }
    const same =
      masked.title === content.title &&
      masked.summary === content.summary &&
      masked.bodyHtml === content.bodyHtml
    if (same) return refuse(issue('key', 'cannot_be_masked'))
    await documents.writeVersion(tx, row, ctx.actor.staffId, masked)
    await record(tx, ctx.actor, {
      verb: 'publishing.masked',
      subject: `document:${id}`,
      unitId: row.unit_id,
      detail: { version: row.version, key: asked.key },
    })
    return allow(id)
  })
}
