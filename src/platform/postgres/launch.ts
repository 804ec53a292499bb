import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ClusterError } from './errors.ts'
import { orphanPort } from './orphan.ts'
import { lastLine, runProgram, START_SECONDS, type Server } from './program.ts'

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

/** Starts the server and returns its port. */
export async function launch(server: Server, dataDir: string): Promise<number> {
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
    // There was no earlier start, and every free port will do.
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

export async function stopServer(server: Server): Promise<void> {
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
