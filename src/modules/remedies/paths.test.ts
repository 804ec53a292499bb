import { getShortestPaths, getSimplePaths } from '@xstate/graph'
import { setup } from 'xstate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { addDays, civilDate, type CivilDate } from '#platform/dates.ts'
import { valueOf, type Decision } from '#platform/decision.ts'
import { createSecrets } from '#platform/secrets.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { caseSubject, getAnyCase } from '#kernel/cases/index.ts'
import { figureBy, yearPeriod } from '#kernel/figures/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { buildCity, type SmallCity } from '../../testing/city.ts'
import { buildDecision, buildOpening } from '../../testing/remedies.ts'
import { section4 } from './figures.ts'
import * as remedies from './index.ts'
import { groupOf, remedyKinds, type RemedyKind } from './kinds.ts'

/** How far a path goes: lawsuits and corrections could go on for ever. */
const MOST = { instances: 3, corrections: 1 } as const

interface Past {
  readonly level: string
  readonly instances: number
  readonly corrections: number
  /** The order of the last decision was carried out: a correction does not make it owed again. */
  readonly redone: boolean
}

/**
 * What the table cannot say: when else a step is open, and what it leaves behind. Corrections and annulments come in the first
 * instance alone: in each that follows they would only multiply the paths.
 */
const MEANING: Readonly<
  Record<string, { may?: (past: Past) => boolean; leaves?: (past: Past) => Partial<Past> }>
> = {
  reopen: {
    may: (past) => past.level === 'first' && past.instances < MOST.instances,
    leaves: (past) => ({ level: 'second', instances: past.instances + 1, redone: false }),
  },
  remand: {
    may: (past) => past.level === 'second' && past.instances < MOST.instances,
    leaves: (past) => ({ level: 'first', instances: past.instances + 1 }),
  },
  redo: { leaves: () => ({ redone: true }) },
  annul: { may: (past) => past.instances === 1 && past.corrections === 0 },
  correct: {
    may: (past) => past.corrections < MOST.corrections && past.instances === 1,
    leaves: (past) => ({ corrections: past.corrections + 1, redone: false }),
  },
  correct_to_redo: {
    may: (past) => past.corrections < MOST.corrections && past.instances === 1 && !past.redone,
    leaves: (past) => ({ corrections: past.corrections + 1 }),
  },
  correct_earlier: {
    may: (past) => past.corrections < MOST.corrections && past.instances === 2,
    leaves: (past) => ({ corrections: past.corrections + 1 }),
  },
  correct_earlier_replied: {
    may: (past) => past.corrections < MOST.corrections && past.instances === 2,
    leaves: (past) => ({ corrections: past.corrections + 1 }),
  },
}

/** The machine of a kind, made from its transition table. */
function machineOf({ kind, firstLevel }: RemedyKind) {
  const { createMachine, assign } = setup({ types: { context: {} as Past, events: {} as { type: string } } })
  const arrows = (state: string) =>
    kind.steps
      .filter((step) => step.from.includes(state))
      .map((step) => {
        const { may = () => true, leaves = () => ({}) } = MEANING[step.name] ?? {}
        return [
          step.name,
          {
            target: step.to,
            guard: ({ context }: { context: Past }) => may(context),
            actions: assign(({ context }) => leaves(context)),
          },
        ] as const
      })
  return createMachine({
    id: kind.name,
    context: { level: firstLevel, instances: 1, corrections: 0, redone: false },
    initial: kind.initial[0] ?? '',
    states: Object.fromEntries(
      Object.entries(kind.states).map(([state, { final }]) => [
        state,
        final ? { type: 'final' as const } : { on: Object.fromEntries(arrows(state)) },
      ]),
    ),
  })
}

let database: TestDatabase
let city: SmallCity
let officer: Context
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  officer = await city.as('disclosure_officer')
})
afterAll(() => database.close())

const services = { secrets: createSecrets(Buffer.alloc(32, 7)) }
const OPENED = civilDate('2026-01-05')

/** Results in turn, so that different paths end differently. */
function resultFor(kind: RemedyKind, turn: number, redo: boolean): string {
  const fit = kind.results.filter(({ code }) =>
    redo ? /^(corrected|justified)/.test(code) : code !== 'corrected.perform',
  )
  return fit[turn % fit.length]?.code ?? ''
}

async function walk(kind: RemedyKind, steps: readonly string[], turn: number, seen: Set<string>) {
  const afterReview = turn % 2 === 0 && kind.name === 'litigation'
  const opening = buildOpening({ kind: kind.name, unitId: city.one.id, afterReview })
  const id = valueOf(await remedies.openRemedy(officer, services, opening))
  await look(kind, id, [], seen)
  let decidedOn = OPENED
  for (const [index, step] of steps.entries()) {
    const on = addDays(OPENED, index + 1)
    if (step === 'decide' || step === 'order_redo') decidedOn = on
    valueOf(await takeOne(kind, id, { step, on, decidedOn, turn: turn + index }))
    await look(kind, id, steps.slice(0, index + 1), seen)
  }
}

