import { useState } from 'react'
import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { dueText, today } from '#ui/console/dates.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { Select } from '#ui/console/form.tsx'
import { Light } from '#ui/console/light.tsx'
import { Chip, Chips, ListTable, Pager, SearchBox } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import { UnitFilter } from '#modules/administration/screens/unit-filter.tsx'
import { KINDS, STATES, type RemedyKindName, type RemedyState, type RemedySummary } from '../contract.ts'
import { LimitsDialog } from './limits.tsx'
import { OpenDialog } from './open.tsx'
import { remediesQuery } from './queries.ts'
import { kindTerms, kindWords, stateWords } from './words.ts'

/** What the address says of the list. */
export interface RemediesSearch {
  readonly kind?: RemedyKindName
  readonly state?: RemedyState
  readonly light?: 'green' | 'yellow' | 'red'
  readonly unitId?: number
  readonly year?: number
  readonly number?: string
  readonly page?: number
}

const LIGHTS = { red: '■ 超期', yellow: '▲ 提醒', green: '● 正常' } as const
const FIRST_YEAR = 2008

export function readRemediesSearch(search: Record<string, unknown>): RemediesSearch {
  const { kind, state, light, unitId, year, number, page } = search
  const kinds: readonly unknown[] = KINDS
  const states: readonly unknown[] = STATES
  const isYear = typeof year === 'number' && Number.isInteger(year) && year >= 1990 && year <= 2100
  return {
    ...(kinds.includes(kind) ? { kind: kind as RemedyKindName } : {}),
    ...(states.includes(state) ? { state: state as RemedyState } : {}),
    ...(light === 'green' || light === 'yellow' || light === 'red' ? { light } : {}),
    ...(Number.isSafeInteger(unitId) ? { unitId: unitId as number } : {}),
    ...(isYear ? { year } : {}),
    ...(typeof number === 'string' || typeof number === 'number' ? { number: String(number) } : {}),
    ...(Number.isSafeInteger(page) ? { page: page as number } : {}),
  }
}

/** The list that a tab shows: one kind at a time. */
export const remediesOf = (search: RemediesSearch) =>
  remediesQuery({ ...search, kind: search.kind ?? 'reconsideration' })

const route = getRouteApi('/signed-in/remedies')

export function RemediesScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const may = useMay()
  const kind = search.kind ?? 'reconsideration'
  const { data: page } = useSuspenseQuery(remediesOf(search))
  const [dialog, setDialog] = useState<'open' | 'limits'>()
  const go = (change: { [K in keyof RemediesSearch]: RemediesSearch[K] | undefined }) => {
    const { page: _first, ...kept } = search
    return navigate({ to: '/remedies', search: readRemediesSearch({ ...kept, ...change }) })
  }
  const thisYear = Number(today().slice(0, 4))
  const years = Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, index) => thisYear - index)
  return (
    <>
      <PageHead
        title="复议诉讼"
        essentials="政府信息公开引起的行政复议、行政诉讼和投诉举报；年报第四部分由此统计。"
        actions={
          <>
            {may('remedies.limit') && <Button onClick={() => setDialog('limits')}>期限设置</Button>}
            <Button href={csvAddress({ ...search, kind })}>导出表格</Button>
            {may('remedies.handle') && (
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setDialog('open')}>
                登记
              </Button>
            )}
          </>
        }
      />
      <div className="filters">
        <Chips label="类型">
          {KINDS.map((one) => (
            <Chip
              key={one}
              on={one === kind}
              onToggle={() => void go({ kind: one, state: undefined, light: undefined })}
            >
              {kindWords[one]}
            </Chip>
          ))}
        </Chips>
      </div>
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
          {STATES.map((state) => (
            <Chip
              key={state}
              on={search.state === state}
              onToggle={() => void go({ state: search.state === state ? undefined : state })}
            >
              {stateWords[kind][state]}
            </Chip>
          ))}
        </Chips>
        <UnitFilter value={search.unitId} onChange={(unitId) => void go({ unitId })} />
        <Select
          label="收到年份"
          placeholder="全部年份"
          value={search.year ?? null}
          options={years.map((year) => ({ value: year, label: `${year} 年收到` }))}
          onChange={(value) => void go({ year: value === '' ? undefined : Number(value) })}
        />
        <SearchBox
          label="按编号或者案号查找"
          value={search.number ?? ''}
          onSearch={(number) => void go({ number: number === '' ? undefined : number })}
        />
      </div>
      <RemedyTable kind={kind} rows={page.items} />
      <Pager
        page={page}
        onPage={(number) => void navigate({ to: '/remedies', search: { ...search, page: number } })}
      />
      {dialog === 'open' && <OpenDialog kind={kind} onClose={() => setDialog(undefined)} />}
      {dialog === 'limits' && <LimitsDialog onClose={() => setDialog(undefined)} />}
    </>
  )
}

function csvAddress({ page: _page, ...filter }: RemediesSearch): string {
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
  return `/api/v1/remedies.csv?${query.toString()}`
}

function RemedyTable({
  kind,
  rows,
}: {
  readonly kind: RemedyKindName
  readonly rows: readonly RemedySummary[]
}) {
  if (rows.length === 0)
    return (
      <EmptyState title={`没有符合条件的${kindWords[kind]}`}>
        <p>
          收到{kind === 'complaint' ? '投诉举报' : '答复通知、起诉状副本'}后请及时登记，期限从收到次日起算。
        </p>
      </EmptyState>
    )
  return (
    <ListTable
      caption={kindWords[kind]}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          title: '案件',
          width: 'wide',
          cell: (row) => (
            <>
              <Link to="/remedies/$remedyId" params={{ remedyId: row.id }}>
                {row.fileNumber || row.number}
              </Link>
              <div className="under">
                {row.fileNumber !== '' && `${row.number} · `}
                {row.about}
                {kind === 'litigation' && ` · ${row.levelLabel}`}
              </div>
            </>
          ),
        },
        { title: '时限', width: 'narrow', cell: (row) => <Light light={owed(row)?.light ?? null} /> },
        { title: '到期', width: 'date', cell: (row) => <Due due={owed(row)} /> },
        { title: '状态', width: 'narrow', cell: (row) => row.stateLabel },
        {
          title: `机关、${kindTerms[kind].organ}`,
          cell: (row) => (
            <>
              {row.unit.name}
              <div className="under">{row.organ}</div>
            </>
          ),
        },
        { title: '收到', width: 'date', cell: (row) => row.receivedOn },
        {
          title: '结果',
          cell: (row) =>
            row.resultLabel !== null && (
              <>
                {row.resultLabel}
                {row.groupLabel !== null && kind !== 'complaint' && (
                  <div className="under">{row.groupLabel}</div>
                )}
              </>
            ),
        },
      ]}
    />
  )
}

/** A limit that was kept is no longer anybody's concern. */
const owed = ({ due }: RemedySummary) => (due?.light === 'done' ? null : due)

/** What is still due, with how many days are left. */
function Due({ due }: { readonly due: RemedySummary['due'] }) {
  if (due === null) return null
  return (
    <>
      {due.on}
      <div className="under">{dueText(due.on)}</div>
    </>
  )
}
