import { stringify } from 'csv-stringify/sync'
import { notFound } from '#platform/errors.ts'
import type { Api } from '#platform/http/server.ts'
import { sendFresh } from '#platform/http/fresh.ts'
import { NORMATIVE_KINDS } from '#modules/legality/index.ts'
import { decisionLabels } from './kinds.ts'
import { readAsked } from './pages.tsx'
import * as store from './store.ts'

const MAX_ROWS = 100_000
/** Spreadsheets take a file without it for another encoding. */
const BOM = '\uFEFF'

/** The lists as files: rules in force, and what a round decided. */
export function serveNormative(app: Api): void {
  const open = { config: { access: 'public' as const }, schema: { hide: true } }
  const csv = (header: readonly string[], rows: readonly (readonly (string | null)[])[]) => ({
    type: 'text/csv; charset=utf-8',
    body: `${BOM}${stringify([[...header], ...rows.map((row) => row.map((cell) => cell ?? ''))], { escape_formulas: true })}`,
    keep: 300,
  })

  app.get('/normative/rules.csv', open, async (request, reply) => {
    const given = request.query as Record<string, unknown>
    const query = Object.fromEntries(
      Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
    const asked = await readAsked(request.ctx.db, query)
    if (!asked) throw notFound('unit', query['unit'] ?? '')
    const { items } = await store.listRules(
      request.ctx.db,
      {
        kinds: asked.kind === undefined ? NORMATIVE_KINDS : [asked.kind],
        unitId: asked.unit?.id,
        year: asked.year,
        words: asked.words,
        ended: asked.ended,
      },
      { offset: 0, limit: MAX_ROWS },
    )
    return sendFresh(
      request,
      reply.header('content-disposition', 'attachment; filename="rules.csv"'),
      csv(
        ['种类', '标题', '文号', '制发机关', '成文日期', '施行日期', '有效期至', '编号'],
        items.map((one) => [
          one.kind === 'regulation' ? '规章' : '行政规范性文件',
          one.title,
          one.document_number,
          one.issuer,
          one.written_on,
          one.effective_on,
          one.expires_on,
          String(one.id),
        ]),
      ),
    )
  })

  app.get('/normative/cleanups/:cleanupId/result.csv', open, async (request, reply) => {
    const id = Number((request.params as { cleanupId: string }).cleanupId)
    const closed = Number.isSafeInteger(id) ? await store.findClosed(request.ctx.db, id) : undefined
    if (!closed) throw notFound('cleanup', id)
    const items = await store.listItems(request.ctx.db, id)
    return sendFresh(
      request,
      reply.header('content-disposition', 'attachment; filename="cleanup.csv"'),
      csv(
        ['单位', '标题', '文号', '清理结果', '理由'],
        items.map((item) => [
          item.unit_name,
          item.title,
          item.document_number,
          item.decision === null || !item.confirmed ? '单位没有确认' : decisionLabels[item.decision],
          item.confirmed ? item.reason : '',
        ]),
      ),
    )
  })
}
