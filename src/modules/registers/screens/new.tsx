import { App, Button } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { ApiError, post } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { DateField, SelectField, ServerForm, TextAreaField, TextField } from '#ui/console/form.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMyUnits } from '#modules/administration/screens/session.ts'
import type { FieldView, RegisterView } from '../contract.ts'
import { registersQuery } from './queries.ts'
import { fenOf } from './values.ts'

const route = getRouteApi('/signed-in/registers/$register/new')

/** One row, by a form made from the register's declaration. */
export function NewRowScreen() {
  const { register: name } = route.useParams()
  const { data: registers } = useSuspenseQuery(registersQuery)
  const register = registers.find((one) => one.name === name)
  if (!register) return <EmptyState title="没有这个台账" />
  return <NewRowForm register={register} />
}

/** Fields of the declaration stand in the form under names of their own, apart from the unit and the day. */
type RowForm = Record<string, string | number | undefined>

function NewRowForm({ register }: { readonly register: RegisterView }) {
  const units = useMyUnits()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const back = () => navigate({ to: '/registers/$register', params: { register: register.name }, search: {} })
  const add = async (values: RowForm) => {
    const data = dataOf(register, values)
    await post(`/registers/${encodeURIComponent(register.name)}/rows`, {
      unitId: Number(values['unitId']),
      occurredOn: values['occurredOn'],
      data,
    })
    message.success('已登记')
    await client.invalidateQueries({ queryKey: ['rows', register.name] })
    await back()
  }
  return (
    <div className="form-page">
      <PageHead
        above={
          <Link to="/registers/$register" params={{ register: register.name }}>
            {register.label}
          </Link>
        }
        title="登记一行"
        essentials={register.cites}
      />
      <ServerForm<RowForm>
        name="row"
        submitLabel="登记"
        cancel={<Button onClick={() => void back()}>取消</Button>}
        initialValues={{ ...(units[0] ? { unitId: units[0].id } : {}), occurredOn: today() }}
        onSubmit={add}
      >
        <div className="fields">
          <SelectField
            name="unitId"
            label="机构"
            required
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <DateField name="occurredOn" label={register.dateLabel} required max={today()} />
          {register.fields.map((field) => (
            <RowField key={field.name} field={field} />
          ))}
        </div>
      </ServerForm>
    </div>
  )
}

function RowField({ field }: { readonly field: FieldView }) {
  const common = { name: field.name, label: field.label, required: field.required }
  switch (field.type) {
    case 'date':
      return <DateField {...common} />
    case 'money':
      return <TextField {...common} label={`${field.label}（元）`} hint="写到分为止，如 12000.50" />
    case 'count':
      return <TextField {...common} hint="整数" />
    case 'link':
      return <TextField {...common} maxLength={500} hint="https:// 开头的地址" />
    case 'document':
      return <TextField {...common} hint="已公开文档的编号，即文档网址末尾的数字" />
    case 'choice':
      return <SelectField {...common} options={field.choices ?? []} placeholder="请选择" />
    case 'text':
      if ((field.maxLength ?? 0) <= 200)
        return (
          <TextField {...common} {...(field.maxLength === undefined ? {} : { maxLength: field.maxLength })} />
        )
      return (
        <div className="whole">
          <TextAreaField {...common} maxLength={field.maxLength ?? 2000} />
        </div>
      )
  }
}

/** What was typed as the server takes it; what is empty is left out, money is whole fen. */
function dataOf(register: RegisterView, values: RowForm): Record<string, string | number> {
  const data: Record<string, string | number> = {}
  for (const field of register.fields) {
    const text = String(values[field.name] ?? '').trim()
    if (text === '') continue
    if (field.type === 'count' || field.type === 'document') data[field.name] = numberOf(field, text)
    else if (field.type !== 'money') data[field.name] = text
    else {
      const fen = fenOf(text)
      if (fen === undefined)
        throw new ApiError(422, { code: 'refused', issues: [{ field: field.name, code: 'not_an_amount' }] })
      data[field.name] = fen
    }
  }
  return data
}

function numberOf(field: FieldView, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new ApiError(422, { code: 'refused', issues: [{ field: field.name, code: 'not_a_number' }] })
}
