import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, civilDate } from '#platform/dates.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { answerIn } from '../../../testing/procedure.ts'
import { buildFacts } from '../../../testing/requests.ts'
import { GIVEN } from '../../../testing/requests-desk.ts'
import { DELIVERY_WAYS } from '../contract/intake.ts'
import type { AnswerBody, DeliveryBody } from '../contract/steps.ts'
import { findOutcome, outcomes } from '../kinds/outcomes.ts'
import { disclosureRequest } from '../kinds/procedure.ts'
import { requestTemplates } from '../papers/notices.ts'
import { decideAnswer, decideDelivery, groundFor, remedyFor } from './answer.ts'

const day = civilDate
const TODAY = day('2026-03-10')
const answerOf = (part: Partial<AnswerBody> = {}): AnswerBody => ({ ...GIVEN, ...part })

const GIVEN_REASONS = {
  asked_on: day('2026-03-03'),
  due_on: day('2026-03-06'),
  received_on: day('2026-03-05'),
  reasonable: false,
  passed_on: null,
}

/** A request on whose way everything has happened that an answer can stand on. */
const EVERYTHING = buildFacts({
  correction: { asked_on: day('2026-03-03'), due_on: day('2026-03-20'), received_on: day('2026-03-04') },
  reasons: GIVEN_REASONS,
  opinions: [
    {
      id: 1,
      kind: 'third_party',
      sent_on: day('2026-03-05'),
      delivered_on: day('2026-03-05'),
      limit_on: day('2026-03-26'),
      opinion: 'refuses',
      closed_on: day('2026-03-06'),
    },
  ],
})

describe('第三十六条: the answer', () => {
  test('the closed list is that of the statutory table, in its order (国办公开办函〔2021〕30号)', () => {
    expect(outcomes.map((one) => one.code).join(' ')).toBe(
      'C1 C2 C3.1 C3.2 C3.3 C3.4 C3.5 C3.6 C3.7 C3.8 C4.1 C4.2 C4.3 C5.1 C5.2 C5.3 C5.4 C5.5 C6.1 C6.2 C6.3',
    )
    expect(disclosureRequest.outcomes).toBe(outcomes)
    expect(outcomes.every((one) => one.cites !== '' && one.label !== '')).toBe(true)
  })

  test.each<[string, Partial<AnswerBody>, string[]]>([
    ['given in full without a reason', {}, []],
    ['without content', { content: ' ' }, ['content required']],
    ['of an outcome that nobody made', { outcome: 'C3.9' }, ['outcome not_a_choice']],
    ['of an outcome that has a step of its own', { outcome: 'C6.1' }, ['outcome not_a_choice']],
    ['without saying in which way', { form: null }, ['form required']],
    ['in a way of another outcome', { form: 'C3.1' }, ['form not_a_choice']],
    [
      'every problem at once',
      { outcome: 'C3.8', form: null, content: '' },
      ['reason required', 'content required', 'details.law required', 'details.channel required'],
    ],
    ['partial, without saying what is withheld', { outcome: 'C2', reason: '理由' }, ['withheld required']],
    [
      'partial, withheld on no ground that there is',
      { outcome: 'C2', reason: '理由', withheld: ['C4.1'] },
      ['withheld not_a_choice'],
    ],
  ])('%s', (_, part, issues) => {
    expect(issuesOf(decideAnswer(buildFacts(), answerOf(part), TODAY))).toEqual(issues)
  })

  const ways = outcomes
    .filter((one) => one.byStep === undefined)
    .flatMap((outcome) => outcome.forms.map((form) => ({ outcome, form })))

  test.each(ways.map(({ outcome, form }) => [form.code, form.label, outcome, form] as const))(
    '%s %s: reasons unless all is given (第三十六条第（三）项、第三十七条), and all that this way must say',
    (_code, _label, outcome, form) => {
      const asked = answerIn({ outcome: outcome.code, form: form.code, details: [] })
      const bare = issuesOf(decideAnswer(EVERYTHING, { ...asked, reason: '' }, TODAY))
      expect(bare).toEqual([
        ...(outcome.code === 'C1' ? [] : ['reason required']),
        ...form.details.map((name) => `details.${name} required`),
      ])
      const whole = answerIn({ outcome: outcome.code, form: form.code, details: form.details })
      const decided = decideAnswer(EVERYTHING, whole, TODAY)
      expect(decided).toMatchObject({ ok: true, value: { outcome: outcome.code, form: form.code } })
      if (decided.ok) expect([decided.value.ground, decided.value.remedy]).not.toContain('')
      expect(requestTemplates.map((one) => one.name)).toContain(form.template)
    },
  )

  test.each([
    ['C4.3', '第三十条: still unclear after a correction', 'needs_correction'],
    ['C5.4', '第三十五条: no good reasons for too many', 'needs_reasons'],
    ['C3.4', '第十五条、第三十二条: to protect others, who are asked first', 'needs_opinion'],
  ])('%s %s', (outcome, _, code) => {
    const form = outcome === 'C3.4' ? 'C3.4.privacy' : outcome
    const asked = answerIn({ outcome, form, details: [] })
    expect(issuesOf(decideAnswer(buildFacts(), asked, TODAY))).toEqual([`outcome ${code}`])
    expect(decideAnswer(EVERYTHING, asked, TODAY).ok).toBe(true)
  })

  test('第三十五条: with good reasons a request is not refused for its number', () => {
    const reasons = { ...GIVEN_REASONS, reasonable: true }
    const asked = answerIn({ outcome: 'C5.4', form: 'C5.4', details: [] })
    expect(issuesOf(decideAnswer(buildFacts({ reasons }), asked, TODAY))).toEqual(['outcome needs_reasons'])
  })

  test('第三十七条: a partial answer stands on the articles of what it withholds as well', () => {
    const asked = {
      ...answerOf(),
      outcome: 'C2',
      form: null,
      reason: '理由',
      withheld: ['C3.1', 'C3.6', 'C3.1'],
    }
    const decided = decideAnswer(buildFacts(), asked, TODAY)
    expect(decided.ok && [decided.value.ground, decided.value.withheld]).toEqual([
      '根据《中华人民共和国政府信息公开条例》第三十七条、第十四条、第十六条第二款',
      ['C3.1', 'C3.6'],
    ])
    expect(decided.ok && decided.value.remedy).toContain('不予公开的部分')
  })

  test.each([
    ['C3.1', '2026-03-02', '根据《中华人民共和国政府信息公开条例》第十四条'],
    ['C5.5', '2026-03-02', '根据国办公开办函〔2021〕30号'],
    ['C1', '2019-05-14', '根据《中华人民共和国政府信息公开条例》（2007年公布）第二十一条第（一）项'],
    ['C2', '2019-05-14', '根据《中华人民共和国政府信息公开条例》（2007年公布）第二十二条'],
    ['C4.1', '2019-05-14', '根据《中华人民共和国政府信息公开条例》（2007年公布）第二十一条第（三）项'],
  ])('%s of a request received on %s: %s', (code, received, text) => {
    const found = findOutcome(code)
    expect(found && groundFor(found, day(received))).toBe(text)
  })
})

