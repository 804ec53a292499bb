import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { buildFacts } from '../../../testing/facts.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import type { FeeBody } from '../contract/steps.ts'
import { decideFee, decideLapse, decidePayment, feeByItems, feeByPages, feeForNext } from './fees.ts'

const day = civilDate
const TODAY = day('2026-03-10')
const YUAN = 100

describe('国办函〔2020〕109号 第四条: by items, the same applicant in one calendar month', () => {
  test.each([
    [0, 0],
    [10, 0],
    [11, 100],
    [30, 2000],
    [31, 2200],
    [40, 4000],
    [41, 4300],
    [50, 7000],
    [51, 7400],
    [60, 11_000],
  ])('%d items cost %d yuan altogether', (items, yuan) => {
    expect(feeByItems(items)).toBe(yuan * YUAN)
  })

  test('what each one costs adds up to what they cost altogether, and never goes down', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (items) => {
        const each = Array.from({ length: items }, (_, before) => feeForNext(before))
        expect(each.reduce((sum, fee) => sum + fee, 0)).toBe(feeByItems(items))
        expect(each).toEqual(each.toSorted((a, b) => a - b))
      }),
    )
  })

  test('each further ten cost a hundred yuan more each', () => {
    expect([10, 29, 30, 39, 40, 49, 50].map((before) => feeForNext(before) / YUAN)).toEqual([
      100, 100, 200, 200, 300, 300, 400,
    ])
  })
})

describe('国办函〔2020〕109号 第五条: by pages of one answer', () => {
  test.each([
    [0, 0],
    [30, 0],
    [31, 10],
    [100, 700],
    [101, 720],
    [200, 2700],
    [201, 2740],
    [250, 4700],
  ])('%d pages cost %d yuan', (pages, yuan) => {
    expect(feeByPages(pages)).toBe(yuan * YUAN)
  })

  test('a page more never costs less, and never more than the highest rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (pages) => {
        const step = feeByPages(pages + 1) - feeByPages(pages)
        expect([0, 10 * YUAN, 20 * YUAN, 40 * YUAN]).toContain(step)
      }),
    )
  })
})

describe('第四十二条: the notice of a fee', () => {
  const asked: FeeBody = { basis: 'pages', pages: 31, where: '转账' }
  const facts = buildFacts()

  test('by pages: what is to be paid, whatever else was asked for this month', () => {
    expect(decideFee(facts, asked, 40, TODAY)).toEqual({
      ok: true,
      value: { basis: 'pages', quantity: 31, before: 0, where: '转账', amountFen: 10 * YUAN },
    })
  })

  test('by items: this one alone, by how many there were before it', () => {
    expect(decideFee(facts, { basis: 'items', pages: null, where: '转账' }, 30, TODAY)).toEqual({
      ok: true,
      value: { basis: 'items', quantity: 1, before: 30, where: '转账', amountFen: 200 * YUAN },
    })
  })

  test.each<[string, Partial<FeeBody>, Parameters<typeof buildFacts>[0], number, string[]]>([
    ['thirty pages', { pages: 30 }, {}, 0, ['pages free_of_charge']],
    ['the tenth of the month', { basis: 'items' }, {}, 9, ['basis free_of_charge']],
    ['the eleventh of the month', { basis: 'items' }, {}, 10, []],
    ['by pages, without their number', { pages: null }, {}, 0, ['pages required']],
    ['without saying how it is paid', { where: ' ' }, {}, 0, ['where required']],
    [
      'charged before',
      {},
      { fee: { told_on: TODAY, pay_by: day('2026-04-08'), paid_on: null } },
      0,
      ['state charged_once'],
    ],
    ['the last day of the limit', {}, { dueOn: TODAY }, 0, []],
    ['after the limit', {}, { dueOn: day('2026-03-09') }, 0, ['state already_overdue']],
    [
      'received before fees were asked for',
      {},
      { receivedOn: day('2020-12-31') },
      0,
      ['state not_under_this_law'],
    ],
    ['received on their first day', {}, { receivedOn: day('2021-01-01') }, 0, []],
    [
      'every problem at once',
      { pages: null, where: '' },
      { dueOn: day('2026-03-09') },
      0,
      ['state already_overdue', 'where required', 'pages required'],
    ],
  ])('%s', (_, part, known, before, issues) => {
    const decision = decideFee(buildFacts(known), { ...asked, ...part }, before, TODAY)
    expect(issuesOf(decision)).toEqual(issues)
  })
})

describe('what follows the notice', () => {
  const fee = { told_on: day('2026-02-09'), pay_by: day('2026-03-09'), paid_on: null }
  const charged = buildFacts({ state: 'charged', fee })

  test.each([
    ['on the day of the notice', '2026-02-09', []],
    ['today, after the period, while nobody has ended the case', '2026-03-10', []],
    ['before the notice', '2026-02-08', ['paidOn before_the_question']],
    ['tomorrow', '2026-03-11', ['paidOn in_the_future']],
  ])('paid %s', (_, paidOn, issues) => {
    expect(issuesOf(decidePayment(charged, { paidOn: day(paidOn), how: '' }, TODAY))).toEqual(issues)
  })

  test('it lapses on the day after the period, not on its last', () => {
    expect(issuesOf(decideLapse(charged, fee.pay_by))).toEqual(['state fee_still_open'])
    expect(decideLapse(charged, TODAY).ok).toBe(true)
  })
})
