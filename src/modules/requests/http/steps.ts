import type { FastifyReply } from 'fastify'
import { Type, type Static, type TSchema } from 'typebox'
import type { Decision } from '#platform/decision.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape } from '#platform/http/shapes.ts'
import type { Context, Permission } from '#kernel/identity/index.ts'
import * as answers from '../actions/answer.ts'
import * as correction from '../actions/correction.ts'
import * as ending from '../actions/ending.ts'
import * as excessive from '../actions/excessive.ts'
import * as limits from '../actions/limits.ts'
import * as opinions from '../actions/opinions.ts'
import * as registration from '../actions/registration.ts'
import type { RequestServices } from '../actions/step.ts'
import * as bodies from '../contract/steps.ts'
import { permissions } from '../kinds/permissions.ts'
import { previewAnswer } from '../present/preview.ts'
import { presentRequest } from '../present/request.ts'

export const ById = Type.Object({ requestId: IdShape })
const ByOpinion = Type.Object({ requestId: IdShape, opinionId: IdShape })
const Nothing = Type.Object({})

/** Answers a step with the request as it is now. */
export async function answerWith(
  ctx: Context,
  services: RequestServices,
  reply: FastifyReply,
  decision: Decision<number>,
): Promise<FastifyReply> {
  if (!decision.ok) return reply.decide(decision, () => undefined)
  return reply.send(await presentRequest(ctx, services, decision.value))
}

/** The steps of the procedure: each puts one thing down, and answers the request as it is then. */
export function serveSteps(app: Api, services: RequestServices): void {
  const step = <B extends TSchema>(
    path: string,
    access: Permission,
    body: B,
    run: (ctx: Context, id: number, body: Static<B>) => Promise<Decision<number>>,
  ) =>
    app.post(
      `/requests/:requestId/${path}`,
      { config: { access }, schema: { params: ById, body } },
      async ({ ctx, params, body: sent }, reply) =>
        answerWith(ctx, services, reply, await run(ctx, params.requestId, sent as Static<B>)),
    )
  const { handle, sign } = permissions

  step('registrations', handle, bodies.Registration, (ctx, id, body) =>
    registration.register(ctx, services, id, body),
  )
  // Whoever passed a request on may no longer see it: it is another unit's.
  app.post(
    '/requests/:requestId/transfers',
    { config: { access: handle }, schema: { params: ById, body: bodies.TransferBody } },
    async ({ ctx, params, body }, reply) =>
      reply.decide(await registration.transfer(ctx, services, params.requestId, body), (id) => ({ id })),
  )
  step('discards', sign, bodies.DiscardBody, registration.discard)

  step('corrections', handle, bodies.CorrectionBody, (ctx, id, body) =>
    correction.askCorrection(ctx, services, id, body),
  )
  step('correction-replies', handle, bodies.CorrectionReply, (ctx, id, body) =>
    correction.receiveCorrection(ctx, services, id, body),
  )
  step('abandonments', handle, Nothing, (ctx, id) => correction.abandon(ctx, services, id))

  step('reasons', handle, bodies.ReasonsBody, (ctx, id, body) =>
    excessive.askReasons(ctx, services, id, body),
  )
  step('reasons-replies', handle, bodies.ReasonsReply, excessive.receiveReasons)
  step('reasons-passings', handle, Nothing, (ctx, id) => excessive.passReasons(ctx, id))
  step('delays', sign, bodies.DelayBody, (ctx, id, body) => excessive.delay(ctx, services, id, body))

  step('extensions', sign, bodies.ExtensionBody, (ctx, id, body) => limits.extend(ctx, services, id, body))
  step('fees', handle, bodies.FeeBody, (ctx, id, body) => limits.charge(ctx, services, id, body))
  step('payments', handle, bodies.PaymentBody, (ctx, id, body) => limits.pay(ctx, services, id, body))
  step('lapses', handle, Nothing, (ctx, id) => limits.lapse(ctx, services, id))

  step('answers', handle, bodies.AnswerBody, answers.propose)
  app.post(
    '/requests/:requestId/answers/preview',
    { config: { access: handle }, schema: { params: ById, body: bodies.AnswerBody } },
    async ({ ctx, params, body }, reply) =>
      reply.decide(await previewAnswer(ctx, services, params.requestId, body), (letter) => letter),
  )
  step('returns', sign, bodies.ReturnBody, answers.sendBack)
  step('signatures', sign, bodies.SignBody, (ctx, id, body) => answers.sign(ctx, services, id, body))
  step('spot-answers', handle, bodies.SpotAnswer, (ctx, id, body) =>
    answers.answerAtOnce(ctx, services, id, body),
  )
  step('deliveries', handle, bodies.DeliveryBody, (ctx, id, body) => answers.deliver(ctx, services, id, body))
  step('withdrawals', handle, bodies.WithdrawalBody, (ctx, id, body) =>
    ending.recordWithdrawal(ctx, services, id, body),
  )
  step('redos', sign, bodies.RedoBody, (ctx, id, body) => ending.redo(ctx, services, id, body))
  step('ordered-redos', sign, bodies.OrderedRedoBody, (ctx, id, body) =>
    ending.redoOrdered(ctx, services, id, body),
  )
  step('outcome-corrections', sign, bodies.OutcomeCorrection, ending.correctOutcome)
  step('closures', handle, Nothing, (ctx, id) => ending.close(ctx, id))

  step('consultations', handle, bodies.ConsultationBody, (ctx, id, body) =>
    opinions.consult(ctx, services, id, body),
  )
  const onOpinion = <B extends TSchema>(
    path: string,
    body: B,
    run: (ctx: Context, id: number, opinionId: number, body: Static<B>) => Promise<Decision<number>>,
  ) =>
    app.post(
      `/requests/:requestId/consultations/:opinionId/${path}`,
      { config: { access: handle }, schema: { params: ByOpinion, body } },
      async ({ ctx, params, body: sent }, reply) => {
        const { requestId, opinionId } = params
        return answerWith(ctx, services, reply, await run(ctx, requestId, opinionId, sent as Static<B>))
      },
    )
  onOpinion('deliveries', bodies.OpinionDelivery, opinions.recordOpinionDelivery)
  onOpinion('opinions', bodies.OpinionBody, opinions.recordOpinion)
  onOpinion('silences', Nothing, (ctx, id, opinionId) => opinions.recordSilence(ctx, id, opinionId))
}
