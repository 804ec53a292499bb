import { Button } from 'antd'
import { DownloadOutlined } from '@ant-design/icons'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { PageHead } from '#ui/console/detail.tsx'
import { Select } from '#ui/console/form.tsx'
import { ColumnMenu, useColumns, type ChosenColumn } from '#ui/console/list-columns.tsx'
import { ListTable } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import type { OverviewRow, OverviewView } from '../contract.ts'
import { CaseLink } from './case-link.tsx'
import { kindsQuery, overviewQuery, readOverviewSearch, type OverviewSearch } from './queries.ts'

const route = getRouteApi('/signed-in/casework/overview')

/** 督办总览: how every unit stands. */
export function OverviewScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const { data: kinds } = useSuspenseQuery(kindsQuery)
  const kind = kinds.find((one) => one.name === search.kind) ?? kinds[0]
  const go = (change: Record<string, unknown>) =>
    void navigate({ to: '/casework/overview', search: readOverviewSearch({ ...search, ...change }) })
  if (!kind) return <EmptyState title="没有可以督办的办件" />
  return (
    <>
      <PageHead
        title="督办总览"
        essentials={kind.label}
        actions={
          <Button href={csvAddress(kind.name, search)} icon={<DownloadOutlined />} download>
            导出表格
          </Button>
        }
      />
      {kinds.length > 1 && (
        <div className="filters">
          <Select
            label="办件种类"
            value={kind.name}
            options={kinds.map((one) => ({ value: one.name, label: one.label }))}
            onChange={(name) => go({ kind: name })}
          />
        </div>
      )}
      <Overview kind={kind.name} search={search} onSort={(sort, descending) => go({ sort, descending })} />
    </>
  )
}

function csvAddress(kind: string, { sort, descending }: OverviewSearch): string {
  const query = new URLSearchParams({ kind })
  if (sort !== undefined) query.set('sort', sort)
  if (descending) query.set('descending', 'true')
  return `/api/v1/casework/overview.csv?${query.toString()}`
}

function Overview(props: {
  readonly kind: string
  readonly search: OverviewSearch
  readonly onSort: (by: string, descending: boolean) => void
}) {
  const { data: overview } = useSuspenseQuery(overviewQuery(props.kind, props.search))
  const { rows } = overview
  const columns = useColumns('overview', columnsOf(overview))
  if (rows.length === 0) return <EmptyState title="没有可以查看的单位" />
  const total = (of: (row: OverviewRow) => number) => rows.reduce((sum, row) => sum + of(row), 0)
  return (
    <>
      <div className="filters">
        <p className="note">
          共 {rows.length} 个单位，在办 {total((row) => row.open)} 件，提醒 {total((row) => row.yellow)}{' '}
          件，超期 {total((row) => row.red)} 件。
        </p>
        <ColumnMenu columns={columns} />
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label="各单位办理情况">
        <ListTable
          caption="各单位办理情况"
          rows={rows}
          rowKey={(row) => row.unit.id}
          sorting={{
            by: props.search.sort ?? 'oldestDue',
            descending: props.search.descending ?? false,
            onSort: props.onSort,
          }}
          columns={columns.shown}
        />
      </div>
    </>
  )
}

const columnsOf = ({ page }: OverviewView): readonly ChosenColumn<OverviewRow>[] => [
  {
    title: '机构',
    width: 'wide',
    sort: 'unit',
    cell: (row) => <ToList page={page} row={row} text={row.unit.name} />,
  },
  { title: '在办', align: 'right', sort: 'open', cell: (row) => row.open },
  {
    title: '▲ 提醒',
    align: 'right',
    sort: 'yellow',
    cell: (row) => <ToList page={page} row={row} text={row.yellow} light="yellow" />,
  },
  {
    title: '■ 超期',
    align: 'right',
    sort: 'red',
    cell: (row) => <ToList page={page} row={row} text={row.red} light="red" />,
  },
  { title: 'Ⅱ 暂停', align: 'right', sort: 'paused', optional: 'shown', cell: (row) => row.paused },
  { title: '最早到期', width: 'date', sort: 'oldestDue', optional: 'shown', cell: (row) => row.oldestDue },
  { title: '本年办结', align: 'right', sort: 'closed', optional: 'shown', cell: (row) => row.closed },
  { title: '本年到期应办', align: 'right', optional: 'hidden', cell: (row) => row.judged },
  { title: '按期率', align: 'right', sort: 'onTime', optional: 'shown', cell: shareOf },
]

function shareOf({ judged, onTime }: OverviewRow): string {
  return judged === 0 ? '—' : `${(Math.floor((onTime / judged) * 1000) / 10).toFixed(1)}%`
}

/** Leads to the unit's cases, of this light where one is given. */
function ToList(props: {
  readonly page: OverviewView['page']
  readonly row: OverviewRow
  readonly text: string | number
  readonly light?: 'yellow' | 'red'
}) {
  const { page, row, text, light } = props
  if (page === null || text === 0) return text
  return (
    <CaseLink page={page} search={{ unitId: row.unit.id, ...(light ? { light } : {}) }}>
      {light ? <span className={`light-${light}`}>{text}</span> : text}
    </CaseLink>
  )
}
