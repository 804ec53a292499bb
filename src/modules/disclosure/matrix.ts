import type { CivilDate } from '#platform/dates.ts'
import type { Handle } from '#platform/db/connect.ts'
import { listUnits } from '#kernel/organisation/index.ts'
import type { GuideState, MatrixCell, MatrixFilter, MatrixRow } from './contract.ts'
import { judgeGuide, unitRef } from './present.ts'
import * as guides from './store/guides.ts'
import { listStanding } from './store/standing.ts'

/** The most pressing first: who never confirmed, whose year is over, who changed something since. */
const GUIDE_ORDER: readonly GuideState[] = ['unconfirmed', 'expired', 'changed', 'soon', 'confirmed']
const DONE: readonly GuideState[] = ['soon', 'confirmed']

/** How each of these units stands with all its items and its guide, the worst first. */
export async function readMatrix(
  handle: Handle,
  unitIds: readonly number[],
  filter: MatrixFilter,
  today: CivilDate,
): Promise<MatrixRow[]> {
  const watched = new Set(unitIds)
  const units = (await listUnits(handle)).filter(
    (unit) =>
      watched.has(unit.id) &&
      guides.isAgency(unit) &&
      (filter.kind === undefined || unit.kind === filter.kind) &&
      (filter.name === undefined || `${unit.name} ${unit.short_name}`.includes(filter.name.trim())),
  )
  const ids = units.map((unit) => unit.id)
  const [standing, guideRows] = await Promise.all([listStanding(handle, ids), guides.listGuides(handle, ids)])
  const guideOf = new Map(guideRows.map((row) => [row.unit_id, row]))
  const cellsOf = new Map<number, Record<string, MatrixCell>>(ids.map((id) => [id, {}]))
  for (const row of standing) {
    const cells = cellsOf.get(row.unit_id)
    if (cells)
      cells[row.item] = {
        state: row.state as MatrixCell['state'],
        count: row.count,
        newestOn: row.newest_on,
      }
  }
  return units
    .map((unit): MatrixRow => {
      const cells = cellsOf.get(unit.id) ?? {}
      const guide = guideOf.get(unit.id)
      const states = Object.values(cells).map((cell) => cell.state)
      const count = (state: MatrixCell['state']) => states.filter((one) => one === state).length
      return {
        unit: unitRef(unit),
        guide: guide ? judgeGuide(guide, today).state : 'unconfirmed',
        guideDueOn: guide?.due_on ?? null,
        missing: count('missing'),
        stale: count('stale'),
        declared: count('declared'),
        cells,
      }
    })
    .filter((row) => matches(row, filter))
    .toSorted(
      (one, other) =>
        other.missing - one.missing ||
        other.stale - one.stale ||
        GUIDE_ORDER.indexOf(one.guide) - GUIDE_ORDER.indexOf(other.guide),
    )
}

function matches(row: MatrixRow, { item, state, guide }: MatrixFilter): boolean {
  if (guide === 'open' ? DONE.includes(row.guide) : guide !== undefined && row.guide !== guide) return false
  if (item !== undefined) {
    const cell = row.cells[item]
    return cell !== undefined && (state === undefined || cell.state === state)
  }
  return state === undefined || Object.values(row.cells).some((cell) => cell.state === state)
}

export function totalsOf(rows: readonly MatrixRow[]) {
  return {
    units: rows.length,
    missing: rows.reduce((sum, row) => sum + row.missing, 0),
    stale: rows.reduce((sum, row) => sum + row.stale, 0),
    guides: rows.filter((row) => !DONE.includes(row.guide)).length,
  }
}
