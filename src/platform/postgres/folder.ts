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
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { canUse, type Account } from './account.ts'
import { ClusterError } from './errors.ts'
import { lastLine, runProgram, type Server } from './program.ts'

/** Clusters whose place under DATA_DIR the server's account cannot enter are kept here. */
const SHARED_PLACE = '/var/lib/mingjing'

export function refuseUnwritable(dataDir: string): void {
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
export function placeFolder(
  dataDir: string,
  account: Account | undefined,
  log: (line: string) => void,
): string {
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

export function readPassword(dataDir: string): string {
  const path = join(dataDir, 'postgres.password')
  try {
    writeFileSync(path, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(path, 'utf8').trim()
}

/** Made beside its place and moved there whole: a start that was broken off leaves nothing that looks like a cluster. */
export function initialise(server: Server, user: string, password: string): void {
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
      user,
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

export function refuseOtherVersion(server: Server): void {
  const made = readFileSync(join(server.folder, 'PG_VERSION'), 'utf8').trim()
  const ours = server.binaries.version.split('.')[0]
  if (made !== ours) {
    throw new ClusterError(
      'other_version',
      `The database in ${server.folder} was made by PostgreSQL ${made}, this program brings ${ours}: start the program version that made it and take a backup first.`,
    )
  }
}
