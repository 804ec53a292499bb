import { describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { buildFacts, buildOldFacts } from '../../../testing/facts.ts'
import { calendarOf, publishedDays } from '../../../testing/days.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import type { CorrectionReply } from '../contract/steps.ts'
import { decideAbandonment, decideCorrection, decideCorrectionReply } from './correction.ts'

const day = civilDate
const TODAY = day('2026-03-10')
const calendar = calendarOf(publishedDays())
const asked = { missing: '请写明年份。', dueOn: day('2026-03-24') }
const waiting = { asked_on: day('2026-03-04'), due_on: day('2026-03-09'), received_on: null }

describe('第三十条: asking for a correction', () => {
  test.each([
    // across the Spring Festival of 2024: Sunday the 4th was worked
    ['2024-01-26', '2024-02-05', '2024-02-06'],
    // across National Day of 2019
    ['2019-09-20', '2019-09-30', '2019-10-08'],
  ])('of what was received on %s until %s, the seventh working day', (received, last, after) => {
    const facts = buildFacts({ receivedOn: day(received) })
    const due = { ...asked, dueOn: day('2026-03-24') }
    expect(decideCorrection(facts, due, calendar, day(last)).ok).toBe(true)
    const late = decideCorrection(facts, due, calendar, day(after))
    expect(late).toEqual({
      ok: false,
      issues: [{ field: 'state', code: 'correction_too_late', params: { last } }],
    })
  })

  test('条例（2007）: has no such limit', () => {
    expect(decideCorrection(buildOldFacts(), asked, calendar, day('2012-02-07')).ok).toBe(true)
  })

  test('一次性告知: once only', () => {
    const facts = buildFacts({ correction: { ...waiting, received_on: day('2026-03-06') } })
    expect(issuesOf(decideCorrection(facts, asked, calendar, TODAY))).toEqual(['state correction_asked_once'])
  })

  test('says what is missing and a day that has not come yet, every problem at once', () => {
    const decision = decideCorrection(buildFacts(), { missing: ' ', dueOn: TODAY }, calendar, TODAY)
    expect(issuesOf(decision)).toEqual(['missing required', 'dueOn must_be_later'])
  })
})

describe('the correction that comes in', () => {
  const facts = buildFacts({ state: 'correcting', correction: waiting })
  const reply: CorrectionReply = {
    receivedOn: TODAY,
    reply: '2025年。',
    wantedTitle: '2025年河道保洁考核结果',
    wantedNumber: '',
    description: '',
  }

  test.each<[string, Partial<CorrectionReply>, string[]]>([
    ['today, after the period, while nobody has ended the case', {}, []],
    ['on the day of the question', { receivedOn: waiting.asked_on }, []],
    ['before the question', { receivedOn: day('2026-03-03') }, ['receivedOn before_the_question']],
    ['tomorrow', { receivedOn: day('2026-03-11') }, ['receivedOn in_the_future']],
    ['without a word', { reply: ' ' }, ['reply required']],
    ['wanting nothing any more', { wantedTitle: ' ' }, ['description nothing_wanted']],
  ])('%s', (_, part, issues) => {
    expect(issuesOf(decideCorrectionReply(facts, { ...reply, ...part }, TODAY))).toEqual(issues)
  })

  test('nobody takes in what nobody asked for', () => {
    expect(() => decideCorrectionReply(buildFacts(), reply, TODAY)).toThrow('nobody asked for')
  })
})

describe('no correction in time', () => {
  const facts = buildFacts({ state: 'correcting', correction: waiting })
  test('the request counts as given up from the day after the period, not on its last day', () => {
    expect(issuesOf(decideAbandonment(facts, waiting.due_on))).toEqual(['state correction_still_open'])
    expect(decideAbandonment(facts, TODAY).ok).toBe(true)
  })
})
