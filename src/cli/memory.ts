import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Db } from '#platform/db/connect.ts'

const EVERY_MS = 2_000

/** The most memory that this program and its database had together at once, measured while it runs. */
export interface MemoryWatch {
  stop(): void
  /** null where the system does not tell: another system than Linux, a database on another machine. */
  peakMiB(): number | null
}

export async function watchMemory(db: Db): Promise<MemoryWatch> {
  let peak: number | null = null
  let measuring = false
  const measure = async () => {
    if (measuring) return
    measuring = true
    try {
      const server = await serverPids(db)
      const now = server.length === 0 ? undefined : await memoryOf([process.pid, ...server])
      if (now !== undefined) peak = Math.max(peak ?? 0, now)
    } finally {
      measuring = false
    }
  }
  await measure()
  const timer = setInterval(() => void measure().catch(() => undefined), EVERY_MS)
  timer.unref()
  return {
    stop: () => clearInterval(timer),
    peakMiB: () => (peak === null ? null : Math.round(peak / 1024)),
  }
}

/** The database's processes: those that it tells of, and the one above them; none where it is on another machine. */
async function serverPids(db: Db): Promise<number[]> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity
     where inet_server_addr() is null or inet_server_addr() <<= '127.0.0.0/8'::inet`.execute(db)
  const pids = rows.map((row) => row.pid)
  const [first] = pids
  const status = first === undefined ? '' : await readOr(`/proc/${first}/status`)
  const above = /^PPid:\s+(\d+)/m.exec(status)?.[1]
  return above === undefined ? pids : [...pids, Number(above)]
}

/** Shared pages are told in parts (PSS), so that their sum counts them once. In KiB; undefined where one cannot be read. */
async function memoryOf(pids: readonly number[]): Promise<number | undefined> {
  let sum = 0
  for (const pid of pids) {
    const rollup = await readOr(`/proc/${pid}/smaps_rollup`)
    const kib = /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]
    if (kib !== undefined) sum += Number(kib)
    // A process that has just ended has no memory; ours and the server's first one must tell.
    else if (pid === process.pid || pid === pids.at(-1)) return undefined
  }
  return sum
}

const readOr = (path: string) => readFile(path, 'utf8').catch(() => '')
