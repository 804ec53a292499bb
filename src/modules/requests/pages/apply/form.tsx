import type { ReactNode } from 'react'
import type { PageContent } from '#platform/http/page.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import {
  ErrorSummary,
  FieldGroup,
  RadioGroup,
  SelectField,
  SubmitButton,
  TextArea,
  TextField,
  type FieldError,
} from '#ui/portal/index.ts'
import { MOST_ITEMS } from '../../contract/intake.ts'
import {
  applicantKindLabels,
  deliveryWayLabels,
  identityKindLabels,
  wantedFormLabels,
} from '../../kinds/labels.ts'
import { SUGGESTIONS } from './suggestions.tsx'
import { countFurther, furtherName, type FormValues } from './values.ts'

export const CRUMBS = [{ label: '政府信息公开', href: '/disclosure' }]

/** Offers, while somebody types, what is public already; the review step says it without script. */
const SUGGEST_SCRIPT = 'suggest.js'

export interface FormState {
  readonly values: FormValues
  readonly errors: readonly FieldError[]
  readonly units: readonly Unit[]
  /** Whether the list of requests and outcomes is public. */
  readonly register: boolean
}

const options = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

/** The fields of Article 29. */
export function formPage({ values, errors, units, register }: FormState, status = 200): PageContent {
  const value = (name: string) => values[name] ?? ''
  const field = (name: string) => ({
    name,
    value: value(name),
    error: errors.find((one) => one.field === name)?.message,
  })
  return {
    title: errors.length > 0 ? '有错误：申请公开政府信息' : '申请公开政府信息',
    status,
    section: 'requests',
    crumbs: [...CRUMBS, { label: '依申请公开' }],
    private: true,
    tags: [],
    scripts: [SUGGEST_SCRIPT],
    main: (
      <>
        <div className="page-head">
          <h1>申请公开政府信息</h1>
          <p className="lead">
            任何人都可以申请，不需要说明用途，不用注册。提交以后得到登记编号和查询码，凭它们查看进度和答复。已经提交的，可以
            <a href="/requests/status">查进度</a>
            {register ? (
              <>
                ；其他申请的办理结果，见<a href="/requests/register">申请办理情况</a>
              </>
            ) : null}
            。
          </p>
        </div>
        <ErrorSummary errors={errors} />
        <form className="stacked" method="post" action="/requests/new" noValidate>
          {/* The Enter key presses a form's first button: it must not be one that takes a row away. */}
          <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
            核对申请
          </button>
          <input type="hidden" name="formKey" value={value('formKey')} />
          <input type="hidden" name="furtherCount" value={countFurther(values)} />
          <SelectField
            {...field('unit')}
            label="受理机关"
            hint="制作或者保存这条信息的机关。不确定的，选市政府办公室。"
            options={[
              { value: '', label: '请选择' },
              ...units.map((one) => ({ value: one.code, label: one.name })),
            ]}
          />
          <FieldGroup title="申请人">
            <RadioGroup
              {...field('applicantKind')}
              label="申请人类别"
              options={options(applicantKindLabels)}
            />
            <TextField {...field('name')} label="姓名或者名称" autoComplete="name" />
            <TextField
              {...field('representative')}
              label="法定代表人或者负责人"
              hint="自然人不填。"
              required={false}
            />
            <SelectField {...field('identityKind')} label="证件类型" options={options(identityKindLabels)} />
            <TextField
              {...field('identityNumber')}
              label="证件号码"
              hint="只用于核对身份，加密保存，不对外公开。"
              autoComplete="off"
            />
          </FieldGroup>
          <FieldGroup title="联系方式">
            <p className="hint">至少填写一项。</p>
            <TextField
              {...field('phone')}
              label="电话"
              type="tel"
              autoComplete="tel"
              required={false}
              width="short"
            />
            <TextField
              {...field('email')}
              label="电子邮箱"
              type="email"
              autoComplete="email"
              required={false}
            />
            <TextField
              {...field('address')}
              label="通信地址"
              autoComplete="street-address"
              required={false}
            />
          </FieldGroup>
          <Wanted values={values} errors={errors} />
          <FieldGroup title="怎样提供">
            <RadioGroup {...field('wantedForm')} label="提供信息的形式" options={options(wantedFormLabels)} />
            <RadioGroup {...field('wantedWay')} label="获取信息的方式" options={options(deliveryWayLabels)} />
          </FieldGroup>
          <SubmitButton>下一步：核对</SubmitButton>
          <p className="hint">下一步可以添加证件复印件和附件。</p>
        </form>
      </>
    ),
  }
}

/** What is asked for, each with its own number later; rows come and go by buttons that send the form. */
function Wanted({ values, errors }: Pick<FormState, 'values' | 'errors'>) {
  const further = countFurther(values)
  const several = further > 0
  const tooMany = errors.find((one) => one.field === 'further')?.message
  return (
    <div id="further" tabIndex={-1}>
      <Item
        title={several ? '所需信息（第 1 项）' : '所需信息'}
        nameOf={(name) => name}
        values={values}
        errors={errors}
      />
      {Array.from({ length: further }, (_, index) => (
        <Item
          key={index}
          title={`所需信息（第 ${index + 2} 项）`}
          nameOf={(name) => furtherName(index, name)}
          values={values}
          errors={errors}
        >
          <button type="submit" className="quiet" name="remove" value={index}>
            去掉第 {index + 2} 项
          </button>
        </Item>
      ))}
      {tooMany ? <p className="field-error">{tooMany}</p> : null}
      {further + 1 < MOST_ITEMS ? (
        <p>
          <button type="submit" className="quiet" name="add" value="1">
            再加一项
          </button>
        </p>
      ) : (
        <p className="hint">一份申请最多 {MOST_ITEMS} 项。</p>
      )}
    </div>
  )
}

interface ItemProps extends Pick<FormState, 'values' | 'errors'> {
  readonly title: string
  readonly nameOf: (name: 'wantedTitle' | 'wantedNumber' | 'description') => string
  readonly children?: ReactNode
}

function Item({ title, nameOf, values, errors, children }: ItemProps) {
  const field = (name: Parameters<ItemProps['nameOf']>[0]) => ({
    name: nameOf(name),
    value: values[nameOf(name)] ?? '',
    error: errors.find((one) => one.field === nameOf(name))?.message,
  })
  return (
    <FieldGroup title={title}>
      <TextField
        {...field('wantedTitle')}
        label="信息名称"
        required={false}
        suggest={SUGGESTIONS}
        suggestHead="这些公开信息可能就是您要的："
      />
      <TextField
        {...field('wantedNumber')}
        label="文号"
        hint="例如：云政规〔2025〕3号"
        required={false}
        width="short"
      />
      <TextArea
        {...field('description')}
        label="其他特征描述"
        hint="不知道名称或者文号的，写明时间、事项、地点等，便于查找。"
        required={false}
      />
      {children}
    </FieldGroup>
  )
}
