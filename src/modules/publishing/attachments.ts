import type { Tx } from '#platform/db/connect.ts'
import { allow, type Decision } from '#platform/decision.ts'
import type { FileStore } from '#platform/files/index.ts'
import * as documents from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { storeFile, type StoredFile } from '#kernel/media/index.ts'
import { permissions } from './kinds.ts'
import { makePicture } from './pictures.ts'
import { decideEdit } from './rules.ts'

interface Upload {
  readonly name: string
  readonly content: Buffer
}

/** Adds a file to a draft. */
export function attach(
  ctx: Context,
  files: FileStore,
  id: number,
  upload: Upload,
): Promise<Decision<number>> {
  return changeFiles(ctx, id, async (tx, row) => {
    const file = await storeFile(tx, files, upload.name, upload.content)
    const attachment = await documents.addAttachment(tx, row, { name: upload.name, fileHash: file.hash })
    return ['publishing.attached', { attachment, ...factsOf(file) }]
  })
}

/** Puts another file in the place of one: its public address stays, with the new content once that is public. */
export function replaceFile(
  ctx: Context,
  files: FileStore,
  id: number,
  attachmentId: number,
  upload: Upload,
): Promise<Decision<number>> {
  return changeFiles(ctx, id, async (tx, row) => {
    const file = await storeFile(tx, files, upload.name, upload.content)
    await documents.replaceAttachment(tx, row, attachmentId, { name: upload.name, fileHash: file.hash })
    return ['publishing.file_replaced', { attachment: attachmentId, ...factsOf(file) }]
  })
}

export function detach(ctx: Context, id: number, attachmentId: number): Promise<Decision<number>> {
  return changeFiles(ctx, id, async (tx, row) => {
    await documents.removeAttachment(tx, row, attachmentId)
    return ['publishing.detached', { attachment: attachmentId }]
  })
}

/** Takes a picture into the text of a draft: made small enough for a page, without what the camera wrote into it. */
export async function addPicture(
  ctx: Context,
  files: FileStore,
  id: number,
  upload: Upload,
): Promise<Decision<{ readonly lineage: number; readonly width: number; readonly height: number }>> {
  ctx.actor.must(permissions.draft, (await documents.getDocument(ctx.db, id)).unit_id)
  const picture = await makePicture(upload.name, upload.content)
  let lineage = 0
  const decision = await changeFiles(ctx, id, async (tx, row) => {
    const file = await storeFile(tx, files, picture.name, picture.content)
    lineage = await documents.addAttachment(tx, row, {
      name: picture.name,
      fileHash: file.hash,
      picture: true,
    })
    return ['publishing.picture_added', { attachment: lineage, ...factsOf(file) }]
  })
  return decision.ok ? allow({ lineage, width: picture.width, height: picture.height }) : decision
}

const factsOf = (file: StoredFile) => ({
  size: file.size,
  type: file.mediaType,
  sha256: file.hash.toString('hex'),
})

type Change = (tx: Tx, row: documents.DocumentRow) => Promise<readonly [verb: string, detail: object]>

function changeFiles(ctx: Context, id: number, change: Change): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await documents.lockDocument(tx, id)
    ctx.actor.must(permissions.draft, row.unit_id)
    const may = decideEdit(row)
    if (!may.ok) return may
    const [verb, detail] = await change(tx, row)
    await record(tx, ctx.actor, {
      verb,
      subject: `document:${id}`,
      unitId: row.unit_id,
      detail: { ...detail },
    })
    return allow(id)
  })
}
