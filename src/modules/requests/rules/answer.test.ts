import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, civilDate } from '#platform/dates.ts'
import { buildFacts, buildOldFacts, buildOpinion } from '../../../testing/facts.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { answerIn } from '../../../testing/procedure.ts'
import { DELIVERY_WAYS } from '../contract/intake.ts'
import type { AnswerBody, DeliveryBody } from '../contract/steps.ts'
import { findOutcome, outcomes, withholdable } from '../kinds/outcomes.ts'
import { disclosureRequest } from '../kinds/procedure.ts'
import { decideAnswer, decideDelivery, groundFor, remedyFor } from './answer.ts'
import type { CaseFacts } from './facts.ts'

const day = civilDate
const TODAY = day('2026-03-10')

const corrected = { asked_on: day('2026-03-03'), due_on: day('2026-03-09'), received_on: day('2026-03-05') }
const reasons = { asked_on: day('2026-03-03'), due_on: day('2026-03-09') }
const unreasonable = { ...reasons, received_on: day('2026-03-05'), reasonable: false, passed_on: null }
const heard = buildOpinion({ opinion: 'refuses', closed_on: day('2026-03-06') })
/** Everything has happened on which an answer can stand. */
const complete = { correction: corrected, reasons: unreasonable, opinions: [heard] }

const answerOf = (part: Partial<AnswerBody> = {}): AnswerBody => ({
  ...answerIn({ outcome: 'C1', form: 'C1.provided', details: [] }),
  ...part,
})

const ways = outcomes
  .filter((one) => !one.byStep)
  .flatMap((outcome) => outcome.forms.map((form) => ({ outcome, form })))

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
    ['of which there are several ways, without one', { form: null }, ['form required']],
    ['in the way of another outcome', { form: 'C3.7' }, ['form not_a_choice']],
    [
      'the one way of its outcome need not be named',
      { outcome: 'C3.7', form: null, reason: '属于行政执法案卷。' },
      [],
    ],
    ['partial, without saying what is withheld', { outcome: 'C2', reason: '理由' }, ['withheld required']],
    [
      'partial, withholding on a ground that is none',
      { outcome: 'C2', reason: '理由', withheld: ['C3.8'] },
      ['withheld not_a_choice'],
    ],
    [
      'every problem at once',
      { outcome: 'C3.2', form: null, content: '', reason: ' ' },
      ['reason required', 'content required', 'details.law required'],
    ],
  ])('%s', (_, part, issues) => {
    expect(issuesOf(decideAnswer(buildFacts(), answerOf(part), TODAY))).toEqual(issues)
  })

  test.each(outcomes.filter((one) => one.byStep).map((one) => one.code))(
    '%s is the end of a step of its own, never an answer',
    (code) => {
      const asked = answerOf({ outcome: code, form: code, reason: '理由' })
      expect(issuesOf(decideAnswer(buildFacts(complete), asked, TODAY))).toEqual(['outcome not_a_choice'])
    },
  )

  describe.each(ways.map((way) => [way.form.code, way] as const))('%s', (_, { outcome, form }) => {
    const asked = answerIn({ outcome: outcome.code, form: form.code, details: form.details })
    const facts = buildFacts(complete)

    test('is given when everything is said', () => {
      const decision = decideAnswer(facts, asked, TODAY)
      expect(decision).toMatchObject({
        ok: true,
        value: { outcome: outcome.code, form: form.code, answeredOn: TODAY },
      })
      expect(decision.ok && Object.keys(decision.value.details)).toEqual([...form.details])
    })

    test('第三十六条第（三）项、第三十七条: is given reasons for, unless all is given', () => {
      expect(issuesOf(decideAnswer(facts, { ...asked, reason: ' ' }, TODAY))).toEqual(
        outcome.code === 'C1' ? [] : ['reason required'],
      )
    })

    test('says all that this way of answering must say', () => {
      const silent = { ...asked, details: {} }
      expect(issuesOf(decideAnswer(facts, silent, TODAY))).toEqual(
        form.details.map((name) => `details.${name} required`),
      )
      for (const name of form.details) {
        const without = { ...asked, details: { ...asked.details, [name]: ' ' } }
        expect(issuesOf(decideAnswer(facts, without, TODAY))).toEqual([`details.${name} required`])
      }
    })
  })

  test('keeps no detail that its way of answering does not ask for, and no ground twice', () => {
    const given = answerOf({ details: { where: '网站', secret: 'x' }, withheld: ['C3.6'] })
    const full = decideAnswer(buildFacts(), given, TODAY)
    expect(full.ok && [full.value.details, full.value.withheld]).toEqual([{}, []])
    const twice = answerOf({ outcome: 'C2', reason: '理由', withheld: ['C3.6', 'C3.6'] })
    const partial = decideAnswer(buildFacts(), twice, TODAY)
    expect(partial.ok && partial.value.withheld).toEqual(['C3.6'])
  })

  test('第三十七条: everything that may be refused may be the rest of a partial answer', () => {
    expect(withholdable.map((one) => one.code).join(' ')).toBe('C3.1 C3.2 C3.3 C3.4 C3.5 C3.6 C3.7')
  })
})

