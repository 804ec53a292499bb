import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, civilDate } from '#platform/dates.ts'
import { calendarOf, publishedDays } from '../../../testing/days.ts'
import { buildFacts, buildOldFacts, buildOpinion } from '../../../testing/facts.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import type { ConsultationBody, OpinionBody } from '../contract/steps.ts'
import {
  decideConsultation,
  decideOpinion,
  decideOpinionDelivery,
  decideSilence,
  opinionLimit,
  opinionPause,
} from './opinions.ts'

const day = civilDate
const TODAY = day('2026-03-10')
const calendar = calendarOf(publishedDays())

describe('第三十二条、第三十四条: asking whom it concerns', () => {
  const asked: ConsultationBody = {
    kind: 'third_party',
    addressee: '青禾公司',
    question: '是否同意公开？',
    sentOn: TODAY,
  }

  test.each<[string, Partial<ConsultationBody>, Parameters<typeof buildFacts>[0], string[]]>([
    ['today', {}, {}, []],
    ['sent on the day of receipt', { sentOn: day('2026-03-02') }, {}, []],
    ['sent before the request came', { sentOn: day('2026-03-01') }, {}, ['sentOn before_receipt']],
    ['to be sent tomorrow', { sentOn: day('2026-03-11') }, {}, ['sentOn in_the_future']],
    ['nobody', { addressee: ' ' }, {}, ['addressee required']],
    ['nothing', { question: '' }, {}, ['question required']],
    ['on the last day of the limit', {}, { dueOn: TODAY }, []],
    [
      'after the limit: what is overdue is not made to wait for others',
      {},
      { dueOn: day('2026-03-09') },
      ['state already_overdue', 'sentOn already_overdue'],
    ],
    ['a joint maker', { kind: 'joint_maker' }, {}, []],
  ])('%s', (_, part, known, issues) => {
    expect(issuesOf(decideConsultation(buildFacts(known), { ...asked, ...part }, TODAY))).toEqual(issues)
  })

  test('条例（2007）: a third party is asked, a joint maker is not', () => {
    const facts = buildOldFacts()
    const sentOn = day('2012-01-16')
    expect(decideConsultation(facts, { ...asked, sentOn }, sentOn).ok).toBe(true)
    expect(issuesOf(decideConsultation(facts, { ...asked, kind: 'joint_maker', sentOn }, sentOn))).toEqual([
      'kind not_under_this_law',
    ])
  })
})

describe('第三十二条: the fifteen working days of whom was asked', () => {
  test('are counted from the day the letter reached them (working-days, example D)', () => {
    expect(opinionLimit(buildFacts(), day('2024-02-07'), calendar)).toBe('2024-03-05')
  })

  test('条例（2007）: sets none', () => {
    expect(opinionLimit(buildOldFacts(), day('2012-01-16'), calendar)).toBeNull()
  })

  const opinion = buildOpinion()
  test.each([
    ['on the day it was sent', '2026-03-04', []],
    ['today', '2026-03-10', []],
    ['before it was sent', '2026-03-03', ['deliveredOn before_the_question']],
    ['tomorrow', '2026-03-11', ['deliveredOn in_the_future']],
  ])('delivered %s', (_, on, issues) => {
    expect(issuesOf(decideOpinionDelivery(opinion, day(on), TODAY))).toEqual(issues)
  })

  test('a question that is closed is not delivered any more', () => {
    const closed = buildOpinion({ opinion: 'agrees', closed_on: day('2026-03-06') })
    expect(issuesOf(decideOpinionDelivery(closed, TODAY, TODAY))).toEqual(['state opinion_closed'])
  })
})

