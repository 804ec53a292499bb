import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { contentSecurityPolicy, type Api } from '#platform/http/server.ts'

const BUILT = join(import.meta.dirname, '../../../dist/console')

/**
 * The console's built files under /console/. Its one HTML page carries a fresh nonce, by which the kit's own styles
 * pass a policy that allows no other inline style.
 */
export function serveConsole(app: Api): void {
  const index = join(BUILT, 'index.html')
  // npm start builds it first; what needs no console (tests of the API) runs without.
  if (!existsSync(index)) return
  const html = readFileSync(index, 'utf8')
  app.register(fastifyStatic, { root: join(BUILT, 'assets'), serve: false })
  app.get('/console/assets/*', { config: { access: 'public' }, schema: { hide: true } }, (request, reply) =>
    reply.sendFile((request.params as { '*': string })['*'], { immutable: true, maxAge: '365d' }),
  )
  for (const url of ['/console', '/console/*']) {
    app.get(url, { config: { access: 'public' }, schema: { hide: true } }, (_request, reply) => {
      const nonce = randomBytes(16).toString('base64')
      return reply
        .header('content-type', 'text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-security-policy', contentSecurityPolicy(nonce))
        .send(html.replaceAll('__CSP_NONCE__', nonce))
    })
  }
}
