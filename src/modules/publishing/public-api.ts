import { Type, type Static } from 'typebox'
import { notFound, Refusal } from '#platform/errors.ts'
import { addDays, parseCivilDate } from '#platform/dates.ts'
import type { Api } from '#platform/http/server.ts'
import { CivilDateShape, choice, IdShape, nullable } from '#platform/http/shapes.ts'
import * as documents from '#kernel/documents/index.ts'
import { findUnitByCode } from '#kernel/organisation/index.ts'
import { find } from '#kernel/search/index.ts'
import { findChannel, MAIN_SITE } from '#modules/sites/index.ts'
import { listFiles } from './document-page.tsx'
import { publicDocument } from './public-document.ts'
import { listAfter, listByIds, type ListedDocument } from './store/lists.ts'
import { validityOf } from './validity.ts'

const SIZE = 50
const MAX_SIZE = 200
const CURSOR = /^(\d{4}-\d{2}-\d{2})\.(\d{1,15})$/

const Query = Type.Object({
  q: Type.Optional(
    Type.String({ minLength: 1, maxLength: 100, description: 'Words that the document holds, all of them.' }),
  ),
  unit: Type.Optional(Type.String({ maxLength: 60, description: 'The code of the publishing unit.' })),
  channel: Type.Optional(Type.String({ maxLength: 60, description: 'The short name of a column.' })),
  site: Type.Optional(
    Type.String({ maxLength: 60, description: 'The site of the column; the portal itself without it.' }),
  ),
  from: Type.Optional(CivilDateShape),
  to: Type.Optional(CivilDateShape),
  cursor: Type.Optional(
    Type.String({
      maxLength: 40,
      description: 'The `next` of the answer before; the first page without it.',
    }),
  ),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_SIZE })),
})

const Coded = Type.Object({ code: Type.String(), label: Type.String() })

const Summary = Type.Object({
  id: Type.Integer(),
  url: Type.String(),
  title: Type.String(),
  documentNumber: nullable(Type.String()),
  issuer: Type.String(),
  shownOn: Type.String({ description: 'The day on which it was first public, YYYY-MM-DD.' }),
  validity: Type.String({ description: '有效, 已废止, 已失效, 已被替代' }),
})

const Listing = Type.Object({
  items: Type.Array(Summary),
  next: Type.Union([Type.String(), Type.Null()], { description: 'null: this was the last page.' }),
  total: Type.Optional(Type.Integer({ description: 'Of a search: how many documents hold the words.' })),
})

const Record = Type.Object({
  id: Type.Integer(),
  url: Type.String(),
  title: Type.String(),
  kind: Type.String(),
  unit: Type.Object({ code: Type.String(), name: Type.String() }),
  issuer: Type.String(),
  indexNumber: nullable(Type.String()),
  documentNumber: nullable(Type.String()),
  writtenOn: nullable(Type.String()),
  receivedOn: nullable(Type.String()),
  effectiveOn: nullable(Type.String()),
  expiresOn: nullable(Type.String()),
  publishedAt: nullable(Type.String()),
  originallyPublishedOn: nullable(Type.String()),
  topic: Coded,
  genre: Coded,
  keywords: Type.Array(Type.String()),
  summary: Type.String(),
  state: choice([
    'published',
    'withdrawn',
    'repealed',
    'replaced',
    'expired',
    'redirected',
    'draft',
    'in_review',
    'approved',
  ]),
  validity: Type.String(),
  endedOn: nullable(Type.String()),
  endReason: nullable(Type.String()),
  replacedBy: nullable(Type.Integer()),
  version: Type.Integer(),
  html: Type.String(),
  text: Type.String(),
  attachments: Type.Array(
    Type.Object({ name: Type.String(), size: Type.Integer(), sha256: Type.String(), url: Type.String() }),
  ),
  related: Type.Array(
    Type.Object({
      relation: choice([
        'amends',
        'amended_by',
        'supersedes',
        'superseded_by',
        'interprets',
        'interpreted_by',
      ]),
      id: Type.Integer(),
      title: Type.String(),
    }),
  ),
})

