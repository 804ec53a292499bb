import { useState } from 'react'
import { Button } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { Facts, PageHead, Section } from '#ui/console/detail.tsx'
import {
  ChoiceField,
  DateField,
  SelectField,
  ServerForm,
  TextAreaField,
  TextField,
} from '#ui/console/form.tsx'
import { useMyUnits } from '#modules/administration/screens/session.ts'
import type { ReceiptView, RecordedQuestion } from '../contract.ts'
import { refreshConsultation } from './queries.ts'
import { optionsOf, wayWords } from './words.ts'

interface Form {
  readonly unitId: string | number
  readonly way: RecordedQuestion['way']
  readonly receivedOn: string
  readonly title: string
  readonly question: string
  readonly name?: string
  readonly phone?: string
  readonly email?: string
  readonly content?: string
  readonly answeredOn?: string
}

/** Enters a consultation by telephone or at the counter, with the answer that was given. */
export function NewConsultationScreen() {
  const units = useMyUnits()
  const client = useQueryClient()
  const [receipt, setReceipt] = useState<ReceiptView>()
  if (receipt) return <Receipt receipt={receipt} onAgain={() => setReceipt(undefined)} />
  const record = async ({ content = '', answeredOn, ...values }: Form) => {
    const view = await post<ReceiptView>('/consultations', {
      name: '',
      phone: '',
      email: '',
      ...values,
      unitId: Number(values.unitId),
      answer: content.trim() === '' ? null : { content, answeredOn: answeredOn || today() },
    })
    setReceipt(view)
    await refreshConsultation(client, view.id)
  }
  return (
    <div className="form-page">
      <PageHead
        above={<Link to="/consultations">咨询</Link>}
        title="登记咨询"
        essentials="电话、当面的咨询，事后登记；当场答复了的，一并填写答复"
      />
      <ServerForm<Form>
        name="recorded"
        submitLabel="登记"
        initialValues={{
          way: 'phone',
          receivedOn: today(),
          answeredOn: today(),
          title: '',
          question: '',
          ...(units[0] ? { unitId: units[0].id } : {}),
        }}
        onSubmit={record}
      >
        <Section title="咨询">
          <div className="fields">
            <SelectField
              name="unitId"
              label="机构"
              required
              options={units.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <DateField name="receivedOn" label="咨询日期" required max={today()} />
          </div>
          <ChoiceField name="way" label="方式" required options={optionsOf(wayWords)} />
          <TextField name="title" label="咨询什么" required maxLength={100} hint="一句话" />
          <TextAreaField name="question" label="详细说明" required rows={4} maxLength={2000} />
        </Section>
        <Section title="答复" note="还没有答复的，留空">
          <TextAreaField name="content" label="答复内容" rows={5} maxLength={10_000} />
          <DateField name="answeredOn" label="答复日期" max={today()} />
        </Section>
        <Section title="提问人" note="不需要身份；没有留的不填。加密保存，到期清除">
          <div className="fields">
            <TextField name="name" label="称呼" maxLength={40} />
            <TextField name="phone" label="电话" type="tel" maxLength={30} />
            <TextField name="email" label="电子邮箱" type="email" maxLength={100} />
          </div>
        </Section>
      </ServerForm>
    </div>
  )
}

function Receipt({ receipt, onAgain }: { readonly receipt: ReceiptView; readonly onAgain: () => void }) {
  return (
    <>
      <PageHead title="已登记" essentials="查询码只显示这一次，需要的请告诉提问人。" />
      <section className="receipt" aria-label="回执">
        <Facts
          facts={[
            ['登记编号', receipt.number],
            [
              '查询码',
              <span key="code" className="receipt-code">
                {receipt.queryCode}
              </span>,
            ],
          ]}
        />
      </section>
      <div className="form-actions unprinted">
        <Button type="primary" onClick={onAgain}>
          再登记一件
        </Button>
        <Link to="/consultations/$consultationId" params={{ consultationId: receipt.id }}>
          打开这件咨询
        </Link>
      </div>
    </>
  )
}
