import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { buildFacts, buildOldFacts } from '../../../testing/facts.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { decideExtension } from './extension.ts'

const day = civilDate
const TODAY = day('2026-03-10')
const asked = { days: 20, reason: '需要逐卷查找。' }

describe('第三十三条第二款: the extension', () => {
  test.each<[string, Parameters<typeof buildFacts>[0], Partial<typeof asked>, string[]]>([
    ['by as many days again', {}, {}, []],
    ['by more', {}, { days: 21 }, ['days beyond_limit']],
    ['on the last day of the limit', { dueOn: TODAY }, {}, []],
    ['after the limit', { dueOn: day('2026-03-09') }, {}, ['state already_overdue']],
    ['a second time', { extension: { told_on: day('2026-03-05') } }, { days: 1 }, ['state extended_once']],
    ['without a reason', {}, { reason: ' ' }, ['reason required']],
    [
      'every problem at once',
      { dueOn: day('2026-03-09') },
      { days: 30, reason: '' },
      ['state already_overdue', 'days beyond_limit', 'reason required'],
    ],
  ])('%s', (_, known, part, issues) => {
    expect(issuesOf(decideExtension(buildFacts(known), { ...asked, ...part }, TODAY))).toEqual(issues)
  })

  test('a delay that was told does not use up the extension', () => {
    expect(decideExtension(buildFacts({ delay: { told_on: TODAY } }), asked, TODAY).ok).toBe(true)
  })

  test('stays within the most that the law in force on the day of receipt gives: fifteen, since 2019 twenty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.boolean(), (days, old) => {
        const facts = old ? buildOldFacts() : buildFacts()
        const today = old ? day('2012-01-13') : TODAY
        expect(decideExtension(facts, { ...asked, days }, today).ok).toBe(days <= (old ? 15 : 20))
      }),
    )
  })
})