/** What the city has published, for programs: lists by time, column, unit or words, and each document whole. */
export function publicApi(publicUrl: string) {
  return (app: Api): void => {
    app.get(
      '/public/documents',
      {
        config: { access: 'public' },
        schema: {
          tags: ['Public documents'],
          summary: 'Public documents, newest first, or by words, best first',
          querystring: Query,
          response: { 200: Listing },
        },
      },
      async (request, reply) => {
        reply.header('access-control-allow-origin', '*').header('cache-control', 'public, max-age=60')
        return list(request.ctx.db, request.query, publicUrl)
      },
    )

    app.get(
      '/public/documents/:documentId',
      {
        config: { access: 'public' },
        schema: {
          tags: ['Public documents'],
          summary: 'One public document, with its text, its files and what it is bound to',
          params: Type.Object({ documentId: IdShape }),
          response: { 200: Record },
        },
      },
      async (request, reply) => {
        reply.header('access-control-allow-origin', '*').header('cache-control', 'public, max-age=60')
        const { db } = request.ctx
        const { documentId } = request.params
        const found = await documents.findPublicDocument(db, documentId)
        if (!found) throw notFound('document', documentId)
        if (found.state === 'redirected' && found.replaced_by_id !== null)
          return reply.redirect(`/api/v1/public/documents/${found.replaced_by_id}`, 301)
        const files = found.text_removed ? [] : await listFiles(db, found.id, found.version)
        const direct = await documents.listRelated(db, found.id)
        return reply.send(publicDocument(found, files, { direct }, publicUrl) as Static<typeof Record>)
      },
    )
  }
}

type Asked = Static<typeof Query>

async function list(
  db: Parameters<typeof find>[0],
  asked: Asked,
  publicUrl: string,
): Promise<Static<typeof Listing>> {
  const size = asked.size ?? SIZE
  const unit = asked.unit === undefined ? undefined : await findUnitByCode(db, asked.unit)
  if (asked.unit !== undefined && !unit) throw notFound('unit', asked.unit)
  if (asked.q !== undefined) {
    const page = asked.cursor === undefined ? 1 : Number(asked.cursor)
    if (!Number.isSafeInteger(page) || page < 1 || page > 1000) throw wrongCursor()
    const hits = await find(db, {
      source: 'document',
      typed: asked.q,
      ...(unit ? { unitId: unit.id } : {}),
      offset: (page - 1) * size,
      limit: size,
    })
    const found = await listByIds(db, hits.ids)
    return {
      items: found.map((one) => summaryOf(one, publicUrl)),
      next: page * size < hits.total ? String(page + 1) : null,
      total: hits.total,
    }
  }
  const channel =
    asked.channel === undefined ? undefined : await findChannel(db, asked.channel, asked.site ?? MAIN_SITE)
  if (asked.channel !== undefined && !channel) throw notFound('channel', asked.channel)
  const rows = await listAfter(
    db,
    {
      channelId: channel?.id,
      unitId: unit?.id,
      from: asked.from,
      before:
        asked.cursor === undefined
          ? asked.to && { day: addDays(asked.to, 1), id: 0 }
          : readCursor(asked.cursor),
    },
    size + 1,
  )
  const items = rows.slice(0, size)
  const last = items.at(-1)
  return {
    items: items.map((one) => summaryOf(one, publicUrl)),
    next: rows.length > size && last ? `${last.shown_on}.${last.id}` : null,
  }
}

function readCursor(text: string) {
  const [, day = '', id = ''] = CURSOR.exec(text) ?? []
  const parsed = parseCivilDate(day)
  if (parsed === undefined) throw wrongCursor()
  return { day: parsed, id: Number(id) }
}

const wrongCursor = () => new Refusal('wrong_cursor', 400)

/** One line of a list, for programs. */
export function summaryOf(one: ListedDocument, publicUrl: string): Static<typeof Summary> {
  return {
    id: one.id,
    url: `${publicUrl}/documents/${one.id}`,
    title: one.title,
    documentNumber: one.document_number,
    issuer: one.issuer,
    shownOn: one.shown_on,
    validity: validityOf(one.state),
  }
}
