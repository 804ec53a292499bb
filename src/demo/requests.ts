import { addDays, civilDate, civilDateOf, daysBetween, type CivilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { countWorkingDays, loadCalendar, type Calendar } from '#kernel/clock/index.ts'
import {
  askCorrection,
  askReasons,
  close,
  consult,
  deliver,
  disclosureRequest,
  extend,
  listOpinions,
  propose,
  recordOpinion,
  recordPaperRequest,
  register,
  sign,
  submitApplication,
} from '#modules/requests/index.ts'
import { getCase } from '#kernel/cases/index.ts'
import type { Application } from '#modules/requests/contract/intake.ts'
import type { AnswerBody } from '#modules/requests/contract/steps.ts'
import { makeApplicants } from './applicants.ts'
import { allTogether, idOf, type Demo, type Workplace } from './demo.ts'
import { seeded, type Random } from './random.ts'
import { officerOf, signerOf } from './staff.ts'
import { contentOf, forms, reasons, wanted } from './wanted.ts'

/** A request that was answered, for those that are fought over afterwards. */
export interface FinishedRequest {
  readonly number: string
  readonly unit: string
  readonly outcome: string
  readonly concludedOn: CivilDate
}

/** How a request has gone: by working days after its receipt; undefined is still to come. */
interface Course {
  /** Undefined: whichever unit. */
  readonly unit?: string
  readonly arrivedOn: CivilDate
  readonly way: 'online' | 'in_person' | 'post_signed' | 'post_ordinary' | 'fax'
  readonly registered: boolean
  readonly outcome?: string
  readonly answeredAfter?: number
  readonly delivered: boolean
  /** What it waits for, when it is under way. */
  readonly waits?: Waiting
}

type Waiting = 'correcting' | 'explaining' | 'consulting' | 'proposed' | 'extended'

const FINISHED = 104

/** Mostly given, and some of every group that a real year has. */
const OUTCOMES = [
  ['C1', 46],
  ['C2', 12],
  ['C3.4', 4],
  ['C3.5', 3],
  ['C3.6', 4],
  ['C3.7', 3],
  ['C3.8', 4],
  ['C4.1', 14],
  ['C4.2', 3],
  ['C5.1', 4],
  ['C5.2', 3],
  ['C5.3', 1],
  ['C6.3', 3],
] as const

const WAYS = [
  ['online', 70],
  ['in_person', 14],
  ['post_signed', 12],
  ['post_ordinary', 5],
  ['fax', 3],
] as const

/** Working days since receipt of what is under way: green below 15, yellow to 20, red from 21. */
const UNDER_WAY = [1, 1, 2, 3, 4, 6, 7, 9, 10, 12, 13, 15, 16, 17, 18, 19, 20, 22, 25, 31]
/** What some of them wait for, by their age. */
const WAITS: Readonly<Record<number, Waiting>> = {
  4: 'explaining',
  6: 'correcting',
  7: 'consulting',
  9: 'proposed',
  12: 'extended',
}
const NOT_REGISTERED = [0, 0, 1, 2]
const NOT_DELIVERED = [11, 16]

/** Requests of three years: most answered in time, a few late, and some open at every light. */
export function fileRequests(demo: Demo): Promise<FinishedRequest[]> {
  return allTogether(demo, async (people) => {
    const random = seeded(711)
    const calendar = await loadCalendar(demo.city.database.db)
    const courses = [
      ...finishedCourses(random, calendar, demo.now),
      ...openCourses(random, calendar, demo.now),
    ]
    const applicants = makeApplicants(random, courses.length)
    const finished: FinishedRequest[] = []
    for (const [index, course] of courses.entries()) {
      const applicant = applicants[index]
      if (!applicant) throw new Error(`request ${index} has no applicant`)
      const [unit, wantedTitle, description] = random.pick(
        course.unit === undefined ? wanted : wantedOf(course.unit),
      )
      const application = { ...applicant, wantedTitle, wantedNumber: '', description }
      const done = await file({ demo, people, calendar, index }, unit, application, course)
      if (done) finished.push(done)
    }
    return finished
  })
}

function finishedCourses(random: Random, calendar: Calendar, now: Date): Course[] {
  const first = civilDate('2024-01-08')
  // Far enough back that even the late ones have been answered.
  const span = daysBetween(first, civilDateOf(now)) - 60
  const [outcomes, ways] = [random.deck(OUTCOMES), random.deck(WAYS)]
  const anyDays = Array.from({ length: FINISHED }, () => addDays(first, random.next(span)))
  const days = [...yearEnds(addDays(first, span)), ...anyDays].slice(0, FINISHED).toSorted()
  return days.map((day, index) => {
    const way = ways[index] ?? 'online'
    const late = index % 17 === 9
    return {
      // Nobody is at the counter on a day of rest; the portal is always open.
      arrivedOn:
        way === 'online' || calendar.isWorkingDay(day) ? day : countWorkingDays(calendar, day, 1).due,
      way,
      registered: true,
      outcome: outcomes[index] ?? 'C1',
      answeredAfter: late ? 21 + random.next(6) : 3 + random.next(17),
      delivered: true,
    }
  })
}

/** Days late in December: what comes then is carried over into the next year. */
function yearEnds(before: CivilDate): CivilDate[] {
  const years = Array.from({ length: Number(before.slice(0, 4)) - 2023 }, (_, index) => 2024 + index)
  return years
    .flatMap((year) => ['20', '24', '27'].map((day) => civilDate(`${year}-12-${day}`)))
    .filter((day) => day < before)
}

function openCourses(random: Random, calendar: Calendar, now: Date): Course[] {
  const back = workingDaysBack(calendar, civilDateOf(now))
  const ways = ['in_person', 'post_signed', 'online'] as const
  return (
    [
      ...NOT_DELIVERED.map((age): Course => ({
        arrivedOn: back(age),
        way: 'in_person',
        registered: true,
        outcome: 'C1',
        answeredAfter: age - 1,
        delivered: false,
      })),
      ...UNDER_WAY.map((age): Course => {
        const way = random.pick(ways)
        // What came online was confirmed on the next working day, from which its age counts.
        return {
          arrivedOn: back(way === 'online' ? age + 1 : age),
          way,
          registered: true,
          delivered: false,
          ...waiting(age),
        }
      }),
      ...NOT_REGISTERED.map((age): Course => ({
        arrivedOn: back(age),
        way: 'online',
        registered: false,
        delivered: false,
      })),
    ]
      .toSorted((one, other) => (one.arrivedOn < other.arrivedOn ? -1 : 1))
      // Every fourth is for the city office: whoever tries its logins finds each light.
      .map((course, index) => (index % 4 === 1 ? { ...course, unit: 'zfb' } : course))
  )
}

const waiting = (age: number) => {
  const waits = WAITS[age]
  return waits === undefined ? {} : { waits }
}

/** The working day so many working days before the last one that is not after this day. */
function workingDaysBack(calendar: Calendar, today: CivilDate): (age: number) => CivilDate {
  const days: CivilDate[] = []
  for (let day = today; days.length <= 40; day = addDays(day, -1))
    if (calendar.isWorkingDay(day)) days.push(day)
  return (age) => days[age] ?? today
}

function wantedOf(unit: string) {
  return wanted.filter(([asked]) => asked === unit)
}

interface Office {
  readonly demo: Demo
  readonly people: Workplace
  readonly calendar: Calendar
  readonly index: number
}

/** Half past nine in the morning of a day in China, unless that is still to come. */
function morningOf(day: CivilDate, now: Date): Date {
  const morning = new Date(`${day}T01:30:00Z`)
  return morning < now ? morning : now
}

async function file(
  office: Office,
  unit: string,
  application: Application,
  course: Course,
): Promise<FinishedRequest | undefined> {
  const { demo, people, calendar, index } = office
  const services = demo.city
  const on = (login: string, day: CivilDate) => people.as(login, morningOf(day, demo.now))
  const officer = (day: CivilDate) => on(officerOf(unit), day)
  const taken = await takeIn(office, unit, application, course)
  if (taken.receivedOn === undefined) return undefined
  const { id, number, receivedOn } = taken
  const after = (days: number) => countWorkingDays(calendar, receivedOn, days).due
  if (course.waits !== undefined) {
    await wait(office, unit, id, course.waits, after)
    return undefined
  }
  if (course.answeredAfter === undefined || course.outcome === undefined) return undefined
  const { outcome } = course
  // 第十五条: what protects others is not withheld before they were asked.
  if (outcome === 'C3.4') await askThirdParty(office, unit, id, after, true)
  const answeredOn = after(course.answeredAfter)
  valueOf(await propose(await officer(answeredOn), id, answerOf(outcome, application.wantedTitle)))
  const signer = await on(signerOf(unit), answeredOn)
  const { revision } = await getCase(signer.db, disclosureRequest, id)
  valueOf(await sign(signer, services, id, { revision }))
  if (!course.delivered) return undefined
  const byPost = application.wantedWay === 'post'
  const deliveredOn = byPost ? countWorkingDays(calendar, answeredOn, 1).due : answeredOn
  const proof = byPost ? `挂号信收据 DEMO${String(10_000 + index)}` : ''
  const delivery = { way: application.wantedWay, deliveredOn, proof }
  valueOf(await deliver(await officer(deliveredOn), services, id, delivery))
  if (index % 8 !== 3) valueOf(await close(await officer(deliveredOn), id))
  return { number, unit, outcome, concludedOn: deliveredOn }
}

function answerOf(outcome: string, title: string): AnswerBody {
  const { form = null, details = {} } = forms[outcome] ?? {}
  return {
    outcome,
    form,
    details: { ...details },
    reason: reasons[outcome] ?? '',
    content: contentOf(outcome, title),
    withheld: outcome === 'C2' ? ['C3.4'] : [],
    corrects: false,
  }
}

type After = (workingDays: number) => CivilDate

async function askThirdParty(
  { demo, people }: Office,
  unit: string,
  id: number,
  after: After,
  answered: boolean,
) {
  const officer = (day: CivilDate) => people.as(officerOf(unit), morningOf(day, demo.now))
  valueOf(
    await consult(await officer(after(1)), demo.city, id, {
      kind: 'third_party',
      addressee: '云岚市嘉禾物业服务有限公司（演示）',
      question: '申请公开的合同中含有你单位的报价和联系人信息，请说明是否同意公开及理由。',
      sentOn: after(1),
    }),
  )
  if (!answered) return
  const at = await officer(after(2))
  const [opinion] = await listOpinions(at.db, id)
  if (!opinion) throw new Error('nobody was asked')
  valueOf(
    await recordOpinion(at, id, opinion.id, {
      answeredOn: after(2),
      opinion: 'refuses',
      words: '涉及员工个人联系方式和未公开的报价明细，不同意公开。',
      reasonable: true,
    }),
  )
}

/** Brings an open request to what it waits for. */
async function wait(office: Office, unit: string, id: number, waits: Waiting, after: After): Promise<void> {
  const { demo, people, calendar } = office
  const on = (login: string, day: CivilDate) => people.as(login, morningOf(day, demo.now))
  const officer = (day: CivilDate) => on(officerOf(unit), day)
  const dueOn = countWorkingDays(calendar, after(3), 10).due
  switch (waits) {
    case 'correcting':
      valueOf(
        await askCorrection(await officer(after(3)), demo.city, id, {
          missing: '请写明所需信息的年份，以及是总数还是分项目的数额。',
          dueOn,
        }),
      )
      return
    case 'explaining':
      valueOf(
        await askReasons(await officer(after(2)), demo.city, id, {
          why: '三个月内您就同一类事项已提出二十八件申请。',
          dueOn,
        }),
      )
      return
    case 'consulting':
      return askThirdParty(office, unit, id, after, false)
    case 'proposed':
      valueOf(await propose(await officer(after(8)), id, answerOf('C1', '所申请的信息')))
      return
    case 'extended':
      valueOf(
        await extend(await on(signerOf(unit), after(10)), demo.city, id, {
          days: 10,
          reason: '所申请的信息涉及多个年度，需要逐卷查找。',
        }),
      )
  }
}

async function takeIn(
  { demo, people, calendar, index }: Office,
  unit: string,
  application: Application,
  { arrivedOn, way, registered }: Course,
): Promise<{ id: number; number: string; receivedOn: CivilDate | undefined }> {
  const unitId = idOf(demo.unitIds, unit)
  const confirmable =
    way === 'in_person' || way === 'post_signed' ? null : countWorkingDays(calendar, arrivedOn, 1).due
  if (way === 'online') {
    const citizen = people.asPublic(morningOf(arrivedOn, demo.now))
    const { id, number } = valueOf(
      await submitApplication(citizen, demo.city, unitId, application, `demo-${index}`),
    )
    if (!registered || confirmable === null) return { id, number, receivedOn: undefined }
    valueOf(
      await register(await people.as(officerOf(unit), morningOf(confirmable, demo.now)), demo.city, id, {
        confirmedOn: confirmable,
      }),
    )
    return { id, number, receivedOn: confirmable }
  }
  const receivedOn = confirmable ?? arrivedOn
  const officer = await people.as(officerOf(unit), morningOf(receivedOn, demo.now))
  const asked = { ...application, unitId, receiptWay: way, arrivedOn, confirmedOn: confirmable }
  const { id, number } = valueOf(await recordPaperRequest(officer, demo.city, asked))
  return { id, number, receivedOn }
}
