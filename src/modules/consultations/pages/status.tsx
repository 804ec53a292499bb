import { formatChinese } from '#platform/dates.ts'
import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import { createContext, publicActor } from '#kernel/identity/index.ts'
import { listSteps } from '#kernel/cases/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import {
  ErrorSummary,
  Light,
  Notice,
  RadioGroup,
  StatusTimeline,
  SubmitButton,
  TextArea,
  TextField,
  type FieldError,
} from '#ui/portal/index.ts'
import type { ConsultationServices } from '../actions.ts'
import { findByQueryCode, givePoll } from '../asker.ts'
import { VERDICTS } from '../contract.ts'
import { verdictLabels } from '../kinds.ts'
import { getListed, type ListedConsultation } from '../listing.ts'
import { stateLabel, stepLabel, summarise, verdictLabel } from '../present.ts'
import { issueText } from '../words.ts'
import * as store from '../store.ts'

/** Where an asker sees the answer and says what they think of it: by number and query code, without an account. */
export function statusPages(services: ConsultationServices): PageRoute[] {
  return [statusForm, statusPage(services), pollPage(services)]
}

const CRUMBS = [{ label: '咨询', href: '/consultations/new' }, { label: '查答复' }]
const POLL_MINUTES = 60
const POLL = 'consultations.poll'
const NO_MATCH = '登记编号或者查询码不正确。连续输错五次，要过十五分钟才能再查。'

function statusFormPage(
  values: Readonly<Record<string, string>>,
  errors: readonly FieldError[],
  status = 200,
): PageContent {
  const errorOf = (name: string) => errors.find((one) => one.field === name)?.message
  return {
    title: '查询咨询的答复',
    status,
    section: 'consultations',
    crumbs: CRUMBS,
    private: true,
    tags: [],
    main: (
      <>
        <div className="page-head">
          <h1>查询咨询的答复</h1>
          <p className="lead">登记编号和查询码在提交咨询时的回执上。</p>
        </div>
        <ErrorSummary errors={errors} />
        <form className="stacked" method="post" action="/consultations/status" noValidate>
          <TextField
            name="number"
            label="登记编号"
            value={values['number'] ?? ''}
            hint="例如：ZX-ZFB-2026-00001"
            error={errorOf('number')}
            autoComplete="off"
          />
          <TextField
            name="code"
            label="查询码"
            value=""
            hint="10 位字母和数字"
            error={errorOf('code')}
            autoComplete="off"
            width="short"
          />
          <SubmitButton>查询</SubmitButton>
        </form>
      </>
    ),
  }
}

const statusForm: PageRoute = {
  method: 'GET',
  path: '/consultations/status',
  keep: 0,
  read: async () => statusFormPage({}, []),
}

function statusPage(services: ConsultationServices): PageRoute {
  return {
    method: 'POST',
    path: '/consultations/status',
    keep: 0,
    perMinute: 20,
    async read(request) {
      const { db, now, form } = request
      const [number, code] = [form['number'] ?? '', form['code'] ?? '']
      const missing: FieldError[] = []
      if (number.trim() === '') missing.push({ field: 'number', message: '请填写登记编号' })
      if (code.trim() === '') missing.push({ field: 'code', message: '请填写查询码' })
      if (missing.length > 0) return statusFormPage(form, missing, 422)
      const ctx = createContext(db, publicActor, now)
      const id = await findByQueryCode(ctx, number, code, await request.client())
      if (id === undefined) return statusFormPage(form, [{ field: 'number', message: NO_MATCH }], 422)
      return showStatus(services, request, id)
    },
  }
}

/** The poll stands on the status page; a sealed word says whose page it was. */
function pollPage(services: ConsultationServices): PageRoute {
  return {
    method: 'POST',
    path: '/consultations/poll',
    keep: 0,
    perMinute: 10,
    async read(request) {
      const { db, now, form } = request
      const id = readPollWord(services, form['of'] ?? '', now)
      if (id === undefined) return { redirect: '/consultations/status', status: 303 }
      const said = { verdict: form['verdict'] ?? '', words: form['words'] ?? '' }
      const decision = await givePoll(createContext(db, publicActor, now), id, said)
      const errors = decision.ok
        ? []
        : decision.issues.map((one) => ({ field: one.field, message: issueText(one) }))
      return showStatus(services, request, id, errors)
    },
  }
}

