import { spawnSync } from 'node:child_process'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { ClusterError } from './errors.ts'

interface Owner {
  readonly pid: number
  /** When that process began: a pid alone may by now be another process. */
  readonly began: string
}

/** When a process began, in whatever form the system tells it; undefined when there is no such process. */
function beganAt(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      // The name in brackets may hold anything; after it, the 20th field is the start time in clock ticks.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      // A zombie has ended; only its parent has not looked yet.
      return fields[0] === 'Z' ? undefined : fields[19]
    } catch {
      return undefined
    }
  }
  const told = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
  return told === '' ? undefined : told
}

/** Whether a process lives; one that has ended and that nobody has looked after does not. */
export function isAlive(pid: number): boolean {
  return beganAt(pid) !== undefined
}

export function readOwner(path: string): Owner | undefined {
  try {
    const owner = JSON.parse(readFileSync(path, 'utf8')) as Owner
    return beganAt(owner.pid) === owner.began ? owner : undefined
  } catch {
    return undefined
  }
}

/** Makes this process the owner of a data folder; a living owner refuses it, a dead one's mark is replaced. */
export function takeOwnership(path: string): () => void {
  const draft = `${path}.${randomUUID()}`
  writeFileSync(draft, JSON.stringify({ pid: process.pid, began: beganAt(process.pid) ?? '' }))
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      try {
        // A hard link appears whole or not at all, and fails when the name is taken.
        linkSync(draft, path)
        return () => rmSync(path, { force: true })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        const owner = readOwner(path)
        if (owner) {
          throw new ClusterError(
            'already_running',
            `The data folder is in use by process ${owner.pid}: stop that one first, or choose another with DATA_DIR.`,
          )
        }
        rmSync(path, { force: true })
      }
    }
    throw new ClusterError(
      'already_running',
      'Another process is starting on this data folder: try again in a moment.',
    )
  } finally {
    rmSync(draft, { force: true })
  }
}
