import { randomUUID } from 'node:crypto'
import type { Db } from '#platform/db/connect.ts'
import type { PageContent, PageRoute } from '#platform/http/page.ts'
import { createContext, publicActor } from '#kernel/identity/index.ts'
import { listUnits, type Unit } from '#kernel/organisation/index.ts'
import {
  ErrorSummary,
  FieldGroup,
  Notice,
  RadioGroup,
  SelectField,
  SubmitButton,
  TextArea,
  TextField,
  type FieldError,
} from '#ui/portal/index.ts'
import { submitApplication } from '../actions/intake.ts'
import type { RequestServices } from '../actions/step.ts'
import {
  APPLICANT_KINDS,
  DELIVERY_WAYS,
  IDENTITY_KINDS,
  WANTED_FORMS,
  type Application,
} from '../contract.ts'
import {
  applicantKindLabels,
  deliveryWayLabels,
  identityKindLabels,
  wantedFormLabels,
} from '../kinds/labels.ts'
import { mayBeAsked } from '../rules/intake.ts'
import { issueText } from '../words.ts'

const RECEIPT_COOKIE = 'mingjing_receipt'
const RECEIPT_SECONDS = 1800

/** The form of Article 29 and its receipt. */
export function applyPages(services: RequestServices): PageRoute[] {
  return [newPage, submitPage(services), receiptPage(services)]
}

const CRUMBS = [{ label: '政府信息公开', href: '/disclosure' }]

interface FormState {
  readonly values: Readonly<Record<string, string>>
  readonly errors: readonly FieldError[]
  readonly units: readonly Unit[]
}

const DEFAULTS: Readonly<Record<string, string>> = {
  applicantKind: 'natural',
  identityKind: 'citizen_id',
  wantedForm: 'electronic',
  wantedWay: 'online',
}

const newPage: PageRoute = {
  method: 'GET',
  path: '/requests/new',
  keep: 0,
  query: ['unit'],
  async read({ db, query }) {
    const values = { ...DEFAULTS, unit: query['unit'] ?? '', formKey: randomUUID() }
    return formPage({ values, errors: [], units: await askableUnits(db) })
  },
}

async function askableUnits(db: Db): Promise<Unit[]> {
  return (await listUnits(db)).filter(mayBeAsked)
}

function submitPage(services: RequestServices): PageRoute {
  return {
    method: 'POST',
    path: '/requests/new',
    keep: 0,
    perMinute: 10,
    async read({ db, now, form }) {
      const units = await askableUnits(db)
      const unit = units.find((one) => one.code === form['unit'])
      const ctx = createContext(db, publicActor, now)
      const formKey = /^[0-9a-f-]{36}$/.test(form['formKey'] ?? '') ? (form['formKey'] ?? '') : randomUUID()
      const application = applicationFrom(form)
      const decision = await submitApplication(ctx, services, unit?.id ?? null, application, formKey)
      if (decision.ok) {
        const value = services.secrets
          .seal('requests.receipt', JSON.stringify(decision.value))
          .toString('base64url')
        return {
          redirect: '/requests/receipt',
          status: 303,
          cookie: { name: RECEIPT_COOKIE, value, seconds: RECEIPT_SECONDS },
        }
      }
      const errors = decision.issues.map((one) => ({ field: one.field, message: issueText(one) }))
      return formPage({ values: { ...DEFAULTS, ...form, formKey }, errors, units }, 422)
    },
  }
}

function oneOf<T extends string>(choices: readonly T[], text: string | undefined, otherwise: T): T {
  return choices.find((choice) => choice === text) ?? otherwise
}

/** The form as an application; what is too long or wrong is said by its rule, not cut off here. */
function applicationFrom(form: Readonly<Record<string, string>>): Application {
  const text = (name: string) => form[name] ?? ''
  return {
    applicantKind: oneOf(APPLICANT_KINDS, form['applicantKind'], 'natural'),
    name: text('name'),
    representative: text('representative'),
    identityKind: oneOf(IDENTITY_KINDS, form['identityKind'], 'citizen_id'),
    identityNumber: text('identityNumber'),
    phone: text('phone'),
    email: text('email'),
    address: text('address'),
    wantedTitle: text('wantedTitle'),
    wantedNumber: text('wantedNumber'),
    description: text('description'),
    wantedForm: oneOf(WANTED_FORMS, form['wantedForm'], 'electronic'),
    wantedWay: oneOf(DELIVERY_WAYS, form['wantedWay'], 'online'),
  }
}

const options = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

function formPage({ values, errors, units }: FormState, status = 200): PageContent {
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
    main: (
      <>
        <div className="page-head">
          <h1>申请公开政府信息</h1>
          <p className="lead">
            任何人都可以申请，不需要说明用途，不用注册。提交以后得到登记编号和查询码，凭它们查看进度和答复。已经提交的，可以
            <a href="/requests/status">查进度</a>。
          </p>
        </div>
        <ErrorSummary errors={errors} />
        <form className="stacked" method="post" action="/requests/new" noValidate>
          <input type="hidden" name="formKey" value={value('formKey')} />
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
          <FieldGroup title="所需信息">
            <TextField {...field('wantedTitle')} label="信息名称" required={false} />
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
            <RadioGroup {...field('wantedForm')} label="提供信息的形式" options={options(wantedFormLabels)} />
            <RadioGroup {...field('wantedWay')} label="获取信息的方式" options={options(deliveryWayLabels)} />
          </FieldGroup>
          <SubmitButton>提交申请</SubmitButton>
        </form>
      </>
    ),
  }
}

interface Receipt {
  readonly number: string
  readonly queryCode: string
}

function receiptPage(services: RequestServices): PageRoute {
  return {
    method: 'GET',
    path: '/requests/receipt',
    keep: 0,
    async read({ cookies }) {
      const receipt = readReceipt(services, cookies[RECEIPT_COOKIE])
      if (!receipt) return { redirect: '/requests/status', status: 303 }
      return {
        title: '申请已经提交',
        section: 'requests',
        crumbs: [...CRUMBS, { label: '依申请公开', href: '/requests/new' }, { label: '回执' }],
        private: true,
        tags: [],
        main: (
          <>
            <div className="page-head">
              <h1>申请已经提交</h1>
            </div>
            <Notice kind="done" title="请记下登记编号和查询码">
              <dl>
                <dt>登记编号</dt>
                <dd className="receipt-code" data-testid="number">
                  {receipt.number}
                </dd>
                <dt>查询码</dt>
                <dd className="receipt-code" data-testid="code">
                  {receipt.queryCode}
                </dd>
              </dl>
            </Notice>
            <p>查询码只在这里显示，请打印或者抄下来。</p>
            <p>
              <button type="button" className="quiet" data-print="" hidden>
                打印回执
              </button>{' '}
              <a href="/requests/status">查看进度</a>
            </p>
            <section>
              <h2>接下来</h2>
              <p>
                受理机关会与您确认。双方确认之日为收到申请之日，从第二天起算，二十个工作日内答复；需要延长的，会告知您，延长不超过二十个工作日。答复作出以后，凭登记编号和查询码在“查进度”里查看。
              </p>
            </section>
          </>
        ),
      }
    },
  }
}

function readReceipt(services: RequestServices, sealed: string | undefined): Receipt | undefined {
  if (sealed === undefined) return undefined
  try {
    return JSON.parse(services.secrets.open('requests.receipt', Buffer.from(sealed, 'base64url'))) as Receipt
  } catch {
    // Not ours or damaged: the same as none.
    return undefined
  }
}
