import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '#platform/db/connect.ts'
import { notSignedIn, Refusal } from '#platform/errors.ts'
import type { Api } from '#platform/http/server.ts'
import { publicActor } from './actor.ts'
import { createContext, type Context } from './context.ts'
import type { Permission } from './permissions.ts'
import { csrfMatches, findSession, type Session } from './sessions.ts'

/** Who may call a route: everybody, any member of staff, or who holds a permission for at least one unit. */
export type Access = 'public' | 'staff' | Permission

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
  interface FastifyRequest {
    ctx: Context
    session: Session | null
  }
}

export const SESSION_COOKIE = 'mingjing_session'
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A route as the permission test sees it. */
export interface GuardedRoute {
  readonly method: string
  readonly url: string
  readonly access: Access
}

/**
 * Gives every request its context and holds every route to its declared access. A route without one stops the start.
 * Whether a permission holds for the very unit concerned is asked again by the action, after the row is locked.
 */
export function guard(app: Api, surroundings: { db: Db; now: () => Date; secure: boolean }): GuardedRoute[] {
  const routes: GuardedRoute[] = []
  app.decorateRequest('session', null)
  app.decorateRequest('ctx', null as unknown as Context)
  app.addHook('onRoute', (route) => {
    const access = route.config?.access
    if (access === undefined)
      throw new Error(`the route ${String(route.method)} ${route.url} declares no access`)
    for (const method of [route.method].flat()) {
      if (method !== 'HEAD' && method !== 'OPTIONS') routes.push({ method, url: route.url, access })
    }
  })
  app.addHook('onRequest', async (request) => {
    const now = surroundings.now()
    const access = request.routeOptions.config.access ?? 'public'
    const token = request.cookies[SESSION_COOKIE]
    // Public pages never look at the cookie: they are the same for everybody and stay cacheable.
    const session =
      token === undefined || (access === 'public' && !request.url.startsWith('/api/'))
        ? null
        : ((await findSession(surroundings.db, token, now)) ?? null)
    request.session = session
    request.ctx = createContext(surroundings.db, session?.actor ?? publicActor, now)
    if (session && !SAFE.has(request.method)) refuseForged(request, session)
    if (access === 'public') return
    if (!session) throw notSignedIn()
    if (access !== 'staff') session.actor.mustAnywhere(access)
  })
  return routes
}

/** A write that the browser sends with the cookie must carry the session's token, which no foreign page can read. */
function refuseForged(request: FastifyRequest, session: Session): void {
  const sent = request.headers['x-csrf-token']
  if (!csrfMatches(session, typeof sent === 'string' ? sent : undefined)) throw new Refusal('csrf', 403)
}

export function setSessionCookie(reply: FastifyReply, token: string, secure: boolean): void {
  reply.setCookie(SESSION_COOKIE, token, { path: '/', httpOnly: true, sameSite: 'strict', secure })
}

export function clearSessionCookie(reply: FastifyReply, secure: boolean): void {
  reply.clearCookie(SESSION_COOKIE, { path: '/', httpOnly: true, sameSite: 'strict', secure })
}
