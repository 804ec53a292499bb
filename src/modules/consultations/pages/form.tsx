import { randomUUID } from 'node:crypto'
import { askQuestion, challengeAddress, decideChallenge, type Question } from '#platform/challenge/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { PageContent, PageRequest, PageRoute, Redirect } from '#platform/http/page.ts'
import { createContext, publicActor } from '#kernel/identity/index.ts'
import { listUnits, type Unit } from '#kernel/organisation/index.ts'
import { findAnswers, type FoundAnswer } from '#modules/casebook/index.ts'
import {
  CHALLENGE_SCRIPT,
  ChallengeField,
  ErrorSummary,
  FieldGroup,
  ItemList,
  Notice,
  SelectField,
  SubmitButton,
  TextArea,
  TextField,
  type FieldError,
} from '#ui/portal/index.ts'
import { submitQuestion, type ConsultationServices } from '../actions.ts'
import { LIMITS, type Question as Asked } from '../contract.ts'
import { decideQuestion, mayBeAsked } from '../rules.ts'
import { settingOn } from '../settings.ts'
import { issueText } from '../words.ts'
import { keepReceipt } from './receipt.tsx'

const UNSURE = 'unsure'
const SUGGESTED = 5
const CHALLENGE = 'consultations.new'
/** What a form carries over the page between it and its submission. */
const CARRIED = [
  'unit',
  'title',
  'question',
  'name',
  'phone',
  'email',
  'formKey',
  'challenge',
  'challengeQuestion',
  'challengeAnswer',
]

/** The form, and what stands between it and a new consultation: answers that are there already. */
export function formPages(services: ConsultationServices): PageRoute[] {
  return [newPage(services), submitPage(services)]
}

interface FormState {
  readonly values: Readonly<Record<string, string>>
  readonly errors: readonly FieldError[]
  readonly units: readonly Unit[]
  readonly days: string
  readonly challenge: Question
}

async function formState(
  { secrets }: ConsultationServices,
  request: PageRequest,
  values: Readonly<Record<string, string>>,
): Promise<FormState> {
  const { replyDays, dayKind } = await settingOn(request.db, request.today)
  const units = await askableUnits(request.db)
  return {
    values,
    errors: [],
    units,
    days: `${replyDays}个${dayKind === 'working' ? '工作日' : '自然日'}`,
    challenge: askQuestion(secrets, CHALLENGE, request.now, request.form),
  }
}

const newPage = (services: ConsultationServices): PageRoute => ({
  method: 'GET',
  path: '/consultations/new',
  keep: 0,
  query: ['unit'],
  async read(request) {
    const values = { unit: request.query['unit'] ?? UNSURE, formKey: randomUUID() }
    return formPage(await formState(services, request, values))
  },
})

async function askableUnits(db: Db): Promise<Unit[]> {
  return (await listUnits(db)).filter(mayBeAsked)
}

function submitPage(services: ConsultationServices): PageRoute {
  return {
    method: 'POST',
    path: '/consultations/new',
    keep: 0,
    perMinute: 10,
    read: (request) => submit(services, request),
  }
}

async function submit(
  services: ConsultationServices,
  request: PageRequest,
): Promise<PageContent | Redirect | undefined> {
  const { db, now, form } = request
  const formKey = /^[0-9a-f-]{36}$/.test(form['formKey'] ?? '') ? (form['formKey'] ?? '') : randomUUID()
  const state = await formState(services, request, { ...form, formKey })
  if (form['back'] === '1') return formPage(state)
  const chosen = form['unit'] === UNSURE ? null : state.units.find((one) => one.code === form['unit'])
  const question = questionFrom(form)
  const asked = decideQuestion(question, chosen === null ? ANYBODY : chosen)
  if (asked.ok && form['seen'] !== '1') {
    const { title, question: words } = asked.value
    const found = await findAnswers(db, `${title} ${words}`, SUGGESTED)
    if (found.length > 0) return alreadyPage(state.values, found)
  }
  const ctx = createContext(db, publicActor, now)
  const clientHash = await request.client()
  const decision = asked.ok
    ? await submitQuestion(ctx, services, chosen?.id ?? null, question, formKey, (tx, sent) =>
        decideChallenge(tx, {
          secrets: services.secrets,
          purpose: CHALLENGE,
          form,
          clientHash,
          now,
          formKey: sent,
        }),
      )
    : asked
  if (decision.ok) return keepReceipt(services, decision.value)
  const errors = decision.issues.map((one) => ({ field: one.field, message: issueText(one) }))
  return formPage({ ...state, errors }, 422)
}

