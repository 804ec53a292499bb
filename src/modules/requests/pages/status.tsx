import { formatChinese, type CivilDate } from '#platform/dates.ts'
import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import { createContext, publicActor } from '#kernel/identity/index.ts'
import { listSteps } from '#kernel/cases/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import {
  AttachmentList,
  DayList,
  ErrorSummary,
  Light,
  Notice,
  StatusTimeline,
  SubmitButton,
  TextField,
  type FieldError,
  type TimelineStep,
} from '#ui/portal/index.ts'
import type { RequestServices } from '../actions/step.ts'
import { findByQueryCode } from '../code.ts'
import { fileAddress } from '../files.ts'
import { deliveryWayLabels } from '../kinds/labels.ts'
import { findOutcome } from '../kinds/outcomes.ts'
import { explainDays } from '../present/days.ts'
import { stateLabel, stepLabel, summarise } from '../present/summary.ts'
import * as answers from '../store/answers.ts'
import { getListed, type ListedRequest } from '../store/list.ts'

/** Where an applicant sees what became of a request: by number and query code, without an account. */
export function statusPages(services: RequestServices): PageRoute[] {
  return [statusForm, statusPage(services)]
}

const CRUMBS = [
  { label: '政府信息公开', href: '/disclosure' },
  { label: '依申请公开', href: '/requests/new' },
  { label: '查进度' },
]

