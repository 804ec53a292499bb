import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { connect, type Database } from '../db/connect.ts'
import { testDatabase, type TestDatabase } from '../testing/database.ts'
import { enqueue, startJobs, type Job } from './index.ts'

let held: TestDatabase
let database: Database
let running: { stop(): Promise<void> } | undefined
const ran: unknown[] = []
const faults: string[] = []
const NOW = new Date('2026-03-10T02:00:00Z')

const note: Job = {
  name: 'tests.note',
  run: async ({ now }, payload) => {
    ran.push([payload, now])
  },
}
const broken: Job = { name: 'tests.broken', run: () => Promise.reject(new Error('no paper')) }

beforeAll(async () => {
  held = await testDatabase()
  database = connect(held.url, { max: 8 })
})
afterEach(async () => {
  await running?.stop()
  running = undefined
  ran.length = 0
  faults.length = 0
})
afterAll(async () => {
  await database.close()
  await held.close()
})

async function start(...jobs: Job[]): Promise<void> {
  running = await startJobs({
    pool: database.pool,
    db: database.db,
    jobs,
    now: () => NOW,
    fault: (error, job) => faults.push(`${job}: ${error instanceof Error ? error.message : ''}`),
  })
}

async function until(done: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !done(); tries += 1) await pause(25)
  expect(done()).toBe(true)
}

test('a job runs once its transaction is committed, and never when it is not', async () => {
  await start(note)
  const undone = database.db.transaction().execute(async (tx) => {
    await enqueue(tx, note, { number: 1 })
    throw new Error('taken back')
  })
  await expect(undone).rejects.toThrow('taken back')
  await database.db.transaction().execute((tx) => enqueue(tx, note, { number: 2 }))
  await until(() => ran.length > 0)
  expect(ran).toEqual([[{ number: 2 }, NOW]])
})

test('of jobs under one key the last stands, and one of tomorrow waits', async () => {
  await database.db.transaction().execute(async (tx) => {
    await enqueue(tx, note, { number: 3 }, { key: 'one' })
    await enqueue(tx, note, { number: 4 }, { key: 'one' })
    await enqueue(tx, note, { number: 5 }, { at: new Date('2199-01-01T00:00:00Z') })
  })
  await start(note)
  await until(() => ran.length > 0)
  await pause(200)
  expect(ran).toEqual([[{ number: 4 }, NOW]])
})

test('a job that fails is told, kept, and does not hold up the others', async () => {
  await database.db.transaction().execute(async (tx) => {
    await enqueue(tx, broken, {})
    await enqueue(tx, note, { number: 6 })
  })
  await start(broken, note)
  await until(() => ran.length > 0 && faults.length > 0)
  expect(faults).toEqual(['tests.broken: no paper'])
  const { rows } = await database.pool.query<{ attempts: number; last_error: string }>(
    `select attempts, last_error from graphile_worker.jobs where task_identifier = 'tests.broken'`,
  )
  expect(rows).toMatchObject([{ attempts: 1, last_error: expect.stringContaining('no paper') }])
})

test('a daily time that is none stops the start', async () => {
  await expect(start({ ...note, daily: '25:00' })).rejects.toThrow('no time of the day')
})
