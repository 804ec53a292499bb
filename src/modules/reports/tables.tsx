import type { ReactNode } from 'react'
import { StatTable, type StatCell } from '#ui/portal/index.ts'
import type { Report } from './contract.ts'
import type { ContentBlock, ReportFormat } from './format2021.ts'

/** Where a cell's records are, by the cell's id; undefined on paper. */
export type CellAddress = (cell: string) => string

interface TableProps {
  readonly format: ReportFormat
  readonly report: Report
  readonly address?: CellAddress | undefined
}

interface Numbers {
  readonly id: string
  readonly label: string
  readonly cells: readonly number[]
}

/** A row's numbers as cells of the table, each a link to its records. */
function numbers(
  table: number,
  row: Numbers,
  heads: readonly string[],
  address: CellAddress | undefined,
  span = 1,
): StatCell[] {
  return row.cells.map((value, index) => ({
    text: String(value),
    numeric: true,
    ...(span > 1 ? { colSpan: span } : {}),
    ...(address
      ? {
          href: address(`${table}.${row.id}.${index + 1}`),
          label: `${row.label}，${heads[index] ?? ''}：${value}，查看记录`,
        }
      : {}),
  }))
}

const head = (text: ReactNode, spans: { rowSpan?: number; colSpan?: number } = {}): StatCell => ({
  text,
  head: (spans.colSpan ?? 1) > 1 ? 'colgroup' : 'col',
  ...spans,
})

function ContentTable({ format, report, address }: TableProps) {
  const { blocks, contentLabel, title } = format.table2
  const width = Math.max(...blocks.map((block) => block.columns.length))
  const heads = (block: ContentBlock): StatCell[][] => {
    const span = width / block.columns.length
    return [
      [head(block.heading, { colSpan: width + 1 })],
      [
        head(contentLabel),
        ...block.columns.map((column) => (span > 1 ? head(column, { colSpan: span }) : head(column))),
      ],
    ]
  }
  const rows = (block: ContentBlock): StatCell[][] => {
    const counted = report.tables[2].blocks.find((one) => one.id === block.id)
    return (counted?.rows ?? []).map((row) => [
      { text: row.label, head: 'row' },
      ...numbers(2, row, block.columns, address, width / block.columns.length),
    ])
  }
  const [first, ...others] = blocks
  if (!first) return null
  return (
    <StatTable
      caption={title}
      head={heads(first)}
      rows={[...rows(first), ...others.flatMap((block) => [...heads(block), ...rows(block)])]}
    />
  )
}

function RequestTable({ format, report, address }: TableProps) {
  const { table3 } = format
  const labels = table3.columns.map((column) => column.label)
  const [person = '', ...rest] = labels
  const organisations = rest.slice(0, -1)
  const rows = table3.rows.map((row): StatCell[] => {
    const counted = report.tables[3].rows.find((one) => one.id === row.id)
    return [
      ...row.head.map((cell): StatCell => ({
        text: cell.text,
        head: cell.rows > 1 ? 'rowgroup' : 'row',
        ...(cell.rows > 1 ? { rowSpan: cell.rows } : {}),
        ...(cell.columns > 1 ? { colSpan: cell.columns } : {}),
      })),
      ...(counted ? numbers(3, { ...counted, label: row.title }, labels, address) : []),
    ]
  })
  return (
    <StatTable
      caption={table3.title}
      head={[
        [
          { text: table3.corner, rowSpan: 3, colSpan: 3 },
          head(table3.applicants, { colSpan: labels.length }),
        ],
        [
          head(person, { rowSpan: 2 }),
          head(table3.organisations, { colSpan: organisations.length }),
          head(rest.at(-1) ?? '', { rowSpan: 2 }),
        ],
        organisations.map((label) => head(label)),
      ]}
      rows={rows}
    />
  )
}

function RemedyTable({ format, report, address }: TableProps) {
  const { table4 } = format
  const labels = table4.columns.map((column) => column.label)
  const headings = [...new Set(table4.groups.map((group) => group.heading))]
  const width = (heading: string) =>
    table4.groups.filter((group) => group.heading === heading).length * labels.length
  return (
    <StatTable
      caption={table4.title}
      head={[
        headings.map((heading) => head(heading, { colSpan: width(heading) })),
        table4.groups.flatMap((group) =>
          group.subheading === undefined
            ? labels.map((label) => head(label, { rowSpan: 2 }))
            : [head(group.subheading, { colSpan: labels.length })],
        ),
        table4.groups.flatMap((group) =>
          group.subheading === undefined ? [] : labels.map((label) => head(label)),
        ),
      ]}
      rows={[report.tables[4].groups.flatMap((group) => numbers(4, group, labels, address))]}
    />
  )
}

/** The three tables under the numbers that the form gives them. */
export function ReportTables(props: TableProps) {
  const { table2, table3, table4 } = props.format
  return (
    <>
      <section>
        <h2>二、{table2.title}</h2>
        <ContentTable {...props} />
      </section>
      <section>
        <h2>三、{table3.title}</h2>
        <RequestTable {...props} />
      </section>
      <section>
        <h2>四、{table4.title}</h2>
        <RemedyTable {...props} />
      </section>
    </>
  )
}
