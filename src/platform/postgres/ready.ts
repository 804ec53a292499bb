import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { ClusterError } from './errors.ts'
import { START_SECONDS, type Server } from './program.ts'

export type Answer = 'ready' | 'no_database' | 'not_yet'

export async function answers(url: string): Promise<Answer> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  try {
    await client.connect()
    await client.query('select 1')
    return 'ready'
  } catch (error) {
    return (error as { code?: unknown }).code === '3D000' ? 'no_database' : 'not_yet'
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Waits for recovery to end, and makes the city's database on the first start. */
export async function awaitReady(server: Server, url: string): Promise<void> {
  const deadline = performance.now() + START_SECONDS * 1000
  for (;;) {
    const answer = await answers(url)
    if (answer === 'ready') return
    if (answer === 'no_database') await createDatabase(url)
    else if (performance.now() > deadline) {
      throw new ClusterError(
        'not_startable',
        `PostgreSQL runs but does not answer: its log is in ${join(server.folder, 'log')}.`,
      )
    } else await pause(200)
  }
}

async function createDatabase(url: string): Promise<void> {
  const administration = new URL(url)
  const database = administration.pathname.slice(1)
  administration.pathname = '/postgres'
  const client = new pg.Client({ connectionString: administration.href })
  await client.connect()
  try {
    await client.query(`create database ${pg.escapeIdentifier(database)}`)
  } finally {
    await client.end()
  }
}
