import { useState } from 'react'
import { Button } from 'antd'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { put } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { DateField, NumberField, TextField } from '#ui/console/form.tsx'
import { Chip, Chips, Pager } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { unitsQuery, useSession } from '#modules/administration/screens/session.ts'
import type { LimitBody } from '../contract.ts'
import { CohandlingCard } from './cohandling-card.tsx'
import { cohandlingsQuery, readCohandlingsSearch, useDo } from './queries.ts'

const route = getRouteApi('/signed-in/cohandlings')
const STATES = { asked: '待回复', answered: '已回复', recalled: '已撤回' } as const

/** 会办: what other units ask of us, and what we ask of them. */
export function CohandlingsScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const { data: page } = useSuspenseQuery(cohandlingsQuery(search))
  const cityId = useCityLimit()
  const [setting, setSetting] = useState(false)
  const go = (change: Record<string, unknown>) =>
    void navigate({
      to: '/cohandlings',
      search: readCohandlingsSearch({ ...search, page: undefined, ...change }),
    })
  const asking = search.side === 'asking'
  return (
    <>
      <PageHead
        title="会办"
        essentials={asking ? '本单位请其他单位会办的事项' : '其他单位请本单位会办的事项'}
        actions={cityId !== undefined && <Button onClick={() => setSetting(true)}>设定会办期限</Button>}
      />
      <div className="filters">
        <Chips label="方向">
          <Chip on={!asking} onToggle={() => go({ side: undefined })}>
            请我们会办
          </Chip>
          <Chip on={asking} onToggle={() => go({ side: 'asking' })}>
            我们请求的
          </Chip>
        </Chips>
        <Chips label="状态">
          {(Object.keys(STATES) as (keyof typeof STATES)[]).map((state) => (
            <Chip
              key={state}
              on={search.state === state}
              onToggle={() => go({ state: search.state === state ? undefined : state })}
            >
              {STATES[state]}
            </Chip>
          ))}
          <Chip on={search.late === true} onToggle={() => go({ late: search.late ? undefined : true })}>
            ■ 超期
          </Chip>
        </Chips>
      </div>
      {page.items.length === 0 ? (
        <EmptyState title="没有会办事项">
          <p>
            {asking
              ? '办理中需要其他单位提供材料或者意见的，可以在办件页面请求会办。'
              : '其他单位请本单位会办时，会出现在这里和“今天要办”里。'}
          </p>
        </EmptyState>
      ) : (
        page.items.map((item) => <CohandlingCard key={item.id} item={item} />)
      )}
      <Pager page={page} onPage={(number) => go({ page: number })} />
      {setting && cityId !== undefined && <LimitDialog cityId={cityId} onClose={() => setSetting(false)} />}
    </>
  )
}

/** The city's government, for who sets its limits. */
function useCityLimit(): number | undefined {
  const { grants } = useSession()
  const { data: units } = useQuery(unitsQuery)
  const city = units?.find((unit) => unit.kind === 'city')
  const sets = grants.some(
    (grant) => grant.role === 'disclosure_officer' && grant.units.some((unit) => unit.id === city?.id),
  )
  return sets ? city?.id : undefined
}

function LimitDialog({ cityId, onClose }: { readonly cityId: number; readonly onClose: () => void }) {
  const run = useDo(onClose)
  return (
    <FormDialog<LimitBody>
      name="cohandling-limit"
      title="设定会办期限"
      submitLabel="保存"
      intro={<p>从所选日期起提出的会办适用；已经提出的不变。</p>}
      initialValues={{ from: today(), days: 5, mostDays: 15 }}
      onClose={onClose}
      onSubmit={(values) =>
        run('会办期限已设定', () =>
          put(`/units/${cityId}/cohandling-limit`, {
            ...values,
            days: Number(values.days),
            mostDays: Number(values.mostDays),
          }),
        )
      }
    >
      <DateField name="from" label="施行日期" required />
      <NumberField name="days" label="一般期限（工作日）" required />
      <NumberField name="mostDays" label="最长期限（工作日）" required />
      <TextField name="cites" label="依据" required maxLength={200} />
    </FormDialog>
  )
}
