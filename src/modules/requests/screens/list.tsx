import { DownloadOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { PageHead } from '#ui/console/detail.tsx'
import { Light } from '#ui/console/light.tsx'
import { ButtonLink } from '#ui/console/link.tsx'
import { BulkBar, useSelection } from '#ui/console/list-selection.tsx'
import { ListTable, Pager } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import { TakeButton } from '#modules/casework/screens/assignment.tsx'
import { BulkAssign } from '#modules/casework/screens/open-cases.tsx'
import { SavedViews } from '#modules/casework/screens/saved-views.tsx'
import { BulkSteps } from './bulk.tsx'
import { Filters, readRequestsSearch, type Change, type RequestsSearch } from './filters.tsx'
import { NumbersLine } from './numbers.tsx'
import { requestsQuery } from './queries.ts'

const route = getRouteApi('/signed-in/requests')

/** The same rows as a table, without pages. */
function csvAddress({ page: _page, ...search }: RequestsSearch): string {
  const query = new URLSearchParams(Object.entries(search).map(([name, value]) => [name, String(value)]))
  return `/api/v1/requests/list.csv?${query.toString()}`
}

export function RequestsScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const may = useMay()
  const { data: page } = useSuspenseQuery(requestsQuery({ ...search }))
  const go = (change: Change) => {
    const { page: _first, ...kept } = search
    return navigate({ to: '/requests', search: readRequestsSearch({ ...kept, ...change }) })
  }
  const selection = useSelection(page.items.map((row) => row.id))
  const picked = page.items.filter((row) => selection.has(row.id))
  const [unitId, ...others] = new Set(picked.map((row) => row.unit.id))
  const done = () => selection.setAll(false)
  return (
    <>
      <PageHead
        title="依申请公开"
        actions={
          <>
            {may('requests.set_policy') && <Link to="/requests/policy">办理规则</Link>}
            <Button href={csvAddress(search)} icon={<DownloadOutlined />} download>
              导出表格
            </Button>
            {may('requests.handle') && (
              <ButtonLink to="/requests/new" search={{}} icon={<PlusOutlined />}>
                录入来件
              </ButtonLink>
            )}
          </>
        }
      />
      <SavedViews list="requests" />
      <NumbersLine unitId={search.unitId} />
      <Filters search={search} onChange={(change) => void go(change)} />
      {page.items.length === 0 ? (
        <EmptyState title="没有符合条件的申请">
          <p>网上申请会自动出现在这里；当面、信函、传真收到的由工作人员录入。</p>
        </EmptyState>
      ) : (
        <>
          <BulkBar selection={selection}>
            <BulkSteps picked={picked} onDone={done} />
            <TakeButton caseIds={selection.ids} onDone={done} />
            {unitId !== undefined && others.length === 0 && (
              <BulkAssign kind="requests.disclosure" unitId={unitId} caseIds={selection.ids} onDone={done} />
            )}
          </BulkBar>
          <ListTable
            selection={selection}
            caption="政府信息公开申请"
            rows={page.items}
            rowKey={(row) => row.id}
            columns={[
              {
                title: '申请内容',
                width: 'wide',
                cell: (row) => (
                  <>
                    <Link to="/requests/$requestId" params={{ requestId: row.id }}>
                      {row.wanted || row.number}
                    </Link>
                    <div className="under">
                      {row.number} · {row.applicantKindLabel}
                    </div>
                  </>
                ),
              },
              { title: '时限', width: 'narrow', cell: (row) => <Light light={row.light} /> },
              { title: '到期', width: 'date', cell: (row) => row.dueOn },
              { title: '状态', width: 'narrow', cell: (row) => row.stateLabel },
              { title: '承办人', width: 'narrow', cell: (row) => row.handler },
              { title: '机构', cell: (row) => row.unit.name },
              { title: '收到', width: 'date', cell: (row) => row.receivedOn ?? row.arrivedOn },
              { title: '结果', cell: (row) => row.outcomeLabel },
            ]}
          />
        </>
      )}
      <Pager
        page={page}
        onPage={(number) => void navigate({ to: '/requests', search: { ...search, page: number } })}
      />
    </>
  )
}
