import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import autocannon from 'autocannon'
import { median, withDemoCity } from './city.ts'
import type { Measured } from './run.ts'

const SECONDS = 4
const ROUNDS = 3
const CONNECTIONS = 32

/** Both servers run on the first processor, the load on the others, in turn. */
const pinned = (words: readonly string[], env: Record<string, string>): ChildProcess =>
  spawn('taskset', ['-c', '0', process.execPath, ...words], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })

const BARE = `
  import { createServer } from 'node:http'
  const body = Buffer.from(process.env.BODY, 'base64')
  createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br', 'content-length': body.length })
    response.end(body)
  }).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`

/** A document page from the cache against a bare node:http server that sends the same bytes. */
export async function pageBench(): Promise<Measured[]> {
  return withDemoCity(async (city) => {
    const children: ChildProcess[] = []
    const start = async (words: readonly string[], env: Record<string, string>) => {
      const child = pinned(words, env)
      children.push(child)
      return `http://127.0.0.1:${await portOf(child)}`
    }
    const ours: number[] = []
    const theirs: number[] = []
    try {
      const served = await start(['--import', 'tsx', 'bench/serve.ts'], {
        BENCH_DATABASE_URL: city.databaseUrl,
        DATA_DIR: city.config.dataDir,
      })
      const address = `${served}/documents/1`
      const raw = await rawBody(address)
      const bare = await start(['--input-type=module', '-e', BARE], { BODY: raw.toString('base64') })
      for (let round = 0; round < ROUNDS; round += 1) {
        theirs.push(await load(`${bare}/`))
        ours.push(await load(address))
      }
    } finally {
      // Whatever went wrong: a server left behind would keep the caller's output open.
      for (const child of children) child.kill()
    }
    const ratio = median(ours.map((value, index) => value / (theirs[index] ?? 1)))
    return [
      { name: 'document page from cache', value: Math.round(median(ours)), unit: 'requests/s' },
      { name: 'bare node:http, same bytes', value: Math.round(median(theirs)), unit: 'requests/s' },
      {
        name: 'page against bare node:http',
        value: Number(ratio.toFixed(3)),
        unit: 'ratio',
        reference: 'same run, same core',
        bound: '>= 0.6',
        met: ratio >= 0.6,
      },
    ]
  })
}

async function portOf(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error('no output')
  const [line] = (await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('the server ended before it served'))),
  ])) as [Buffer]
  const port = Number(line.toString().trim())
  if (!Number.isInteger(port)) throw new Error(`the server printed no port: ${line.toString().slice(0, 80)}`)
  return port
}

/** The bytes as they cross the wire; fetch would unpack them. */
async function rawBody(address: string): Promise<Buffer> {
  const { get } = await import('node:http')
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'accept-encoding': 'br' } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`the page answers ${response.statusCode}`))
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve(Buffer.concat(parts)))
    }).on('error', reject)
  })
}

async function load(url: string): Promise<number> {
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    headers: { 'accept-encoding': 'br' },
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`)
  return result.requests.average
}