describe('the opinion that comes in', () => {
  const asked: OpinionBody = { answeredOn: TODAY, opinion: 'agrees', words: '', reasonable: null }
  const refuses = { opinion: 'refuses', words: '涉及商业秘密。', reasonable: true } as const

  test.each<[string, Partial<OpinionBody>, Parameters<typeof buildOpinion>[0], string[]]>([
    ['agrees, without words', {}, {}, []],
    ['refuses for good reasons', refuses, {}, []],
    ['refuses without words', { ...refuses, words: ' ' }, {}, ['words required']],
    ['refuses, and nobody judged its reasons', { ...refuses, reasonable: null }, {}, ['reasonable required']],
    [
      'agrees in part, and nobody judged the rest',
      { opinion: 'agrees_in_part' },
      {},
      ['words required', 'reasonable required'],
    ],
    ['on the day of the letter', { answeredOn: day('2026-03-04') }, {}, []],
    ['before the letter', { answeredOn: day('2026-03-03') }, {}, ['answeredOn before_the_question']],
    [
      'before it was delivered',
      { answeredOn: day('2026-03-05') },
      { delivered_on: day('2026-03-06') },
      ['answeredOn before_the_question'],
    ],
    ['tomorrow', { answeredOn: day('2026-03-11') }, {}, ['answeredOn in_the_future']],
    ['a second time', {}, { opinion: 'agrees', closed_on: TODAY }, ['state opinion_closed']],
  ])('%s', (_, part, known, issues) => {
    expect(issuesOf(decideOpinion(buildOpinion(known), { ...asked, ...part }, TODAY))).toEqual(issues)
  })

  test('of who agrees no judgement is kept', () => {
    const decision = decideOpinion(buildOpinion(), { ...asked, reasonable: true }, TODAY)
    expect(decision.ok && decision.value.reasonable).toBeNull()
  })

  test.each<[string, Parameters<typeof buildOpinion>[0], string[]]>([
    ['not before it was delivered', {}, ['state opinion_not_delivered']],
    [
      'not on the last day',
      { delivered_on: day('2026-03-05'), limit_on: TODAY },
      ['state opinion_still_open'],
    ],
    ['from the day after it', { delivered_on: day('2026-03-05'), limit_on: day('2026-03-09') }, []],
    ['never under the Regulation of 2007', { delivered_on: day('2026-03-05') }, ['state opinion_still_open']],
    ['not of one that is closed', { opinion: 'agrees', closed_on: TODAY }, ['state opinion_closed']],
  ])('silence is recorded: %s', (_, known, issues) => {
    expect(issuesOf(decideSilence(buildOpinion(known), TODAY))).toEqual(issues)
  })
})

describe('第三十三条第三款: the days that do not count', () => {
  const sent = day('2026-03-04')
  test.each([
    ['answered before the addressee’s own limit', '2026-03-10', '2026-03-26', '2026-03-10'],
    ['answered on its last day', '2026-03-26', '2026-03-26', '2026-03-26'],
    ['answered after it: no longer than the limit', '2026-03-30', '2026-03-26', '2026-03-26'],
    ['not answered', null, '2026-03-26', '2026-03-26'],
    ['answered, never delivered on record', '2026-03-10', null, '2026-03-10'],
    ['not answered, not delivered', null, null, null],
  ])('%s', (_, answered, limit, to) => {
    const limit_on = limit === null ? null : day(limit)
    const pause = opinionPause({ sent_on: sent, limit_on }, answered === null ? null : day(answered), true)
    expect(pause).toEqual({ from: '2026-03-05', to })
  })

  test('begin the day after the letter, or with it where the city’s policy says so; never end after the answer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.option(fc.integer({ min: 0, max: 60 })),
        fc.boolean(),
        (answered, limit, counts) => {
          const limit_on = limit === null ? null : addDays(sent, limit)
          const pause = opinionPause({ sent_on: sent, limit_on }, addDays(sent, answered), counts)
          expect(pause.from).toBe(counts ? addDays(sent, 1) : sent)
          expect(pause.to).toBe(addDays(sent, Math.min(answered, limit ?? answered)))
        },
      ),
    )
  })
})
