import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ClusterError } from './errors.ts'
import { isAlive } from './owner.ts'
import { START_SECONDS, type Server } from './program.ts'
import { answers } from './ready.ts'

/** The port of a server that runs on this folder without an owner. */
export function orphanPort(server: Server): number | undefined {
  const [pid, , , port] = readPidFile(server)
  return pid !== undefined && isAlive(Number(pid)) && Number(port) > 0 ? Number(port) : undefined
}

/** As `orphanPort`, once that server answers; one that dies meanwhile is none. */
export async function joinOrphan(
  server: Server,
  address: (port: number) => string,
): Promise<number | undefined> {
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
export async function removeDeadMark(server: Server): Promise<void> {
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
