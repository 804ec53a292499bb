import type { CivilDate } from '#platform/dates.ts'
import type { PageOf } from '#platform/http/shapes.ts'
import { lightOf } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { notFound } from '#platform/errors.ts'
import {
  STATES,
  stateLabels,
  type CollectionView,
  type PolicyView,
  type ReportRow,
  type RowsQuery,
  type State,
} from '../contract/life.ts'
import { permissions } from '../kinds.ts'
import * as store from '../store/collections.ts'

export function presentCollection(row: store.Progress): CollectionView {
  return {
    id: row.id,
    unit: { id: row.unit_id, name: row.unit_name },
    year: row.year,
    submitDue: row.submit_due,
    publishDue: row.publish_due,
    governmentDue: row.government_due,
    cites: row.cites,
    openedOn: row.opened_on,
    states: Object.fromEntries(STATES.map((state) => [state, row.states[state] ?? 0])) as Record<
      State,
      number
    >,
    total: row.total,
    yellow: row.yellow,
    red: row.red,
    differing: row.differing,
  }
}

/** Units whose reports this person may read. */
export const readable = (ctx: Context) => ctx.actor.unitsFor(permissions.read)

/** The collection as far as this person's units take part; to others it is not there. */
export async function getProgress(ctx: Context, id: number): Promise<store.Progress> {
  const filter = { unitIds: readable(ctx), id }
  const [found] = await store.listCollections(ctx.db, filter, ctx.today, { offset: 0, limit: 1 })
  if (!found) throw notFound('collection', id)
  return found
}

export function presentLimit(limit: store.LimitRow | null, today: CivilDate): ReportRow['submission'] {
  return limit && { dueOn: limit.due_on, light: lightOf(limit, today) }
}

function presentRow(row: store.ListedReport, today: CivilDate): ReportRow {
  return {
    id: row.id,
    unit: { id: row.unit_id, name: row.unit_name },
    scope: row.scope,
    state: row.state,
    stateLabel: stateLabels[row.state],
    submission: presentLimit(row.submission, today),
    publication: presentLimit(row.publication, today),
    edition: row.edition,
    published: row.published,
    differs: row.differs,
  }
}

export async function listRows(
  ctx: Context,
  collectionId: number,
  query: RowsQuery,
  window: { page: number; size: number; offset: number; limit: number },
): Promise<PageOf<ReportRow>> {
  await getProgress(ctx, collectionId)
  const filter = {
    collectionId,
    unitIds: readable(ctx),
    light: query.light,
    ...(query.state === undefined ? {} : { states: [query.state] }),
  }
  const rows = await store.listReports(ctx.db, filter, ctx.today, window)
  return {
    items: rows.map((row) => presentRow(row, ctx.today)),
    total: await store.countReports(ctx.db, filter, ctx.today),
    page: window.page,
    size: window.size,
  }
}

export function presentPolicy(row: store.PolicyRow): PolicyView {
  return {
    id: row.id,
    fromYear: row.from_year,
    submitDue: row.submit_due,
    publishDue: row.publish_due,
    governmentDue: row.government_due,
    factor: Number(row.factor),
    least: row.least,
    cites: row.cites,
    setAt: row.set_at.toISOString(),
  }
}
