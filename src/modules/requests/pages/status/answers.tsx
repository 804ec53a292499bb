import type { Handle } from '#platform/db/connect.ts'
import { formatChinese, type CivilDate } from '#platform/dates.ts'
import { loadCalendar } from '#kernel/clock/index.ts'
import { listPapers } from '#modules/papers/index.ts'
import { stillOpen } from '../../present/remedies.ts'
import { AttachmentList } from '#ui/portal/index.ts'
import type { RequestServices } from '../../actions/step.ts'
import { fileAddress } from '../../files.ts'
import { deliveryWayLabels } from '../../kinds/labels.ts'
import { DETAILS, findForm, findOutcome } from '../../kinds/outcomes.ts'
import { subjectOf } from '../../kinds/procedure.ts'
import * as store from '../../store/answers.ts'

type AnswerFile = Awaited<ReturnType<typeof store.listAnswerFiles>>[number]
type Delivery = Awaited<ReturnType<typeof store.listDeliveries>>[number]

/** What was given to the applicant, round by round: only what has been delivered, never a draft. */
export interface Given {
  readonly rounds: readonly {
    readonly answer: store.AnswerRow
    readonly delivery: Delivery
    readonly files: readonly AnswerFile[]
  }[]
  readonly letters: readonly { readonly id: number; readonly title: string; readonly on: string }[]
  /** What is still open against the newest answer, and until when. */
  readonly open: ReturnType<typeof stillOpen>
}

/** Letters that went to somebody else than the applicant. */
const FOR_OTHERS = new Set(['requests.third_party', 'requests.joint_maker', 'requests.third_party_told'])
const ANSWER = 'requests.answer.'

export async function readGiven(handle: Handle, caseId: number, today: CivilDate): Promise<Given> {
  const [answers, deliveries, files, papers, calendar] = await Promise.all([
    store.listAnswers(handle, caseId),
    store.listDeliveries(handle, caseId),
    store.listAnswerFiles(handle, caseId),
    listPapers(handle, subjectOf(caseId)),
    loadCalendar(handle),
  ])
  const rounds = answers.flatMap((answer) => {
    const delivery = deliveries.find((one) => one.round === answer.round)
    return delivery ? [{ answer, delivery, files: files.filter((file) => file.round === answer.round) }] : []
  })
  // One letter for each answer, made when it is signed: as many as were delivered may be read.
  const notYet = papers.filter((one) => one.template.startsWith(ANSWER)).slice(rounds.length)
  const letters = papers
    .filter((one) => !FOR_OTHERS.has(one.template) && !notYet.includes(one))
    .map((one) => ({
      id: one.id,
      title: one.number === null ? one.title : `${one.title}（${one.number}）`,
      on: one.issuedOn,
    }))
  const newest = rounds.at(-1)
  const open = newest
    ? stillOpen(
        { outcome: newest.answer.outcome, deliveredOn: newest.delivery.delivered_on },
        today,
        calendar,
      )
    : []
  return { rounds, letters, open }
}

interface Shown {
  readonly services: RequestServices
  readonly now: Date
  readonly caseId: number
  readonly given: Given
}

export function Answers({ services, now, caseId, given }: Shown) {
  const several = given.rounds.length > 1
  return given.rounds.map(({ answer, delivery, files }, index) => {
    const way = deliveryWayLabels[delivery.way as keyof typeof deliveryWayLabels]
    const form = answer.form === null ? undefined : findForm(answer.form)?.form.label
    const outcome = findOutcome(answer.outcome)?.label ?? answer.outcome
    return (
      <section key={answer.round}>
        <h2>{answer.round === 1 ? (several ? '原来的答复' : '答复') : `第 ${answer.round} 次答复`}</h2>
        <p>
          <strong>
            {outcome}
            {form === undefined || form === outcome ? '' : `：${form}`}
          </strong>
          （{formatChinese(answer.signed_on ?? answer.answered_on)}作出，
          {formatChinese(delivery.delivered_on)}
          送达，{way}）
        </p>
        <p>
          {answer.ground}。{answer.reason}
        </p>
        {answer.content.split(/\n+/).map((paragraph, index) => (
          <p key={index}>{paragraph}</p>
        ))}
        <Details answer={answer} />
        <AttachmentList
          id={`files-${answer.round}`}
          title="答复附件"
          files={files.map((file) => ({
            name: file.name,
            href: fileAddress(services, now, {
              what: 'file',
              caseId,
              round: file.round,
              position: file.position,
            }),
            size: file.size,
          }))}
        />
        <h3>救济途径</h3>
        <p>{answer.remedy}</p>
        {index === given.rounds.length - 1 && given.open.length > 0 && (
          <p>
            从送达之日的第二天起算：
            {given.open.map((one) => `${one.label}到${formatChinese(one.until)}`).join('，')}（含当日）。
          </p>
        )}
      </section>
    )
  })
}

function Details({ answer }: { answer: store.AnswerRow }) {
  const said = Object.entries(answer.details as Readonly<Record<string, string>>).filter(
    ([, text]) => text !== '',
  )
  if (said.length === 0) return null
  return (
    <dl>
      {said.map(([name, text]) => (
        <div key={name}>
          <dt>{DETAILS[name as keyof typeof DETAILS] ?? name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Every letter that was made for the applicant, to keep. */
export function Letters({ services, now, given }: Omit<Shown, 'caseId'>) {
  if (given.letters.length === 0) return null
  return (
    <section id="letters">
      <h2>文书</h2>
      <p className="hint">链接三十分钟内有效，过后请重新查询。</p>
      <ul className="items">
        {given.letters.map((letter) => (
          <li key={letter.id}>
            <div className="item-main">
              <a href={fileAddress(services, now, { what: 'letter', paperId: letter.id })} download>
                {letter.title}（PDF）
              </a>
            </div>
            <time dateTime={letter.on}>{letter.on}</time>
          </li>
        ))}
      </ul>
    </section>
  )
}
