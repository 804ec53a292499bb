import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>
/** The only handle in sight inside a transaction. */
export type Tx = Transaction<Tables>
/** For reads that run on either. */
export type Handle = Db | Tx

const INT8 = 20
const INT8_ARRAY = 1016
const DATE = 1082
const NUMERIC = 1700
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format) {
    // Identifiers and counts stay below 2^53; a larger one would be a fault worth stopping at.
    if (oid === INT8) return (text: string) => safeInteger(text)
    if (oid === INT8_ARRAY)
      return (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(safeInteger))
    // Civil dates are text: they have no hour and no zone.
    if (oid === DATE || oid === NUMERIC) return (text: string) => text
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is not a safe integer`)
  return value
}

export interface Database {
  readonly db: Db
  readonly pool: pg.Pool
  close(): Promise<void>
}

/** A pool on the database at `url`. Lost idle connections are dropped quietly; the next query says what is wrong. */
export function connect(url: string, options: { max?: number; applicationName?: string } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'mingjing',
    connectionTimeoutMillis: 5_000,
    types,
  })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}

/** One moment for all questions: a record that changes between two of them would break the sums. */
export function atOneMoment<T>(handle: Handle, read: (tx: Tx) => Promise<T>): Promise<T> {
  if (handle.isTransaction) return read(handle as Tx)
  return handle.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read)
}

/** Tells every process, after commit, that pages with these tags are stale. */
export async function markStale(tx: Tx, tags: readonly string[]): Promise<void> {
  for (const tag of new Set(tags)) {
    await sql`select pg_notify('stale_pages', ${tag})`.execute(tx)
  }
}

/** True for errors that mean the database cannot be reached, not that a statement is wrong. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = (error as { code?: unknown }).code
  if (typeof code === 'string') {
    if (['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH'].includes(code))
      return true
    // class 08 connection exception, class 57P shutdown and cannot_connect_now
    if (code.startsWith('08') || code.startsWith('57P')) return true
  }
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    error.message,
  )
}
