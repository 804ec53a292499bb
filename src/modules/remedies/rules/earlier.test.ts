import { describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { buildDecision } from '../../../testing/remedies.ts'
import { kindOf } from '../kinds.ts'
import { decideEarlier, type Earlier } from './earlier.ts'

const day = civilDate
const suit = kindOf('litigation')
const TODAY = day('2026-06-01')
const ORDER = { from: day('2026-05-02'), days: 15, dayKind: 'working' } as const

/** A first judgment of 2026-02-02 that was appealed on 2026-02-16; the second instance is as given. */
function appealed(above: Earlier['above'] = [], before = buildDecision()): Earlier {
  return {
    current: {
      level: 'first',
      receivedOn: day('2026-01-05'),
      decidedOn: day('2026-02-02'),
      redo: null,
      below: null,
    },
    before,
    nextReceivedOn: day('2026-02-16'),
    above,
  }
}

const second = (part: Parameters<typeof buildDecision>[0], doneOn: string | null = null) => {
  const decision = buildDecision({ decidedOn: day('2026-05-01'), servedOn: day('2026-05-02'), ...part })
  const redo = decision.redo && { from: decision.redo.from, doneOn: doneOn === null ? null : day(doneOn) }
  const dates = { receivedOn: day('2026-02-16'), decidedOn: day('2026-05-01') }
  return { current: { level: 'second', ...dates, redo, below: null }, decision }
}

describe('a judgment put right after it was fought on', () => {
  const issues = (of: Earlier, part: Parameters<typeof buildDecision>[0], reason = '误录') =>
    issuesOf(decideEarlier(suit, of, { ...buildDecision(part), reason }, TODAY))

  test('is a correction like any other: of the closed list, with its reason', () => {
    expect(issues(appealed(), { result: 'corrected.revoked' })).toEqual([])
    expect(issues(appealed(), { result: 'upheld.maintained' }, ' ')).toEqual([
      'result not_a_choice',
      'reason required',
    ])
  })

  test('was given before the notice of the appeal came', () => {
    const on = (decided: string) => ({
      result: 'upheld.dismissed',
      decidedOn: day(decided),
      servedOn: day(decided),
    })
    expect(issues(appealed(), on('2026-02-16'))).toEqual([])
    expect(issues(appealed(), on('2026-02-17'))).toEqual(['decidedOn after_next_instance'])
  })

  test('that it was sent back is not put right so', () => {
    expect(
      issues(appealed([], buildDecision({ result: 'remanded' })), { result: 'upheld.dismissed' }),
    ).toEqual(['position sent_back'])
  })

  test.each([
    ['nothing was ordered above', { result: 'stands.affirmed' }, null, 'upheld.dismissed', []],
    [
      'an order above that nothing would carry',
      { result: 'stands.affirmed', redo: ORDER },
      null,
      'upheld.dismissed',
      ['result later_instance_differs'],
    ],
    [
      'an order above that still has its ground',
      { result: 'stands.affirmed', redo: ORDER },
      null,
      'corrected.unlawful',
      [],
    ],
  ] as const)('what let it stand still follows from it: %s', (_, part, doneOn, result, expected) => {
    expect(issues(appealed([second(part, doneOn)]), { result })).toEqual(expected)
  })

  test('责令履行 that stands needs a day above too, unless it was done', () => {
    const perform = { result: 'corrected.perform', redo: { ...ORDER, from: day('2026-02-03') } }
    const affirmed = second({ result: 'stands.affirmed' })
    expect(issues(appealed([affirmed]), perform)).toEqual(['result later_instance_differs'])
    const done = { ...appealed([affirmed]) }
    const current = { ...done.current, redo: { from: day('2026-02-03'), doneOn: day('2026-02-10') } }
    expect(issues({ ...done, current }, perform)).toEqual([])
  })
})
