import { useState } from 'react'
import { Button, Checkbox, Form } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { Facts, PageHead, Section } from '#ui/console/detail.tsx'
import {
  ChoiceField,
  DateField,
  Field,
  SelectField,
  ServerForm,
  TextAreaField,
  TextField,
} from '#ui/console/form.tsx'
import { useMyUnits } from '#modules/administration/screens/session.ts'
import { LIMITS, type PaperRequest, type ReceiptView } from '../contract/intake.ts'
import { Further, furtherOf } from './further.tsx'
import { ReceiptButton } from './papers.tsx'
import { refreshRequests } from './queries.ts'
import { applicantKinds, deliveryWays, identityKinds, optionsOf, receiptWays, wantedForms } from './words.ts'

type PaperForm = Omit<PaperRequest, 'unitId' | 'confirmedOn' | 'further'> & {
  unitId: number | string
  confirmedOn?: string
}

/** 第三十一条: what counts as received on the day both sides confirm. */
const CONFIRMED: ReadonlySet<string> = new Set(['post_ordinary', 'fax', 'email'])

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

/** What a record that turned out to be a request says of it, in the address. */
export interface NewSearch {
  /** consultation:3 */
  readonly origin?: string
  readonly title?: string
  readonly description?: string
}

export function readNewSearch({ origin, title, description }: Record<string, unknown>): NewSearch {
  return {
    ...(typeof origin === 'string' && /^[a-z]+:[0-9]+$/.test(origin) ? { origin } : {}),
    ...(typeof title === 'string' ? { title: title.slice(0, LIMITS.wantedTitle) } : {}),
    ...(typeof description === 'string' ? { description: description.slice(0, LIMITS.description) } : {}),
  }
}

const route = getRouteApi('/signed-in/requests/new')

/** Records what came by hand, letter or fax, with the fields of Article 29; ends with the receipt. */
export function NewRequestScreen() {
  const units = useMyUnits()
  const client = useQueryClient()
  const [receipt, setReceipt] = useState<{ view: ReceiptView; name: string }>()
  const [form, setForm] = useState<Partial<PaperForm>>(BLANK)
  const [filling] = Form.useForm<PaperForm>()
  const [further, setFurther] = useState(0)
  const { origin, title, description } = route.useSearch()
  if (receipt) return <Receipt {...receipt} onAgain={() => setReceipt(undefined)} />

  const record = async (values: PaperForm) => {
    const confirmed = values.confirmedOn ?? ''
    const asked = Object.entries({ ...BLANK, ...values }).filter(([name]) => !name.startsWith('further.'))
    const body = {
      ...Object.fromEntries(asked),
      unitId: Number(values.unitId),
      confirmedOn: confirmed === '' ? null : confirmed,
      further: furtherOf({ ...values }, further),
      helped: values.helped ?? false,
      origin: origin ?? '',
    } as PaperRequest
    const view = await post<ReceiptView>('/requests', body)
    setReceipt({ view, name: values.name })
    await refreshRequests(client, view.id)
  }
  const natural = form.applicantKind === 'natural'
  const confirming = CONFIRMED.has(form.receiptWay ?? '')
  return (
    <div className="form-page">
      <PageHead
        above={<Link to="/requests">依申请公开</Link>}
        title="录入来件"
        essentials={`按《政府信息公开条例》第二十九条的内容录入${origin === undefined ? '' : '；由其他办件转来，原办件照常留存'}`}
      />
      <ServerForm<PaperForm>
        name="paper"
        submitLabel="登记并出具回执"
        form={filling}
        initialValues={{
          ...BLANK,
          wantedTitle: title ?? '',
          description: description ?? '',
          ...(units[0] ? { unitId: units[0].id } : {}),
          arrivedOn: today(),
        }}
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
                hint="平常信函、传真、电子邮件以与申请人确认之日为收到之日（第三十一条）"
              />
            )}
          </div>
          {form.receiptWay === 'in_person' && (
            <Field name="helped" label="口头申请" valuePropName="checked">
              <Checkbox>申请人书写有困难，口头提出，由工作人员代为填写（第二十九条）</Checkbox>
            </Field>
          )}
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
          <Further form={filling} count={further} onCount={setFurther} />
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
            ['登记编号', [view.number, ...view.further.map((one) => one.number)].join('、')],
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
          打印查询码
        </Button>
        <ReceiptButton requestId={view.id} />
        <Button onClick={onAgain}>再录一件</Button>
        <Link to="/requests/$requestId" params={{ requestId: view.id }}>
          打开这件申请
        </Link>
      </div>
    </>
  )
}
