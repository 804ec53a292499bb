import { describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { issuesOf } from '../../testing/decisions.ts'
import type { DecisionBody } from './contract.ts'
import { decideClosing, decideDecision, decideRound, decideUnit } from './rules.ts'

const d = civilDate
const TODAY = d('2026-03-10')

describe('a clean-up', () => {
  const open = { closed: false }
  test('begins with a due day ahead', () => {
    const asked = { unitId: 1, title: '清理', basis: '依据', dueOn: TODAY, writtenUntil: d('2026-03-11') }
    expect(issuesOf(decideRound(asked, TODAY))).toEqual([
      'dueOn not_after_today',
      'writtenUntil in_the_future',
    ])
  })
  test('whatever is not kept needs a reason, and only what is listed is decided', () => {
    const asked: DecisionBody = { documentIds: [1, 9], decision: 'repeal', reason: ' ' }
    expect(issuesOf(decideDecision(open, { confirmed: false }, asked, new Set([1])))).toEqual([
      'reason required',
      'documentIds not_in_cleanup',
    ])
    expect(
      issuesOf(
        decideDecision(
          { closed: true },
          { confirmed: true },
          { ...asked, documentIds: [1], decision: 'keep' },
          new Set([1]),
        ),
      ),
    ).toEqual(['state cleanup_closed', 'state cleanup_confirmed'])
  })
  test('nothing is left open when a unit confirms, and none unnamed when the round closes', () => {
    expect(issuesOf(decideUnit(open, { confirmed: false, undecided: 3 }))).toEqual([
      'items cleanup_undecided',
    ])
    expect(decideUnit(open, { confirmed: false, undecided: 0 }).ok).toBe(true)
    expect(issuesOf(decideClosing(open, ['水务局'], ' '))).toEqual(['note cleanup_open_units'])
    expect(decideClosing(open, ['水务局'], '已督促').ok).toBe(true)
  })
})
