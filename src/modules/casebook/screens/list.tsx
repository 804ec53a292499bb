import { useState } from 'react'
import { Button } from 'antd'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { today } from '#ui/console/dates.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { Chip, Chips, ListTable, Pager, SearchBox } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import { UnitFilter } from '#modules/administration/screens/unit-filter.tsx'
import type { ClosedCaseView } from '../contract.ts'
import { EntryTable } from './entry-table.tsx'
import { MonthPart } from './month.tsx'
import { casebookWordsQuery, casesQuery, entriesQuery } from './queries.ts'
import { NominateDialog, useBeginEntry } from './use-case.tsx'

/** What the address says of the screen. */
export interface CasebookSearch {
  readonly view?: 'cases' | 'month'
  readonly kind?: 'question' | 'case'
  readonly state?: string
  readonly unitId?: number
  readonly source?: string
  readonly number?: string
  readonly month?: string
  readonly page?: number
}

const KINDS = { question: '问答', case: '典型案例' } as const
const STATES = { draft: '草稿', checked: '待发布', published: '已发布', withdrawn: '已撤下' } as const

export function readCasebookSearch(search: Record<string, unknown>): CasebookSearch {
  const { view, kind, state, unitId, source, number, month, page } = search
  return {
    ...(view === 'cases' || view === 'month' ? { view } : {}),
    ...(kind === 'question' || kind === 'case' ? { kind } : {}),
    ...(typeof state === 'string' && Object.hasOwn(STATES, state) ? { state } : {}),
    ...(Number.isInteger(unitId) ? { unitId: unitId as number } : {}),
    ...(typeof source === 'string' ? { source } : {}),
    ...(typeof number === 'string' || typeof number === 'number' ? { number: String(number) } : {}),
    ...(typeof month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? { month } : {}),
    ...(Number.isInteger(page) ? { page: page as number } : {}),
  }
}

const route = getRouteApi('/signed-in/casebook')

export function CasebookScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const may = useMay()
  const go = (change: { [K in keyof CasebookSearch]: CasebookSearch[K] | undefined }) => {
    const { page: _first, ...kept } = search
    return navigate({ to: '/casebook', search: readCasebookSearch({ ...kept, ...change }) })
  }
  const view = search.view ?? 'entries'
  return (
    <>
      <PageHead title="问答和典型案例" />
      <nav className="filters" aria-label="分类">
        <Chips label="查看">
          <Chip on={view === 'entries'} onToggle={() => void go({ view: undefined })}>
            已写的
          </Chip>
          {may('casebook.edit') && (
            <Chip on={view === 'cases'} onToggle={() => void go({ view: 'cases' })}>
              从办结的事项中选
            </Chip>
          )}
          <Chip on={view === 'month'} onToggle={() => void go({ view: 'month' })}>
            典型案例月报
          </Chip>
        </Chips>
      </nav>
      {view === 'entries' && <Entries search={search} go={go} />}
      {view === 'cases' && <Cases search={search} go={go} />}
      {view === 'month' && (
        <MonthPart
          month={search.month ?? today().slice(0, 7)}
          unitId={search.unitId}
          onChange={(change) => void go(change)}
        />
      )}
    </>
  )
}

interface PartProps {
  readonly search: CasebookSearch
  readonly go: (change: { [K in keyof CasebookSearch]: CasebookSearch[K] | undefined }) => Promise<void>
}

function Entries({ search, go }: PartProps) {
  const { kind, state, unitId, page: number } = search
  const { data: page } = useSuspenseQuery(entriesQuery({ kind, state, unitId, page: number }))
  return (
    <>
      <div className="filters">
        <Chips label="类别">
          {Object.entries(KINDS).map(([value, label]) => (
            <Chip
              key={value}
              on={kind === value}
              onToggle={() => void go({ kind: kind === value ? undefined : (value as keyof typeof KINDS) })}
            >
              {label}
            </Chip>
          ))}
        </Chips>
        <Chips label="状态">
          {Object.entries(STATES).map(([value, label]) => (
            <Chip
              key={value}
              on={state === value}
              onToggle={() => void go({ state: state === value ? undefined : value })}
            >
              {label}
            </Chip>
          ))}
        </Chips>
        <UnitFilter value={unitId} onChange={(unitId) => void go({ unitId })} />
      </div>
      {page.items.length === 0 ? (
        <EmptyState title="还没有符合条件的条目">
          <p>从办结的咨询和公开申请中选一件，写成问答或者典型案例。</p>
        </EmptyState>
      ) : (
        <EntryTable rows={page.items} />
      )}
      <Pager page={page} onPage={(to) => void go({ page: to })} />
    </>
  )
}

function Cases({ search, go }: PartProps) {
  const { data: words } = useSuspenseQuery(casebookWordsQuery)
  const kind = search.source ?? words.sources[0]?.kind ?? ''
  const { data: page } = useSuspenseQuery(casesQuery({ kind, number: search.number, page: search.page }))
  const begin = useBeginEntry()
  const [nominated, setNominated] = useState<ClosedCaseView>()
  return (
    <>
      <div className="filters">
        <Chips label="来源">
          {words.sources.map((one) => (
            <Chip key={one.kind} on={one.kind === kind} onToggle={() => void go({ source: one.kind })}>
              {one.label}
            </Chip>
          ))}
        </Chips>
        <SearchBox
          label="按登记编号查找"
          value={search.number ?? ''}
          onSearch={(number) => void go({ number: number === '' ? undefined : number })}
        />
      </div>
      {page.items.length === 0 ? (
        <EmptyState title="没有办结的事项">
          <p>办结以后的咨询和公开申请会出现在这里。</p>
        </EmptyState>
      ) : (
        <ListTable
          caption="办结的事项，最近办结的在前"
          rows={page.items}
          rowKey={(row) => row.id}
          columns={[
            {
              title: '事项',
              width: 'wide',
              cell: (row) => (
                <>
                  {row.title}
                  <div className="under">
                    {row.number} · {row.unit}
                  </div>
                </>
              ),
            },
            { title: '结果', cell: (row) => row.outcomeLabel },
            { title: '办结', width: 'date', cell: (row) => row.closedOn },
            {
              title: '用作',
              cell: (row) => (
                <div className="row-actions">
                  {(['question', 'case'] as const).map((entryKind) => {
                    const made = row.entries.find((one) => one.kind === entryKind)
                    return made ? (
                      <Link key={entryKind} to="/casebook/entries/$entryId" params={{ entryId: made.id }}>
                        已写{KINDS[entryKind]}
                      </Link>
                    ) : (
                      <Button
                        key={entryKind}
                        size="small"
                        type="link"
                        onClick={() => void begin(row, entryKind)}
                      >
                        写成{KINDS[entryKind]}
                      </Button>
                    )
                  })}
                  {row.nominatedFor === null ? (
                    <Button size="small" type="link" onClick={() => setNominated(row)}>
                      推荐到月报
                    </Button>
                  ) : (
                    <span>已推荐到{row.nominatedFor.slice(0, 7)}月报</span>
                  )}
                </div>
              ),
            },
          ]}
        />
      )}
      <Pager page={page} onPage={(to) => void go({ page: to })} />
      {nominated && <NominateDialog source={nominated} onClose={() => setNominated(undefined)} />}
    </>
  )
}