function statusFormPage(
  values: Readonly<Record<string, string>>,
  errors: readonly FieldError[],
  status = 200,
): PageContent {
  return {
    title: '查询申请进度',
    status,
    section: 'requests',
    crumbs: CRUMBS,
    private: true,
    tags: [],
    main: (
      <>
        <div className="page-head">
          <h1>查询申请进度</h1>
          <p className="lead">登记编号和查询码在提交申请时的回执上。</p>
        </div>
        <ErrorSummary errors={errors} />
        <form className="stacked" method="post" action="/requests/status" noValidate>
          <TextField
            name="number"
            label="登记编号"
            value={values['number'] ?? ''}
            hint="例如：YSQ-ZFB-2026-00001"
            error={errors.find((one) => one.field === 'number')?.message}
            autoComplete="off"
          />
          <TextField
            name="code"
            label="查询码"
            value=""
            hint="10 位字母和数字"
            error={errors.find((one) => one.field === 'code')?.message}
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
  path: '/requests/status',
  keep: 0,
  read: async () => statusFormPage({}, []),
}

const NO_MATCH = '登记编号或者查询码不正确。连续输错五次，要过十五分钟才能再查。'

function statusPage(services: RequestServices): PageRoute {
  return {
    method: 'POST',
    path: '/requests/status',
    keep: 0,
    perMinute: 20,
    async read(request) {
      const { db, now, form } = request
      const [number, code] = [form['number'] ?? '', form['code'] ?? '']
      const missing: FieldError[] = []
      if (number.trim() === '') missing.push({ field: 'number', message: '请填写登记编号' })
      if (code.trim() === '') missing.push({ field: 'code', message: '请填写查询码' })
      if (missing.length > 0) return statusFormPage(form, missing, 422)
      const id = await findByQueryCode(createContext(db, publicActor, now), number, code)
      if (id === undefined) return statusFormPage(form, [{ field: 'number', message: NO_MATCH }], 422)
      return showStatus(services, request, id)
    },
  }
}

async function showStatus(
  services: RequestServices,
  { db, now, today }: PageRequest,
  id: number,
): Promise<PageContent> {
  const row = await getListed(db, id)
  const { light } = summarise(row, today)
  const [unit, { days, provisional, waitingSince }, steps] = await Promise.all([
    getUnit(db, row.unit_id),
    explainDays(db, id),
    listSteps(db, id),
  ])
  return {
    title: `申请 ${row.number} 的进度`,
    section: 'requests',
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
        <p>您申请的信息：{row.wanted}</p>
        <Next
          row={row}
          phone={unit.phone}
          late={light === 'red'}
          provisional={provisional}
          waitingSince={waitingSince}
        />
        <StatusTimeline steps={timeline(steps, row.state)} />
        {days.length > 0 ? (
          <DayList
            summary="工作日怎样计算"
            days={days.map((day) => ({ date: day.date, count: day.count, note: day.name }))}
          />
        ) : null}
        {row.concluded_on === null ? null : await answerSection(services, { db, now }, id)}
      </>
    ),
  }
}

interface NextProps {
  readonly row: ListedRequest
  readonly phone: string
  readonly late: boolean
  readonly provisional: boolean
  readonly waitingSince: CivilDate | null
}

/** What comes next, by when, and why on that day. */
function Next({ row, phone, late, provisional, waitingSince }: NextProps) {
  if (row.concluded_on !== null || row.state === 'discarded') return null
  const call = phone === '' ? '' : `受理机关电话：${phone}。`
  if (row.due_on === null || row.received_on === null) {
    return (
      <Notice title="等待受理机关与您确认">
        <p>双方确认之日为收到申请之日，答复期限从第二天起算。{call}</p>
      </Notice>
    )
  }
  if (waitingSince !== null && !late) {
    return (
      <Notice title={`${stateLabel(row.state)}，答复期限暂停计算`}>
        <p>
          从{formatChinese(waitingSince)}起暂停，恢复以后继续计算，到期日相应顺延。{call}
        </p>
      </Notice>
    )
  }
  const sent = row.state === 'answered' ? '答复已经作出，正在送达；送达以后可以在这里查看。' : ''
  return (
    <Notice kind={late ? 'warning' : 'info'} title={`应当在${formatChinese(row.due_on)}前答复（含当日）`}>
      <p>
        收到申请之日为{formatChinese(row.received_on)}，从第二天起算工作日，法定节假日和周末不计。
        {provisional ? '其中有的年份放假安排还没有公布，日期是暂定的。' : ''}
        {sent}
        {late ? '现在已经超过期限。您可以联系受理机关，也可以依法申请行政复议或者提起行政诉讼。' : ''}
        {call}
      </p>
    </Notice>
  )
}

/** From where a request is, the way it goes when nothing else comes between. */
const TO_COME: Readonly<Record<string, readonly string[]>> = {
  submitted: ['register', 'sign', 'deliver'],
  correcting: ['receive_correction', 'sign', 'deliver'],
  explaining: ['receive_reasons', 'sign', 'deliver'],
  consulting: ['end_consultation', 'sign', 'deliver'],
  charged: ['pay', 'sign', 'deliver'],
  registered: ['sign', 'deliver'],
  proposed: ['sign', 'deliver'],
  answered: ['deliver'],
  redoing: ['sign_redo', 'deliver_redo'],
  redo_proposed: ['sign_redo', 'deliver_redo'],
  redo_answered: ['deliver_redo'],
}

/** What the house does among its own, of which the applicant is told nothing. */
const INTERNAL = new Set(['propose', 'return', 'propose_redo', 'return_redo', 'close', 'correct_closed'])

/** What has happened with its days, and what is still to come. */
function timeline(taken: Awaited<ReturnType<typeof listSteps>>, state: string): TimelineStep[] {
  return [
    ...taken
      .filter((step) => !INTERNAL.has(step.name))
      .map((step) => ({ label: stepLabel(step.name), on: step.taken_on })),
    ...(TO_COME[state] ?? []).map((name) => ({ label: stepLabel(name) })),
  ]
}

async function answerSection(
  services: RequestServices,
  { db, now }: Pick<PageRequest, 'db' | 'now'>,
  id: number,
) {
  const [answer, deliveries, files] = await Promise.all([
    answers.findAnswer(db, id),
    answers.listDeliveries(db, id),
    answers.listAnswerFiles(db, id),
  ])
  const delivery = deliveries.at(-1)
  if (!answer || !delivery) return null
  const way = deliveryWayLabels[delivery.way as keyof typeof deliveryWayLabels]
  return (
    <section>
      <h2>答复</h2>
      <p>
        <strong>{findOutcome(answer.outcome)?.label ?? answer.outcome}</strong>（
        {formatChinese(answer.answered_on)}作出，{formatChinese(delivery.delivered_on)}送达，{way}）
      </p>
      <p>
        {answer.ground}。{answer.reason}
      </p>
      {answer.content.split(/\n+/).map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
      <AttachmentList
        files={files.map((file) => ({
          name: file.name,
          href: fileAddress(services, now, {
            what: 'file',
            caseId: id,
            round: file.round,
            position: file.position,
          }),
          size: file.size,
        }))}
      />
      <h3>救济途径</h3>
      <p>{answer.remedy}</p>
    </section>
  )
}
