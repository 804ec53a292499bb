import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { PageHead } from '#ui/console/detail.tsx'
import { Select } from '#ui/console/form.tsx'
import { Light } from '#ui/console/light.tsx'
import { ListTable, Pager } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { STATES, stateLabels, type ReportRow } from '../contract/life.ts'
import { progressText } from './list.tsx'
import { collectionQuery, readRowsSearch, rowsQuery } from './queries.ts'

const route = getRouteApi('/signed-in/reports/collections/$collectionId')

/** The reports of a year: who has given theirs, who is late, whose records changed after publication. */
export function CollectionScreen() {
  const { collectionId } = route.useParams()
  const search = route.useSearch()
  const navigate = useNavigate()
  const { data: collection } = useSuspenseQuery(collectionQuery(collectionId))
  const { data: page } = useSuspenseQuery(rowsQuery(collectionId, search))
  const go = (change: Record<string, unknown>) =>
    void navigate({
      to: '/reports/collections/$collectionId',
      params: { collectionId },
      search: readRowsSearch({ ...search, page: undefined, ...change }),
    })
  return (
    <>
      <PageHead
        above={
          <Link to="/reports" search={{}}>
            年度报告
          </Link>
        }
        title={`${collection.unit.name}${collection.year}年年度报告`}
        essentials={`${collection.total} 个单位，已公布 ${collection.states.published} 个 · ${progressText(collection)} · 报送 ${collection.submitDue}，部门公布 ${collection.publishDue}，政府公布 ${collection.governmentDue}（${collection.cites}）`}
      />
      <div className="filters">
        <Select
          label="状态"
          placeholder="全部状态"
          value={search.state ?? null}
          options={STATES.map((state) => ({
            value: state,
            label: `${stateLabels[state]} ${collection.states[state]}`,
          }))}
          onChange={(state) => go({ state })}
        />
        <Select
          label="期限"
          placeholder="全部期限"
          value={search.light ?? null}
          options={[
            { value: 'red', label: '■ 超期' },
            { value: 'yellow', label: '▲ 提醒' },
          ]}
          onChange={(light) => go({ light })}
        />
      </div>
      {page.items.length === 0 ? (
        <EmptyState title="没有这样的报告" />
      ) : (
        <ListTable
          caption="各单位的报告"
          rows={page.items}
          rowKey={(row) => row.id}
          columns={[
            {
              title: '单位',
              width: 'wide',
              cell: (row) => (
                <Link to="/reports/$annualReportId" params={{ annualReportId: row.id }}>
                  {row.unit.name}
                </Link>
              ),
            },
            { title: '状态', cell: (row) => row.stateLabel },
            { title: '报送', cell: (row) => <Limit limit={row.submission} /> },
            { title: '公布', cell: (row) => <Limit limit={row.publication} /> },
            { title: '版本', cell: editionText },
          ]}
        />
      )}
      <Pager page={page} onPage={(number) => go({ page: number })} />
    </>
  )
}

export function Limit({ limit }: { readonly limit: ReportRow['submission'] }) {
  if (limit === null) return <span className="quiet">—</span>
  return (
    <>
      <Light light={limit.light} /> <span className="quiet">{limit.dueOn}</span>
    </>
  )
}

function editionText(row: ReportRow): string {
  if (row.edition === 0) return ''
  const shown = row.published === null ? '未公布' : `公布第 ${row.published} 版`
  return row.differs ? `${shown}，公布后数字有变化` : shown
}
