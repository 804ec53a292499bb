import { Type } from 'typebox'
import { sendCsv } from '#platform/http/csv.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape } from '#platform/http/shapes.ts'
import { assign, handOver } from '../actions/assign.ts'
import { arrangeDeputy, endDeputy } from '../actions/deputies.ts'
import { strikeNote, writeNote } from '../actions/notes.ts'
import type { CaseworkServices } from '../cases.ts'
import {
  AssignmentBody,
  CaseQuery,
  DeputyBody,
  DeputyQuery,
  HandoverBody,
  LoadQuery,
  NoteBody,
  OverviewQuery,
  type DeputyView,
  type KindView,
} from '../contract.ts'
import { permissions } from '../kinds.ts'
import { presentAssignment, presentDiscussion } from '../present/cases.ts'
import { presentDeputies, presentLoad, presentOpenCases, presentOverview } from '../present/lists.ts'
import { shareText } from '../rules/overview.ts'

const ByCase = Type.Object({ caseId: IdShape })
const ByNote = Type.Object({ noteId: IdShape })
const ByDeputy = Type.Object({ deputyId: IdShape })
const { read, work, distribute, oversee } = permissions
const id = (value: number) => ({ id: value })

export function assignmentRoutes(app: Api, services: CaseworkServices): void {
  app.get('/cases/:caseId/assignment', { config: { access: read }, schema: { params: ByCase } }, (request) =>
    presentAssignment(request.ctx, services, request.params.caseId),
  )

  app.post(
    '/casework/assignments',
    { config: { access: work }, schema: { body: AssignmentBody } },
    async (request, reply) =>
      reply.decide(await assign(request.ctx, services, request.body), (moved) => ({ moved }), 201),
  )

  app.post(
    '/casework/handovers',
    { config: { access: work }, schema: { body: HandoverBody } },
    async (request, reply) =>
      reply.decide(await handOver(request.ctx, services, request.body), (moved) => moved, 201),
  )

  app.get(
    '/casework/deputies',
    { config: { access: work }, schema: { querystring: DeputyQuery } },
    async (request): Promise<{ deputies: readonly DeputyView[] }> => ({
      deputies: await presentDeputies(request.ctx, services, request.query.unitId),
    }),
  )

  app.post(
    '/casework/deputies',
    { config: { access: work }, schema: { body: DeputyBody } },
    async (request, reply) => reply.decide(await arrangeDeputy(request.ctx, services, request.body), id, 201),
  )

  app.post(
    '/casework/deputies/:deputyId/endings',
    { config: { access: work }, schema: { params: ByDeputy } },
    async (request, reply) =>
      reply.decide(await endDeputy(request.ctx, services, request.params.deputyId), id, 201),
  )
}

export function discussionRoutes(app: Api, services: CaseworkServices): void {
  app.get('/cases/:caseId/notes', { config: { access: read }, schema: { params: ByCase } }, (request) =>
    presentDiscussion(request.ctx, services, request.params.caseId),
  )

  app.post(
    '/cases/:caseId/notes',
    { config: { access: work }, schema: { params: ByCase, body: NoteBody } },
    async (request, reply) =>
      reply.decide(await writeNote(request.ctx, services, request.params.caseId, request.body), id, 201),
  )

  app.post(
    '/notes/:noteId/strikes',
    { config: { access: work }, schema: { params: ByNote } },
    async (request, reply) =>
      reply.decide(await strikeNote(request.ctx, services, request.params.noteId), id, 201),
  )
}

const CSV_HEAD = [
  '机构',
  '在办',
  '提醒',
  '超期',
  '暂停计时',
  '最早到期',
  '本年办结',
  '本年到期应办',
  '按期',
  '按期率',
]

export function overviewRoutes(app: Api, services: CaseworkServices): void {
  app.get('/casework/kinds', { config: { access: oversee } }, ({ ctx }): { kinds: KindView[] } => ({
    kinds: services
      .kinds()
      .filter((kind) => ctx.actor.mayAnywhere(kind.readBy))
      .map((kind) => ({ name: kind.name, label: kind.label, page: kind.page ?? null })),
  }))

  app.get(
    '/casework/load',
    { config: { access: distribute }, schema: { querystring: LoadQuery } },
    (request) => presentLoad(request.ctx, services, request.query),
  )

  app.get(
    '/casework/cases',
    { config: { access: distribute }, schema: { querystring: CaseQuery } },
    (request) => presentOpenCases(request.ctx, services, request.query),
  )

  app.get(
    '/casework/overview',
    { config: { access: oversee }, schema: { querystring: OverviewQuery } },
    (request) => presentOverview(request.ctx, services, request.query),
  )

  app.get(
    '/casework/overview.csv',
    { config: { access: oversee }, schema: { querystring: OverviewQuery } },
    async (request, reply) => {
      const { rows } = await presentOverview(request.ctx, services, request.query)
      const numbers = rows.map((row) => [
        row.unit.name,
        ...[row.open, row.yellow, row.red, row.paused].map(String),
        row.oldestDue,
        ...[row.closed, row.judged, row.onTime].map(String),
        shareText(row),
      ])
      return sendCsv(reply, `overview-${request.ctx.today}`, CSV_HEAD, [numbers])
    },
  )
}