function takeOne(
  kind: RemedyKind,
  id: number,
  { step, on, decidedOn, turn }: { step: string; on: CivilDate; decidedOn: CivilDate; turn: number },
): Promise<Decision<number>> {
  const redo = step.endsWith('_redo')
  const decision = buildDecision({
    result: resultFor(kind, turn, redo),
    decidedOn,
    servedOn: decidedOn,
    decisionNumber: `${step} ${turn}`,
    redo: redo ? { from: decidedOn, days: 15, dayKind: 'working' } : null,
  })
  const court = { organ: '试验市中级人民法院', fileNumber: '', receivedOn: on }
  switch (step) {
    case 'reply':
      return remedies.reply(officer, id, { repliedOn: on })
    case 'decide':
    case 'order_redo':
      return remedies.enterDecision(officer, id, decision)
    case 'redo':
      return remedies.carryOut(officer, id, { doneOn: on })
    case 'correct':
    case 'correct_to_redo':
      return remedies.correctResult(officer, id, { ...decision, reason: '录入有误' })
    case 'correct_earlier':
    case 'correct_earlier_replied':
      return remedies.correctResult(officer, id, { ...decision, reason: '录入有误', position: 1 })
    case 'reopen':
      return remedies.addInstance(officer, id, {
        ...court,
        level: 'second',
        broughtBy: turn % 2 === 0 ? 'unit' : 'applicant',
      })
    case 'remand':
      return remedies.remand(officer, id, { ...court, decidedOn: on, decisionNumber: '', note: '' })
    case 'annul':
      return remedies.annul(officer, id, { reason: '重复录入' })
    default:
      throw new Error(`no action for ${step}`)
  }
}

/** Where the table leads by these steps. */
const endOf = ({ kind }: RemedyKind, steps: readonly string[]) =>
  steps.reduce(
    (state, name) => kind.steps.find((step) => step.name === name && step.from.includes(state))?.to ?? '',
    kind.initial[0] ?? '',
  )

async function runningLimits(subject: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from clock.clock
     where (subject = ${subject} or subject like ${`${subject}/%`}) and stopped_on is null`.execute(city.db)
  return rows.map((row) => row.name)
}

/** How the case stands after these steps; what another path had in common with this one was looked at there. */
async function look(kind: RemedyKind, id: number, steps: readonly string[], seen: Set<string>) {
  const said = steps.join(' ') || 'nothing'
  if (seen.has(said)) return
  seen.add(said)
  const state = endOf(kind, steps)
  const row = await getAnyCase(city.db, id)
  const open = state === 'received' || state === 'replied'
  expect(row.state, said).toBe(state)
  expect([row.outcome === null, row.concluded_on === null], said).toEqual([open, open])
  const running = await runningLimits(caseSubject(kind.kind, id))
  if (state === 'redoing') expect(running, said).toEqual(['remedies.redo'])
  else if (open) expect(running.length, said).toBeLessThanOrEqual(1)
  else expect(running, said).toEqual([])
  if (kind.name === 'complaint') return
  const group = open ? 'pending' : groupOf(row.outcome ?? '')
  expect(await countedAs(caseSubject(kind.kind, id)), said).toEqual(state === 'annulled' ? [] : [group])
}

const scope = () => ({ period: yearPeriod(2026), unitIds: [city.one.id] })

/** The results under which the figure has this case. */
async function countedAs(subject: string): Promise<string[]> {
  const { rows } = await sql<{ result: string }>`
    select result from (${section4.records(scope())}) r where record = ${subject}`.execute(city.db)
  return rows.map((row) => row.result)
}

describe.each(remedyKinds)('every path of $kind.label', (kind) => {
  const machine = machineOf(kind)
  const all = [...getShortestPaths(machine), ...getSimplePaths(machine)].map((path) =>
    path.steps.map(({ event }) => event.type).filter((name) => name !== 'xstate.init'),
  )
  const words = all.map((steps) => steps.join(' '))
  // A path that another one begins with is looked at on the way.
  const paths = all.filter(
    (_, index) =>
      words.indexOf(words[index] ?? '') === index &&
      !words.some((other) => other.startsWith(`${words[index]} `)),
  )

  test('the paths take every step of the table', () => {
    expect(new Set(paths.flat())).toEqual(new Set(kind.kind.steps.map((step) => step.name)))
  })

  test('has one result or none, no limit that should not run, and counts once', async () => {
    const seen = new Set<string>()
    for (const [turn, steps] of paths.entries()) await walk(kind, steps, turn, seen)
    expect(seen.size).toBeGreaterThan(paths.length)
  }, 300_000)
})

test('section four: every total is the sum of its four results', async () => {
  const whole = await figureBy(city.db, section4, scope(), ['way'])
  const parts = await figureBy(city.db, section4, scope(), ['way', 'result'])
  expect([...whole.keys()].toSorted()).toEqual([
    'litigation_after_review',
    'litigation_direct',
    'reconsideration',
  ])
  for (const [way, total] of whole) {
    const results = ['upheld', 'corrected', 'other', 'pending'].map((one) => parts.get(`${way}|${one}`) ?? 0)
    expect(results.filter((value) => value > 0).length, way).toBeGreaterThan(2)
    expect(results.reduce((all, value) => all + value)).toBe(total)
  }
})
