import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { notFound } from '#platform/errors.ts'
import type { Decision } from '#platform/decision.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape, pageWindow, type PageOf } from '#platform/http/shapes.ts'
import { uploadedFile } from '#platform/http/uploads.ts'
import { attributeGrounds, attributeLabels, genres, topics } from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { listChannels } from '#modules/sites/index.ts'
import * as actions from './actions.ts'
import * as attachments from './attachments.ts'
import {
  ComparisonQuery,
  ConfirmationBody,
  DocumentQuery,
  EditDraft,
  EmergencyBody,
  Ending,
  MaskBody,
  NewDraft,
  ScheduleBody,
  Submission,
  WaiverBody,
  type Choice,
  type DocumentSummary,
  type PictureAdded,
  type Vocabulary,
  type WordText,
} from './contract.ts'
import { beginCorrection } from './correction.ts'
import { confirmEmergency, publishAtOnce } from './emergency.ts'
import { end } from './ending.ts'
import { waiveInterpretation } from './interpretation.ts'
import { documentKinds, permissions } from './kinds.ts'
import { presentComparison } from './present-comparison.ts'
import { presentDocument, presentSummary } from './present.ts'
import { notePresence } from './presence.ts'
import { sendFile, sendPicture } from './send-file.ts'
import { maskFinding } from './masking.ts'
import { recall, reschedule } from './schedule.ts'
import { placePublished } from './placing.ts'
import { findPicture, getAttachment } from './store/files.ts'
import { listDocuments } from './store/lists.ts'
import { importWord } from './word-import.ts'

const ById = Type.Object({ documentId: IdShape })
const ByAttachment = Type.Object({ documentId: IdShape, attachmentId: IdShape })
const ByPlace = Type.Object({ channelId: IdShape, documentId: IdShape })

