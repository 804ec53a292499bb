import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Api } from '#platform/http/server.ts'

const FOLDER = join(import.meta.dirname, '../../ui/portal/assets')
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
}

interface Asset {
  readonly address: string
  readonly type: string
  readonly body: Buffer
  readonly br: Buffer
}

/** The portal's few files, under addresses that change with their content and may be kept for ever. */
export function loadAssets(): ReadonlyMap<string, Asset> {
  return new Map(
    readdirSync(FOLDER).map((name) => {
      const body = readFileSync(join(FOLDER, name))
      const extension = extname(name)
      const type = TYPES[extension]
      if (type === undefined) throw new Error(`no media type for the asset ${name}`)
      const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
      const address = `/assets/${name.slice(0, -extension.length)}.${hash}${extension}`
      return [name, { address, type, body, br: brotliCompressSync(body) }]
    }),
  )
}

export function serveAssets(app: Api, assets: ReadonlyMap<string, Asset>): void {
  for (const asset of assets.values()) {
    app.get(asset.address, { config: { access: 'public' }, schema: { hide: true } }, (request, reply) => {
      reply.header('content-type', asset.type).header('cache-control', 'public, max-age=31536000, immutable')
      reply.header('vary', 'accept-encoding')
      if (!/\bbr\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(asset.body)
      return reply.header('content-encoding', 'br').send(asset.br)
    })
  }
}
