import { civilDateOf, type CivilDate } from '#platform/dates.ts'
import * as documents from '#kernel/documents/index.ts'
import type { ReadRelated } from './history.tsx'
import type { ListedFile } from '#ui/portal/index.ts'
import { textOf } from './html.ts'
import { validityOf } from './validity.ts'

export type PublicDocument = NonNullable<Awaited<ReturnType<typeof documents.findPublicDocument>>>

/** A public document as programs read it: at /documents/:id.json and in the public API. */
export interface DocumentRecord {
  readonly id: number
  readonly url: string
  readonly title: string
  readonly kind: string
  readonly unit: { readonly code: string; readonly name: string }
  readonly issuer: string
  readonly indexNumber: string | null
  readonly documentNumber: string | null
  readonly writtenOn: CivilDate | null
  readonly receivedOn: CivilDate | null
  readonly effectiveOn: CivilDate | null
  readonly expiresOn: CivilDate | null
  readonly publishedAt: string | null
  readonly originallyPublishedOn: CivilDate | null
  readonly topic: { readonly code: string; readonly label: string }
  readonly genre: { readonly code: string; readonly label: string }
  readonly keywords: readonly string[]
  readonly summary: string
  readonly state: string
  readonly validity: string
  readonly endedOn: CivilDate | null
  readonly endReason: string | null
  readonly replacedBy: number | null
  readonly version: number
  /** Empty where the text was taken from the public. */
  readonly html: string
  readonly text: string
  readonly attachments: readonly {
    readonly name: string
    readonly size: number
    readonly sha256: string
    readonly url: string
  }[]
  readonly related: readonly {
    readonly relation: documents.Related['relation']
    readonly id: number
    readonly title: string
  }[]
}

export function publicDocument(
  found: PublicDocument,
  files: readonly (ListedFile & { readonly sha256: string })[],
  related: Pick<ReadRelated, 'direct'>,
  publicUrl: string,
): DocumentRecord {
  const html = found.text_removed ? '' : found.body_html
  return {
    id: found.id,
    url: `${publicUrl}/documents/${found.id}`,
    title: found.title,
    kind: found.kind,
    unit: { code: found.unit_code, name: found.unit_name },
    issuer: found.issuer,
    indexNumber: found.index_number,
    documentNumber: found.document_number,
    writtenOn: found.written_on,
    receivedOn: found.received_on,
    effectiveOn: found.effective_on,
    expiresOn: found.expires_on,
    publishedAt: found.published_at?.toISOString() ?? null,
    originallyPublishedOn: found.originally_published_on,
    topic: { code: found.topic, label: documents.topics[found.topic as keyof typeof documents.topics] ?? '' },
    genre: { code: found.genre, label: documents.genres[found.genre as keyof typeof documents.genres] ?? '' },
    keywords: found.text_removed ? [] : found.keywords,
    summary: found.text_removed ? '' : found.summary,
    state: found.state,
    validity: validityOf(found.state),
    endedOn: found.ended_on,
    endReason: found.end_reason,
    replacedBy: found.replaced_by_id,
    version: found.version,
    html,
    text: textOf(html),
    attachments: files.map((file) => ({
      name: file.name,
      size: file.size,
      sha256: file.sha256,
      url: `${publicUrl}${file.href}`,
    })),
    related: related.direct.map(({ relation, id, title }) => ({ relation, id, title })),
  }
}

/** The page for search engines (schema.org): a rule is Legislation, anything else an Article of its issuer. */
export function structuredData(found: PublicDocument, publicUrl: string): object {
  const url = `${publicUrl}/documents/${found.id}`
  const published =
    found.originally_published_on ?? (found.published_at && civilDateOf(found.published_at)) ?? undefined
  const issuer = { '@type': 'GovernmentOrganization', name: found.issuer }
  if (!['law', 'regulation', 'normative'].includes(found.kind)) {
    return {
      '@context': 'https://schema.org',
      '@type': 'Article',
      headline: found.title,
      url,
      inLanguage: 'zh-Hans',
      datePublished: published,
      publisher: issuer,
      author: issuer,
    }
  }
  return {
    '@context': 'https://schema.org',
    '@type': 'Legislation',
    name: found.title,
    url,
    inLanguage: 'zh-Hans',
    legislationIdentifier: found.document_number ?? found.index_number ?? undefined,
    legislationDate: found.written_on ?? undefined,
    legislationDateVersion: published,
    legislationPassedBy: issuer,
    legislationLegalForce: `https://schema.org/${found.state === 'published' ? 'InForce' : 'NotInForce'}`,
    datePublished: published,
  }
}
