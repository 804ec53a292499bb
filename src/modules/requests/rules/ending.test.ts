import { describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { outcomes } from '../kinds/outcomes.ts'
import { decideDiscard, decideOutcomeCorrection, decideRedo, decideTransfer } from './ending.ts'

const day = civilDate
const TODAY = day('2026-03-10')

describe('第十条: passing a request on to whom it concerns', () => {
  const asked = { unitId: 2, reason: '由该机关制作。' }
  const right = { id: 2, kind: 'department', closed_on: null }

  test.each<
    [string, typeof right | { id: number; kind: string; closed_on: typeof TODAY } | undefined, string[]]
  >([
    ['a department', right, []],
    ['the same unit', { ...right, id: 1 }, ['unitId same_unit']],
    ['a village', { ...right, kind: 'village' }, ['unitId not_a_choice']],
    ['one that is no more', { ...right, closed_on: day('2024-03-01') }, ['unitId not_a_choice']],
    ['nobody', undefined, ['unitId not_a_choice']],
  ])('to %s', (_, to, issues) => {
    expect(issuesOf(decideTransfer(1, to, asked))).toEqual(issues)
  })

  test('not without saying why, every problem at once', () => {
    expect(issuesOf(decideTransfer(1, undefined, { ...asked, reason: ' ' }))).toEqual([
      'unitId not_a_choice',
      'reason required',
    ])
  })
})

test('what is put aside says why in words', () => {
  expect(issuesOf(decideDiscard({ why: 'not_a_request', words: ' ' }))).toEqual(['words required'])
  expect(decideDiscard({ why: 'sent_twice', words: ' 同前一件。 ' })).toEqual({
    ok: true,
    value: { why: 'sent_twice', words: '同前一件。' },
  })
})

describe('第五十一条: a new answer', () => {
  const answered = { concludedOn: day('2026-03-02') }
  const asked = { orderedBy: 'reconsideration', reason: '复议决定责令重新答复。', days: 20 } as const

  test.each([
    ['on the day of the first answer', '2026-03-02', []],
    ['today', '2026-03-10', []],
    ['before there was an answer', '2026-03-01', ['orderedOn before_answer']],
    ['tomorrow', '2026-03-11', ['orderedOn in_the_future']],
  ])('ordered %s', (_, on, issues) => {
    expect(issuesOf(decideRedo(answered, { ...asked, orderedOn: day(on) }, TODAY))).toEqual(issues)
  })

  test('says who ordered it and why', () => {
    const decision = decideRedo(answered, { ...asked, reason: '', orderedOn: TODAY }, TODAY)
    expect(issuesOf(decision)).toEqual(['reason required'])
  })
})

describe('国办公开办函〔2021〕30号: a result that was entered wrongly', () => {
  test.each(outcomes.map((one) => one.code))('is put right to %s, unless it is that already', (code) => {
    const other = code === 'C1' ? 'C2' : 'C1'
    expect(decideOutcomeCorrection(other, { outcome: code, reason: '录入有误。' }).ok).toBe(true)
    expect(issuesOf(decideOutcomeCorrection(code, { outcome: code, reason: '录入有误。' }))).toEqual([
      'outcome same_outcome',
    ])
  })

  test('never to one that the table does not have, nor without a reason', () => {
    expect(issuesOf(decideOutcomeCorrection('C1', { outcome: 'C3.9', reason: ' ' }))).toEqual([
      'outcome not_a_choice',
      'reason required',
    ])
  })
})
