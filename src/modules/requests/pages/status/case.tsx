import type { PageContent, PageRequest } from '#platform/http/page.ts'
import { listSteps, stepsFrom } from '#kernel/cases/index.ts'
import { getUnit, listUnits } from '#kernel/organisation/index.ts'
import { DayList, Light, Notice, StatusTimeline, type FieldError } from '#ui/portal/index.ts'
import { pollFacts } from '../../actions/poll.ts'
import type { RequestServices } from '../../actions/step.ts'
import { disclosureRequest } from '../../kinds/procedure.ts'
import { explainDays } from '../../present/days.ts'
import { currentTrail } from '../../present/remedies.ts'
import { stateLabel, summarise } from '../../present/summary.ts'
import { pollClosed } from '../../rules/poll.ts'
import { getRequest, listCover, type Covered } from '../../store/intake.ts'
import { getListed } from '../../store/list.ts'
import { Answers, Letters, readGiven } from './answers.tsx'
import { CRUMBS } from './entry.tsx'
import { CorrectionForm, PollForm, WithdrawalLink } from './forms.tsx'
import { Next } from './next.tsx'
import { sealTicket } from './ticket.ts'
import { timeline } from './timeline.ts'

/** What came of a form of this page: it is shown on the page again. */
export interface Shown {
  readonly form?: 'correction' | 'poll'
  readonly values?: Readonly<Record<string, string>>
  readonly errors?: readonly FieldError[]
  /** What has just been done, or why it could not be. */
  readonly said?: { readonly kind: 'done' | 'warning'; readonly words: string }
}

/** Everything an applicant may know of a case, with what they may do next. */
export async function casePage(
  services: RequestServices,
  { db, now, today }: PageRequest,
  id: number,
  shown: Shown = {},
): Promise<PageContent> {
  const row = await getListed(db, id)
  const { light } = summarise(row, today)
  const [unit, limit, steps, trail, given, cover, polled] = await Promise.all([
    getUnit(db, row.unit_id),
    explainDays(db, id),
    listSteps(db, id),
    currentTrail(db, id),
    readGiven(db, id, today),
    listCover(db, id),
    pollFacts(db, id, today),
  ])
  // Hardly any request is passed on; then the whole list is cheap enough.
  const units = new Map(
    (trail.transfers.length === 0 ? [] : await listUnits(db)).map((one) => [one.id, one.name]),
  )
  const request = await getRequest(db, id)
  const ticket = sealTicket(services, now, id)
  const errors = shown.errors ?? []
  const stateOf = (form: Shown['form'], values: Readonly<Record<string, string>>) => ({
    ticket,
    values: shown.form === form && shown.values ? shown.values : values,
    errors: shown.form === form ? errors : [],
  })
  const mayWithdraw = stepsFrom(disclosureRequest, row.state).some((step) => step.name === 'withdraw')
  return {
    title: `${errors.length > 0 ? '有错误：' : ''}申请 ${row.number} 的进度`,
    status: errors.length > 0 || shown.said?.kind === 'warning' ? 422 : 200,
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
        <div className="page-parts">
          {shown.said ? <Notice kind={shown.said.kind} title={shown.said.words} /> : null}
          <p>您申请的信息：{row.wanted}</p>
          <Next
            row={row}
            unit={unit}
            trail={trail}
            late={light === 'red'}
            provisional={limit.provisional}
            waitingSince={limit.waitingSince}
          />
          <StatusTimeline steps={timeline(steps, row.state, trail, units)} />
          {limit.days.length > 0 ? (
            <DayList
              summary="工作日怎样计算"
              days={limit.days.map((day) => ({ date: day.date, count: day.count, note: day.name }))}
            />
          ) : null}
          <Siblings cover={cover} id={id} />
          <Answers services={services} now={now} caseId={id} given={given} />
          <Letters services={services} now={now} given={given} />
          {row.state === 'correcting' ? (
            <CorrectionForm
              {...stateOf('correction', {
                wantedTitle: request.wanted_title,
                wantedNumber: request.wanted_number,
                description: request.description,
              })}
            />
          ) : null}
          {pollClosed(polled, today).length === 0 ? <PollForm {...stateOf('poll', {})} /> : null}
          {mayWithdraw ? <WithdrawalLink ticket={ticket} /> : null}
        </div>
      </>
    ),
  }
}

function Siblings({ cover, id }: { cover: readonly Covered[]; id: number }) {
  const others = cover.filter((one) => one.id !== id)
  if (others.length === 0) return null
  return (
    <section>
      <h2>同一份申请的其他事项</h2>
      <p className="hint">查询码相同，分别查询。</p>
      <ul className="plain-list">
        {others.map((one) => (
          <li key={one.id}>
            {one.number}：{stateLabel(one.state)}
          </li>
        ))}
      </ul>
    </section>
  )
}
