import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate, type CivilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { collect, type Declared } from '#kernel/declaration/index.ts'
import { countFigure, yearPeriod } from '#kernel/figures/index.ts'
import { createContext, type Context } from '#kernel/identity/index.ts'
import { powersModule } from '#modules/powers/index.ts'
import { computeReport, type Report } from '#modules/reports/index.ts'
import { countedDay, nextDay, publishedDays } from '../../../testing/days.ts'
import { answerIn } from '../../../testing/procedure.ts'
import { addRequestRows } from '../../../testing/request-rows.ts'
import { startRequestWork, type RequestWork } from '../../../testing/request-work.ts'
import { buildPaper } from '../../../testing/requests.ts'
import { figures as documentFigures } from '../../publishing/figures.ts'
import { figures as remedyFigures } from '../../remedies/figures.ts'
import { APPLICANT_KINDS } from '../contract/intake.ts'
import { figures } from '../figures.ts'
import { outcomes } from '../kinds/outcomes.ts'
import { disclosureRequest } from '../kinds/procedure.ts'
import { answerAtOnce, deliver, propose, sign } from './answer.ts'
import { recordWithdrawal } from './ending.ts'
import { recordPaperRequest } from './intake.ts'

// A whole year of a city, as many requests as a real one answers: the statutory table and the lateness, counted by the
// figures, are compared to the case with what the generator of the cases knows of each.

const YEAR = 2025
const CASES = 2408
/** So many are taken step by step by the people whose work it is; of the others the rows are written at once. */
const BY_HAND = 300
const book = publishedDays()
const TODAY = civilDate('2026-03-10')

type ApplicantKind = (typeof APPLICANT_KINDS)[number]
interface Made {
  readonly applicant: ApplicantKind
  readonly receivedOn: CivilDate
  /** Null: open to this day. */
  readonly concludedOn: CivilDate | null
  readonly outcome: string
  readonly atOnce: boolean
}

const answers = outcomes.filter((one) => !one.byStep)
/** Without what must have happened before; those are among the cases whose rows are written at once. */
const plain = answers.filter((one) => one.before === undefined)

const anyCase = (codes: readonly string[]): fc.Arbitrary<Made> =>
  fc
    .record({
      applicant: fc.constantFrom(...APPLICANT_KINDS),
      // from the autumn before to the winter after
      received: fc.integer({ min: -100, max: 400 }),
      took: fc.option(fc.integer({ min: 0, max: 45 }), { freq: 20 }),
      outcome: fc.constantFrom(...codes),
      atOnce: fc.boolean(),
    })
    .map(({ applicant, received, took, outcome, atOnce }) => {
      const receivedOn = nextDay(`${YEAR}-01-01`, received)
      const concluded = took === null ? null : nextDay(receivedOn, took)
      const concludedOn = concluded !== null && concluded > TODAY ? null : concluded
      return { applicant, receivedOn, concludedOn, outcome, atOnce }
    })

const inYear = (one: Made) =>
  one.receivedOn <= `${YEAR}-12-31` && (one.concludedOn === null || one.concludedOn >= `${YEAR}-01-01`)

function generate(count: number, codes: readonly string[], seed: number): Made[] {
  return fc
    .sample(anyCase(codes), { numRuns: count * 2, seed })
    .filter(inYear)
    .slice(0, count)
}

const byHand = generate(
  BY_HAND,
  plain.map((one) => one.code),
  1,
)
const atOnce = generate(
  CASES - BY_HAND,
  outcomes.map((one) => one.code),
  2,
)
const made = [...byHand, ...atOnce]

const dueOn = (one: Made) => countedDay(book, one.receivedOn, 20)
/** Whose duty fell away is late only if the day had passed before. */
const isLate = (one: Made) => one.concludedOn !== null && one.concludedOn > dueOn(one)

let work: RequestWork
let report: Report
beforeAll(async () => {
  work = await startRequestWork()
  await takeByHand()
  await writeAtOnce()
  const declared: Declared = collect([
    { name: 'requests', figures, caseKinds: [disclosureRequest] },
    { name: 'publishing', figures: documentFigures },
    { name: 'remedies', figures: remedyFigures },
    powersModule,
  ])
  report = await computeReport(work.city.db, declared, work.city.one, YEAR, 'own', TODAY)
}, 180_000)
afterAll(() => work.close())

