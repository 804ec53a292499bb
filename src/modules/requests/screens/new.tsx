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
import type { PaperRequest, ReceiptView } from '../contract/intake.ts'
import { refreshRequests } from './queries.ts'
import { applicantKinds, deliveryWays, identityKinds, optionsOf, receiptWays, wantedForms } from './words.ts'

type PaperForm = Omit<PaperRequest, 'unitId' | 'confirmedOn'> & {
  unitId: number | string
  confirmedOn?: string
}

const BLANK: Partial<PaperForm> = {
  applicantKind: 'natural',
  identityKind: 'citizen_id',
  receiptWay: 'in_person',
  wantedForm: 'electronic',
  wantedWay: 'online',
  name: '',
  representative: '',
  identityNumber: '',
  phone: '',
  email: '',
  address: '',
  wantedTitle: '',
  wantedNumber: '',
  description: '',
}

/** Records what came by hand, letter or fax, with the fields of Article 29; ends with the receipt. */
export function NewRequestScreen() {
  const units = useMyUnits()
  const client = useQueryClient()
  const [receipt, setReceipt] = useState<{ view: ReceiptView; name: string }>()
  const [form, setForm] = useState<Partial<PaperForm>>(BLANK)
  if (receipt) return <Receipt {...receipt} onAgain={() => setReceipt(undefined)} />

  const record = async (values: PaperForm) => {
    const confirmed = values.confirmedOn ?? ''
    const body = {
      ...BLANK,
      ...values,
      unitId: Number(values.unitId),
      confirmedOn: confirmed === '' ? null : confirmed,
    } as PaperRequest
    const view = await post<ReceiptView>('/requests', body)
    setReceipt({ view, name: values.name })
    await refreshRequests(client, view.id)
  }
  const natural = form.applicantKind === 'natural'
  const confirming = form.receiptWay === 'post_ordinary' || form.receiptWay === 'fax'
  return (
    <div className="form-page">
      <PageHead
        above={<Link to="/requests">依申请公开</Link>}
        title="录入来件"
        essentials="按《政府信息公开条例》第二十九条的内容录入"
      />
      <ServerForm<PaperForm>
        name="paper"
        submitLabel="登记并出具回执"
        initialValues={{ ...BLANK, ...(units[0] ? { unitId: units[0].id } : {}), arrivedOn: today() }}
        onValuesChange={setForm}
        onSubmit={record}
      >
        <Section title="来件">
          <div className="fields">
            <SelectField
              name="unitId"
              label="受理机构"
              required
              options={units.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <SelectField name="receiptWay" label="提交方式" required options={optionsOf(receiptWays)} />
            <DateField name="arrivedOn" label="来件日期" required max={today()} />
            {confirming && (
              <DateField
                name="confirmedOn"
                label="双方确认日期"
                required
                max={today()}
                hint="信函、传真以与申请人确认之日为收到之日（第三十一条）"
              />
            )}
          </div>
        </Section>
        <Section title="申请人">
          <ChoiceField name="applicantKind" label="申请人类别" required options={optionsOf(applicantKinds)} />
          <div className="fields">
            <TextField name="name" label={natural ? '姓名' : '名称'} required maxLength={100} />
            {!natural && (
              <TextField name="representative" label="法定代表人或者负责人" required maxLength={40} />
            )}
            <SelectField name="identityKind" label="证件种类" required options={optionsOf(identityKinds)} />
            <TextField name="identityNumber" label="证件号码" required maxLength={40} />
            <TextField name="phone" label="电话" type="tel" maxLength={30} hint="电话、邮箱、地址至少一项" />
            <TextField name="email" label="电子邮箱" type="email" maxLength={100} />
            <div className="whole">
              <TextField name="address" label="通信地址" maxLength={200} />
            </div>
          </div>
        </Section>
        <Section title="申请公开的政府信息">
          <div className="fields">
            <TextField
              name="wantedTitle"
              label="信息名称"
              maxLength={200}
              hint="名称、文号、内容描述至少一项"
            />
            <TextField name="wantedNumber" label="文号" maxLength={60} />
          </div>
          <TextAreaField name="description" label="内容描述" maxLength={2000} />
          <ChoiceField name="wantedForm" label="提供形式" required options={optionsOf(wantedForms)} />
          <ChoiceField name="wantedWay" label="获取方式" required options={optionsOf(deliveryWays)} />
        </Section>
      </ServerForm>
    </div>
  )
}

/** Shown once: the query code is not kept anywhere. */
function Receipt({
  view,
  name,
  onAgain,
}: {
  readonly view: ReceiptView
  readonly name: string
  readonly onAgain: () => void
}) {
  return (
    <>
      <PageHead title="回执" essentials="查询码只显示这一次，请打印或者抄给申请人。" />
      <section className="receipt" aria-label="回执">
        <h2>政府信息公开申请回执</h2>
        <Facts
          facts={[
            ['申请人', name],
            ['登记编号', view.number],
            [
              '查询码',
              <span key="code" className="receipt-code">
                {view.queryCode}
              </span>,
            ],
            ['查询办法', '在门户网站“依申请公开”查进度，输入登记编号和查询码。'],
            ['出具日期', today()],
          ]}
        />
      </section>
      <div className="form-actions unprinted">
        <Button type="primary" onClick={() => window.print()}>
          打印回执
        </Button>
        <Button onClick={onAgain}>再录一件</Button>
        <Link to="/requests/$requestId" params={{ requestId: view.id }}>
          打开这件申请
        </Link>
      </div>
    </>
  )
}
