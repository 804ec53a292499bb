import { Link } from '@tanstack/react-router'
import { instantText } from '#ui/console/dates.ts'
import { ListTable } from '#ui/console/list.tsx'
import type { EntrySummary } from '../contract.ts'

export function EntryTable({ rows }: { readonly rows: readonly EntrySummary[] }) {
  return (
    <ListTable
      caption="问答和典型案例，新写的在前"
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          title: '标题',
          width: 'wide',
          cell: (row) => (
            <Link to="/casebook/entries/$entryId" params={{ entryId: row.id }}>
              {row.title}
            </Link>
          ),
        },
        { title: '类别', width: 'narrow', cell: (row) => row.kindLabel },
        {
          title: '状态',
          width: 'narrow',
          cell: (row) =>
            row.shownVersion !== null && row.state !== 'published'
              ? `${row.stateLabel}（旧版已发布）`
              : row.stateLabel,
        },
        { title: '机构', cell: (row) => row.unit.name },
        { title: '月报', width: 'date', cell: (row) => row.month?.slice(0, 7) },
        { title: '最近修改', width: 'date', cell: (row) => instantText(row.writtenAt) },
      ]}
    />
  )
}
