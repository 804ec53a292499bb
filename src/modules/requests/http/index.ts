import { Type } from 'typebox'
import type { Api } from '#platform/http/server.ts'
import { CivilDateShape, pageWindow, type PageOf } from '#platform/http/shapes.ts'
import { getRootUnit } from '#kernel/organisation/index.ts'
import { recordPaperRequest } from '../actions/intake.ts'
import { setPolicy } from '../actions/policy.ts'
import { publishAnswer } from '../actions/publish.ts'
import type { RequestServices } from '../actions/step.ts'
import { PaperRequest } from '../contract/intake.ts'
import { RequestQuery, type RequestSummary } from '../contract/list.ts'
import { PublicationBody, type OutcomeChoice } from '../contract/steps.ts'
import { DETAILS, outcomes, withholdable } from '../kinds/outcomes.ts'
import { permissions } from '../kinds/permissions.ts'
import { Policy } from '../kinds/policy.ts'
import { presentRequest } from '../present/request.ts'
import { summarise } from '../present/summary.ts'
import { listRequests } from '../store/list.ts'
import { getPolicy, listPolicies } from '../store/policy.ts'
import { serveRequestFiles } from './files.ts'
import { ById, serveSteps } from './steps.ts'

const PolicyBody = Type.Object({ from: CivilDateShape, policy: Policy })

export function requestsApi(services: RequestServices) {
  return (app: Api): void => {
    app.get(
      '/requests',
      { config: { access: permissions.read }, schema: { querystring: RequestQuery } },
      async (request) => {
        const { ctx, query } = request
        const window = pageWindow(query)
        const list = await listRequests(
          ctx.db,
          { ...query, unitIds: ctx.actor.unitsFor(permissions.read), today: ctx.today },
          window,
        )
        const page: PageOf<RequestSummary> = {
          items: list.items.map((row) => summarise(row, ctx.today)),
          total: list.total,
          page: window.page,
          size: window.size,
        }
        return page
      },
    )

    app.post(
      '/requests',
      { config: { access: permissions.handle }, schema: { body: PaperRequest } },
      async (request, reply) =>
        reply.decide(
          await recordPaperRequest(request.ctx, services, request.body),
          (receipt) => receipt,
          201,
        ),
    )

    app.get('/requests/outcomes', { config: { access: permissions.read } }, async () => {
      const choices: OutcomeChoice[] = outcomes
        .filter((one) => one.byStep === undefined)
        .map(({ code, group, label, cites, needsReason, forms, before }) => ({
          code,
          group,
          label,
          cites,
          needsReason,
          before: before ?? null,
          forms: forms.map((form) => ({
            code: form.code,
            label: form.label,
            details: form.details.map((name) => ({ name, label: DETAILS[name] })),
          })),
        }))
      return { outcomes: choices, withholdable: withholdable.map(({ code, label }) => ({ code, label })) }
    })

    app.get(
      '/requests/:requestId',
      { config: { access: permissions.read }, schema: { params: ById } },
      (request) => presentRequest(request.ctx, services, request.params.requestId),
    )

    serveSteps(app, services)
    serveRequestFiles(app, services)

    app.post(
      '/requests/:requestId/publications',
      { config: { access: permissions.handle }, schema: { params: ById, body: PublicationBody } },
      async ({ ctx, params, body }, reply) =>
        reply.decide(
          await publishAnswer(ctx, services, params.requestId, body),
          (documentId) => ({ documentId }),
          201,
        ),
    )

    app.get('/requests/policy', { config: { access: permissions.read } }, async ({ ctx }) => {
      const root = await getRootUnit(ctx.db)
      const versions = await listPolicies(ctx.db)
      return {
        current: await getPolicy(ctx.db, ctx.today),
        versions: versions.map((one) => ({ from: one.from_on, policy: one.body })),
        maySet: ctx.actor.may(permissions.policy, root.id),
      }
    })
    app.put(
      '/requests/policy',
      { config: { access: permissions.policy }, schema: { body: PolicyBody } },
      async ({ ctx, body }, reply) => reply.decide(await setPolicy(ctx, body), (from) => ({ from })),
    )
  }
}
