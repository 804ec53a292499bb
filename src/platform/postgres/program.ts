import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'

/** How long a start or a stop may take: a large city's recovery after a crash needs its time. */
export const START_SECONDS = 60

/** The server's programs, account and folder: what every step of starting and stopping needs. */
export interface Server {
  readonly binaries: Binaries
  readonly account: Account | undefined
  readonly folder: string
}

/** Runs one of PostgreSQL's programs to its end, as the server's account. */
export function runProgram(server: Server, program: 'initdb' | 'pg_ctl', words: readonly string[]) {
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

export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? ''
}
