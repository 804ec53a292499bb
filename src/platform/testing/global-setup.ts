import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../db/migrate.ts'
import { startCluster } from '../postgres/index.ts'
import { administer, withDatabase } from './database.ts'

/** One PostgreSQL for the whole run, with a migrated template that each test file copies. */
export async function setup(_project: TestProject): Promise<() => Promise<void>> {
  if (process.env['TEST_DATABASE_URL'] !== undefined) return async () => undefined
  const dataDir = await mkdtemp(join(tmpdir(), 'mingjing-test-'))
  await chmod(dataDir, 0o755)
  const cluster = await startCluster({ dataDir })
  await administer(cluster.url, 'create database template_mingjing')
  await migrate(withDatabase(cluster.url, 'template_mingjing'))
  process.env['TEST_DATABASE_URL'] = cluster.url
  return async () => {
    await cluster.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
