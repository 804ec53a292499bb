import { PlusOutlined } from '@ant-design/icons'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { PageHead } from '#ui/console/detail.tsx'
import { Select } from '#ui/console/form.tsx'
import { Light } from '#ui/console/light.tsx'
import { ButtonLink } from '#ui/console/link.tsx'
import { BulkBar, useSelection } from '#ui/console/list-selection.tsx'
import { Chip, Chips, ListTable, Pager, SearchBox } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMay, useMyUnits } from '#modules/administration/screens/session.ts'
import { TakeButton } from '#modules/casework/screens/assignment.tsx'
import { BulkAssign } from '#modules/casework/screens/open-cases.tsx'
import { SavedViews } from '#modules/casework/screens/saved-views.tsx'
import { requestsQuery } from './queries.ts'
import { stateWords } from './words.ts'

/** What the address says of the list. */
export interface RequestsSearch {
  readonly state?: string
  readonly light?: 'green' | 'yellow' | 'red' | 'paused'
  readonly unitId?: number
  readonly number?: string
  readonly page?: number
}

const LIGHTS = { red: '■ 超期', yellow: '▲ 提醒', green: '● 正常', paused: 'Ⅱ 暂停计时' } as const

export function readRequestsSearch(search: Record<string, unknown>): RequestsSearch {
  const { state, light, unitId, number, page } = search
  return {
    ...(typeof state === 'string' && Object.hasOwn(stateWords, state) ? { state } : {}),
    ...(typeof light === 'string' && Object.hasOwn(LIGHTS, light)
      ? { light: light as keyof typeof LIGHTS }
      : {}),
    ...(Number.isInteger(unitId) ? { unitId: unitId as number } : {}),
    ...(typeof number === 'string' || typeof number === 'number' ? { number: String(number) } : {}),
    ...(Number.isInteger(page) ? { page: page as number } : {}),
  }
}

const route = getRouteApi('/signed-in/requests')

export function RequestsScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const may = useMay()
  const units = useMyUnits()
  const { data: page } = useSuspenseQuery(requestsQuery({ ...search }))
  const go = (change: { [K in keyof RequestsSearch]: RequestsSearch[K] | undefined }) => {
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
          may('requests.handle') && (
            <ButtonLink to="/requests/new" icon={<PlusOutlined />}>
              录入来件
            </ButtonLink>
          )
        }
      />
      <SavedViews list="requests" />
      <div className="filters">
        <Chips label="时限">
          {(Object.keys(LIGHTS) as (keyof typeof LIGHTS)[]).map((light) => (
            <Chip
              key={light}
              on={search.light === light}
              onToggle={() => void go({ light: search.light === light ? undefined : light })}
            >
              {LIGHTS[light]}
            </Chip>
          ))}
        </Chips>
        <Chips label="状态">
          {Object.entries(stateWords).map(([state, label]) => (
            <Chip
              key={state}
              on={search.state === state}
              onToggle={() => void go({ state: search.state === state ? undefined : state })}
            >
              {label}
            </Chip>
          ))}
        </Chips>
        {units.length > 1 && (
          <Select
            label="机构"
            placeholder="全部机构"
            value={search.unitId ?? null}
            options={units.map((unit) => ({ value: unit.id, label: unit.shortName }))}
            onChange={(value) => void go({ unitId: value === '' ? undefined : Number(value) })}
          />
        )}
        <SearchBox
          label="按登记编号查找"
          value={search.number ?? ''}
          onSearch={(number) => void go({ number: number === '' ? undefined : number })}
        />
      </div>
      {page.items.length === 0 ? (
        <EmptyState title="没有符合条件的申请">
          <p>网上申请会自动出现在这里；当面、信函、传真收到的由工作人员录入。</p>
        </EmptyState>
      ) : (
        <>
          <BulkBar selection={selection}>
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
