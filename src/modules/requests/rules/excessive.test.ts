import { describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { buildFacts, buildOldFacts } from '../../../testing/facts.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import type { ReasonsReply } from '../contract/steps.ts'
import { decideDelay, decideReasons, decideReasonsPassed, decideReasonsReply } from './excessive.ts'

const day = civilDate
const TODAY = day('2026-03-10')
const asked = { why: '一个月内申请四十件。', dueOn: day('2026-03-24') }
const question = {
  asked_on: day('2026-03-04'),
  due_on: day('2026-03-09'),
  received_on: null,
  reasonable: null,
  passed_on: null,
}
const explaining = buildFacts({ state: 'explaining', reasons: question })

describe('第三十五条: asking for reasons', () => {
  test('why, and a day that has not come yet, every problem at once', () => {
    expect(decideReasons(buildFacts(), asked, TODAY).ok).toBe(true)
    expect(issuesOf(decideReasons(buildFacts(), { why: ' ', dueOn: TODAY }, TODAY))).toEqual([
      'why required',
      'dueOn must_be_later',
    ])
  })

  test('once only', () => {
    const facts = buildFacts({ reasons: { ...question, received_on: TODAY, reasonable: true } })
    expect(issuesOf(decideReasons(facts, asked, TODAY))).toEqual(['state reasons_asked_once'])
  })

  test('条例（2007）: knows neither the question nor the delay', () => {
    expect(issuesOf(decideReasons(buildOldFacts(), asked, TODAY))).toEqual(['state not_under_this_law'])
    const good = buildOldFacts({ reasons: { ...question, reasonable: true } })
    expect(issuesOf(decideDelay(good, { days: 10, reason: '数量大。' }, day('2012-01-13')))).toEqual([
      'state not_under_this_law',
    ])
  })
})

describe('the reasons that come in', () => {
  const reply: ReasonsReply = { receivedOn: TODAY, reply: '研究需要。', reasonable: true }
  test.each<[string, Partial<ReasonsReply>, string[]]>([
    ['today, after the period, while nobody has passed over it', {}, []],
    ['on the day of the question', { receivedOn: question.asked_on }, []],
    ['before the question', { receivedOn: day('2026-03-03') }, ['receivedOn before_the_question']],
    ['tomorrow', { receivedOn: day('2026-03-11') }, ['receivedOn in_the_future']],
    ['without a word', { reply: '\n' }, ['reply required']],
  ])('%s', (_, part, issues) => {
    expect(issuesOf(decideReasonsReply(explaining, { ...reply, ...part }, TODAY))).toEqual(issues)
  })

  test('none came: seen from the day after the period, not on its last day', () => {
    expect(issuesOf(decideReasonsPassed(explaining, question.due_on))).toEqual(['state reasons_still_open'])
    expect(decideReasonsPassed(explaining, TODAY).ok).toBe(true)
  })
})

describe('第三十五条: a later day for a good reason', () => {
  const later = { days: 10, reason: '数量大。' }
  const good = { ...question, received_on: day('2026-03-06'), reasonable: true }

  test.each<[string, Parameters<typeof buildFacts>[0], string[]]>([
    ['with good reasons', { reasons: good }, []],
    ['on the last day of the limit', { reasons: good, dueOn: TODAY }, []],
    ['without reasons', {}, ['state delay_needs_reasons']],
    ['with bad reasons', { reasons: { ...good, reasonable: false } }, ['state delay_needs_reasons']],
    ['when none came', { reasons: { ...question, passed_on: TODAY } }, ['state delay_needs_reasons']],
    ['twice', { reasons: good, delay: { told_on: TODAY } }, ['state delayed_once']],
    ['after the limit', { reasons: good, dueOn: day('2026-03-09') }, ['state already_overdue']],
  ])('%s', (_, known, issues) => {
    expect(issuesOf(decideDelay(buildFacts(known), later, TODAY))).toEqual(issues)
  })

  test('the applicant is told why', () => {
    const facts = buildFacts({ reasons: good })
    expect(issuesOf(decideDelay(facts, { ...later, reason: '' }, TODAY))).toEqual(['reason required'])
  })
})
