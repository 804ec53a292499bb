import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { migrateJobs } from '../jobs/index.ts'
import { StartupError } from '../errors.ts'

const FOLDER = join(import.meta.dirname, '../../../migrations')
/** Any constant will do as long as every process takes the same lock. */
const LOCK = 5_471_093

interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{12}_[a-z_]+\.sql$/.test(name)).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      return { name, sql: text, checksum: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/**
 * Brings the database to this program's newest migration, each in a transaction of its own whose first act is the
 * row that says it has run. Refuses a database that knows a migration this program does not, or knows another text
 * of one that it does. Returns the names that were applied.
 */
export async function migrate(url: string, folder = FOLDER): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
  } catch (error) {
    throw new StartupError(
      `The database cannot be reached (${error instanceof Error ? error.message : String(error)}): check DATABASE_URL and that the server accepts connections.`,
      { cause: error },
    )
  }
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(`
      create schema if not exists platform;
      create table if not exists platform.migration (
        name text primary key, checksum text not null, applied_at timestamptz not null default now())`)
    const known = new Map(
      (
        await client.query<{ name: string; checksum: string }>(
          'select name, checksum from platform.migration',
        )
      ).rows.map((row) => [row.name, row.checksum]),
    )
    refuseForeign(known, migrations)
    const applied: string[] = []
    for (const migration of migrations) {
      if (known.has(migration.name)) continue
      await apply(client, migration)
      applied.push(migration.name)
    }
    await migrateJobs(url)
    return applied
  } finally {
    await client.end()
  }
}

function refuseForeign(known: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const ours = new Map(migrations.map((migration) => [migration.name, migration.checksum]))
  for (const [name, checksum] of known) {
    const own = ours.get(name)
    if (own === undefined) {
      throw new StartupError(
        `The database is newer than this program (it knows the migration ${name}): start a newer version of the program.`,
      )
    }
    if (own !== checksum) {
      throw new StartupError(
        `The migration ${name} was changed after it ran here: restore its text from version control.`,
      )
    }
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query('insert into platform.migration (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ])
    await client.query(migration.sql)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`The migration ${migration.name} failed; the database is as it was before it.`, {
      cause: error,
    })
  }
}

/** Whether every migration of this program has run. */
export async function isMigrated(pool: pg.Pool, folder = FOLDER): Promise<boolean> {
  const migrations = await readMigrations(folder)
  const { rows } = await pool.query<{ count: number }>(
    'select count(*)::int as count from platform.migration',
  )
  return rows[0]?.count === migrations.length
}
