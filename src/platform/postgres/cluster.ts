import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { canUse, serverAccount, type Account } from './account.ts'
import { findBinaries, type Binaries } from './binaries.ts'
import { ClusterError } from './errors.ts'
import { isAlive, readOwner, takeOwnership } from './owner.ts'

export interface Cluster {
  readonly url: string
  readonly port: number
  /** Stops the server in order; calling it twice is no error. */
  stop(): Promise<void>
}

export interface ClusterOptions {
  readonly dataDir: string
  readonly log?: (line: string) => void
}

const USER = 'mingjing'
const DATABASE = 'mingjing'
/** Clusters whose place under DATA_DIR the server's account cannot enter are kept here. */
const SHARED_PLACE = '/var/lib/mingjing'
const START_SECONDS = 60

/** Fit for a city on two cores; durability as PostgreSQL has it by default. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
}

/** The server's programs, account and folder: what every step of starting and stopping needs. */
interface Server {
  readonly binaries: Binaries
  readonly account: Account | undefined
  readonly folder: string
}

/**
 * Starts the city's own PostgreSQL in the data folder. A server that a killed process left behind is taken over; a
 * second living owner is refused. Throws ClusterError with one sentence that says what to do.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const dataDir = resolve(options.dataDir)
  const log = options.log ?? (() => undefined)
  refuseUnwritable(dataDir)
  const release = takeOwnership(join(dataDir, 'owner.json'))
  try {
    const account = serverAccount()
    const server: Server = {
      account,
      binaries: findBinaries(account),
      folder: placeFolder(dataDir, account, log),
    }
    const password = readPassword(dataDir)
    if (!existsSync(join(server.folder, 'PG_VERSION'))) initialise(server, password)
    refuseOtherVersion(server)
    const address = (at: number) => `postgres://${USER}:${password}@127.0.0.1:${at}/${DATABASE}`
    let port = await joinOrphan(server, address)
    if (port === undefined) {
      await removeDeadMark(server)
      port = await launch(server, dataDir)
    } else {
      log(`Took over the PostgreSQL that an earlier process left running (port ${port}).`)
    }
    const url = address(port)
    await awaitReady(server, url)
    writeFileSync(join(dataDir, 'postgres.json'), JSON.stringify({ port, url }), { mode: 0o600 })
    let stopping: Promise<void> | undefined
    return {
      url,
      port,
      stop: () => (stopping ??= stopServer(server).finally(release)),
    }
  } catch (error) {
    release()
    throw error
  }
}

/** The address of the server that a living process owns on this data folder; never starts one. */
export async function findRunningCluster(dataDir: string): Promise<string | undefined> {
  const folder = resolve(dataDir)
  if (!readOwner(join(folder, 'owner.json'))) return undefined
  try {
    const { url } = JSON.parse(readFileSync(join(folder, 'postgres.json'), 'utf8')) as { url: string }
    return (await answers(url)) === 'ready' ? url : undefined
  } catch {
    return undefined
  }
}

function refuseUnwritable(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new ClusterError(
      'not_writable',
      `The data folder ${dataDir} cannot be written: choose another with DATA_DIR or give this user the right to write there.`,
      { cause: error },
    )
  }
}

/** The folder of the cluster itself: under the data folder, or elsewhere with a note left under it. */
function placeFolder(dataDir: string, account: Account | undefined, log: (line: string) => void): string {
  const inside = join(dataDir, 'postgres')
  const note = join(dataDir, 'postgres.location')
  if (existsSync(note)) return readFileSync(note, 'utf8').trim()
  if (account === undefined) return inside
  if (!existsSync(inside)) mkdirSync(inside, { mode: 0o700 })
  chownSync(inside, account.uid, account.gid)
  if (canUse(account, inside, 'w')) return inside
  if (existsSync(join(inside, 'PG_VERSION'))) {
    throw new ClusterError(
      'not_writable',
      `The account that runs PostgreSQL can no longer enter ${inside}: let others pass through the folders above it (chmod o+x), or start as the user who started it first.`,
    )
  }
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  const outside = join(SHARED_PLACE, name, 'postgres')
  mkdirSync(outside, { recursive: true, mode: 0o755 })
  chownSync(outside, account.uid, account.gid)
  chmodSync(outside, 0o700)
  writeFileSync(note, `${outside}\n`)
  rmSync(inside, { recursive: true })
  log(`${dataDir} lies where only root may enter, so the database is kept in ${outside}.`)
  return outside
}

