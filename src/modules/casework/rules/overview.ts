import type { OVERVIEW_ORDERS, OverviewRow } from '../contract.ts'

type Order = (typeof OVERVIEW_ORDERS)[number]

/** The share of limits kept, or null where none has ended. */
function share(row: OverviewRow): number | null {
  return row.judged === 0 ? null : row.onTime / row.judged
}

const VALUES: Readonly<Record<Exclude<Order, 'unit'>, (row: OverviewRow) => number | string | null>> = {
  open: (row) => row.open,
  yellow: (row) => row.yellow,
  red: (row) => row.red,
  paused: (row) => row.paused,
  oldestDue: (row) => row.oldestDue,
  closed: (row) => row.closed,
  onTime: share,
}

/** In the order asked for; equal ones stay in the order of the tree, and what has no value stands last either way. */
export function sortOverview(
  rows: readonly OverviewRow[],
  by: Order = 'oldestDue',
  descending = false,
): readonly OverviewRow[] {
  if (by === 'unit') return descending ? rows.toReversed() : rows
  const valueOf = VALUES[by]
  return rows.toSorted((one, other) => {
    const [a, b] = [valueOf(one), valueOf(other)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    if (a === b) return 0
    return a < b === descending ? 1 : -1
  })
}

/** 98.5%, as it stands in a table. */
export function shareText(row: OverviewRow): string {
  const found = share(row)
  return found === null ? '' : `${(Math.floor(found * 1000) / 10).toFixed(1)}%`
}