describe('the remedies that an answer names', () => {
  const reviewFirst = outcomes
    .map((one) => one.code)
    .filter((code) => remedyFor(code, day('2024-01-01')).includes('先申请行政复议'))

  test('行政复议法 第二十三条: from 2024 a refusal under 第十四条至第十六条 goes to review first, no other', () => {
    expect(reviewFirst).toEqual(['C3.1', 'C3.2', 'C3.3', 'C3.4', 'C3.5', 'C3.6', 'C3.7'])
  })

  test('before 2024 every answer may be reviewed within 60 days or sued over within 6 months', () => {
    for (const { code } of outcomes) {
      const text = remedyFor(code, day('2023-12-31'))
      expect(text).toContain('六十日内申请行政复议')
      expect(text).toContain('六个月内向人民法院')
    }
  })

  test('行政诉讼法 第四十五条: after a review the court is asked within fifteen days', () => {
    expect(remedyFor('C3.6', TODAY)).toContain('十五日内向人民法院')
  })
})

describe('国办公开办函〔2016〕235号: the delivery', () => {
  const given = { answeredOn: day('2026-03-05') }
  const deliveryOf = (part: Partial<DeliveryBody> = {}): DeliveryBody => ({
    way: 'online',
    deliveredOn: TODAY,
    proof: '',
    ...part,
  })

  test.each<[string, Partial<DeliveryBody>, string[]]>([
    ['today', {}, []],
    ['on the day of the answer', { deliveredOn: given.answeredOn }, []],
    ['before the answer', { deliveredOn: day('2026-03-04') }, ['deliveredOn before_answer']],
    ['tomorrow', { deliveredOn: day('2026-03-11') }, ['deliveredOn in_the_future']],
    ['by post with the number of the letter', { way: 'post', proof: 'XA00000000098' }, []],
    ['by post, without proof of posting', { way: 'post', proof: ' ' }, ['proof required']],
  ])('%s', (_, part, issues) => {
    expect(issuesOf(decideDelivery(given, deliveryOf(part), TODAY))).toEqual(issues)
  })

  test('is allowed exactly from the day of the answer to today, whatever the way', () => {
    const way = fc.constantFrom(...DELIVERY_WAYS)
    fc.assert(
      fc.property(way, fc.integer({ min: -40, max: 40 }), fc.integer({ min: 0, max: 30 }), (by, off, gap) => {
        const answeredOn = addDays(TODAY, -gap)
        const deliveredOn = addDays(TODAY, off)
        const decision = decideDelivery({ answeredOn }, { way: by, deliveredOn, proof: '回执' }, TODAY)
        expect(decision.ok).toBe(off <= 0 && -off <= gap)
      }),
    )
  })
})
