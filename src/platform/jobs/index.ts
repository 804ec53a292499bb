import { Logger, parseCronItems, run, runMigrations } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Db, Tx } from '../db/connect.ts'
import type { Json } from '../db/tables.ts'

/** Work that no request waits for. It may run twice after a crash, so what it does must bear being done again. */
export interface Job {
  /** module.verb: publishing.publish_due */
  readonly name: string
  /** Every day at this time in China, 'HH:MM'; a time missed while nothing ran is made up for within a day. */
  readonly daily?: string
  readonly everyMinute?: boolean
  readonly run: (surroundings: { readonly db: Db; readonly now: Date }, payload: Json) => Promise<void>
}

const DAY = 86_400_000

/** Brings the job tables up to date; part of the migration of a database. */
export async function migrateJobs(url: string): Promise<void> {
  await runMigrations({ connectionString: url, logger: quiet(() => undefined) })
}

/**
 * Asks for a job in the transaction of the change that needs it. With a key, a job that still waits under it is
 * replaced: one reminder, one run, whatever was asked before.
 */
export async function enqueue(
  tx: Tx,
  job: Pick<Job, 'name'>,
  payload: Json,
  options: { readonly at?: Date; readonly key?: string } = {},
): Promise<void> {
  await sql`
    select graphile_worker.add_job(${job.name}, ${JSON.stringify(payload)}::json,
      run_at => ${options.at ?? null}::timestamptz, job_key => ${options.key ?? null}::text, max_attempts => 10)`.execute(
    tx,
  )
}

/** The same job for many payloads, in one statement. */
export async function enqueueAll(tx: Tx, job: Pick<Job, 'name'>, payloads: readonly Json[]): Promise<void> {
  await sql`
    select graphile_worker.add_jobs(array(
      select row(${job.name}::text, a.payload::json, null, null, 10, null, null, null)::graphile_worker.job_spec
        from unnest(${payloads.map((one) => JSON.stringify(one))}::text[]) as a (payload)))`.execute(tx)
}

/** Runs the jobs of every module until it is stopped; several processes share the work. */
export async function startJobs(options: {
  readonly pool: pg.Pool
  readonly db: Db
  readonly jobs: readonly Job[]
  readonly now: () => Date
  readonly fault: (error: unknown, job: string) => void
}): Promise<{ stop(): Promise<void> }> {
  const runner = await run({
    pgPool: options.pool,
    concurrency: 2,
    noHandleSignals: true,
    logger: quiet((message) => options.fault(new Error(message), 'worker')),
    taskList: Object.fromEntries(
      options.jobs.map((job) => [
        job.name,
        async (payload: unknown) => {
          try {
            await job.run({ db: options.db, now: options.now() }, payload as Json)
          } catch (error) {
            options.fault(error, job.name)
            throw error
          }
        },
      ]),
    ),
    parsedCronItems: parseCronItems(options.jobs.flatMap(cronOf)),
  })
  // A worker that gives up is told; the pages go on without it.
  runner.promise.catch((error: unknown) => options.fault(error, 'worker'))
  return { stop: () => runner.stop() }
}

function cronOf(job: Job) {
  const match = job.everyMinute ? '* * * * *' : job.daily && utcCron(job.daily)
  if (!match) return []
  return [{ task: job.name, match, identifier: job.name, options: { backfillPeriod: job.daily ? DAY : 0 } }]
}

/** The worker's clock is UTC; China has no summer time, and a fixed offset of eight hours since 1991. */
function utcCron(daily: string): string {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(daily)
  if (!parts) throw new Error(`'${daily}' is no time of the day, HH:MM`)
  return `${Number(parts[2])} ${(Number(parts[1]) + 16) % 24} * * *`
}

/** Faults of jobs are told by `startJobs`; of the worker's own talk only its errors matter. */
function quiet(fault: (message: string) => void): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error' && !/^Failed task|^Failed to run task/.test(message)) fault(message)
  })
}
