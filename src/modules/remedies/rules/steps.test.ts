import { describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { buildDecision, buildOpening } from '../../../testing/remedies.ts'
import { withSettings, replyClock } from '../clocks.ts'
import { kindOf } from '../kinds.ts'
import * as rules from './steps.ts'

const TODAY = civilDate('2026-03-10')
const NOTHING = { subject: null, review: null, sameFile: null }
const review = kindOf('reconsideration')

describe('opening a case', () => {
  const issues = (part: Parameters<typeof buildOpening>[0], of: Partial<rules.Surroundings> = {}) =>
    issuesOf(rules.decideOpening({ ...NOTHING, ...of }, buildOpening(part), TODAY))

  test('a notice that came is entered, and a lawsuit says by which way it came', () => {
    const way = (part: Parameters<typeof buildOpening>[0]) => {
      const decision = rules.decideOpening(NOTHING, buildOpening(part), TODAY)
      return decision.ok ? decision.value.way : undefined
    }
    expect(way({ unitId: 1 })).toBe('reconsideration')
    expect(way({ unitId: 1, kind: 'litigation' })).toBe('litigation_direct')
    expect(way({ unitId: 1, kind: 'litigation', afterReview: true })).toBe('litigation_after_review')
    expect(way({ unitId: 1, kind: 'complaint', afterReview: true })).toBe('complaint')
  })

  test('every problem is said at once', () => {
    expect(
      issues({ unitId: 1, organ: ' ', summary: '', applicant: '', receivedOn: civilDate('2026-03-11') }),
    ).toEqual(['organ required', 'summary required', 'receivedOn in_the_future', 'applicant required'])
  })

  test.each([
    [{ sameApplicant: true }, 'sameApplicant nobody_to_be_same'],
    [{ kind: 'litigation', acceptedOn: TODAY } as const, 'acceptedOn only_in_reconsideration'],
    [{ organUnitId: 2 }, 'organUnitId only_in_complaints'],
    [{ kind: 'complaint', organUnitId: 1 } as const, 'organUnitId judge_in_own_case'],
    [{ kind: 'litigation', reviewId: 5 } as const, 'reviewId not_after_review'],
    [{ receivedOn: civilDate('1999-09-30') }, 'receivedOn before_the_law'],
  ])('what does not fit together is refused: %o', (part, expected) => {
    expect(issues({ unitId: 1, ...part })).toEqual([expected])
  })

  test('the case that it is about is of the same unit, and was there before', () => {
    const subject = { unitId: 2, receivedOn: civilDate('2026-01-06') }
    expect(issues({ unitId: 1, subject: 'request:7', sameApplicant: true }, { subject })).toEqual([
      'unitId not_the_subjects_unit',
      'receivedOn before_receipt',
    ])
  })

  test('a lawsuit follows a decided reconsideration of the same unit', () => {
    const suit = { unitId: 1, kind: 'litigation', afterReview: true, reviewId: 5 } as const
    const past = { way: 'reconsideration', unitId: 1, state: 'decided' }
    expect(issues(suit, { review: past })).toEqual([])
    expect(issues(suit, { review: { ...past, state: 'replied' } })).toEqual(['reviewId review_not_decided'])
    expect(issues(suit, { review: { ...past, unitId: 2 } })).toEqual(['reviewId not_a_review_of_this_unit'])
    expect(issues(suit, { review: { ...past, way: 'complaint' } })).toEqual([
      'reviewId not_a_review_of_this_unit',
    ])
  })

  test('a file number is entered once', () => {
    expect(issues({ unitId: 1 }, { sameFile: 'FY-ONE-2026-00001' })).toEqual([
      'fileNumber file_already_entered',
    ])
  })
})

const current = (part: Partial<rules.Current> = {}): rules.Current => ({
  level: 'review',
  receivedOn: civilDate('2026-01-05'),
  decidedOn: null,
  redo: null,
  below: null,
  ...part,
})

describe('what the organ decided', () => {
  const issues = (part: Parameters<typeof buildDecision>[0], kind = review) =>
    issuesOf(rules.decideDecision(kind, current(), buildDecision(part), TODAY))
  const redo = { from: civilDate('2026-02-02'), days: 15, dayKind: 'working' } as const

  test('the days follow one another', () => {
    expect(issues({})).toEqual([])
    expect(issues({ decidedOn: civilDate('2026-01-04') })).toEqual(['decidedOn before_notice'])
    expect(issues({ servedOn: civilDate('2026-02-01') })).toEqual(['servedOn before_decision'])
    expect(issues({ servedOn: civilDate('2026-03-11') })).toEqual(['servedOn in_the_future'])
  })

  test('each kind has its own closed list', () => {
    expect(issues({ result: 'upheld.dismissed' })).toEqual(['result not_a_choice'])
    expect(issues({ result: 'upheld.maintained' }, kindOf('litigation'))).toEqual(['result not_a_choice'])
    expect(issues({ result: 'annulled' })).toEqual(['result not_a_choice'])
    expect(issues({ result: 'remanded' }, kindOf('litigation'))).toEqual(['result not_a_choice'])
  })

  test('a judgment stands only where a higher court was asked about one, and then counts as it did', () => {
    const suit = kindOf('litigation')
    const of = (judged: string | null, part: Parameters<typeof buildDecision>[0], redone = false) => {
      const below = judged === null ? null : { result: judged, redone }
      return issuesOf(
        rules.decideDecision(suit, current({ level: 'second', below }), buildDecision(part), TODAY),
      )
    }
    expect(of(null, { result: 'stands.affirmed' })).toEqual(['result not_a_choice'])
    expect(of('upheld.dismissed', { result: 'stands.else' })).toEqual(['result not_a_choice'])
    expect(of('upheld.dismissed', { result: 'stands.withdrawn' })).toEqual([])
    expect(of('upheld.dismissed', { result: 'stands.affirmed', redo })).toEqual([
      'redo redo_without_correction',
    ])
    expect(of('corrected.revoked', { result: 'stands.affirmed', redo })).toEqual([])
    expect(of('corrected.perform', { result: 'stands.affirmed' })).toEqual(['redo redo_required'])
    expect(of('corrected.perform', { result: 'stands.affirmed' }, true)).toEqual([])
    expect(of('upheld.dismissed', { result: 'corrected.perform' }, true)).toEqual(['redo redo_required'])
  })

  test('only who lost acts anew, and 责令履行 says by when', () => {
    expect(issues({ redo })).toEqual(['redo redo_without_correction'])
    expect(issues({ result: 'corrected.revoked', redo })).toEqual([])
    expect(issues({ result: 'corrected.perform' })).toEqual(['redo redo_required'])
    expect(issues({ result: 'corrected.revoked', redo: { ...redo, from: civilDate('2026-02-01') } })).toEqual(
      ['redo before_decision'],
    )
  })

  test('第五十一条: measures follow a complaint that was justified', () => {
    const complaint = kindOf('complaint')
    expect(issues({ result: 'justified.partly', measure: 'ordered', redo }, complaint)).toEqual([])
    expect(issues({ result: 'unjustified.not', measure: 'urged' }, complaint)).toEqual([
      'measure measure_without_finding',
    ])
  })

  test('a correction says why, and does not move the decision past what was done by it', () => {
    const decided = current({
      decidedOn: civilDate('2026-02-02'),
      redo: { from: civilDate('2026-02-02'), doneOn: civilDate('2026-02-10') },
    })
    const asked = { ...buildDecision({ result: 'corrected.revoked', redo }), reason: ' ' }
    expect(issuesOf(rules.decideCorrection(review, decided, asked, TODAY))).toEqual(['reason required'])
    const moved = {
      ...asked,
      reason: '录入有误',
      decidedOn: civilDate('2026-02-20'),
      servedOn: civilDate('2026-02-20'),
      redo: { ...redo, from: civilDate('2026-02-20') },
    }
    expect(issuesOf(rules.decideCorrection(review, decided, moved, TODAY))).toEqual([
      'decidedOn after_redone',
    ])
  })
})

describe('further instances', () => {
  const judged = (level: string) => current({ level, decidedOn: civilDate('2026-02-02') })
  const appeal = {
    level: 'second',
    broughtBy: 'applicant',
    organ: '中级人民法院',
    fileNumber: '',
    receivedOn: civilDate('2026-02-16'),
  } as const

  test('a second instance ends the ordinary way; a new trial may follow any judgment', () => {
    expect(issuesOf(rules.decideInstance(judged('first'), appeal, TODAY))).toEqual([])
    expect(issuesOf(rules.decideInstance(judged('second'), appeal, TODAY))).toEqual([
      'level no_third_instance',
    ])
    expect(issuesOf(rules.decideInstance(judged('second'), { ...appeal, level: 'retrial' }, TODAY))).toEqual(
      [],
    )
    expect(issuesOf(rules.decideInstance(judged('retrial'), appeal, TODAY))).toEqual([])
    expect(
      issuesOf(
        rules.decideInstance(judged('first'), { ...appeal, receivedOn: civilDate('2026-02-01') }, TODAY),
      ),
    ).toEqual(['receivedOn before_decision'])
  })

  test('only a higher court sends back', () => {
    const asked = { ...appeal, decidedOn: civilDate('2026-02-10'), decisionNumber: '', note: '' }
    expect(issuesOf(rules.decideRemand(current({ level: 'first' }), asked, TODAY))).toEqual([
      'state only_higher_court_remands',
    ])
    expect(issuesOf(rules.decideRemand(current({ level: 'second' }), asked, TODAY))).toEqual([])
  })
})

describe('limits', () => {
  test('行政复议法 第六十二条: the organ extends by thirty days at most', () => {
    const asked = { acceptedOn: civilDate('2026-01-02'), extendedDays: 31 }
    expect(issuesOf(rules.decideOrganLimit(review, current(), asked, TODAY))).toEqual([
      'extendedDays beyond_limit',
    ])
    expect(issuesOf(rules.decideOrganLimit(kindOf('complaint'), current(), asked, TODAY))).toContain(
      'acceptedOn only_in_reconsideration',
    )
  })

  test('the city alone sets its own version, from a day on that is not over', () => {
    const asked = {
      limit: 'remedies.reply',
      from: civilDate('2026-03-09'),
      days: 7,
      dayKind: 'working',
      cites: ' ',
    } as const
    expect(issuesOf(rules.decideLimit({ kind: 'department' }, asked, TODAY))).toEqual([
      'unitId not_the_city',
      'from before_today',
      'cites required',
    ])
  })

  test("of two versions from one day the city's stands, and they stay in order", () => {
    const setting = { clock: 'remedies.reply', days: 7, dayKind: 'working', cites: '核对' } as const
    const days = (from: string) =>
      withSettings(replyClock, [{ ...setting, from: civilDate(from) }]).versions.map((one) => [
        one.from,
        one.days,
      ])
    expect(days('2024-01-01')).toEqual([
      ['1999-10-01', 10],
      ['2024-01-01', 7],
    ])
    expect(days('2010-01-01').map(([from]) => from)).toEqual(['1999-10-01', '2010-01-01', '2024-01-01'])
    expect(withSettings(replyClock, [{ ...setting, clock: 'other', from: TODAY }])).toEqual(replyClock)
  })
})