/** Whom the city has named for questions of those who do not know whom to ask. */
const ANYBODY = { kind: 'city', closed_on: null }

function questionFrom(form: Readonly<Record<string, string>>): Asked {
  const text = (name: string) => form[name] ?? ''
  return {
    title: text('title'),
    question: text('question'),
    name: text('name'),
    phone: text('phone'),
    email: text('email'),
  }
}

/** Before a question is sent: what may already answer it. Nothing is kept of it until its asker goes on. */
function alreadyPage(values: Readonly<Record<string, string>>, found: readonly FoundAnswer[]): PageContent {
  return {
    title: '这些也许已经回答了您的问题',
    section: 'consultations',
    crumbs: [{ label: '咨询', href: '/consultations/new' }, { label: '相近的问答' }],
    private: true,
    tags: [],
    main: (
      <>
        <div className="page-head">
          <h1>这些也许已经回答了您的问题</h1>
          <p className="lead">您的问题还没有提交。看了下面的问答仍需要咨询的，请继续提交。</p>
        </div>
        <ItemList
          items={found.map((one) => ({
            href: one.address,
            title: one.title,
            snippet: one.excerpt,
            notes: [one.kind === 'question' ? '问答' : '典型案例'],
          }))}
        />
        <form className="stacked" method="post" action="/consultations/new">
          {CARRIED.map((name) => (
            <input key={name} type="hidden" name={name} value={values[name] ?? ''} />
          ))}
          <p className="form-actions">
            <button type="submit" name="seen" value="1">
              继续提交
            </button>{' '}
            <button type="submit" name="back" value="1" className="quiet">
              返回修改
            </button>
          </p>
        </form>
      </>
    ),
  }
}

function formPage({ values, errors, units, days, challenge }: FormState, status = 200): PageContent {
  const value = (name: string) => values[name] ?? ''
  const field = (name: string) => ({
    name,
    value: value(name),
    error: errors.find((one) => one.field === name)?.message,
  })
  return {
    title: errors.length > 0 ? '有错误：咨询' : '咨询',
    status,
    section: 'consultations',
    crumbs: [{ label: '咨询' }],
    private: true,
    tags: [],
    scripts: ['suggest.js', CHALLENGE_SCRIPT],
    main: (
      <>
        <div className="page-head">
          <h1>咨询</h1>
          <p className="lead">
            问政策、问办事、问信息在哪里。不用注册，不需要证明身份。提交以后得到登记编号和查询码，凭它们看答复。已经提交的，可以
            <a href="/consultations/status">查答复</a>；常见的问题，先看看<a href="/questions">问答库</a>。
          </p>
        </div>
        <Notice>
          <p>
            咨询在收到之日起{days}内答复。要取得政府文件、数据等信息的，请<a href="/requests/new">申请公开</a>
            。
          </p>
        </Notice>
        <ErrorSummary errors={errors} />
        <form
          className="stacked"
          method="post"
          action="/consultations/new"
          data-challenge={challengeAddress(CHALLENGE)}
          noValidate
        >
          <input type="hidden" name="formKey" value={value('formKey')} />
          <SelectField
            {...field('unit')}
            label="向谁咨询"
            options={[
              { value: UNSURE, label: '不确定，请帮我转' },
              ...units.map((one) => ({ value: one.code, label: one.name })),
            ]}
          />
          <TextField
            {...field('title')}
            label="咨询什么"
            hint={`一句话，不超过${LIMITS.title}字。例如：新生儿怎样落户`}
            autoComplete="off"
            suggest="/suggestions/questions"
          />
          <TextArea
            {...field('question')}
            label="详细说明"
            hint="请不要写身份证号码、银行卡号和别人的个人信息。"
            rows={7}
          />
          <FieldGroup title="联系方式">
            <p className="hint">都可以不填。填了的，只用于答复，加密保存，办结以后到期清除，不对外公开。</p>
            <TextField
              {...field('name')}
              label="怎样称呼您"
              autoComplete="name"
              required={false}
              width="short"
            />
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
          </FieldGroup>
          <ChallengeField question={challenge} errors={errors} />
          <SubmitButton>提交咨询</SubmitButton>
        </form>
      </>
    ),
  }
}
