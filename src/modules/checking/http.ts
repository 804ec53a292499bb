import { Type } from 'typebox'
import type { FileStore } from '#platform/files/index.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape, pageWindow, type PageOf } from '#platform/http/shapes.ts'
import { justify, readCheck } from './actions.ts'
import {
  DismissalBody,
  JustificationBody,
  LexiconBody,
  LexiconImport,
  LexiconQuery,
  OpenQuery,
  type LexiconView,
  type OpenFindingView,
} from './contract.ts'
import { LEXICON_KINDS, permissions } from './kinds.ts'
import { importWords, removeWord, setWords } from './lexicon-actions.ts'
import { dismissFinding } from './patrol.ts'
import { listOpen } from './store/findings.ts'
import { listWords } from './store/lexicon.ts'

const ById = Type.Object({ documentId: IdShape })
const ByFinding = Type.Object({ documentId: IdShape, findingKey: Type.String({ pattern: '^[0-9a-f]{24}$' }) })

export function checkingApi(files: FileStore) {
  return (app: Api): void => {
    app.get(
      '/documents/:documentId/check',
      { config: { access: permissions.read }, schema: { params: ById } },
      (request) => readCheck(request.ctx, files, request.params.documentId),
    )

    app.put(
      '/documents/:documentId/findings/:findingKey',
      { config: { access: permissions.justify }, schema: { params: ByFinding, body: JustificationBody } },
      async (request, reply) => {
        const { documentId, findingKey } = request.params
        const decision = await justify(request.ctx, files, documentId, findingKey, request.body)
        if (!decision.ok) return reply.decide(decision, () => undefined)
        return readCheck(request.ctx, files, documentId)
      },
    )

    app.get(
      '/findings',
      { config: { access: permissions.read }, schema: { querystring: OpenQuery } },
      async ({ ctx, query }): Promise<PageOf<OpenFindingView>> => {
        const window = pageWindow(query)
        const of = { unitIds: ctx.actor.unitsFor(permissions.read), kind: query.kind }
        const list = await listOpen(ctx.db, of, window)
        return {
          items: list.items.map(({ document_id, unit_name, place, found_on, ...one }) => ({
            ...one,
            documentId: document_id,
            unit: unit_name,
            where: place,
            foundOn: found_on,
          })),
          total: list.total,
          page: window.page,
          size: window.size,
        }
      },
    )

    app.post(
      '/documents/:documentId/findings/:findingKey/dismissals',
      { config: { access: permissions.patrol }, schema: { params: ByFinding, body: DismissalBody } },
      async (request, reply) => {
        const { documentId, findingKey } = request.params
        return reply.decide(
          await dismissFinding(request.ctx, documentId, findingKey, request.body.reason),
          (id) => ({ id }),
        )
      },
    )

    app.get(
      '/lexicon',
      { config: { access: permissions.read }, schema: { querystring: LexiconQuery } },
      async ({ ctx, query }): Promise<PageOf<LexiconView>> => {
        const window = pageWindow(query)
        const list = await listWords(ctx.db, query.words?.trim() ?? '', window)
        return {
          items: list.items.map((row) => ({
            id: row.id,
            wrong: row.wrong,
            right: row.right_form,
            kind: row.kind,
            kindLabel: LEXICON_KINDS[row.kind as keyof typeof LEXICON_KINDS],
            note: row.note,
          })),
          total: list.total,
          page: window.page,
          size: window.size,
        }
      },
    )

    const counted = (count: number) => ({ count })
    app.post(
      '/lexicon',
      { config: { access: permissions.lexicon }, schema: { body: LexiconBody } },
      async (request, reply) => reply.decide(await setWords(request.ctx, [request.body]), counted, 201),
    )

    app.post(
      '/lexicon/imports',
      { config: { access: permissions.lexicon }, schema: { body: LexiconImport } },
      async (request, reply) => reply.decide(await importWords(request.ctx, request.body.csv), counted, 201),
    )

    app.delete(
      '/lexicon/:wordId',
      { config: { access: permissions.lexicon }, schema: { params: Type.Object({ wordId: IdShape }) } },
      async (request, reply) => reply.decide(await removeWord(request.ctx, request.params.wordId), counted),
    )
  }
}
