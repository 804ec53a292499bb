import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { connect, type Db } from '../db/connect.ts'

export interface TestDatabase {
  readonly db: Db
  readonly url: string
  close(): Promise<void>
}

/** Set by the global set-up: a server with the migrated database `template_mingjing`. */
const SERVER = 'TEST_DATABASE_URL'

/** A database of its own for a test file: a copy of the migrated template, dropped on close. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env[SERVER]
  if (!server)
    throw new Error(`${SERVER} is not set: run the tests by vitest, whose global set-up starts a server`)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(server, `create database ${name} template template_mingjing`)
  const url = withDatabase(server, name)
  const database = connect(url, { max: 8 })
  return {
    db: database.db,
    url,
    async close() {
      await database.close()
      await administer(server, `drop database ${name} with (force)`)
    },
  }
}

/** One statement on the server's own database. */
export async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
