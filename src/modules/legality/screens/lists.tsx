import { useState } from 'react'
import { App, Button } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { put } from '#ui/console/api.ts'
import { instantText, today } from '#ui/console/dates.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import {
  ChoiceField,
  DateField,
  NumberField,
  SelectField,
  TextAreaField,
  TextField,
} from '#ui/console/form.tsx'
import { Light } from '#ui/console/light.tsx'
import { ListTable, Pager } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMay, useMyUnits } from '#modules/administration/screens/session.ts'
import type { FilingBody, FilingView, LimitBody } from '../contract.ts'
import { filingsQuery, opinionsQuery } from './queries.ts'

interface ListProps {
  readonly page: number
  readonly onPage: (page: number) => void
}

/** Texts before the legality reviewers of one's units, what is awaited first. */
export function OpinionList({ page, onPage }: ListProps) {
  const { data: list } = useSuspenseQuery(opinionsQuery({ page }))
  if (list.items.length === 0) return <EmptyState title="还没有合法性审核" />
  return (
    <>
      <ListTable
        caption="合法性审核"
        rows={list.items}
        rowKey={(one) => one.id}
        columns={[
          {
            title: '文件',
            width: 'wide',
            cell: (one) => (
              <Link to="/documents/$documentId" params={{ documentId: one.documentId }}>
                {one.title}
              </Link>
            ),
          },
          { title: '单位', cell: (one) => one.unit },
          { title: '提请', cell: (one) => `${one.askedBy} ${instantText(one.askedAt)}` },
          { title: '结论', cell: (one) => one.given?.conclusionLabel ?? '待审核' },
          { title: '审核人', cell: (one) => one.given?.by ?? '' },
        ]}
      />
      <Pager page={list} onPage={onPage} />
    </>
  )
}

/** Rules that must be filed, the most pressing first. */
export function FilingList({ page, onPage }: ListProps) {
  const { data: list } = useSuspenseQuery(filingsQuery({ page }))
  const may = useMay()
  const [filed, setFiled] = useState<FilingView>()
  const [limiting, setLimiting] = useState(false)
  return (
    <>
      {may('legality.limit') && (
        <p>
          <Button onClick={() => setLimiting(true)}>设置备案期限</Button>
        </p>
      )}
      {list.items.length === 0 ? (
        <EmptyState title="还没有需要备案的文件" />
      ) : (
        <ListTable
          caption="备案"
          rows={list.items}
          rowKey={(one) => one.documentId}
          columns={[
            {
              title: '文件',
              width: 'wide',
              cell: (one) => (
                <Link to="/documents/$documentId" params={{ documentId: one.documentId }}>
                  {one.title}
                </Link>
              ),
            },
            { title: '文号', width: 'narrow', cell: (one) => one.documentNumber ?? '' },
            { title: '单位', cell: (one) => one.unit },
            { title: '公开', width: 'date', cell: (one) => one.publishedOn },
            { title: '期限', width: 'date', cell: (one) => one.dueOn ?? '' },
            { title: '时限', width: 'narrow', cell: (one) => <Light light={one.light} /> },
            {
              title: '备案',
              cell: (one) => (
                <>
                  {one.filed && `${one.filed.resultLabel} ${one.filed.number} ${one.filed.filedOn} `}
                  {one.mayFile && (
                    <Button size="small" type="link" onClick={() => setFiled(one)}>
                      {one.filed ? '更改' : '登记'}
                    </Button>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
      <Pager page={list} onPage={onPage} />
      {filed && <FileDialog filing={filed} onClose={() => setFiled(undefined)} />}
      {limiting && <LimitDialog onClose={() => setLimiting(false)} />}
    </>
  )
}

const RESULTS = [
  { value: 'accepted', label: '准予备案' },
  { value: 'to_change', label: '要求修改' },
  { value: 'refused', label: '不予备案' },
]

function FileDialog({ filing, onClose }: { readonly filing: FilingView; readonly onClose: () => void }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const send = async (values: FilingBody) => {
    await put(`/documents/${filing.documentId}/filing`, values)
    onClose()
    message.success('已登记')
    await client.invalidateQueries({ queryKey: ['legality'] })
    await client.invalidateQueries({ queryKey: ['desk'] })
  }
  return (
    <FormDialog<FilingBody>
      name="filing"
      title="登记备案"
      submitLabel="登记"
      intro={<p>{filing.title}</p>}
      initialValues={{
        body: filing.filed?.body ?? '',
        number: filing.filed?.number ?? '',
        filedOn: today() as FilingBody['filedOn'],
        result: 'accepted',
        remarks: filing.filed?.remarks ?? '',
      }}
      onClose={onClose}
      onSubmit={send}
    >
      <TextField name="body" label="备案机关" required maxLength={100} />
      <ChoiceField name="result" label="结果" required options={RESULTS} />
      <TextField name="number" label="备案号" maxLength={60} hint="准予备案的必须填写" />
      <DateField name="filedOn" label="日期" required max={today()} />
      <TextAreaField name="remarks" label="备注" rows={2} maxLength={500} />
    </FormDialog>
  )
}

function LimitDialog({ onClose }: { readonly onClose: () => void }) {
  const units = useMyUnits()
  const client = useQueryClient()
  const { message } = App.useApp()
  const send = async ({ unitId, ...values }: LimitBody & { unitId: string | number }) => {
    await put(`/units/${unitId}/filing-limit`, { ...values, days: Number(values.days) })
    onClose()
    message.success('已设置，此后公开的规范性文件按此计算')
    await client.invalidateQueries({ queryKey: ['legality'] })
  }
  return (
    <FormDialog<LimitBody & { unitId: string | number }>
      name="limit"
      title="设置备案期限"
      submitLabel="保存"
      intro={<p>规章自公布之日起三十日内备案（《规章制定程序条例》第三十四条），不在这里设置。</p>}
      initialValues={{ dayKind: 'calendar', days: 30, ...(units[0] ? { unitId: units[0].id } : {}) }}
      onClose={onClose}
      onSubmit={send}
    >
      <SelectField
        name="unitId"
        label="由谁设置"
        required
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <DateField name="from" label="自哪天起公开的" required />
      <NumberField name="days" label="天数" required />
      <ChoiceField
        name="dayKind"
        label="按"
        required
        options={[
          { value: 'calendar', label: '自然日' },
          { value: 'working', label: '工作日' },
        ]}
      />
      <TextField
        name="cites"
        label="依据"
        required
        maxLength={200}
        hint="如：云岚市行政规范性文件管理办法第几条"
      />
    </FormDialog>
  )
}