describe('answers that stand on something that must have happened', () => {
  const stands = (code: string, known: Partial<CaseFacts>) => {
    const [form] = findOutcome(code)?.forms ?? []
    const asked = answerIn({ outcome: code, form: form?.code ?? '', details: form?.details ?? [] })
    return issuesOf(decideAnswer(buildFacts(known), asked, TODAY))
  }

  test.each<[string, string, Partial<CaseFacts>, string[]]>([
    ['第三十条: still unclear, and nobody asked', 'C4.3', {}, ['outcome needs_correction']],
    [
      '第三十条: still unclear, and no correction came',
      'C4.3',
      { correction: { ...corrected, received_on: null } },
      ['outcome needs_correction'],
    ],
    ['第三十条: still unclear after the correction', 'C4.3', { correction: corrected }, []],
    ['第三十五条: repeated, and nobody asked why', 'C5.4', {}, ['outcome needs_reasons']],
    [
      '第三十五条: repeated, and the reasons are awaited',
      'C5.4',
      { reasons: { ...unreasonable, received_on: null, reasonable: null } },
      ['outcome needs_reasons'],
    ],
    [
      '第三十五条: repeated, for good reasons',
      'C5.4',
      { reasons: { ...unreasonable, reasonable: true } },
      ['outcome needs_reasons'],
    ],
    ['第三十五条: repeated, for bad reasons', 'C5.4', { reasons: unreasonable }, []],
    [
      '第三十五条: repeated, and no reasons came',
      'C5.4',
      { reasons: { ...reasons, received_on: null, reasonable: null, passed_on: TODAY } },
      [],
    ],
    ['第十五条: a third party that nobody asked', 'C3.4', {}, ['outcome needs_opinion']],
    [
      '第十五条: a third party that has not answered',
      'C3.4',
      { opinions: [buildOpinion()] },
      ['outcome needs_opinion'],
    ],
    [
      '第十五条: another office is no third party',
      'C3.4',
      { opinions: [{ ...heard, kind: 'joint_maker' }] },
      ['outcome needs_opinion'],
    ],
    ['第三十二条: a third party that was heard', 'C3.4', { opinions: [heard] }, []],
    [
      '第三十二条: a third party that kept silent',
      'C3.4',
      { opinions: [{ ...heard, opinion: 'silent' }] },
      [],
    ],
  ])('%s', (_, code, known, issues) => {
    expect(stands(code, known)).toEqual(issues)
  })
})

describe('the article that an answer names', () => {
  const ground = (code: string, received: string) => {
    const found = findOutcome(code)
    return found && groundFor(found, day(received))
  }
  test.each([
    ['C3.1', '2026-03-02', '根据《中华人民共和国政府信息公开条例》第十四条'],
    ['C5.5', '2026-03-02', '根据国办公开办函〔2021〕30号'],
    ['C1', '2019-05-14', '根据《中华人民共和国政府信息公开条例》（2007年公布）第二十一条第（一）项'],
    ['C2', '2019-05-14', '根据《中华人民共和国政府信息公开条例》（2007年公布）第二十二条'],
    ['C3.6', '2008-05-01', '根据《中华人民共和国政府信息公开条例》（2007年公布）第二十一条第（二）项'],
    ['C4.1', '2019-05-14', '根据《中华人民共和国政府信息公开条例》（2007年公布）第二十一条第（三）项'],
    ['C4.3', '2019-05-14', '根据《中华人民共和国政府信息公开条例》（2007年公布）第二十一条第（四）项'],
    ['C3.1', '2019-05-15', '根据《中华人民共和国政府信息公开条例》第十四条'],
  ])('%s of a request received on %s: %s', (code, received, text) => {
    expect(ground(code, received)).toBe(text)
  })

  test.each([
    ['C1.public', '第三十六条第（一）项'],
    ['C1.fetch', '第三十六条第（二）项'],
    ['C4.1.absent', '第三十六条第（四）项'],
    ['C4.1.elsewhere', '第三十六条第（五）项'],
  ])('%s names the one of its way: %s', (code, article) => {
    const way = ways.find((one) => one.form.code === code)
    const asked = answerIn({ outcome: way?.outcome.code ?? '', form: code, details: way?.form.details ?? [] })
    const decision = decideAnswer(buildFacts(), asked, TODAY)
    expect(decision.ok && decision.value.ground).toBe(`根据《中华人民共和国政府信息公开条例》${article}`)
  })

  test('第三十七条: a partial answer names the grounds of what it withholds too, each once', () => {
    const asked = answerOf({ outcome: 'C2', reason: '理由', withheld: ['C3.1', 'C3.2', 'C3.6'] })
    const decision = decideAnswer(buildFacts(), asked, TODAY)
    expect(decision.ok && decision.value.ground).toBe(
      '根据《中华人民共和国政府信息公开条例》第三十七条、第十四条、第十六条第二款',
    )
  })

  test('an old request keeps the articles of its law, whenever it is answered', () => {
    const decision = decideAnswer(buildOldFacts(), answerOf(), TODAY)
    expect(decision.ok && decision.value.ground).toContain('（2007年公布）第二十一条第（一）项')
  })
})

describe('the remedies that an answer names', () => {
  const REFUSALS = ['C3.1', 'C3.2', 'C3.3', 'C3.4', 'C3.5', 'C3.6', 'C3.7']
  const reviewFirst = (text: string) => text.includes('先申请行政复议')

  test('行政复议法 第二十三条: from 2024 a refusal under 第十四条至第十六条 goes to review first, no other', () => {
    const first = outcomes
      .map((one) => one.code)
      .filter((code) => reviewFirst(remedyFor(code, day('2024-01-01'))))
    expect(first).toEqual(REFUSALS)
  })

  test('行政复议法 第二十三条: so does what a partial answer withholds, and the answer says it is that part', () => {
    for (const code of REFUSALS) expect(remedyFor('C2', TODAY, [code])).toContain('本答复不予公开的部分')
    expect(reviewFirst(remedyFor('C2', TODAY, REFUSALS))).toBe(true)
    expect(reviewFirst(remedyFor('C2', TODAY))).toBe(false)
    expect(reviewFirst(remedyFor('C2', day('2023-12-31'), REFUSALS))).toBe(false)
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
