import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Decision } from '#platform/decision.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape, pageWindow, type PageOf } from '#platform/http/shapes.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import * as actions from './actions.ts'
import {
  AnswerBody,
  ConsultationQuery,
  RecordedQuestion,
  ReferralBody,
  SettingBody,
  TransferBody,
  type ConsultationSummary,
  type SettingView,
} from './contract.ts'
import { FIRST_DAY, permissions } from './kinds.ts'
import { listConsultations } from './listing.ts'
import { presentConsultation, summarise } from './present.ts'
import { readSettings } from './settings.ts'

const ById = Type.Object({ consultationId: IdShape })
const ByUnit = Type.Object({ unitId: IdShape })

export function consultationsApi(services: actions.ConsultationServices) {
  return (app: Api): void => {
    const { read, handle, set } = permissions
    // Given to another unit, it may be out of sight of who gave it: only its number is answered.
    const answerWith = (reply: FastifyReply, decision: Decision<number>) =>
      reply.decide(decision, (id) => ({ id }))

    app.get(
      '/consultations',
      { config: { access: read }, schema: { querystring: ConsultationQuery } },
      async ({ ctx, query }): Promise<PageOf<ConsultationSummary>> => {
        const window = pageWindow(query)
        const filter = { ...query, unitIds: ctx.actor.unitsFor(read), today: ctx.today }
        const list = await listConsultations(ctx.db, filter, window)
        return {
          items: list.items.map((row) => summarise(row, ctx.today)),
          total: list.total,
          page: window.page,
          size: window.size,
        }
      },
    )

    app.post(
      '/consultations',
      { config: { access: handle }, schema: { body: RecordedQuestion } },
      async (request, reply) =>
        reply.decide(
          await actions.recordQuestion(request.ctx, services, request.body),
          (receipt) => receipt,
          201,
        ),
    )

    app.get('/consultations/settings', { config: { access: read } }, async ({ ctx }) => {
      const settings: SettingView[] = await Promise.all(
        (await readSettings(ctx.db)).map(async (setting) => ({
          ...setting,
          unsureUnitName:
            setting.unsureUnitId === null ? null : (await getUnit(ctx.db, setting.unsureUnitId)).name,
          isDefault: setting.from === FIRST_DAY,
        })),
      )
      return { settings }
    })

    app.put(
      '/units/:unitId/consultation-setting',
      { config: { access: set }, schema: { params: ByUnit, body: SettingBody } },
      async (request, reply) =>
        reply.decide(
          await actions.setSetting(request.ctx, request.params.unitId, request.body),
          (id: number) => ({ id }),
        ),
    )

    app.get(
      '/consultations/:consultationId',
      { config: { access: read }, schema: { params: ById } },
      ({ ctx, params }) => presentConsultation(ctx, services, params.consultationId),
    )

    app.post(
      '/consultations/:consultationId/answers',
      { config: { access: handle }, schema: { params: ById, body: AnswerBody } },
      async ({ ctx, params, body }, reply) =>
        answerWith(reply, await actions.answerQuestion(ctx, services, params.consultationId, body)),
    )

    app.post(
      '/consultations/:consultationId/amendments',
      { config: { access: handle }, schema: { params: ById, body: AnswerBody } },
      async ({ ctx, params, body }, reply) =>
        answerWith(reply, await actions.amendAnswer(ctx, services, params.consultationId, body)),
    )

    app.post(
      '/consultations/:consultationId/referrals',
      { config: { access: handle }, schema: { params: ById, body: ReferralBody } },
      async ({ ctx, params, body }, reply) =>
        answerWith(reply, await actions.referQuestion(ctx, services, params.consultationId, body)),
    )

    app.post(
      '/consultations/:consultationId/transfers',
      { config: { access: handle }, schema: { params: ById, body: TransferBody } },
      async ({ ctx, params, body }, reply) =>
        answerWith(reply, await actions.transferQuestion(ctx, params.consultationId, body)),
    )

    app.post(
      '/consultations/:consultationId/closures',
      { config: { access: handle }, schema: { params: ById } },
      async ({ ctx, params }, reply) =>
        answerWith(reply, await actions.closeQuestion(ctx, params.consultationId)),
    )
  }
}
