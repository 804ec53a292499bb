import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { ClusterError } from './errors.ts'

/** As whom the server runs. PostgreSQL refuses root, so root hands it to an ordinary account. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

const PREFERRED = ['mingjing', 'postgres', 'nobody']

/** Undefined when this process is not root: then the server runs as this process does. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of PREFERRED) {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${name}:`))
    const [, , uid, gid] = line?.split(':') ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new ClusterError(
    'no_user',
    `PostgreSQL does not run as root and no account named ${PREFERRED.join(', ')} exists: add one (useradd --system mingjing) or set DATABASE_URL.`,
  )
}

/** Whether the account can enter and read (or write) a folder, asked of the system itself. */
export function canUse(account: Account, folder: string, right: 'r' | 'w'): boolean {
  const test = right === 'w' ? 'cd "$1" && test -w .' : 'cd "$1" && test -r .'
  return (
    spawnSync('/bin/sh', ['-c', test, 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0
  )
}
