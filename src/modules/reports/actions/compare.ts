import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import { onOneView, type Context } from '#kernel/identity/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { assess } from '../assess.ts'
import { bodiesOf, changedSections, compareCells } from '../frozen.ts'
import { permissions, reportSubject } from '../kinds.ts'
import * as editions from '../store/editions.ts'
import { getReport } from '../store/reports.ts'

/**
 * Holds what the public reads of a report against the records of now, and keeps what differs for its people: whether it
 * is restated is theirs to say. Answers how many numbers and sections differ.
 */
export function compareReport(ctx: Context, declared: Declared, id: number): Promise<Decision<number>> {
  return onOneView(ctx, 'annual_report', async (tx) => {
    const report = await getReport(tx, id)
    ctx.actor.must(permissions.read, report.unit_id)
    if (report.published === null) return refuse(issue('report', 'not_published'))
    const row = await editions.findEditionRow(tx, id, report.published)
    if (!row) throw new Error(`report ${id} has no edition ${report.published}`)
    const content = editions.contentOf(row)
    const unit = await getUnit(tx, report.unit_id)
    const asked = { unit, year: report.year, scope: content.scope, today: ctx.today }
    const assessed = await assess(tx, declared, asked, bodiesOf(content))
    const { records } = await assessed.name()
    const cells = compareCells(
      { content, records: editions.recordsOf(row) },
      { form: assessed.form, values: assessed.values, records },
    )
    const now = assessed.texts.map((text) => ({ kind: 'text' as const, ...text }))
    const sections = changedSections(content.sections, now)
    const before = await editions.findComparison(tx, id)
    await editions.saveComparison(tx, {
      reportId: id,
      number: report.published,
      at: ctx.now,
      cells,
      sections,
    })
    // Each night's look at what is as it was would fill the ledger with nothing.
    const same =
      JSON.stringify([before?.cells ?? [], before?.sections ?? []]) === JSON.stringify([cells, sections])
    if (ctx.actor.kind === 'staff' || !same)
      await record(tx, ctx.actor, {
        verb: 'reports.compared',
        subject: reportSubject(id),
        unitId: report.unit_id,
        detail: { edition: report.published, cells: cells.length, sections: sections.length },
      })
    return allow(cells.length + sections.length)
  })
}
