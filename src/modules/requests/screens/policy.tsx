import { App, Checkbox } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CivilDate } from '#platform/dates.ts'
import { put } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { PageHead, Section } from '#ui/console/detail.tsx'
import { DateField, Field, NumberField, ServerForm } from '#ui/console/form.tsx'
import type { Policy } from '../contract/policy.ts'
import { policyQuery } from './queries.ts'

const NUMBERS = {
  correctionDays: ['补正的期限', '工作日；通知补正时按它建议截止日期（第三十条）'],
  reasonsDays: ['说明理由的期限', '工作日；要求说明理由时按它建议截止日期（第三十五条）'],
  payDays: ['缴费的期限', '工作日，从收费通知次日起算'],
  identityDays: ['身份信息保存', '办结以后满多少天清除证件号码和证件复印件'],
  pollDays: ['评价的期限', '送达以后多少天内可以评价'],
} as const
type NumberName = keyof typeof NUMBERS

const CHOICES = {
  sendingDayCounts: '发出补正、征求意见、收费通知的当天计入办理时间',
  receiptConfirms: '网上提交的回执即为双方确认，答复期限从提交次日起算',
} as const
type ChoiceName = keyof typeof CHOICES

const REGISTER = {
  shown: '在门户网站公开申请和办理结果名录',
  wanted: '名录中显示申请内容',
  applicantKind: '名录中显示申请人类别',
  receiptWay: '名录中显示提交方式',
} as const
type RegisterName = keyof typeof REGISTER

interface PolicyForm extends Omit<Policy, 'register'> {
  readonly from: CivilDate
  readonly register: readonly RegisterName[]
}

const names = <K extends string>(words: Readonly<Record<K, unknown>>) => Object.keys(words) as K[]

/** What the law leaves to the city, by versions: each holds from its day on. */
export function PolicyScreen() {
  const { data } = useSuspenseQuery(policyQuery)
  const client = useQueryClient()
  const { message } = App.useApp()
  const { register, ...current } = data.current
  const save = async ({ from, ...values }: PolicyForm) => {
    const numbers = Object.fromEntries(names(NUMBERS).map((name) => [name, Number(values[name])]))
    const shown = Object.fromEntries(names(REGISTER).map((name) => [name, values.register.includes(name)]))
    await put('/requests/policy', { from, policy: { ...values, ...numbers, register: shown } })
    await client.invalidateQueries({ queryKey: policyQuery.queryKey })
    message.success(`已保存，从${from}起执行`)
  }
  return (
    <div className="form-page">
      <PageHead
        above={
          <Link to="/requests" search={{}}>
            依申请公开
          </Link>
        }
        title="办理规则"
        essentials="法律没有明确、由本市决定的事项。改动从执行日期起生效，已经办理的不变。"
      />
      {data.maySet ? (
        <ServerForm<PolicyForm>
          name="policy"
          submitLabel="保存"
          initialValues={{
            ...current,
            from: today(),
            register: names(REGISTER).filter((name) => register[name]),
          }}
          onSubmit={save}
        >
          <Section title="执行日期">
            <DateField name="from" label="从哪一天起执行" required />
          </Section>
          <Section title="期限">
            <div className="fields">
              {names(NUMBERS).map((name: NumberName) => (
                <NumberField
                  key={name}
                  name={name}
                  label={NUMBERS[name][0]}
                  hint={NUMBERS[name][1]}
                  required
                />
              ))}
              <DateField name="feesFrom" label="开始收取信息处理费的日期" required />
            </div>
            {names(CHOICES).map((name: ChoiceName) => (
              <Field key={name} name={name} label="" valuePropName="checked">
                <Checkbox>{CHOICES[name]}</Checkbox>
              </Field>
            ))}
          </Section>
          <Section title="公开名录">
            <Field name="register" label="名录">
              <Checkbox.Group
                options={names(REGISTER).map((name) => ({ value: name, label: REGISTER[name] }))}
              />
            </Field>
          </Section>
        </ServerForm>
      ) : (
        <p className="note">只有市人民政府的信息公开工作人员可以修改。</p>
      )}
      <Section title="各次规定">
        {data.versions.length === 0 && <p className="quiet">还没有改动过，按系统的默认规则办理。</p>}
        <ul className="plain">
          {data.versions.map(({ from, policy }) => (
            <li key={from}>
              从 {from} 起{from > today() && '（尚未执行）'}
              <p className="quiet">{summaryOf({ ...data.current, ...policy })}</p>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}

function summaryOf(policy: Policy): string {
  return [
    ...names(NUMBERS).map((name) => `${NUMBERS[name][0]} ${policy[name]}`),
    `收费从 ${policy.feesFrom} 起`,
    ...names(CHOICES).map((name) => `${CHOICES[name]}：${policy[name] ? '是' : '否'}`),
    ...names(REGISTER).map((name) => `${REGISTER[name]}：${policy.register[name] ? '是' : '否'}`),
  ].join('；')
}
