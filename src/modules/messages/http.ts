import { Type } from 'typebox'
import { notFound, notSignedIn } from '#platform/errors.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape, pageWindow } from '#platform/http/shapes.ts'
import type { Secrets } from '#platform/secrets.ts'
import { findCaseOfSubject, type CaseKind } from '#kernel/cases/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import * as actions from './actions.ts'
import { KeptDays, NoticeQuery, OutboxQuery, type NoticesView, type OutboxView } from './contract.ts'
import { COUNTED_DAYS, permissions } from './kinds.ts'
import { countUnread, listNotices, markAllRead, markRead } from './notices.ts'
import { presentCounts, presentNotice, presentOutbox, presentSent } from './present.ts'
import * as store from './store.ts'

export interface MessageApiServices {
  readonly secrets: Secrets
  readonly caseKinds: () => readonly CaseKind[]
}

const ByMessage = Type.Object({ messageId: IdShape })
const ByNotice = Type.Object({ noticeId: IdShape })
const About = Type.Object({ about: Type.String({ pattern: '^[a-z_]+:\\d{1,15}$' }) })
const Upto = Type.Object({ upto: IdShape })
/** More than one case is ever told of. */
const MAX_ABOUT = 500
const DAY = 86_400_000

export function messagesApi(services: MessageApiServices) {
  return (app: Api): void => {
    outboxApi(app, services)
    noticesApi(app)
  }
}

function outboxApi(app: Api, { secrets, caseKinds }: MessageApiServices): void {
  app.get(
    '/messages',
    { config: { access: 'staff' }, schema: { querystring: About } },
    async ({ ctx, query }) => {
      await mustRead(ctx, caseKinds(), query.about)
      const rows = await store.listAbout(ctx.db, query.about, MAX_ABOUT)
      return { items: rows.map(presentSent) }
    },
  )

  app.get(
    '/messages/outbox',
    { config: { access: permissions.readOutbox }, schema: { querystring: OutboxQuery } },
    async ({ ctx, query }) => {
      const { page, size, ...window } = pageWindow(query)
      const since = new Date(ctx.now.getTime() - COUNTED_DAYS * DAY)
      const [list, counted, keptDays] = await Promise.all([
        store.listOutbox(ctx.db, query, window),
        store.countOutbox(ctx.db, since),
        store.readKeptDays(ctx.db),
      ])
      const view: OutboxView = {
        items: list.items.map((row) => presentOutbox(row, secrets)),
        total: list.total,
        page,
        size,
        keptDays,
        counts: presentCounts(counted),
      }
      return view
    },
  )

  app.post(
    '/messages/outbox/:messageId/retries',
    { config: { access: permissions.manageOutbox }, schema: { params: ByMessage } },
    async (request, reply) =>
      reply.decide(await actions.retry(request.ctx, request.params.messageId), (id) => ({ id })),
  )

  app.put(
    '/messages/setting',
    { config: { access: permissions.manageOutbox }, schema: { body: KeptDays } },
    async (request, reply) =>
      reply.decide(await actions.keepFor(request.ctx, request.body.keptDays), (keptDays) => ({ keptDays })),
  )
}

/** Who may read a case may read what was sent about it. Nothing else has a reader yet. */
async function mustRead(ctx: Context, kinds: readonly CaseKind[], about: string): Promise<void> {
  const found = await findCaseOfSubject(ctx.db, kinds, about)
  if (!found || !ctx.actor.may(found.kind.readBy, found.row.unit_id)) throw notFound('case', about)
}

function noticesApi(app: Api): void {
  app.get(
    '/notices',
    { config: { access: 'staff' }, schema: { querystring: NoticeQuery } },
    async ({ ctx, query }) => {
      const { page, size, ...window } = pageWindow(query)
      const staffId = staffIdOf(ctx)
      const [list, unread] = await Promise.all([
        listNotices(ctx.db, { staffId, unread: query.unread === true }, window),
        countUnread(ctx.db, staffId),
      ])
      const view: NoticesView = {
        items: list.items.map(presentNotice),
        total: list.total,
        page,
        size,
        unread,
      }
      return view
    },
  )

  app.get('/notices/unread', { config: { access: 'staff' } }, async ({ ctx }) => ({
    unread: await countUnread(ctx.db, staffIdOf(ctx)),
  }))

  app.post(
    '/notices/readings',
    { config: { access: 'staff' }, schema: { body: Upto } },
    async ({ ctx, body }) => {
      await markAllRead(ctx, staffIdOf(ctx), body.upto)
      return { unread: await countUnread(ctx.db, staffIdOf(ctx)) }
    },
  )

  app.post(
    '/notices/:noticeId/readings',
    { config: { access: 'staff' }, schema: { params: ByNotice } },
    async ({ ctx, params }) => {
      await markRead(ctx, staffIdOf(ctx), params.noticeId)
      return { unread: await countUnread(ctx.db, staffIdOf(ctx)) }
    },
  )
}

function staffIdOf({ actor }: Context): number {
  if (actor.staffId === null) throw notSignedIn()
  return actor.staffId
}
