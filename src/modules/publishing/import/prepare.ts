import { createHash } from 'node:crypto'
import { parseCivilDate, type CivilDate } from '#platform/dates.ts'
import { searchVector } from '#platform/text/words.ts'
import {
  genres,
  hashContent,
  normaliseDocumentNumber,
  topics,
  type Content,
} from '#kernel/documents/index.ts'
import { markdownToHtml, textOf } from '../html.ts'
import { documentKinds } from '../kinds.ts'

/** A row of the source as it was read, with its place for error messages. */
export interface SourceRow {
  readonly line: number
  readonly value: Readonly<Record<string, unknown>>
}

/** A row made ready: everything that costs time and needs no database. */
export interface PreparedRow {
  readonly line: number
  readonly sourceKey: string
  readonly sourceHash: Uint8Array
  readonly kind: string
  readonly content: Content
  readonly contentHash: Uint8Array
  readonly originallyPublishedOn: CivilDate | null
  readonly expiredReason: string | null
  readonly vector: string
}

export type Preparation =
  | { readonly ok: true; readonly row: PreparedRow }
  | { readonly ok: false; readonly line: number; readonly reason: string }

const MAX_TITLE = 300
const MAX_BODY = 5_000_000

/** The stable name of a row in its source: without one, nothing could be brought in twice without doubling. */
export function sourceKeyOf(row: SourceRow): string | undefined {
  const id = row.value['id']
  return typeof id === 'string' && id.trim() !== ''
    ? id.trim()
    : typeof id === 'number'
      ? String(id)
      : undefined
}

/** The hash by which a row that has not changed is known again. */
export function sourceHashOf(row: SourceRow): string {
  return createHash('sha256').update(JSON.stringify(row.value)).digest('hex')
}

/** Makes a row ready, or says everything that is wrong with it. */
export function prepareRow(row: SourceRow, issuer: string): Preparation {
  const problems: string[] = []
  const text = (name: string): string => {
    const value = row.value[name]
    if (value === undefined || value === null) return ''
    if (typeof value === 'string') return value.trim()
    problems.push(`${name} is not text`)
    return ''
  }
  const date = (name: string): CivilDate | null => {
    const value = text(name)
    if (value === '') return null
    const parsed = parseCivilDate(value)
    if (parsed === undefined)
      problems.push(`${name} "${value.slice(0, 20)}" is not a date of the form YYYY-MM-DD`)
    return parsed ?? null
  }
  const sourceKey = sourceKeyOf(row)
  if (sourceKey === undefined) problems.push('id is missing')
  const title = [text('title'), text('subtitle')]
    .filter(Boolean)
    .join(' ')
    .replace(/[\s\u3000]+/g, ' ')
  if (title === '') problems.push('title is missing')
  if (title.length > MAX_TITLE) problems.push(`title is longer than ${MAX_TITLE} characters`)
  // A source may know a document without having its text: it is brought in, and its page says so.
  const body = text('text')
  if (row.value['text'] === undefined) problems.push('text is missing')
  if (body.length > MAX_BODY) problems.push(`text is longer than ${MAX_BODY} characters`)
  const published = date('publishDate')
  const effective = date('effectiveDate')
  const written = date('writtenDate') ?? date('documentNumberDate')
  const expired = row.value['expired']
  if (expired !== undefined && expired !== null && typeof expired !== 'boolean')
    problems.push('expired is not true or false')
  const keywords = row.value['keywords']
  if (problems.length > 0 || sourceKey === undefined) {
    return { ok: false, line: row.line, reason: problems.join('; ') }
  }
  const number = text('documentNumber')
  const content: Content = {
    title,
    // A number of another form is kept as the source has it: older papers carried other forms.
    documentNumber: number === '' ? null : (normaliseDocumentNumber(number) ?? number),
    issuer: text('issuer') || issuer,
    writtenOn: written ?? published,
    effectiveOn: effective,
    topic: Object.hasOwn(topics, text('topic')) ? text('topic') : '22',
    genre: Object.hasOwn(genres, text('genre')) ? text('genre') : '99',
    attribute: 'proactive',
    attributeGround: null,
    attributeReason: null,
    keywords: Array.isArray(keywords)
      ? keywords.filter((word): word is string => typeof word === 'string').slice(0, 20)
      : [],
    summary: text('summary').slice(0, 500),
    bodyHtml: markdownToHtml(body),
  }
  return {
    ok: true,
    row: {
      line: row.line,
      sourceKey,
      sourceHash: Buffer.from(sourceHashOf(row), 'hex'),
      kind: kindOf(row),
      content,
      contentHash: hashContent(content),
      originallyPublishedOn: published,
      expiredReason: expired === true ? '来源标明已失效' : null,
      vector: searchVector(
        `${title} ${content.documentNumber ?? ''}`,
        `${content.keywords.join(' ')} ${textOf(content.bodyHtml)}`,
      ),
    },
  }
}

/** A row may name its kind; a law of whatever level is a law, not a document of the unit that keeps it. */
function kindOf(row: SourceRow): string {
  const named = row.value['kind']
  if (typeof named === 'string' && documentKinds.some((kind) => kind.name === named)) return named
  return typeof row.value['level'] === 'string' ? 'law' : 'official'
}