export function publishingApi(files: FileStore) {
  return (app: Api): void => {
    app.get(
      '/publishing/vocabulary',
      { config: { access: 'staff' } },
      async (request): Promise<Vocabulary> => {
        const channels = await listChannels(request.ctx.db)
        return {
          kinds: documentKinds.map((kind) => ({ value: kind.name, label: kind.label })),
          topics: choices(topics),
          genres: choices(genres),
          attributes: choices(attributeLabels),
          attributeGrounds: Object.entries(attributeGrounds).map(([value, ground]) => ({
            value,
            label: `${ground.label}（${ground.cites}）`,
          })),
          channels: channels.map((channel) => ({
            id: channel.id,
            parentId: channel.parent_id,
            slug: channel.slug,
            name: channel.name,
            site: channel.site_name,
          })),
        }
      },
    )

    app.get(
      '/documents',
      { config: { access: permissions.read }, schema: { querystring: DocumentQuery } },
      async (request) => {
        const { ctx, query } = request
        const window = pageWindow(query)
        const list = await listDocuments(
          ctx.db,
          { ...query, unitIds: ctx.actor.unitsFor(permissions.read), drafterId: ctx.actor.staffId },
          window,
        )
        const page: PageOf<DocumentSummary> = {
          items: list.items.map(presentSummary),
          total: list.total,
          page: window.page,
          size: window.size,
        }
        return page
      },
    )

    app.post(
      '/documents',
      { config: { access: permissions.draft }, schema: { body: NewDraft } },
      async (request, reply) =>
        answer(request.ctx, reply, await actions.createDraft(request.ctx, request.body), 201),
    )

    app.get(
      '/documents/:documentId',
      { config: { access: permissions.read }, schema: { params: ById } },
      (request) => presentDocument(request.ctx, request.params.documentId),
    )

    app.get(
      '/documents/:documentId/comparison',
      { config: { access: permissions.read }, schema: { params: ById, querystring: ComparisonQuery } },
      (request) =>
        presentComparison(request.ctx, request.params.documentId, request.query.from, request.query.to),
    )

    app.put(
      '/documents/:documentId',
      { config: { access: permissions.draft }, schema: { params: ById, body: EditDraft } },
      async (request, reply) =>
        answer(
          request.ctx,
          reply,
          await actions.editDraft(request.ctx, request.params.documentId, request.body),
        ),
    )

    app.delete(
      '/documents/:documentId',
      { config: { access: permissions.draft }, schema: { params: ById } },
      async (request, reply) =>
        reply.decide(await actions.discardDraft(request.ctx, request.params.documentId), (id) => ({
          discarded: id,
        })),
    )

    app.post(
      '/documents/:documentId/attachments',
      { config: { access: permissions.draft }, schema: { params: ById } },
      async (request, reply) => {
        const { name, content } = await uploadedFile(request)
        return answer(
          request.ctx,
          reply,
          await attachments.attach(request.ctx, files, request.params.documentId, { name, content }),
          201,
        )
      },
    )

    app.put(
      '/documents/:documentId/attachments/:attachmentId',
      { config: { access: permissions.draft }, schema: { params: ByAttachment } },
      async (request, reply) => {
        const { documentId, attachmentId } = request.params
        return answer(
          request.ctx,
          reply,
          await attachments.replaceFile(
            request.ctx,
            files,
            documentId,
            attachmentId,
            await uploadedFile(request),
          ),
        )
      },
    )

    app.post(
      '/documents/:documentId/pictures',
      { config: { access: permissions.draft }, schema: { params: ById } },
      async (request, reply) => {
        const { documentId } = request.params
        const upload = await uploadedFile(request)
        const decision = await attachments.addPicture(request.ctx, files, documentId, upload)
        if (!decision.ok) return reply.decide(decision, () => undefined)
        const added: PictureAdded = {
          ...decision.value,
          document: await presentDocument(request.ctx, documentId),
        }
        return reply.code(201).send(added)
      },
    )

    app.post(
      '/documents/:documentId/conversions',
      { config: { access: permissions.draft }, schema: { params: ById } },
      async (request, reply) => {
        const { documentId } = request.params
        const { name, content } = await uploadedFile(request)
        const decision = await importWord(request.ctx, files, documentId, name, content)
        if (!decision.ok) return reply.decide(decision, () => undefined)
        const text: WordText = {
          ...decision.value,
          document: await presentDocument(request.ctx, documentId),
        }
        return reply.send(text)
      },
    )

    app.put(
      '/documents/:documentId/presence',
      { config: { access: permissions.draft }, schema: { params: ById } },
      (request) => notePresence(request.ctx, request.params.documentId),
    )

    app.delete(
      '/documents/:documentId/attachments/:attachmentId',
      { config: { access: permissions.draft }, schema: { params: ByAttachment } },
      async (request, reply) =>
        answer(
          request.ctx,
          reply,
          await attachments.detach(request.ctx, request.params.documentId, request.params.attachmentId),
        ),
    )

    app.post(
      '/documents/:documentId/submissions',
      { config: { access: permissions.draft }, schema: { params: ById, body: Submission } },
      async (request, reply) =>
        answer(
          request.ctx,
          reply,
          await actions.submit(request.ctx, files, request.params.documentId, request.body),
        ),
    )

    app.put(
      '/documents/:documentId/schedule',
      { config: { access: permissions.schedule }, schema: { params: ById, body: ScheduleBody } },
      async (request, reply) =>
        answer(request.ctx, reply, await reschedule(request.ctx, request.params.documentId, request.body)),
    )

    app.delete(
      '/documents/:documentId/schedule',
      { config: { access: permissions.schedule }, schema: { params: ById } },
      async (request, reply) =>
        answer(request.ctx, reply, await recall(request.ctx, request.params.documentId)),
    )

    app.post(
      '/documents/:documentId/masks',
      { config: { access: permissions.draft }, schema: { params: ById, body: MaskBody } },
      async (request, reply) =>
        answer(request.ctx, reply, await maskFinding(request.ctx, request.params.documentId, request.body)),
    )

    app.post(
      '/documents/:documentId/versions',
      { config: { access: permissions.draft }, schema: { params: ById } },
      async (request, reply) =>
        answer(request.ctx, reply, await beginCorrection(request.ctx, request.params.documentId), 201),
    )

    app.post(
      '/channels/:channelId/documents/:documentId',
      { config: { access: permissions.place }, schema: { params: ByPlace } },
      async (request, reply) => {
        const { channelId, documentId } = request.params
        return reply.decide(
          await placePublished(request.ctx, documentId, channelId, true),
          (id) => ({ id }),
          201,
        )
      },
    )

    app.delete(
      '/channels/:channelId/documents/:documentId',
      { config: { access: permissions.place }, schema: { params: ByPlace } },
      async (request, reply) => {
        const { channelId, documentId } = request.params
        return reply.decide(await placePublished(request.ctx, documentId, channelId, false), (id) => ({ id }))
      },
    )

    app.post(
      '/documents/:documentId/endings',
      { config: { access: permissions.end }, schema: { params: ById, body: Ending } },
      async (request, reply) =>
        answer(request.ctx, reply, await end(request.ctx, request.params.documentId, request.body)),
    )

    app.post(
      '/documents/:documentId/emergency',
      { config: { access: permissions.emergency }, schema: { params: ById, body: EmergencyBody } },
      async (request, reply) =>
        answer(
          request.ctx,
          reply,
          await publishAtOnce(request.ctx, files, request.params.documentId, request.body),
        ),
    )

    app.post(
      '/documents/:documentId/confirmations',
      { config: { access: permissions.emergency }, schema: { params: ById, body: ConfirmationBody } },
      async (request, reply) =>
        answer(
          request.ctx,
          reply,
          await confirmEmergency(request.ctx, request.params.documentId, request.body),
        ),
    )

    app.put(
      '/documents/:documentId/interpretation',
      { config: { access: permissions.end }, schema: { params: ById, body: WaiverBody } },
      async (request, reply) =>
        answer(
          request.ctx,
          reply,
          await waiveInterpretation(request.ctx, request.params.documentId, request.body),
        ),
    )

    app.get(
      '/attachments/:attachmentId',
      { config: { access: permissions.read }, schema: { params: Type.Object({ attachmentId: IdShape }) } },
      async (request, reply) => {
        const file = await getAttachment(request.ctx.db, request.params.attachmentId)
        if (!request.ctx.actor.may(permissions.read, file.unit_id)) throw notFound('attachment', file.id)
        return sendFile(request, reply, files, file)
      },
    )

    app.get(
      '/pictures/:lineage',
      { config: { access: permissions.read }, schema: { params: Type.Object({ lineage: IdShape }) } },
      async (request, reply) => {
        const file = await findPicture(request.ctx.db, request.params.lineage)
        if (!request.ctx.actor.may(permissions.read, file.unit_id)) throw notFound('attachment', file.id)
        return sendPicture(request, reply, files, file)
      },
    )
  }
}

function choices(labels: Readonly<Record<string, string>>): Choice[] {
  return Object.entries(labels)
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => a.value.localeCompare(b.value))
}

async function answer(
  ctx: Context,
  reply: FastifyReply,
  decision: Decision<number>,
  status = 200,
): Promise<FastifyReply> {
  if (!decision.ok) return reply.decide(decision, () => undefined)
  return reply.code(status).send(await presentDocument(ctx, decision.value))
}