function readPassword(dataDir: string): string {
  const path = join(dataDir, 'postgres.password')
  try {
    writeFileSync(path, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(path, 'utf8').trim()
}

/** Made beside its place and moved there whole: a start that was broken off leaves nothing that looks like a cluster. */
function initialise(server: Server, password: string): void {
  const parent = dirname(server.folder)
  const draft = mkdtempSync(join(server.account ? '/var/tmp' : parent, 'mingjing-initdb-'))
  try {
    const made = join(draft, 'data')
    const passwordFile = join(draft, 'password')
    writeFileSync(passwordFile, password, { mode: 0o600 })
    if (server.account)
      for (const path of [draft, passwordFile]) chownSync(path, server.account.uid, server.account.gid)
    const result = runProgram(server, 'initdb', [
      '-D',
      made,
      '-U',
      USER,
      '--pwfile',
      passwordFile,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
    ])
    if (result.status !== 0) {
      throw new ClusterError(
        'not_startable',
        `PostgreSQL’s data folder cannot be made (${lastLine(result.stderr)}): check that the disk has room and DATA_DIR can be written.`,
      )
    }
    rmSync(server.folder, { recursive: true, force: true })
    move(made, server.folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    // Another file system: copy with owners, then rename within it.
    const beside = `${to}.new`
    rmSync(beside, { recursive: true, force: true })
    if (spawnSync('cp', ['-a', from, beside]).status !== 0) {
      throw new ClusterError(
        'not_writable',
        `The cluster cannot be copied to ${to}: check that the disk has room.`,
      )
    }
    renameSync(beside, to)
  }
}

function refuseOtherVersion(server: Server): void {
  const made = readFileSync(join(server.folder, 'PG_VERSION'), 'utf8').trim()
  const ours = server.binaries.version.split('.')[0]
  if (made !== ours) {
    throw new ClusterError(
      'other_version',
      `The database in ${server.folder} was made by PostgreSQL ${made}, this program brings ${ours}: start the program version that made it and take a backup first.`,
    )
  }
}

/** The port of a server that runs on this folder without an owner. */
function orphanPort(server: Server): number | undefined {
  const [pid, , , port] = readPidFile(server)
  return pid !== undefined && isAlive(Number(pid)) && Number(port) > 0 ? Number(port) : undefined
}

/** As `orphanPort`, once that server answers; one that dies meanwhile is none. */
async function joinOrphan(server: Server, address: (port: number) => string): Promise<number | undefined> {
  const deadline = performance.now() + START_SECONDS * 1000
  for (let port = orphanPort(server); port !== undefined; port = orphanPort(server)) {
    if ((await answers(address(port))) !== 'not_yet') return port
    if (performance.now() > deadline) {
      throw new ClusterError(
        'not_startable',
        `The PostgreSQL that an earlier process left running on ${server.folder} does not answer: end process ${readPidFile(server)[0]} and start again.`,
      )
    }
    await pause(200)
  }
  return undefined
}

function readPidFile(server: Server): string[] {
  try {
    return readFileSync(join(server.folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/**
 * A killed server whose parent never looks after it stays in the process table, and PostgreSQL takes it for alive.
 * Its mark is removed once none of its processes works in the folder any more.
 */
async function removeDeadMark(server: Server): Promise<void> {
  const pid = Number(readPidFile(server)[0])
  if (process.platform !== 'linux' || !existsSync(`/proc/${pid}`) || isAlive(pid)) return
  const deadline = performance.now() + START_SECONDS * 1000
  while (worksIn(server.folder) && performance.now() < deadline) await pause(200)
  if (!worksIn(server.folder)) rmSync(join(server.folder, 'postmaster.pid'), { force: true })
}

/** Whether any process has this folder as its own: every process of a PostgreSQL has its data folder. */
function worksIn(folder: string): boolean {
  return readdirSync('/proc').some((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      return readlinkSync(`/proc/${name}/cwd`) === folder
    } catch {
      return false
    }
  })
}

async function launch(server: Server, dataDir: string): Promise<number> {
  const port = await choosePort(dataDir)
  const settings = Object.entries({ ...SETTINGS, port: String(port) }).map(
    ([name, value]) => `-c ${name}='${value}'`,
  )
  const deadline = performance.now() + START_SECONDS * 1000
  for (;;) {
    const result = runProgram(server, 'pg_ctl', [
      'start',
      '-D',
      server.folder,
      '-w',
      '-t',
      String(START_SECONDS),
      '-l',
      join(server.folder, 'start.log'),
      '-o',
      settings.join(' '),
    ])
    if (result.status === 0) return port
    // Right after both were killed the old shared memory may still be going: it clears within seconds.
    if (performance.now() > deadline - START_SECONDS * 500) {
      const why = existsSync(join(server.folder, 'start.log'))
        ? lastLine(readFileSync(join(server.folder, 'start.log'), 'utf8'))
        : lastLine(result.stderr)
      throw new ClusterError(
        'not_startable',
        `PostgreSQL does not start (${why}): its log is in ${join(server.folder, 'log')}.`,
      )
    }
    await pause(1000)
  }
}

/** The port of the last start if it is free, else any free one. */
async function choosePort(dataDir: string): Promise<number> {
  let last = 0
  try {
    last = (JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')) as { port: number }).port
  } catch {
    // No earlier start: any free port.
  }
  return (await freePort(last)) ?? (await freePort(0)) ?? 0
}

function freePort(wanted: number): Promise<number | undefined> {
  return new Promise((found) => {
    const probe = createServer()
    probe.once('error', () => found(undefined))
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address !== null ? address.port : undefined))
    })
  })
}

type Answer = 'ready' | 'no_database' | 'not_yet'

async function answers(url: string): Promise<Answer> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  try {
    await client.connect()
    await client.query('select 1')
    return 'ready'
  } catch (error) {
    return (error as { code?: unknown }).code === '3D000' ? 'no_database' : 'not_yet'
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Waits for recovery to end, and makes the city's database on the first start. */
async function awaitReady(server: Server, url: string): Promise<void> {
  const deadline = performance.now() + START_SECONDS * 1000
  for (;;) {
    const answer = await answers(url)
    if (answer === 'ready') return
    if (answer === 'no_database') await createDatabase(url)
    else if (performance.now() > deadline) {
      throw new ClusterError(
        'not_startable',
        `PostgreSQL runs but does not answer: its log is in ${join(server.folder, 'log')}.`,
      )
    } else await pause(200)
  }
}

async function createDatabase(url: string): Promise<void> {
  const administration = new URL(url)
  administration.pathname = '/postgres'
  const client = new pg.Client({ connectionString: administration.href })
  await client.connect()
  try {
    await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

async function stopServer(server: Server): Promise<void> {
  const result = runProgram(server, 'pg_ctl', [
    'stop',
    '-D',
    server.folder,
    '-m',
    'fast',
    '-w',
    '-t',
    String(START_SECONDS),
  ])
  if (result.status !== 0 && orphanPort(server) !== undefined) {
    throw new ClusterError(
      'not_startable',
      `PostgreSQL does not stop (${lastLine(result.stderr)}): its log is in ${join(server.folder, 'log')}.`,
    )
  }
}

function runProgram(server: Server, program: 'initdb' | 'pg_ctl', words: readonly string[]) {
  return spawnSync(join(server.binaries.folder, 'bin', program), [...words], {
    ...server.account,
    // The server must not hold on to a folder it cannot enter, nor to this process's terminal.
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    timeout: (START_SECONDS + 30) * 1000,
  })
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? ''
}
