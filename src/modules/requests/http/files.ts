import { Type } from 'typebox'
import { notFound } from '#platform/errors.ts'
import type { Api } from '#platform/http/server.ts'
import { choice, IdShape } from '#platform/http/shapes.ts'
import { uploadedFile } from '#platform/http/uploads.ts'
import type { Context } from '#kernel/identity/index.ts'
import { listPapers, sendPaperFile } from '#modules/papers/index.ts'
import { attachAnswerFile, attachRelease, removeAnswerFile } from '../actions/answer.ts'
import { addFile } from '../actions/intake.ts'
import { readIdentityPaper } from '../actions/identity.ts'
import { issueReceipt } from '../actions/receipt.ts'
import type { RequestServices } from '../actions/step.ts'
import { ReleasedFile } from '../contract/steps.ts'
import { sendAnswerFile, sendAttachment } from '../files.ts'
import { permissions } from '../kinds/permissions.ts'
import { subjectOf } from '../kinds/procedure.ts'
import { getListed } from '../store/list.ts'
import { answerWith, ById } from './steps.ts'

const ByFile = Type.Object({ requestId: IdShape, position: IdShape })
const ByPaper = Type.Object({ requestId: IdShape, paperId: IdShape, format: choice(['pdf', 'docx']) })
const ByIdentityPaper = Type.Object({ requestId: IdShape, paperId: IdShape })

/** Not found for who may not read the request. */
async function mustRead(ctx: Context, requestId: number): Promise<void> {
  const row = await getListed(ctx.db, requestId)
  if (!ctx.actor.may(permissions.read, row.unit_id)) throw notFound('request', requestId)
}

/** Files of a request: what came with it, what is given with the answer, the letters. */
export function serveRequestFiles(app: Api, services: RequestServices): void {
  const { read, handle } = permissions

  app.post(
    '/requests/:requestId/answer-files',
    { config: { access: handle }, schema: { params: ById } },
    async (request, reply) => {
      const file = await uploadedFile(request)
      const { ctx, params } = request
      return answerWith(ctx, services, reply, await attachAnswerFile(ctx, services, params.requestId, file))
    },
  )
  app.post(
    '/requests/:requestId/answer-files/releases',
    { config: { access: handle }, schema: { params: ById, body: ReleasedFile } },
    async ({ ctx, params, body }, reply) =>
      answerWith(ctx, services, reply, await attachRelease(ctx, params.requestId, body.releaseId)),
  )
  app.post(
    '/requests/:requestId/receipts',
    { config: { access: handle }, schema: { params: ById, body: Type.Object({}) } },
    async ({ ctx, params }, reply) =>
      answerWith(ctx, services, reply, await issueReceipt(ctx, services, params.requestId)),
  )
  app.delete(
    '/requests/:requestId/answer-files/:position',
    { config: { access: handle }, schema: { params: ByFile } },
    async ({ ctx, params }, reply) =>
      answerWith(ctx, services, reply, await removeAnswerFile(ctx, params.requestId, params.position)),
  )
  app.get(
    '/requests/:requestId/answer-files/:round/:position',
    {
      config: { access: read },
      schema: { params: Type.Object({ requestId: IdShape, round: IdShape, position: IdShape }) },
    },
    async ({ ctx, params }, reply) => {
      const { requestId, round, position } = params
      await mustRead(ctx, requestId)
      return sendAnswerFile(ctx, reply, services.files, { caseId: requestId, round, position })
    },
  )
  app.post(
    '/requests/:requestId/attachments',
    { config: { access: handle }, schema: { params: ById } },
    async (request, reply) => {
      const file = { ...(await uploadedFile(request)), kind: 'attachment' as const }
      const { ctx, params } = request
      return answerWith(ctx, services, reply, await addFile(ctx, services, params.requestId, file))
    },
  )
  app.get(
    '/requests/:requestId/attachments/:position',
    { config: { access: read }, schema: { params: ByFile } },
    async ({ ctx, params }, reply) => {
      await mustRead(ctx, params.requestId)
      return sendAttachment(ctx, reply, services.files, params.requestId, params.position)
    },
  )
  app.post(
    '/requests/:requestId/identity-papers',
    { config: { access: handle }, schema: { params: ById } },
    async (request, reply) => {
      const file = { ...(await uploadedFile(request)), kind: 'identity' as const }
      const { ctx, params } = request
      return answerWith(ctx, services, reply, await addFile(ctx, services, params.requestId, file))
    },
  )
  app.get(
    '/requests/:requestId/identity-papers/:paperId',
    { config: { access: handle }, schema: { params: ByIdentityPaper } },
    async ({ ctx, params }, reply) => {
      const paper = await readIdentityPaper(ctx, services, params.requestId, params.paperId)
      return reply
        .header('content-type', paper.mediaType)
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(paper.name)}`)
        .send(paper.content)
    },
  )
  app.get(
    '/requests/:requestId/letters/:paperId/:format',
    { config: { access: read }, schema: { params: ByPaper } },
    async ({ ctx, params }, reply) => {
      await mustRead(ctx, params.requestId)
      const letters = await listPapers(ctx.db, subjectOf(params.requestId))
      if (!letters.some((one) => one.id === params.paperId)) throw notFound('letter', params.paperId)
      return sendPaperFile(ctx, reply, services.files, params.paperId, params.format)
    },
  )
}
