import { notFound } from '#platform/errors.ts'
import { sendCsv, type CsvRow } from '#platform/http/csv.ts'
import type { Api } from '#platform/http/server.ts'
import type { Handle } from '#platform/db/connect.ts'
import { decisionLabels, KIND_LABELS } from './kinds.ts'
import { readAsked } from './pages.tsx'
import * as store from './store.ts'

/** The lists as files: rules as they are asked for on their page, and what a round decided. */
export function serveNormative(app: Api): void {
  const open = { config: { access: 'public' as const }, schema: { hide: true } }

  app.get('/normative/rules.csv', open, async (request, reply) => {
    const given = request.query as Record<string, unknown>
    const query = Object.fromEntries(
      Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
    const asked = await readAsked(request.ctx.db, query)
    if (!asked) throw notFound('unit', query['unit'] ?? '')
    const header = ['种类', '标题', '文号', '制发机关', '成文日期', '施行日期', '有效期至', '编号']
    return sendCsv(reply, 'rules', header, ruleLines(request.ctx.db, asked.filter))
  })

  app.get('/normative/cleanups/:cleanupId/result.csv', open, async (request, reply) => {
    const id = Number((request.params as { cleanupId: string }).cleanupId)
    const closed = Number.isSafeInteger(id) ? await store.findClosed(request.ctx.db, id) : undefined
    if (!closed) throw notFound('cleanup', id)
    const items = await store.listItems(request.ctx.db, id)
    const lines = items.map((item) => [
      item.unit_name,
      item.title,
      item.document_number,
      item.decision === null || !item.confirmed ? '单位没有确认' : decisionLabels[item.decision],
      item.confirmed ? item.reason : '',
    ])
    return sendCsv(reply, 'cleanup', ['单位', '标题', '文号', '清理结果', '理由'], [lines])
  })
}

async function* ruleLines(handle: Handle, filter: store.RuleFilter): AsyncGenerator<CsvRow[]> {
  for await (const rules of store.readRules(handle, filter)) {
    yield rules.map((one) => [
      KIND_LABELS[one.kind] ?? one.kind,
      one.title,
      one.document_number,
      one.issuer,
      one.written_on,
      one.effective_on,
      one.expires_on,
      String(one.id),
    ])
  }
}
