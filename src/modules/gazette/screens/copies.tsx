import { useState } from 'react'
import { App, Button } from 'antd'
import { post } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { Section } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { DateField, NumberField, SelectField, TextAreaField, TextField } from '#ui/console/form.tsx'
import { ListTable } from '#ui/console/list.tsx'
import type { CopiesBody, IssueView } from '../contract.ts'

const CATEGORIES = [
  { value: 'archive', label: '国家档案馆' },
  { value: 'library', label: '公共图书馆' },
  { value: 'service_hall', label: '政务服务场所' },
  { value: 'community', label: '村（社区）' },
  { value: 'agency', label: '行政机关' },
  { value: 'other', label: '其他' },
]

/** Where the printed copies went. */
export function CopiesSection({
  issue,
  onDone,
}: {
  readonly issue: IssueView
  readonly onDone: () => Promise<unknown>
}) {
  const [sending, setSending] = useState(false)
  const [striking, setStriking] = useState<number>()
  const { message } = App.useApp()
  const address = `/gazette/issues/${issue.id}/copies`
  const send = async (values: CopiesBody) => {
    await post(address, { ...values, copies: Number(values.copies) })
    setSending(false)
    message.success('已登记')
    await onDone()
  }
  const strike = async ({ reason }: { reason: string }) => {
    await post(`${address}/${striking}/strikes`, { reason })
    setStriking(undefined)
    message.success('已撤销登记')
    await onDone()
  }
  return (
    <Section title={`寄送（${issue.copies} 份）`}>
      {issue.sent.length === 0 ? (
        <p className="quiet">还没有登记寄送。</p>
      ) : (
        <ListTable
          caption="寄送"
          rows={issue.sent}
          rowKey={(line) => line.id}
          columns={[
            {
              title: '接收单位',
              cell: (line) => (line.struck ? <del>{line.recipient}</del> : line.recipient),
            },
            { title: '类别', cell: (line) => line.categoryLabel },
            { title: '份数', cell: (line) => line.copies, align: 'right' },
            { title: '日期', cell: (line) => line.sentOn, width: 'date' },
            {
              title: '登记',
              cell: (line) =>
                line.struck ? (
                  `已撤销：${line.struck.reason}`
                ) : issue.may.compose ? (
                  <Button size="small" type="link" onClick={() => setStriking(line.id)}>
                    撤销
                  </Button>
                ) : (
                  ''
                ),
            },
          ]}
        />
      )}
      {issue.may.compose && <Button onClick={() => setSending(true)}>登记寄送</Button>}
      {sending && (
        <FormDialog<CopiesBody>
          name="copies"
          title="登记寄送"
          submitLabel="登记"
          initialValues={{ category: 'library', sentOn: today() as CopiesBody['sentOn'] }}
          onClose={() => setSending(false)}
          onSubmit={send}
        >
          <TextField name="recipient" label="接收单位" required maxLength={100} />
          <SelectField name="category" label="类别" required options={CATEGORIES} />
          <NumberField name="copies" label="份数" required />
          <DateField name="sentOn" label="寄送日期" required max={today()} />
        </FormDialog>
      )}
      {striking !== undefined && (
        <FormDialog<{ reason: string }>
          name="strike"
          title="撤销登记"
          submitLabel="撤销"
          danger
          intro={<p>登记的一行不删除，划去并写明原因，不再计入份数。</p>}
          initialValues={{ reason: '' }}
          onClose={() => setStriking(undefined)}
          onSubmit={strike}
        >
          <TextAreaField name="reason" label="原因" required maxLength={200} rows={2} />
        </FormDialog>
      )}
    </Section>
  )
}
