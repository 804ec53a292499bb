import { randomUUID } from 'node:crypto'
import type { Decision } from '#platform/decision.ts'
import { addDays, type CivilDate } from '#platform/dates.ts'
import { getCase } from '#kernel/cases/index.ts'
import { countWorkingDays, loadCalendar } from '#kernel/clock/index.ts'
import { createContext, publicActor, type Context } from '#kernel/identity/index.ts'
import type { AnswerBody } from '#modules/requests/contract/steps.ts'
import * as requests from '#modules/requests/index.ts'
import type { RequestServices } from '#modules/requests/index.ts'
import type { SmallCity } from './city.ts'
import { buildApplication, buildPaper } from './requests.ts'

/** One way of answering: its outcome, and what it must say. */
export interface Way {
  readonly outcome: string
  readonly form: string
  readonly details: readonly string[]
}

export function answerIn({ outcome, form, details }: Way): AnswerBody {
  return {
    outcome,
    form,
    details: Object.fromEntries(details.map((name) => [name, `说明${name}`])),
    reason: outcome === 'C1' ? '' : '经审查，理由如下。',
    content: '现答复如下。',
    withheld: outcome === 'C2' ? ['C3.4', 'C3.6'] : [],
    corrects: false,
  }
}

type Taken = Promise<Decision<unknown>>

/** Takes each step of the procedure on a day, by whoever may, with everything that it asks for. */
export interface Driver {
  begin(state: string, on: CivilDate): Promise<number>
  /** Answers the decision; throws where no such step is known. */
  take(step: string, id: number, on: CivilDate, way: Way): Taken
  /** The day on which this step can be taken at the earliest, when the case is at this one. */
  dayFor(step: string, on: CivilDate): Promise<CivilDate>
  readonly steps: readonly string[]
}

const WAIT = 5

