import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { serverAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { initialise, placeFolder, readPassword, refuseOtherVersion, refuseUnwritable } from './folder.ts'
import { launch, stopServer } from './launch.ts'
import { joinOrphan, removeDeadMark } from './orphan.ts'
import { readOwner, takeOwnership } from './owner.ts'
import type { Server } from './program.ts'
import { answers, awaitReady } from './ready.ts'

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
    if (!existsSync(join(server.folder, 'PG_VERSION'))) initialise(server, USER, password)
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
