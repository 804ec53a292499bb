import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import type { FastifyReply } from 'fastify'

/** Spreadsheets take a file for UTF-8 only by this mark. */
const BYTE_ORDER_MARK = '\uFEFF'

export type CsvRow = readonly (string | null)[]

function lines(rows: readonly CsvRow[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, record_delimiter: 'windows' },
  )
}

/**
 * Sends a table as a file for spreadsheets (RFC 4180), a part of its rows at a time, so that no size of it fills the memory.
 * A cell that a spreadsheet would run as a formula is disarmed.
 */
export function sendCsv(
  reply: FastifyReply,
  name: string,
  header: readonly string[],
  parts: AsyncIterable<readonly CsvRow[]> | Iterable<readonly CsvRow[]>,
): FastifyReply {
  async function* text(): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + lines([header])
    for await (const rows of parts) yield lines(rows)
  }
  return reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(Readable.from(text()))
}
