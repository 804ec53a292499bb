import { Type } from 'typebox'
import { civilDate, type CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { Api } from '#platform/http/server.ts'
import { choice, CivilDateShape, IdShape, PageQuery, pageWindow, type PageOf } from '#platform/http/shapes.ts'
import type { Secrets } from '#platform/secrets.ts'
import { countWorkingDays, loadCalendar } from '#kernel/clock/index.ts'
import {
  clearSessionCookie,
  roleLabels,
  namesOfStaff,
  SESSION_COOKIE,
  setSessionCookie,
  signIn,
  signOut,
  type Context,
  type Permission,
  type Session,
} from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { listUnits, unitKindLabels, type Unit } from '#kernel/organisation/index.ts'
import * as actions from './actions.ts'
import {
  GrantBody,
  NewStaffBody,
  NewUnitBody,
  ROLES,
  SetUp,
  SignIn,
  type LedgerEntryView,
  type SessionView,
  type StaffView,
  type UnitView,
} from './contract.ts'
import { permissions } from './kinds.ts'
import * as store from './store.ts'

export interface AdministrationServices {
  readonly secrets: Secrets
  readonly secure: boolean
  /** Every permission of the house, for telling the console what to show. */
  readonly permissions: () => readonly Permission[]
}

const ByStaff = Type.Object({ staffId: IdShape })
const ByGrant = Type.Object({ staffId: IdShape, role: choice(ROLES), unitId: IdShape })

export function administrationApi(services: AdministrationServices) {
  return (app: Api): void => {
    app.get('/session', { config: { access: 'staff' } }, (request) => {
      if (!request.session) throw notFound('session', 0)
      return presentSession(request.ctx, services, request.session)
    })

    app.post(
      '/session',
      {
        config: { access: 'public', rateLimit: { max: 30, timeWindow: '1 minute' } },
        schema: { body: SignIn },
      },
      async (request, reply) => {
        const { token, session } = await signIn(request.ctx, request.body.login, request.body.password)
        setSessionCookie(reply, token, services.secure)
        return presentSession(request.ctx, services, session)
      },
    )

    app.delete('/session', { config: { access: 'public' } }, async (request, reply) => {
      const token = request.cookies[SESSION_COOKIE]
      if (token !== undefined) await signOut(request.ctx, token)
      clearSessionCookie(reply, services.secure)
      return { signedOut: true }
    })

    app.get('/setup', { config: { access: 'public' } }, async (request) => ({
      open: (await store.countStaff(request.ctx.db)) === 0,
    }))

    app.post(
      '/setup',
      {
        config: { access: 'public', rateLimit: { max: 10, timeWindow: '1 minute' } },
        schema: { body: SetUp },
      },
      async (request, reply) => {
        const decision = await actions.setUp(request.ctx, services.secrets, request.body)
        if (!decision.ok) return reply.decide(decision, () => undefined)
        const { token, session } = await signIn(request.ctx, request.body.login, request.body.password)
        setSessionCookie(reply, token, services.secure)
        return reply.code(201).send(await presentSession(request.ctx, services, session))
      },
    )

    app.get('/units', { config: { access: 'public' } }, async (request) => ({
      units: (await listUnits(request.ctx.db)).map(presentUnit),
    }))

    app.post(
      '/units',
      { config: { access: permissions.units }, schema: { body: NewUnitBody } },
      async (request, reply) =>
        reply.decide(await actions.createUnit(request.ctx, request.body), (id) => ({ id }), 201),
    )

    app.get(
      '/staff',
      {
        config: { access: permissions.staff },
        schema: { querystring: Type.Intersect([PageQuery, Type.Object({ unitId: Type.Optional(IdShape) })]) },
      },
      async (request) => {
        const { ctx, query } = request
        const window = pageWindow(query)
        const mine = ctx.actor.unitsFor(permissions.staff)
        const unitIds = query.unitId === undefined ? mine : mine.filter((id) => id === query.unitId)
        const list = await store.listStaff(ctx.db, unitIds, window)
        const page: PageOf<StaffView> = {
          items: list.items.map((row) => ({
            id: row.id,
            login: row.login,
            name: row.name,
            disabled: row.disabled,
            grants: row.grants.map((held) => ({ ...held, roleLabel: roleLabels[held.role] })),
          })),
          total: list.total,
          page: window.page,
          size: window.size,
        }
        return page
      },
    )

    app.post(
      '/staff',
      { config: { access: permissions.staff }, schema: { body: NewStaffBody } },
      async (request, reply) =>
        reply.decide(await actions.createStaff(request.ctx, request.body), (id) => ({ id }), 201),
    )

    app.post(
      '/staff/:staffId/grants',
      { config: { access: permissions.staff }, schema: { params: ByStaff, body: GrantBody } },
      async (request, reply) =>
        reply.decide(
          await actions.grant(request.ctx, request.params.staffId, request.body),
          (id) => ({ id }),
          201,
        ),
    )

    app.delete(
      '/staff/:staffId/grants/:role/:unitId',
      { config: { access: permissions.staff }, schema: { params: ByGrant } },
      async (request, reply) => {
        const { staffId, role, unitId } = request.params
        return reply.decide(await actions.revoke(request.ctx, staffId, role, unitId), (id) => ({ id }))
      },
    )

    app.get(
      '/ledger',
      {
        config: { access: permissions.ledger },
        schema: {
          querystring: Type.Object({
            subject: Type.String({ pattern: '^[a-z_]+:[^ ]+$' }),
            after: Type.Optional(IdShape),
          }),
        },
      },
      async (request) => {
        const { ctx, query } = request
        const unitId = await store.unitOfSubject(ctx.db, query.subject)
        if (unitId === undefined || !ctx.actor.may(permissions.ledger, unitId))
          throw notFound('ledger', query.subject)
        const entries = await listEntries(ctx.db, { ...query, limit: 200 })
        const names = await namesOfStaff(
          ctx.db,
          entries.flatMap((entry) => entry.staffId ?? []),
        )
        const shown: LedgerEntryView[] = entries.map((entry) => ({
          id: entry.id,
          at: entry.at.toISOString(),
          actor: entry.actorKind,
          person: entry.staffId === null ? null : (names.get(entry.staffId) ?? null),
          verb: entry.verb,
          subject: entry.subject,
          detail: entry.detail,
        }))
        return { entries: shown }
      },
    )

    app.get(
      '/workdays',
      {
        config: { access: 'public' },
        schema: {
          querystring: Type.Object({
            start: CivilDateShape,
            days: Type.Integer({ minimum: 1, maximum: 1000 }),
          }),
        },
      },
      async (request) => presentWorkdays(request.ctx, civilDate(request.query.start), request.query.days),
    )
  }
}

/** A due date with the days that count, as the command line prints it too. */
export async function presentWorkdays(ctx: Pick<Context, 'db'>, start: CivilDate, days: number) {
  const count = countWorkingDays(await loadCalendar(ctx.db), start, days)
  return {
    start,
    days,
    due: count.due,
    counted: count.counted,
    provisional: count.provisional,
    explained: count.explained,
  }
}

function presentUnit(unit: Unit): UnitView {
  return {
    id: unit.id,
    code: unit.code,
    name: unit.name,
    shortName: unit.short_name,
    kind: unit.kind,
    kindLabel: unitKindLabels[unit.kind as keyof typeof unitKindLabels],
    parentId: unit.parent_id,
    divisionCode: unit.division_code,
    creditCode: unit.credit_code,
  }
}

async function presentSession(
  ctx: Context,
  services: AdministrationServices,
  session: Session,
): Promise<SessionView> {
  const { actor } = session
  const refs = await store.listUnitRefs(ctx.db, [
    ...new Set(actor.grants.flatMap((held) => [...held.unitIds])),
  ])
  return {
    staff: session.staff,
    csrfToken: session.csrfToken,
    grants: actor.grants.map((held) => ({
      role: held.role,
      roleLabel: roleLabels[held.role],
      units: refs.filter((unit) => held.unitIds.has(unit.id)),
    })),
    permissions: services
      .permissions()
      .filter((permission) => actor.mayAnywhere(permission))
      .map((permission) => permission.name),
  }
}