async function takeByHand(): Promise<void> {
  const { city, services } = work
  const officer = await work.officer()
  const head = await work.head()
  const on = (who: Context, day: CivilDate) => createContext(city.db, who.actor, new Date(`${day}T02:00:00Z`))
  for (const one of byHand) {
    const identity =
      one.applicant === 'natural'
        ? {}
        : {
            identityKind: 'credit_code' as const,
            identityNumber: city.one.credit_code ?? '',
            representative: '柏舟',
          }
    const paper = buildPaper({
      unitId: city.one.id,
      applicantKind: one.applicant,
      arrivedOn: one.receivedOn,
      ...identity,
    })
    const { id } = valueOf(await recordPaperRequest(on(officer, one.receivedOn), services, paper))
    const { concludedOn } = one
    if (concludedOn === null) continue
    const form = plain.find((it) => it.code === one.outcome)?.forms[0]
    const asked = answerIn({ outcome: one.outcome, form: form?.code ?? '', details: form?.details ?? [] })
    if (one.outcome === 'C6.3') {
      valueOf(await recordWithdrawal(on(officer, concludedOn), services, id, { words: '不再需要。' }))
    } else if (one.atOnce) {
      valueOf(await answerAtOnce(on(officer, concludedOn), services, id, { ...asked, proof: '' }))
    } else {
      valueOf(await propose(on(officer, one.receivedOn), id, asked))
      const { revision } = (await work.stateOf(id)).row
      valueOf(await sign(on(head, concludedOn), services, id, { revision }))
      const delivery = { way: 'online', deliveredOn: concludedOn, proof: '' } as const
      valueOf(await deliver(on(officer, concludedOn), services, id, delivery))
    }
  }
}

/** Cases as the actions leave them. */
function writeAtOnce(): Promise<void> {
  return addRequestRows(
    work.city.db,
    atOnce.map((one) => ({
      unitId: work.city.one.id,
      applicant: one.applicant,
      receivedOn: one.receivedOn,
      dueOn: dueOn(one),
      ...(one.concludedOn === null ? {} : { concludedOn: one.concludedOn, outcome: one.outcome }),
    })),
  )
}

const received = (one: Made) => one.receivedOn.startsWith(`${YEAR}-`)
const concluded = (one: Made) => one.concludedOn?.startsWith(`${YEAR}-`) ?? false
const carriedIn = (one: Made) => one.receivedOn < `${YEAR}-01-01`
const carriedOut = (one: Made) => !concluded(one)

/** Kind by kind, and all of them. */
function counted(which: (one: Made) => boolean): number[] {
  const each = APPLICANT_KINDS.map(
    (kind) => made.filter((one) => one.applicant === kind && which(one)).length,
  )
  return [...each, each.reduce((sum, one) => sum + one, 0)]
}

function row(id: string): readonly (number | null)[] {
  return [1, 2, 3, 4, 5, 6, 7].map((column) => report.values[`3.${id}.${column}`] ?? null)
}

describe(`国办公开办函〔2021〕30号: the table of a year of ${CASES} requests`, () => {
  test('the year is worth counting: something was carried in and out, and every result was reached', () => {
    expect(made).toHaveLength(CASES)
    expect(made.filter(carriedIn).length).toBeGreaterThan(50)
    expect(made.filter(carriedOut).length).toBeGreaterThan(50)
    expect(new Set(made.filter(concluded).map((one) => one.outcome)).size).toBe(outcomes.length)
    expect(made.filter(isLate).length).toBeGreaterThan(100)
  })

  test.each(outcomes.map((one) => [one.code, one.label]))('%s %s, by who asked', (code) => {
    expect(row(code)).toEqual(counted((one) => concluded(one) && one.outcome === code))
  })

  test.each([
    ['A', received],
    ['B', carriedIn],
    ['D', carriedOut],
    ['C7', concluded],
  ] as const)('%s, by who asked', (id, which) => {
    expect(row(id)).toEqual(counted(which))
  })

  test('every relation of the form holds', () => {
    expect(report.relations.filter((one) => !one.holds)).toEqual([])
  })

  test('第三十三条: what was late is counted to the case, the rest is in time', async () => {
    const scope = { period: yearPeriod(YEAR), unitIds: [work.city.one.id] }
    const value = (name: string) => {
      const figure = figures.find((one) => one.name === name)
      if (!figure) throw new Error(`no figure ${name}`)
      return countFigure(work.city.db, figure, scope)
    }
    const late = await value('requests.late')
    expect(late).toBe(made.filter((one) => concluded(one) && isLate(one)).length)
    const done = await value('requests.concluded')
    expect(done - late).toBe(made.filter((one) => concluded(one) && !isLate(one)).length)
  })
})
