import { useState } from 'react'
import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { NumberField, SelectField, TextField } from '#ui/console/form.tsx'
import { ListTable, Pager } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMay, useMyUnits } from '#modules/administration/screens/session.ts'
import type { IssueList, NewIssueBody } from '../contract.ts'
import { issuesQuery } from './queries.ts'

const route = getRouteApi('/signed-in/gazette')

export interface GazetteSearch {
  readonly page?: number
}

export function readGazetteSearch({ page }: Record<string, unknown>): GazetteSearch {
  return typeof page === 'number' && Number.isSafeInteger(page) && page > 1 ? { page } : {}
}

export const STATES = { composing: '编辑中', issued: '已印发' } as const

export function GazetteScreen() {
  const search = route.useSearch()
  const { data: list } = useSuspenseQuery(issuesQuery({ ...search }))
  const may = useMay()
  const navigate = useNavigate()
  const [beginning, setBeginning] = useState(false)
  return (
    <>
      <PageHead
        title="政府公报"
        essentials="从已公开的文件选编，印发后自动排版并上网。"
        actions={
          may('gazette.compose') && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setBeginning(true)}>
              新的一期
            </Button>
          )
        }
      />
      {list.items.length === 0 ? (
        <EmptyState title="还没有公报" />
      ) : (
        <ListTable
          caption="公报"
          rows={list.items}
          rowKey={(issue) => issue.id}
          columns={[
            {
              title: '期号',
              cell: (issue) => (
                <Link to="/gazette/$issueId" params={{ issueId: issue.id }}>
                  {issue.year}年第{issue.number}期
                </Link>
              ),
            },
            { title: '总期号', cell: (issue) => issue.totalNumber, align: 'right' },
            { title: '主办', cell: (issue) => issue.unit.name },
            { title: '状态', cell: (issue) => STATES[issue.state] },
            { title: '印发日期', cell: (issue) => issue.issuedOn ?? '', width: 'date' },
            { title: '文件', cell: (issue) => issue.documents, align: 'right' },
            { title: '寄送份数', cell: (issue) => issue.copies, align: 'right' },
          ]}
        />
      )}
      <Pager page={list} onPage={(page) => void navigate({ to: '/gazette', search: { page } })} />
      {beginning && <BeginDialog next={list.next} onClose={() => setBeginning(false)} />}
    </>
  )
}

function BeginDialog({ next, onClose }: { readonly next: IssueList['next']; readonly onClose: () => void }) {
  const units = useMyUnits()
  const client = useQueryClient()
  const navigate = useNavigate()
  const begin = async (values: NewIssueBody) => {
    const { id } = await post<{ id: number }>('/gazette/issues', {
      ...values,
      unitId: Number(values.unitId),
      year: Number(values.year),
      number: Number(values.number),
      totalNumber: Number(values.totalNumber),
    })
    await client.invalidateQueries({ queryKey: ['gazette'] })
    onClose()
    await navigate({ to: '/gazette/$issueId', params: { issueId: id } })
  }
  return (
    <FormDialog<NewIssueBody>
      name="begin-issue"
      title="新的一期公报"
      submitLabel="开始编辑"
      initialValues={{ ...next, ...(units[0] ? { unitId: units[0].id } : {}) }}
      onClose={onClose}
      onSubmit={begin}
    >
      <SelectField
        name="unitId"
        label="主办机关"
        required
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField name="name" label="刊名" required maxLength={60} hint="如：云岚市人民政府公报" />
      <div className="fields">
        <NumberField name="year" label="年份" required />
        <NumberField name="number" label="期号" required />
        <NumberField name="totalNumber" label="总期号" required />
      </div>
    </FormDialog>
  )
}
