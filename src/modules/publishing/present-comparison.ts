import type { Handle } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import * as documents from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { compareVersions, type ComparedVersion } from './compare.ts'
import type { Comparison } from './contract.ts'
import { permissions } from './kinds.ts'

/** What changed between two versions; not found for who may not read the document. */
export async function presentComparison(
  ctx: Context,
  id: number,
  from: number,
  to: number,
): Promise<Comparison> {
  const row = await documents.getDocument(ctx.db, id)
  if (!ctx.actor.may(permissions.read, row.unit_id)) throw notFound('document', id)
  return compareVersions(await readVersion(ctx.db, id, from), await readVersion(ctx.db, id, to))
}

/** One version as it is compared, its codes as words. */
export async function readVersion(handle: Handle, id: number, version: number): Promise<ComparedVersion> {
  const { bodyHtml, ...content } = documents.contentOf(await documents.getVersion(handle, id, version))
  const attachments = await documents.listAttachments(handle, id, version)
  return {
    bodyHtml,
    attachments: attachments
      .filter((file) => !file.picture)
      .map((file) => ({ name: file.name, sha256: file.file_hash.toString('hex') })),
    fields: {
      title: content.title,
      documentNumber: content.documentNumber ?? '',
      issuer: content.issuer,
      writtenOn: content.writtenOn ?? '',
      receivedOn: content.receivedOn ?? '',
      effectiveOn: content.effectiveOn ?? '',
      expiresOn: content.expiresOn ?? '',
      topic: nameIn(documents.topics, content.topic),
      genre: nameIn(documents.genres, content.genre),
      attribute: nameIn(documents.attributeLabels, content.attribute),
      attributeGround:
        content.attributeGround === null
          ? ''
          : (documents.attributeGrounds[content.attributeGround as documents.AttributeGround]?.label ??
            content.attributeGround),
      attributeReason: content.attributeReason ?? '',
      keywords: content.keywords.join('、'),
      summary: content.summary,
    },
  }
}

function nameIn(names: Readonly<Record<string, string>>, code: string): string {
  return names[code] ?? code
}
