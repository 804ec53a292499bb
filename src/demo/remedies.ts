import { sql } from 'kysely'
import { addDays, civilDateOf, type CivilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import type { Context } from '#kernel/identity/index.ts'
import { addInstance, carryOut, enterDecision, openRemedy, reply } from '#modules/remedies/index.ts'
import type { OpeningBody } from '#modules/remedies/contract.ts'
import { allTogether, idOf, type Demo, type Workplace } from './demo.ts'
import type { FinishedRequest } from './requests.ts'
import { officerOf } from './staff.ts'

/** What happened to a case, so many days after what came before. */
interface Event {
  readonly after: number
  readonly what: 'replied' | 'redone' | 'appealed' | 'decided'
  readonly result?: string
  /** The working days within which the decision orders a new answer. */
  readonly redoIn?: number
}

const replied = (after: number): Event => ({ after, what: 'replied' })
const decided = (after: number, result: string, redoIn?: number): Event => ({
  after,
  what: 'decided',
  result,
  ...(redoIn === undefined ? {} : { redoIn }),
})
const redone = (after: number): Event => ({ after, what: 'redone' })
const appealed = (after: number): Event => ({ after, what: 'appealed' })

interface Story {
  readonly unit: string
  readonly on: CivilDate
  readonly opening: Partial<OpeningBody> & Pick<OpeningBody, 'kind' | 'organ'>
  /** The number of the request that it is about. */
  readonly request?: string
  readonly events: readonly Event[]
  /** A lawsuit that followed, so many days after the reconsideration was decided. */
  readonly suit?: { readonly after: number; readonly events: readonly Event[] }
}

const REVIEW = { kind: 'reconsideration', organ: '云岚市人民政府', sameApplicant: true } as const
const SUIT = { kind: 'litigation', organ: '云岚市听澜区人民法院', sameApplicant: true } as const

/** How reconsiderations go, in turn; of the first a lawsuit comes, and an appeal. */
const REVIEWS: readonly Pick<Story, 'events' | 'suit'>[] = [
  {
    events: [replied(6), decided(44, 'upheld.maintained')],
    suit: {
      after: 13,
      events: [
        replied(11),
        decided(95, 'upheld.dismissed'),
        appealed(14),
        replied(9),
        decided(70, 'stands.affirmed'),
      ],
    },
  },
  { events: [replied(8), decided(41, 'corrected.revoked', 15), redone(12)] },
  { events: [replied(7), decided(52, 'upheld.maintained')] },
  { events: [replied(5), decided(30, 'other.ended')] },
]

const SUITS: readonly (readonly Event[])[] = [
  [replied(12), decided(110, 'upheld.dismissed')],
  [replied(10), decided(88, 'corrected.perform', 20), redone(16)],
  [decided(9, 'other.withdrawn')],
]

/** What follows answers that people did not accept: of two years and more. */
function finishedStories(requests: readonly FinishedRequest[]): Story[] {
  const nth = (step: number, outcome: RegExp) =>
    requests.filter((request) => outcome.test(request.outcome)).filter((_, index) => index % step === 0)
  const about = ({ unit, number, concludedOn }: FinishedRequest, after: number) => ({
    unit,
    request: number,
    on: addDays(concludedOn, after),
  })
  return [
    ...nth(2, /^C3\.[4-7]$/).map((request, index): Story => ({
      ...about(request, 18 + index),
      opening: REVIEW,
      ...(REVIEWS[index % REVIEWS.length] ?? { events: [] }),
    })),
    ...nth(5, /^C4\.1$/).map((request, index): Story => ({
      ...about(request, 40),
      opening: SUIT,
      events: SUITS[index % SUITS.length] ?? [],
    })),
  ]
}

/** Under way: so many days ago their notice came, at every light. */
const UNDER_WAY: readonly (readonly [daysAgo: number, Pick<Story, 'opening' | 'events'>])[] = [
  [2, { opening: REVIEW, events: [] }],
  [13, { opening: REVIEW, events: [] }],
  [24, { opening: REVIEW, events: [] }],
  [36, { opening: REVIEW, events: [replied(7)] }],
  [48, { opening: REVIEW, events: [replied(7), decided(30, 'corrected.revoked', 15)] }],
  [12, { opening: SUIT, events: [] }],
  [60, { opening: SUIT, events: [replied(12)] }],
]

function openStories(requests: readonly FinishedRequest[], today: CivilDate): Story[] {
  const fought = requests.filter((request) => /^C[2-5]/.test(request.outcome))
  return UNDER_WAY.flatMap(([daysAgo, story], index): Story[] => {
    const on = addDays(today, -daysAgo)
    const request = fought.filter((one) => one.concludedOn < on).at(-1 - 2 * index)
    return request ? [{ ...story, unit: request.unit, request: request.number, on }] : []
  })
}

/** Complaints to the city's government about its departments. */
function complaints(today: CivilDate): Story[] {
  const opening = {
    kind: 'complaint',
    organ: '云岚市人民政府办公室',
    about: 'not_proactive',
    applicant: '（演示）投诉人',
  } as const
  const summary = '反映应当主动公开的办事指南长期没有更新'
  return [
    {
      unit: 'rsj',
      on: addDays(today, -420),
      opening: { ...opening, summary },
      events: [replied(3), decided(24, 'justified.wholly', 15), redone(11)],
    },
    {
      unit: 'jyj',
      on: addDays(today, -170),
      opening: { ...opening, about: 'conduct', summary: '反映窗口答复咨询不及时' },
      events: [replied(4), decided(31, 'unjustified.not')],
    },
    { unit: 'scj', on: addDays(today, -21), opening: { ...opening, summary }, events: [replied(5)] },
  ]
}

/** Reconsiderations, lawsuits and complaints, each step on its day by the unit's own people. */
export function openDemoRemedies(demo: Demo, requests: readonly FinishedRequest[]): Promise<void> {
  const today = civilDateOf(demo.now)
  return allTogether(demo, async (people) => {
    const office: Office = { demo, people, today, subjects: await subjectsOf(demo, requests) }
    const stories = [...finishedStories(requests), ...openStories(requests, today), ...complaints(today)]
    for (const story of stories) await tell(office, story)
  })
}

interface Office {
  readonly demo: Demo
  readonly people: Workplace
  readonly today: CivilDate
  /** What each request's number is called elsewhere. */
  readonly subjects: ReadonlyMap<string, string>
}

async function subjectsOf(demo: Demo, requests: readonly FinishedRequest[]) {
  const { rows } = await sql<{ number: string; subject: string }>`
    select number, 'request:' || id as subject from cases.case
     where number = any(${requests.map((one) => one.number)}::text[])`.execute(demo.city.database.db)
  return new Map(rows.map((row) => [row.number, row.subject]))
}

async function tell(office: Office, story: Story, reviewId?: number): Promise<void> {
  const { demo, today } = office
  const { unit, on, opening, request } = story
  if (on > today) return
  const id = valueOf(
    await openRemedy(await at(office, unit, on), demo.city, {
      unitId: idOf(demo.unitIds, unit),
      subject: request === undefined ? null : (office.subjects.get(request) ?? null),
      about: 'answer',
      summary: '',
      sameApplicant: request !== undefined,
      applicant: '',
      organUnitId: opening.kind === 'complaint' ? idOf(demo.unitIds, 'yunlan') : null,
      fileNumber: fileNumberOf(opening.kind, on),
      receivedOn: on,
      acceptedOn: opening.kind === 'reconsideration' ? addDays(on, -4) : null,
      afterReview: reviewId !== undefined,
      reviewId: reviewId ?? null,
      ...opening,
    }),
  )
  const last = await happen(office, story, id)
  if (!story.suit || last > today) return
  const { after, events } = story.suit
  const next = { unit, on: addDays(last, after), opening: SUIT, events }
  await tell(office, request === undefined ? next : { ...next, request }, id)
}

/** Lets come what has come until today; answers the day of the last of it. */
async function happen(office: Office, { unit, opening, on, events }: Story, id: number): Promise<CivilDate> {
  let day = on
  for (const event of events) {
    day = addDays(day, event.after)
    if (day > office.today) break
    const decider = opening.kind === 'complaint' && event.what !== 'redone' ? 'yunlan' : unit
    valueOf(await take(await at(office, decider, day), id, event, day))
  }
  return day
}

function take(ctx: Context, id: number, event: Event, day: CivilDate) {
  switch (event.what) {
    case 'replied':
      return reply(ctx, id, { repliedOn: day })
    case 'redone':
      return carryOut(ctx, id, { doneOn: day })
    case 'appealed':
      return addInstance(ctx, id, {
        level: 'second',
        broughtBy: 'applicant',
        organ: '云岚市中级人民法院',
        fileNumber: `（${day.slice(0, 4)}）云01行终${Number(day.slice(5, 7)) * 31 + Number(day.slice(8))}号`,
        receivedOn: day,
      })
    case 'decided':
      return enterDecision(ctx, id, {
        result: event.result ?? '',
        decidedOn: day,
        servedOn: day,
        decisionNumber: '',
        note: '',
        measure: event.result === 'justified.wholly' ? 'ordered' : null,
        redo: event.redoIn === undefined ? null : { from: day, days: event.redoIn, dayKind: 'working' },
      })
  }
}

/** The unit's officer at his desk, at half past nine of that day. */
function at({ demo, people }: Office, unit: string, day: CivilDate): Promise<Context> {
  const morning = new Date(`${day}T01:30:00Z`)
  return people.as(officerOf(unit), morning < demo.now ? morning : demo.now)
}

/** As organs number their files; the day makes it another for each case. */
function fileNumberOf(kind: OpeningBody['kind'], day: CivilDate): string {
  const [year, month, date] = day.split('-')
  const serial = Number(month) * 31 + Number(date)
  if (kind === 'reconsideration') return `云政复〔${year}〕${serial}号`
  return kind === 'litigation' ? `（${year}）云0101行初${serial}号` : ''
}
