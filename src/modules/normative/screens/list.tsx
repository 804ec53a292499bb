import { useState } from 'react'
import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { DateField, SelectField, TextField } from '#ui/console/form.tsx'
import { Chip, Chips, ListTable } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMay, useMyUnits } from '#modules/administration/screens/session.ts'
import { FilingList, OpinionList } from '#modules/legality/screens/lists.tsx'
import type { CleanupBody } from '../contract.ts'
import { cleanupsQuery } from './queries.ts'

const route = getRouteApi('/signed-in/normative')
const TABS = { legality: '合法性审核', filing: '备案', cleanup: '清理' } as const
type Tab = keyof typeof TABS

export interface NormativeSearch {
  readonly tab?: Tab
  readonly page?: number
}

export function readNormativeSearch({ tab, page }: Record<string, unknown>): NormativeSearch {
  return {
    ...(typeof tab === 'string' && Object.hasOwn(TABS, tab) ? { tab: tab as Tab } : {}),
    ...(typeof page === 'number' && Number.isSafeInteger(page) && page > 1 ? { page } : {}),
  }
}

/** Rules from their legality review over their filing to the periodic clean-up. */
export function NormativeScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const tab = search.tab ?? 'legality'
  const list = {
    page: search.page ?? 1,
    onPage: (page: number) => void navigate({ to: '/normative', search: { tab, page } }),
  }
  return (
    <>
      <PageHead title="规范性文件" essentials="公开前合法性审核，公开后备案，定期清理。" />
      <Chips label="事项">
        {(Object.keys(TABS) as Tab[]).map((one) => (
          <Chip
            key={one}
            on={one === tab}
            onToggle={() => void navigate({ to: '/normative', search: { tab: one } })}
          >
            {TABS[one]}
          </Chip>
        ))}
      </Chips>
      {tab === 'legality' && <OpinionList {...list} />}
      {tab === 'filing' && <FilingList {...list} />}
      {tab === 'cleanup' && <CleanupList />}
    </>
  )
}

function CleanupList() {
  const { data: rounds } = useSuspenseQuery(cleanupsQuery)
  const may = useMay()
  const [opening, setOpening] = useState(false)
  return (
    <>
      {may('normative.lead') && (
        <p>
          <Button icon={<PlusOutlined />} onClick={() => setOpening(true)}>
            开始一次清理
          </Button>
        </p>
      )}
      {rounds.length === 0 ? (
        <EmptyState title="还没有清理过" />
      ) : (
        <ListTable
          caption="清理"
          rows={rounds}
          rowKey={(round) => round.id}
          columns={[
            {
              title: '清理',
              width: 'wide',
              cell: (round) => (
                <Link to="/normative/cleanups/$cleanupId" params={{ cleanupId: round.id }}>
                  {round.title}
                </Link>
              ),
            },
            { title: '组织单位', cell: (round) => round.unit },
            { title: '完成期限', width: 'date', cell: (round) => round.dueOn },
            { title: '单位', cell: (round) => `${round.confirmed} / ${round.units}`, align: 'right' },
            { title: '文件', cell: (round) => `${round.decided} / ${round.documents}`, align: 'right' },
            { title: '状态', cell: (round) => (round.closedOn ? `已完成 ${round.closedOn}` : '进行中') },
          ]}
        />
      )}
      {opening && <OpenDialog onClose={() => setOpening(false)} />}
    </>
  )
}

function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const units = useMyUnits()
  const client = useQueryClient()
  const navigate = useNavigate()
  const open = async (values: CleanupBody) => {
    const { id } = await post<{ id: number }>('/cleanups', { ...values, unitId: Number(values.unitId) })
    await client.invalidateQueries({ queryKey: ['cleanups'] })
    onClose()
    await navigate({ to: '/normative/cleanups/$cleanupId', params: { cleanupId: id } })
  }
  return (
    <FormDialog<CleanupBody>
      name="open-cleanup"
      title="开始一次清理"
      submitLabel="开始"
      intro={<p>所选机关和下级单位现行有效的规章、规范性文件都列入清理目录，由各单位逐件提出意见。</p>}
      initialValues={{
        title: '',
        basis: '',
        writtenUntil: today() as CleanupBody['dueOn'],
        ...(units[0] ? { unitId: units[0].id } : {}),
      }}
      onClose={onClose}
      onSubmit={open}
    >
      <SelectField
        name="unitId"
        label="组织机关"
        required
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField name="title" label="名称" required maxLength={100} hint="如：2026年行政规范性文件清理" />
      <TextField name="basis" label="依据" required maxLength={300} />
      <div className="fields">
        <DateField name="writtenUntil" label="清理成文至此日的" required max={today()} />
        <DateField name="dueOn" label="完成期限" required />
      </div>
    </FormDialog>
  )
}
