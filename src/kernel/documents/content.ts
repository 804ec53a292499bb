import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { DocumentsDocument, DocumentsVersion } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'

export type DocumentRow = Selectable<DocumentsDocument>
export type VersionRow = Selectable<DocumentsVersion>

/** What a version says of its place in time and among other documents. */
export interface Life {
  /** When the publishing unit received it from whoever made it. */
  readonly receivedOn: CivilDate | null
  /** The last day on which it is in force, by its own words. */
  readonly expiresOn: CivilDate | null
  /** Of a correction: why. */
  readonly correctionReason: string | null
  /** Of a correction: the text before it is shown no more, as when it held personal data. */
  readonly hidesPrevious: boolean
  /** Documents by number: those that it changes, explains, and takes the place of. */
  readonly amends: readonly number[]
  readonly interprets: readonly number[]
  readonly supersedes: readonly number[]
}

const PLAIN_LIFE: Life = {
  receivedOn: null,
  expiresOn: null,
  correctionReason: null,
  hidesPrevious: false,
  amends: [],
  interprets: [],
  supersedes: [],
}

/** Everything of a version that a reader sees or that the law asks for; what the approval is given to. */
export interface Content extends Partial<Life> {
  readonly title: string
  readonly documentNumber: string | null
  readonly issuer: string
  readonly writtenOn: CivilDate | null
  readonly effectiveOn: CivilDate | null
  readonly topic: string
  readonly genre: string
  readonly attribute: 'proactive' | 'on_request' | 'withheld'
  readonly attributeGround: string | null
  readonly attributeReason: string | null
  readonly keywords: readonly string[]
  readonly summary: string
  readonly bodyHtml: string
}

export interface AttachmentRef {
  readonly name: string
  readonly fileHash: Buffer
}

function lifeOf(content: Content): Life {
  return {
    receivedOn: content.receivedOn ?? null,
    expiresOn: content.expiresOn ?? null,
    correctionReason: content.correctionReason ?? null,
    hidesPrevious: content.hidesPrevious ?? false,
    amends: content.amends ?? [],
    interprets: content.interprets ?? [],
    supersedes: content.supersedes ?? [],
  }
}

/** SHA-256 over the content and its attachments in one fixed order. */
export function hashContent(content: Content, attachments: readonly AttachmentRef[] = []): Buffer {
  const hash = createHash('sha256')
  hash.update(
    JSON.stringify([
      content.title,
      content.documentNumber,
      content.issuer,
      content.writtenOn,
      content.effectiveOn,
      content.topic,
      content.genre,
      content.attribute,
      content.attributeGround,
      content.attributeReason,
      content.keywords,
      content.summary,
      content.bodyHtml,
    ]),
  )
  // Only what says something of it is hashed: approvals of before there was anything to say stay good.
  const life = JSON.stringify(lifeOf(content))
  if (life !== JSON.stringify(PLAIN_LIFE)) hash.update(`\n\0life ${life}`)
  for (const attachment of attachments) hash.update(`\n${attachment.name}\n`).update(attachment.fileHash)
  return hash.digest()
}

/** The columns of documents.version for a content. */
export function versionValues(content: Content, attachments: readonly AttachmentRef[]) {
  const life = lifeOf(content)
  return {
    received_on: life.receivedOn,
    expires_on: life.expiresOn,
    correction_reason: life.correctionReason,
    hides_previous: life.hidesPrevious,
    amends: [...life.amends],
    interprets: [...life.interprets],
    supersedes: [...life.supersedes],
    title: content.title,
    document_number: content.documentNumber,
    issuer: content.issuer,
    written_on: content.writtenOn,
    effective_on: content.effectiveOn,
    topic: content.topic,
    genre: content.genre,
    attribute: content.attribute,
    attribute_ground: content.attributeGround,
    attribute_reason: content.attributeReason,
    keywords: [...content.keywords],
    summary: content.summary,
    body_html: content.bodyHtml,
    content_hash: hashContent(content, attachments),
  }
}

export function contentOf(version: VersionRow): Content {
  return {
    title: version.title,
    documentNumber: version.document_number,
    issuer: version.issuer,
    writtenOn: version.written_on,
    effectiveOn: version.effective_on,
    topic: version.topic,
    genre: version.genre,
    attribute: version.attribute as Content['attribute'],
    attributeGround: version.attribute_ground,
    attributeReason: version.attribute_reason,
    keywords: version.keywords,
    summary: version.summary,
    bodyHtml: version.body_html,
    receivedOn: version.received_on,
    expiresOn: version.expires_on,
    correctionReason: version.correction_reason,
    hidesPrevious: version.hides_previous,
    amends: version.amends,
    interprets: version.interprets,
    supersedes: version.supersedes,
  }
}
