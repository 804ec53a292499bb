import { Type } from 'typebox'
import type { Handle } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape, pageWindow, type PageOf } from '#platform/http/shapes.ts'
import { namesOfStaff, roleLabels, roles, type Context } from '#kernel/identity/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import { configureChain, sign, signingOf, type ReviewSubject } from './actions.ts'
import { ChainBody, ReviewQuery, Signature, type ReviewSummary, type ReviewView } from './contract.ts'
import { permissions } from './kinds.ts'
import { awaitedRole, decideSigner } from './rules.ts'
import * as store from './store.ts'

const ById = Type.Object({ reviewId: IdShape })
const ByUnit = Type.Object({ unitId: IdShape })

export function reviewApi(subjects: readonly ReviewSubject[]) {
  return (app: Api): void => {
    app.get(
      '/reviews',
      { config: { access: permissions.read }, schema: { querystring: ReviewQuery } },
      async (request) => {
        const { ctx, query } = request
        const window = pageWindow(query)
        const list = await store.listProcesses(ctx.db, filterOf(ctx, query.waiting), window)
        const page: PageOf<ReviewSummary> = {
          items: list.items.map((row) => summarise(row, row.unit_name, row.drafter_name)),
          total: list.total,
          page: window.page,
          size: window.size,
        }
        return page
      },
    )

    app.get(
      '/reviews/:reviewId',
      { config: { access: permissions.read }, schema: { params: ById } },
      async (request) => {
        const process = await store.getProcess(request.ctx.db, request.params.reviewId)
        if (!request.ctx.actor.may(permissions.read, process.unit_id)) throw notFound('review', process.id)
        return present(request.ctx, process)
      },
    )

    app.post(
      '/reviews/:reviewId/signatures',
      { config: { access: permissions.sign }, schema: { params: ById, body: Signature } },
      async (request, reply) => {
        const decision = await sign(request.ctx, subjects, request.params.reviewId, request.body)
        if (!decision.ok) return reply.decide(decision, () => undefined)
        return present(request.ctx, decision.value)
      },
    )

    app.get(
      '/units/:unitId/review-chain',
      { config: { access: permissions.readChain }, schema: { params: ByUnit } },
      async (request) => {
        request.ctx.actor.must(permissions.readChain, request.params.unitId)
        return { steps: await store.getChain(request.ctx.db, request.params.unitId) }
      },
    )

    app.put(
      '/units/:unitId/review-chain',
      { config: { access: permissions.configure }, schema: { params: ByUnit, body: ChainBody } },
      async (request, reply) =>
        reply.decide(
          await configureChain(request.ctx, request.params.unitId, request.body.steps),
          (steps) => ({ steps }),
        ),
    )
  }
}

/** What this person sees: everything of the units they read, or what waits for their own signature. */
export function filterOf(ctx: Context, waiting: 'me' | 'all' | undefined): store.ListFilter {
  const unitIds = ctx.actor.unitsFor(permissions.read)
  if (waiting !== 'me' || ctx.actor.staffId === null) return { unitIds }
  const held = roles.flatMap((role) =>
    unitIds.filter((unitId) => ctx.actor.holds(role, unitId)).map((unitId) => ({ role, unitId })),
  )
  return { unitIds, awaiting: { staffId: ctx.actor.staffId, held } }
}

function summarise(process: store.ProcessRow, unitName: string, drafter: string): ReviewSummary {
  const role = awaitedRole(process)
  return {
    id: process.id,
    subject: process.subject,
    title: process.title,
    unit: { id: process.unit_id, name: unitName },
    drafter,
    state: process.state as ReviewSummary['state'],
    openedAt: process.opened_at.toISOString(),
    awaits: role === undefined ? null : { role, label: roleLabels[role] },
  }
}

async function present(ctx: Context, process: store.ProcessRow): Promise<ReviewView> {
  const handle: Handle = ctx.db
  const signatures = await store.listSignatures(handle, process.id)
  const names = await namesOfStaff(handle, [process.drafter_id, ...signatures.map((one) => one.staff_id)])
  const unit = await getUnit(handle, process.unit_id)
  const signing = signingOf(process, signatures)
  const may = decideSigner(signing, {
    staffId: ctx.actor.staffId,
    holds: (role) => ctx.actor.holds(role, process.unit_id),
  })
  return {
    ...summarise(process, unit.name, names.get(process.drafter_id) ?? ''),
    contentHash: signing.contentHash,
    attribute: signing.attribute,
    steps: process.chain.map((role, index) => {
      const signature = signatures[index]
      return {
        step: index + 1,
        role,
        label: roleLabels[role as keyof typeof roleLabels] ?? role,
        signature: signature
          ? {
              staff: names.get(signature.staff_id) ?? '',
              decision: signature.decision as 'proposed' | 'approved' | 'returned',
              attribute: signature.attribute,
              opinion: signature.opinion,
              signedAt: signature.signed_at.toISOString(),
            }
          : null,
      }
    }),
    maySign: { allowed: may.ok, reasons: may.ok ? [] : may.issues.map((one) => one.code) },
  }
}
