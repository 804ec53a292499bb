import { join } from 'node:path'
import { prepareDataDir, type Config } from '#platform/config.ts'
import { connect, type Database } from '#platform/db/connect.ts'
import { migrate } from '#platform/db/migrate.ts'
import { scannedStore } from '#platform/files/clamav.ts'
import { folderStore, type FileStore } from '#platform/files/index.ts'
import { folderMailer, smtpMailer, type Mailer } from '#platform/mail/index.ts'
import { findRunningCluster, startCluster } from '#platform/postgres/index.ts'
import { folderTexter, webhookTexter, type Texter } from '#platform/sms/index.ts'
import { loadSecrets, type Secrets } from '#platform/secrets.ts'

/** A city's data, open: its database and its files. */
export interface OpenCity {
  readonly database: Database
  readonly databaseUrl: string
  readonly files: FileStore
  readonly secrets: Secrets
  readonly mailer: Mailer
  readonly texter: Texter
  readonly publicUrl: string
  close(): Promise<void>
}

/**
 * Opens the city for the process that serves it: starts its own PostgreSQL (or uses DATABASE_URL) and brings the
 * schema up to date.
 */
export async function openCity(config: Config, log: (line: string) => void): Promise<OpenCity> {
  prepareDataDir(config.dataDir)
  const cluster =
    config.databaseUrl === undefined ? await startCluster({ dataDir: config.dataDir, log }) : undefined
  try {
    return await openDatabase(config, cluster?.url ?? config.databaseUrl ?? '', log, () => cluster?.stop())
  } catch (error) {
    await cluster?.stop()
    throw error
  }
}

/** Opens the city for a command: shares a running city's database, else starts it for as long as the command runs. */
export async function joinCity(config: Config, log: (line: string) => void): Promise<OpenCity> {
  prepareDataDir(config.dataDir)
  const running = config.databaseUrl ?? (await findRunningCluster(config.dataDir))
  return running === undefined
    ? openCity(config, log)
    : openDatabase(config, running, log, async () => undefined)
}

async function openDatabase(
  config: Config,
  url: string,
  log: (line: string) => void,
  stop: () => Promise<void> | undefined,
): Promise<OpenCity> {
  const applied = await migrate(url)
  if (applied.length > 0)
    log(
      `The database was brought up to date (${applied.length} new ${applied.length === 1 ? 'migration' : 'migrations'}).`,
    )
  const database = connect(url)
  const mailer = openMailer(config)
  const texter = openTexter(config)
  const folder = folderStore(join(config.dataDir, 'files'))
  return {
    database,
    databaseUrl: url,
    files: config.clamav === undefined ? folder : scannedStore(folder, config.clamav),
    secrets: loadSecrets(config),
    mailer,
    texter,
    publicUrl: config.publicUrl,
    async close() {
      mailer.close()
      texter.close()
      await database.close()
      await stop()
    },
  }
}

function openMailer({ smtpUrl, mailFrom, dataDir }: Config): Mailer {
  return smtpUrl === undefined ? folderMailer(join(dataDir, 'mail'), mailFrom) : smtpMailer(smtpUrl, mailFrom)
}

function openTexter({ sms, dataDir }: Config): Texter {
  return sms === undefined ? folderTexter(join(dataDir, 'sms')) : webhookTexter(sms, () => new Date())
}
