import { Type } from 'typebox'
import { notFound, Refusal } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape, pageWindow } from '#platform/http/shapes.ts'
import type { Context } from '#kernel/identity/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import * as actions from './actions.ts'
import {
  CompositionBody,
  CopiesBody,
  IssueQuery,
  IssuingBody,
  NewIssueBody,
  StrikeBody,
  type IssueList,
  type IssueSummary,
  type IssueView,
} from './contract.ts'
import { categoryLabels, permissions, type Category } from './kinds.ts'
import { entryProblems } from './rules.ts'
import * as store from './store.ts'

const ById = Type.Object({ issueId: IdShape })
const ByLine = Type.Object({ issueId: IdShape, lineId: IdShape })

export function gazetteApi(files: FileStore, jobs: actions.GazetteJobs) {
  return (app: Api): void => {
    const { read, compose, issue } = permissions
    const answer = (id: number) => ({ id })

    app.get(
      '/gazette/issues',
      { config: { access: read }, schema: { querystring: IssueQuery } },
      async ({ ctx, query }): Promise<IssueList> => {
        const window = pageWindow(query)
        const unitIds = ctx.actor.unitsFor(read)
        const list = await store.listIssues(ctx.db, { unitIds }, window)
        const last = list.items.toSorted((a, b) => b.total_number - a.total_number)[0]
        const year = Number(ctx.today.slice(0, 4))
        return {
          items: list.items.map(presentSummary),
          total: list.total,
          page: window.page,
          size: window.size,
          next: {
            year,
            number: last?.year === year ? last.number + 1 : 1,
            totalNumber: (last?.total_number ?? 0) + 1,
            name: last?.name ?? '',
          },
        }
      },
    )

    app.post(
      '/gazette/issues',
      { config: { access: compose }, schema: { body: NewIssueBody } },
      async (request, reply) =>
        reply.decide(await actions.beginIssue(request.ctx, request.body), answer, 201),
    )

    app.get('/gazette/issues/:issueId', { config: { access: read }, schema: { params: ById } }, (request) =>
      presentIssue(request.ctx, request.params.issueId),
    )

    app.put(
      '/gazette/issues/:issueId',
      { config: { access: compose }, schema: { params: ById, body: CompositionBody } },
      async (request, reply) =>
        reply.decide(await actions.composeIssue(request.ctx, request.params.issueId, request.body), answer),
    )

    app.delete(
      '/gazette/issues/:issueId',
      { config: { access: compose }, schema: { params: ById } },
      async (request, reply) =>
        reply.decide(await actions.discardIssue(request.ctx, request.params.issueId), answer),
    )

    app.get(
      '/gazette/issues/:issueId/preview.pdf',
      { config: { access: read }, schema: { params: ById } },
      async (request, reply) => {
        const row = await store.getIssue(request.ctx.db, request.params.issueId)
        if (!request.ctx.actor.may(read, row.unit_id)) throw notFound('gazette', row.id)
        const made = await actions.typesetIssue(request.ctx, files, row.id)
        if ('problem' in made) throw new Refusal('not_typeset', 422, { problem: made.problem.slice(0, 300) })
        return reply
          .header('content-type', 'application/pdf')
          .header('content-disposition', 'inline; filename="preview.pdf"')
          .header('cache-control', 'no-store')
          .send(Buffer.from(made.pdf))
      },
    )

    app.post(
      '/gazette/issues/:issueId/issuings',
      { config: { access: issue }, schema: { params: ById, body: IssuingBody } },
      async (request, reply) =>
        reply.decide(
          await actions.putOut(request.ctx, jobs, request.params.issueId, request.body.revision),
          answer,
        ),
    )

    app.post(
      '/gazette/issues/:issueId/typesettings',
      { config: { access: issue }, schema: { params: ById } },
      async (request, reply) =>
        reply.decide(await actions.typesetAgain(request.ctx, jobs, request.params.issueId), answer),
    )

    app.post(
      '/gazette/issues/:issueId/copies',
      { config: { access: compose }, schema: { params: ById, body: CopiesBody } },
      async (request, reply) =>
        reply.decide(
          await actions.sendCopies(request.ctx, request.params.issueId, request.body),
          answer,
          201,
        ),
    )

    app.post(
      '/gazette/issues/:issueId/copies/:lineId/strikes',
      { config: { access: compose }, schema: { params: ByLine, body: StrikeBody } },
      async (request, reply) => {
        const { issueId, lineId } = request.params
        return reply.decide(
          await actions.strikeCopies(request.ctx, issueId, lineId, request.body.reason),
          answer,
        )
      },
    )
  }
}

function presentSummary(row: store.ListedIssue): IssueSummary {
  return {
    id: row.id,
    unit: { id: row.unit_id, name: row.unit_name },
    year: row.year,
    number: row.number,
    totalNumber: row.total_number,
    name: row.name,
    state: row.state as IssueSummary['state'],
    issuedOn: row.issued_on,
    documents: row.documents,
    copies: row.copies,
  }
}

async function presentIssue(ctx: Context, id: number): Promise<IssueView> {
  const row = await store.getIssue(ctx.db, id)
  if (!ctx.actor.may(permissions.read, row.unit_id)) throw notFound('gazette', id)
  const unit = await getUnit(ctx.db, row.unit_id)
  const entries = await store.listEntries(ctx.db, id)
  const sent = await store.listCopies(ctx.db, id)
  const composing = row.state === 'composing'
  const address = composing ? null : `/gazette/${row.year}/${row.number}`
  return {
    ...presentSummary({
      ...row,
      unit_name: unit.name,
      documents: entries.length,
      copies: sent.filter((line) => line.struck_on === null).reduce((sum, line) => sum + line.copies, 0),
    }),
    imprint: row.imprint,
    revision: row.revision,
    entries: entries.map((entry) => ({
      section: entry.section,
      documentId: entry.document_id,
      title: entry.title,
      documentNumber: entry.document_number,
      problems: composing ? entryProblems(entry) : [],
    })),
    sent: sent.map((line) => ({
      id: line.id,
      recipient: line.recipient,
      category: line.category as Category,
      categoryLabel: categoryLabels[line.category as Category],
      copies: line.copies,
      sentOn: line.sent_on,
      struck:
        line.struck_on === null || line.strike_reason === null
          ? null
          : { on: line.struck_on, reason: line.strike_reason },
    })),
    pdf:
      row.pdf_hash === null || address === null
        ? null
        : {
            sha256: row.pdf_hash.toString('hex'),
            pages: row.pdf_pages ?? 0,
            address: `${address}/gazette.pdf`,
          },
    pdfProblem: row.pdf_problem,
    may: {
      compose: ctx.actor.may(permissions.compose, row.unit_id),
      issue: ctx.actor.may(permissions.issue, row.unit_id),
    },
    address,
  }
}
