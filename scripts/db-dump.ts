import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { dumpSchema } from '../src/platform/db/dump.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { startCluster } from '../src/platform/postgres/index.ts'

const ROOT = join(import.meta.dirname, '..')
const check = process.argv.includes('--check')

/** Writes schema.sql and the table types from a freshly migrated database; with --check only compares them. */
const dataDir = await mkdtemp(join(tmpdir(), 'mingjing-dump-'))
await chmod(dataDir, 0o755)
const cluster = await startCluster({ dataDir })
try {
  await migrate(cluster.url)
  const client = new pg.Client({ connectionString: cluster.url })
  await client.connect()
  let dump
  try {
    dump = await dumpSchema(client)
  } finally {
    await client.end()
  }
  const files = [
    [join(ROOT, 'schema.sql'), dump.sql],
    [join(ROOT, 'src/platform/db/tables.ts'), dump.types],
  ] as const
  for (const [path, text] of files) {
    if (!check) await writeFile(path, text)
    else if ((await readFile(path, 'utf8')) !== text) {
      console.error(`${path} is not what the migrations add up to: run npm run db:dump and commit it.`)
      process.exitCode = 1
    }
  }
} finally {
  await cluster.stop()
  await rm(dataDir, { recursive: true, force: true })
}