export async function procedureDriver(city: SmallCity, services: RequestServices): Promise<Driver> {
  // For all units, since a request may be passed on.
  const everywhere = { covers: 'subtree' } as const
  const officer = await city.as('disclosure_officer', city.city, everywhere)
  const head = await city.as('section_head', city.city, everywhere)
  const calendar = await loadCalendar(city.db)
  const morning = (day: CivilDate) => new Date(`${day}T02:00:00Z`)
  const on = (who: Context, day: CivilDate) => createContext(city.db, who.actor, morning(day))
  const dueOn = (day: CivilDate) => countWorkingDays(calendar, day, WAIT).due
  const opinionOf = async (id: number) => {
    const open = (await requests.listOpinions(city.db, id)).find((one) => one.closed_on === null)
    return open?.id ?? 0
  }
  const revisionOf = async (id: number) => (await getCase(city.db, requests.disclosureRequest, id)).revision
  const sign = async (id: number, day: CivilDate) =>
    requests.sign(on(head, day), services, id, { revision: await revisionOf(id) })
  const deliver = (id: number, day: CivilDate) =>
    requests.deliver(on(officer, day), services, id, { way: 'online', deliveredOn: day, proof: '' })
  const sendBack = (id: number, day: CivilDate) =>
    requests.sendBack(on(head, day), id, { opinion: '请写明依据。' })
  const opinion = async (id: number, day: CivilDate) =>
    requests.recordOpinion(on(officer, day), id, await opinionOf(id), {
      answeredOn: day,
      opinion: 'refuses',
      words: '不同意公开。',
      reasonable: true,
    })
  const putRight = (id: number, day: CivilDate, way: Way) =>
    requests.correctOutcome(on(head, day), id, {
      outcome: way.outcome === 'C6.3' ? 'C1' : 'C6.3',
      reason: '录入有误。',
    })
  const extend = (id: number, day: CivilDate) =>
    requests.extend(on(head, day), services, id, { days: 20, reason: '需要逐卷查找。' })

  const known: Readonly<Record<string, (id: number, day: CivilDate, way: Way) => Taken>> = {
    register: (id, day) => requests.register(on(officer, day), services, id, { confirmedOn: day }),
    transfer: (id, day) =>
      requests.transfer(on(officer, day), services, id, { unitId: city.other.id, reason: '由该机关制作。' }),
    discard: (id, day) => requests.discard(on(head, day), id, { why: 'not_a_request', words: '广告。' }),
    ask_correction: (id, day) =>
      requests.askCorrection(on(officer, day), services, id, { missing: '请写明年份。', dueOn: dueOn(day) }),
    receive_correction: (id, day) =>
      requests.receiveCorrection(on(officer, day), services, id, {
        receivedOn: day,
        reply: '年份为2025年。',
        wantedTitle: '2025年河道保洁考核结果',
        wantedNumber: '',
        description: '',
      }),
    abandon: (id, day) => requests.abandon(on(officer, day), services, id),
    ask_reasons: (id, day) =>
      requests.askReasons(on(officer, day), services, id, { why: '次数较多。', dueOn: dueOn(day) }),
    receive_reasons: (id, day, way) =>
      requests.receiveReasons(on(officer, day), id, {
        receivedOn: day,
        reply: '研究需要。',
        reasonable: way.outcome !== 'C5.4',
      }),
    pass_reasons: (id, day) => requests.passReasons(on(officer, day), id),
    delay: (id, day) => requests.delay(on(head, day), services, id, { days: 10, reason: '数量大。' }),
    consult: (id, day) =>
      requests.consult(on(officer, day), services, id, {
        kind: 'third_party',
        addressee: '某公司',
        question: '是否同意公开？',
        sentOn: day,
      }),
    record_opinion: opinion,
    end_consultation: opinion,
    extend,
    extend_consulting: extend,
    charge: (id, day) =>
      requests.charge(on(officer, day), services, id, { basis: 'pages', pages: 120, where: '转账' }),
    pay: (id, day) => requests.pay(on(officer, day), services, id, { paidOn: day, how: '转账' }),
    lapse: (id, day) => requests.lapse(on(officer, day), services, id),
    answer_at_once: (id, day, way) =>
      requests.answerAtOnce(on(officer, day), services, id, { ...answerIn(way), proof: '本人签收' }),
    propose: (id, day, way) => requests.propose(on(officer, day), id, answerIn(way)),
    propose_redo: (id, day, way) => requests.propose(on(officer, day), id, answerIn(way)),
    return: sendBack,
    return_redo: sendBack,
    sign,
    sign_redo: sign,
    deliver,
    deliver_redo: deliver,
    withdraw: (id, day) => requests.recordWithdrawal(on(officer, day), services, id, { words: '不再需要。' }),
    redo: (id, day) =>
      requests.redo(on(head, day), services, id, {
        orderedBy: 'reconsideration',
        reason: '复议决定责令重新答复。',
        orderedOn: day,
        days: 20,
      }),
    correct_outcome: putRight,
    correct_closed: putRight,
    close: (id, day) => requests.close(on(officer, day), id),
  }

  return {
    steps: Object.keys(known),
    async begin(state, day) {
      const made =
        state === 'submitted'
          ? await requests.submitApplication(
              createContext(city.db, publicActor, morning(day)),
              services,
              city.one.id,
              buildApplication(),
              randomUUID(),
            )
          : await requests.recordPaperRequest(
              on(officer, day),
              services,
              buildPaper({ unitId: city.one.id, arrivedOn: day }),
            )
      if (!made.ok) throw new Error(JSON.stringify(made.issues))
      return made.value.id
    },
    take(step, id, day, way) {
      const taking = known[step]
      if (!taking) throw new Error(`nobody knows how to take the step ${step}`)
      return taking(id, day, way)
    },
    async dayFor(step, day) {
      const next = countWorkingDays(calendar, day, 1).due
      if (step === 'abandon' || step === 'pass_reasons') return addDays(dueOn(next), 1)
      if (step === 'lapse') return addDays(countWorkingDays(calendar, next, 20).due, 1)
      return next
    },
  }
}
