import { sql } from 'kysely'
import { listenForStale, PageCache } from '#platform/cache/pages.ts'
import { challengeJobs, hashClient, serveChallenges } from '#platform/challenge/index.ts'
import type { Database } from '#platform/db/connect.ts'
import { isMigrated } from '#platform/db/migrate.ts'
import { startJobs } from '#platform/jobs/index.ts'
import { createServer, type Api } from '#platform/http/server.ts'
import { guard, type GuardedRoute } from '#kernel/identity/index.ts'
import { findMoved } from '#modules/sites/index.ts'
import { serveConsole } from '#sites/console/serve.ts'
import { loadAssets, serveAssets } from '#sites/portal/assets.ts'
import { readyPages } from '#sites/portal/answer.ts'
import { answerProblem, servePortal, type PortalOptions } from '#sites/portal/engine.ts'
import { readHosts } from '#sites/portal/hosts.ts'
import { navigation } from '#sites/portal/navigation.ts'
import { portalPages } from '#sites/portal/pages.tsx'
import { readSite } from '#sites/portal/store.ts'
import { version } from './version.ts'
import { buildHouse, type House, type Services } from './modules.ts'

export interface AppOptions extends Services {
  readonly database: Database
  /** For LISTEN, which needs a connection of its own. */
  readonly databaseUrl: string
  readonly now: () => Date
  readonly logLevel: string
  readonly trustProxy: number | false
}

export interface App {
  readonly server: Api
  readonly house: House
  /** Every route with its declared access. */
  readonly routes: readonly GuardedRoute[]
  close(): Promise<void>
}

/** The whole web application on an open database; it listens when its caller says so. */
export async function createApp(options: AppOptions): Promise<App> {
  const house = buildHouse(options)
  const cache = new PageCache()
  const hosts = await readHosts(options.database.db)
  const stale = listenForStale(options.databaseUrl, {
    markStale(tag) {
      cache.markStale(tag)
      if (tag === 'site') hosts.refresh().catch(() => undefined)
    },
    markAllStale() {
      cache.markAllStale()
      hosts.refresh().catch(() => undefined)
    },
  })
  await stale.ready
  const assets = loadAssets()
  const portal: PortalOptions = {
    db: options.database.db,
    cache,
    now: options.now,
    secure: options.secure,
    publicUrl: options.publicUrl,
    pages: [...portalPages(), ...house.modules.flatMap((module) => module.pages ?? [])],
    navigation,
    hosts,
    client: (address) => hashClient(options.database.db, options.secrets, address, options.now()),
    assets: (name) => {
      const asset = assets.get(name)
      if (!asset) throw new Error(`there is no asset ${name}`)
      return asset.address
    },
    site: siteReader(options),
    moved: (slug, path) => findMoved(options.database.db, slug, path),
  }
  const server = await createServer({
    logLevel: options.logLevel,
    trustProxy: options.trustProxy,
    secure: options.secure,
    version,
    ready: readyPages(portal),
    address: (request) => hosts.address(request.headers.host, request.url ?? '/'),
    problemPage: (problem, request, reply) => answerProblem(portal, problem, request, reply),
  })
  const routes = guard(server, { db: options.database.db, now: options.now, secure: options.secure })
  serveHealth(server, options)
  server.get('/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, () =>
    server.swagger(),
  )
  await server.register(
    async (api) => {
      for (const module of house.modules) module.api?.(api as Api)
    },
    { prefix: '/api/v1' },
  )
  for (const module of house.modules) module.resources?.(server)
  serveChallenges(server, { ...options, db: options.database.db })
  serveAssets(server, assets)
  serveConsole(server)
  servePortal(server, portal)
  const work = await startJobs({
    ...options.database,
    jobs: [...house.declared.jobs, ...challengeJobs],
    now: options.now,
    fault: (err, job) => server.log.error({ err, job }, 'a job failed'),
  })
  return {
    server,
    house,
    routes,
    async close() {
      await work.stop()
      await stale.stop()
      await server.close()
    },
  }
}

/** Alive while the process answers; ready only when the database is there, migrated and serving. */
function serveHealth(server: Api, options: AppOptions): void {
  server.get('/healthz', { config: { access: 'public' }, schema: { hide: true } }, async () => ({
    alive: true,
    version,
  }))
  server.get('/readyz', { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) => {
    try {
      await sql`select 1`.execute(options.database.db)
      const migrated = await isMigrated(options.database.pool)
      return await reply.code(migrated ? 200 : 503).send({ ready: migrated, database: true, migrated })
    } catch {
      return reply.code(503).send({ ready: false, database: false, migrated: false })
    }
  })
}

/** A site's own data for the frame; the last answer serves when the database is away. */
function siteReader(options: AppOptions): PortalOptions['site'] {
  const last = new Map<string, Awaited<ReturnType<typeof readSite>>>()
  return async (slug) => {
    try {
      const site = await readSite(options.database.db, options.publicUrl, slug)
      if (site) last.set(slug, site)
      return site
    } catch (error) {
      if (!last.has(slug)) throw error
      return last.get(slug)
    }
  }
}
