import type { ReactNode } from 'react'

export interface StatCell {
  readonly text: ReactNode
  readonly head?: 'row' | 'col' | 'rowgroup' | 'colgroup'
  readonly rowSpan?: number
  readonly colSpan?: number
  readonly href?: string
  /** What the link leads to, for who cannot see the table around it. */
  readonly label?: string
  readonly numeric?: boolean
}

/** A statutory table with the spans of its form; figures stand right, each may open its records. */
export function StatTable({
  caption,
  head,
  rows,
  wide = false,
}: {
  caption: string
  /** Too many columns for a phone: it keeps its width there, and is moved sideways. */
  wide?: boolean
  head: readonly (readonly StatCell[])[]
  rows: readonly (readonly StatCell[])[]
}) {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table className={wide ? 'stat wide' : 'stat'}>
        <caption>{caption}</caption>
        <thead>
          {head.map((row, index) => (
            <tr key={index}>
              {row.map((cell, place) => (
                <Cell key={place} cell={cell} />
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, place) => (
                <Cell key={place} cell={cell} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ cell }: { cell: StatCell }) {
  const content =
    cell.href === undefined ? (
      cell.text
    ) : (
      <a href={cell.href} aria-label={cell.label}>
        {cell.text}
      </a>
    )
  const spans = {
    rowSpan: cell.rowSpan,
    colSpan: cell.colSpan,
    className: cell.numeric ? 'number' : undefined,
  }
  return cell.head === undefined ? (
    <td {...spans}>{content}</td>
  ) : (
    <th scope={cell.head} {...spans}>
      {content}
    </th>
  )
}

export interface Column {
  readonly label: string
  readonly numeric?: boolean
}

/** From so many columns a table does not fit a phone. */
const WIDE = 5

/** A plain list in columns. */
export function DataTable({
  caption,
  columns,
  rows,
  grid = false,
}: {
  caption: string
  /** Many columns with a few characters each: on a phone it stays a table, and is moved sideways. */
  grid?: boolean
  columns: readonly Column[]
  rows: readonly (readonly ReactNode[])[]
}) {
  // On a phone a wide table is laid out line under line; said outright, the roles stay what they were.
  const wide = columns.length >= WIDE && !grid
  const role = (name: string) => (wide ? { role: name } : {})
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table className={wide ? 'data wide' : grid ? 'data grid' : 'data'} {...role('table')}>
        <caption>{caption}</caption>
        <thead {...role('rowgroup')}>
          <tr {...role('row')}>
            {columns.map((column) => (
              <th
                key={column.label}
                scope="col"
                className={column.numeric ? 'number' : undefined}
                {...role('columnheader')}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...role('rowgroup')}>
          {rows.map((row, index) => (
            <tr key={index} {...role('row')}>
              {row.map((cell, place) => (
                <td
                  key={place}
                  className={columns[place]?.numeric ? 'number' : undefined}
                  {...role('cell')}
                  {...(wide ? { 'data-label': columns[place]?.label } : {})}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