function pollWord({ secrets }: ConsultationServices, id: number, now: Date): string {
  const until = now.getTime() + POLL_MINUTES * 60_000
  return secrets.seal(POLL, JSON.stringify({ id, until })).toString('base64url')
}

function readPollWord({ secrets }: ConsultationServices, word: string, now: Date): number | undefined {
  try {
    const { id, until } = JSON.parse(secrets.open(POLL, Buffer.from(word, 'base64url'))) as {
      id: number
      until: number
    }
    return until >= now.getTime() ? id : undefined
  } catch {
    // Changed, made up, or sealed with another key: no such page.
    return undefined
  }
}

async function showStatus(
  services: ConsultationServices,
  request: PageRequest,
  id: number,
  errors: readonly FieldError[] = [],
): Promise<PageContent> {
  const { db, now, today, form } = request
  const row = await getListed(db, id)
  const { light } = summarise(row, today)
  const [asked, unit, steps, answers, transfers, poll] = await Promise.all([
    store.getConsultation(db, id),
    getUnit(db, row.unit_id),
    listSteps(db, id),
    store.listAnswers(db, id),
    store.listTransfers(db, id),
    store.findPoll(db, id),
  ])
  return {
    title: `咨询 ${row.number}`,
    status: errors.length > 0 ? 422 : 200,
    section: 'consultations',
    crumbs: CRUMBS,
    private: true,
    tags: [],
    main: (
      <>
        <div className="page-head">
          <h1>{stateLabel(row.state)}</h1>
          <p className="lead">
            登记编号 {row.number} · {unit.name} {light && light !== 'done' ? <Light light={light} /> : null}
          </p>
        </div>
        <ErrorSummary errors={errors} />
        <h2>{row.title}</h2>
        <Paragraphs text={asked.question} />
        {row.concluded_on === null ? <Waiting row={row} phone={unit.phone} late={light === 'red'} /> : null}
        {transfers.length > 0 ? (
          <p>
            转办：
            {transfers.map((one) => `${one.from_name}转${one.to_name}（${one.transferred_on}）`).join('，')}
          </p>
        ) : null}
        {answers.toReversed().map((answer, index) => (
          <section key={answer.position}>
            <h2>{index === 0 ? '答复' : '先前的答复'}</h2>
            <p className="notes">
              {formatChinese(answer.answered_on)} · {unit.name}
            </p>
            <Paragraphs text={answer.content} />
          </section>
        ))}
        <StatusTimeline steps={steps.map((step) => ({ label: stepLabel(step.name), on: step.taken_on }))} />
        {poll ? (
          <Notice kind="done" title={`您的评价：${verdictLabel(poll.verdict)}`}>
            {poll.words === '' ? null : <p>{poll.words}</p>}
          </Notice>
        ) : null}
        {!poll && answers.length > 0 ? (
          <section>
            <h2>您对答复满意吗</h2>
            <form className="stacked" method="post" action="/consultations/poll" noValidate>
              <input type="hidden" name="of" value={pollWord(services, id, now)} />
              <RadioGroup
                name="verdict"
                label="评价"
                value={form['verdict'] ?? ''}
                error={errors.find((one) => one.field === 'verdict')?.message}
                options={VERDICTS.map((value) => ({ value, label: verdictLabels[value] }))}
              />
              <TextArea
                name="words"
                label="意见"
                value={form['words'] ?? ''}
                required={false}
                rows={3}
                error={errors.find((one) => one.field === 'words')?.message}
              />
              <SubmitButton>提交评价</SubmitButton>
            </form>
          </section>
        ) : null}
      </>
    ),
  }
}

function Waiting({ row, phone, late }: { row: ListedConsultation; phone: string; late: boolean }) {
  if (row.due_on === null) return null
  return (
    <Notice kind={late ? 'warning' : 'info'} title={`应当在${formatChinese(row.due_on)}前答复（含当日）`}>
      <p>
        {late ? '现在已经超过期限，您可以联系承办单位。' : '答复以后可以在这里查看。'}
        {phone === '' ? '' : `承办单位电话：${phone}。`}
      </p>
    </Notice>
  )
}

/** Words as they were written; an address of this site can be followed. */
function Paragraphs({ text }: { text: string }) {
  return text.split(/\n+/).map((paragraph, index) => (
    <p key={index}>
      {paragraph.split(/((?<![\w/])\/requests\/new(?:\?unit=[a-z0-9-]+)?)/).map((part, place) =>
        place % 2 === 1 ? (
          <a key={place} href={part}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  ))
}
