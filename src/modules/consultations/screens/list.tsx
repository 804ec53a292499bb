import { useState } from 'react'
import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { PageHead } from '#ui/console/detail.tsx'
import { Light } from '#ui/console/light.tsx'
import { ButtonLink } from '#ui/console/link.tsx'
import { Chip, Chips, ListTable, Pager, SearchBox } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import { UnitFilter } from '#modules/administration/screens/unit-filter.tsx'
import { SavedViews } from '#modules/casework/screens/saved-views.tsx'
import { consultationsQuery } from './queries.ts'
import { SettingsDialog } from './settings.tsx'
import { stateWords, wayWords } from './words.ts'

/** What the address says of the list. */
export interface ConsultationsSearch {
  readonly state?: string
  readonly light?: 'green' | 'yellow' | 'red'
  readonly way?: string
  readonly unitId?: number
  readonly number?: string
  readonly page?: number
}

const LIGHTS = { red: '■ 超期', yellow: '▲ 提醒', green: '● 正常' } as const

export function readConsultationsSearch(search: Record<string, unknown>): ConsultationsSearch {
  const { state, light, way, unitId, number, page } = search
  return {
    ...(typeof state === 'string' && Object.hasOwn(stateWords, state) ? { state } : {}),
    ...(light === 'green' || light === 'yellow' || light === 'red' ? { light } : {}),
    ...(typeof way === 'string' && Object.hasOwn(wayWords, way) ? { way } : {}),
    ...(Number.isInteger(unitId) ? { unitId: unitId as number } : {}),
    ...(typeof number === 'string' || typeof number === 'number' ? { number: String(number) } : {}),
    ...(Number.isInteger(page) ? { page: page as number } : {}),
  }
}

const route = getRouteApi('/signed-in/consultations')

export function ConsultationsScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const may = useMay()
  const [setting, setSetting] = useState(false)
  const { data: page } = useSuspenseQuery(consultationsQuery({ ...search }))
  const go = (change: { [K in keyof ConsultationsSearch]: ConsultationsSearch[K] | undefined }) => {
    const { page: _first, ...kept } = search
    return navigate({ to: '/consultations', search: readConsultationsSearch({ ...kept, ...change }) })
  }
  const toggle = <K extends 'state' | 'light' | 'way'>(name: K, words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, label]) => (
      <Chip
        key={value}
        on={search[name] === value}
        onToggle={() => void go({ [name]: search[name] === value ? undefined : value })}
      >
        {label}
      </Chip>
    ))
  return (
    <>
      <PageHead
        title="咨询"
        actions={
          <>
            {may('consultations.handle') && (
              <ButtonLink to="/consultations/new" icon={<PlusOutlined />}>
                登记咨询
              </ButtonLink>
            )}
            <Button onClick={() => setSetting(true)}>答复期限</Button>
          </>
        }
      />
      <SavedViews list="consultations" />
      <div className="filters">
        <Chips label="时限">{toggle('light', LIGHTS)}</Chips>
        <Chips label="状态">{toggle('state', stateWords)}</Chips>
        <Chips label="方式">{toggle('way', wayWords)}</Chips>
        <UnitFilter value={search.unitId} onChange={(unitId) => void go({ unitId })} />
        <SearchBox
          label="按登记编号查找"
          value={search.number ?? ''}
          onSearch={(number) => void go({ number: number === '' ? undefined : number })}
        />
      </div>
      {page.items.length === 0 ? (
        <EmptyState title="没有符合条件的咨询">
          <p>网上咨询会自动出现在这里；电话、当面的咨询由工作人员登记。</p>
        </EmptyState>
      ) : (
        <ListTable
          caption="咨询，待答复的在前"
          rows={page.items}
          rowKey={(row) => row.id}
          columns={[
            {
              title: '咨询',
              width: 'wide',
              cell: (row) => (
                <>
                  <Link to="/consultations/$consultationId" params={{ consultationId: row.id }}>
                    {row.title}
                  </Link>
                  <div className="under">
                    {row.number} · {row.wayLabel}
                  </div>
                </>
              ),
            },
            { title: '时限', width: 'narrow', cell: (row) => <Light light={row.light} /> },
            { title: '到期', width: 'date', cell: (row) => row.dueOn },
            { title: '状态', width: 'narrow', cell: (row) => row.stateLabel },
            { title: '机构', cell: (row) => row.unit.name },
            { title: '收到', width: 'date', cell: (row) => row.receivedOn },
            { title: '结果', cell: (row) => row.outcomeLabel },
            { title: '评价', width: 'narrow', cell: (row) => row.verdictLabel },
          ]}
        />
      )}
      <Pager
        page={page}
        onPage={(number) => void navigate({ to: '/consultations', search: { ...search, page: number } })}
      />
      {setting && <SettingsDialog onClose={() => setSetting(false)} />}
    </>
  )
}
