import { describe, expect, test } from 'vitest'
import { array, assert, integer, property, uniqueArray } from 'fast-check'
import { splitEvenly } from './rules/assignment.ts'
import { decideStrike } from './rules/notes.ts'
import { shareText, sortOverview } from './rules/overview.ts'
import type { OverviewRow } from './contract.ts'

describe('splitting cases among people', () => {
  const people = uniqueArray(integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 })

  test('whom nothing holds back differ by one case at most', () => {
    assert(
      property(people, integer({ min: 1, max: 200 }), (staffIds, count) => {
        const handlers = new Set(staffIds)
        const cases = Array.from({ length: count }, (_, id) => ({ id, number: `${id}`, handlers }))
        const given = splitEvenly(cases, staffIds)
        if (!given.ok) return false
        const loads = staffIds.map((id) => [...given.value.values()].filter((to) => to === id).length)
        return given.value.size === count && Math.max(...loads) - Math.min(...loads) <= 1
      }),
    )
  })

  test('nobody gets what they may not handle; what nobody may handle is told with its number', () => {
    assert(
      property(people, array(array(integer({ min: 1, max: 50 })), { maxLength: 40 }), (staffIds, allowed) => {
        const cases = allowed.map((ids, id) => ({ id, number: `${id}`, handlers: new Set(ids) }))
        const orphans = cases.filter((one) => !staffIds.some((id) => one.handlers.has(id)))
        const given = splitEvenly(cases, staffIds)
        if (!given.ok) return given.issues.length === orphans.length && orphans.length > 0
        return cases.every((one) => one.handlers.has(given.value.get(one.id) ?? 0))
      }),
    )
  })
})

test('the last second of the tenth minute still strikes a note, the next does not', () => {
  const note = { staff_id: 1, written_at: new Date('2026-03-10T02:00:00Z'), struck_at: null }
  expect(decideStrike(note, 1, new Date('2026-03-10T02:10:00Z')).ok).toBe(true)
  expect(decideStrike(note, 1, new Date('2026-03-10T02:10:01Z')).ok).toBe(false)
  expect(decideStrike({ ...note, struck_at: note.written_at }, 2, note.written_at)).toMatchObject({
    issues: [{ code: 'not_your_note' }, { code: 'struck_already' }],
  })
})

describe('the overview in order', () => {
  const row = (id: number, part: Partial<OverviewRow>): OverviewRow => ({
    unit: { id, name: `${id}` },
    open: 0,
    yellow: 0,
    red: 0,
    paused: 0,
    oldestDue: null,
    closed: 0,
    judged: 0,
    onTime: 0,
    ...part,
  })
  const rows = [
    row(1, { red: 2, judged: 3, onTime: 2 }),
    row(2, { red: 5, oldestDue: '2026-03-01' }),
    row(3, { red: 2, oldestDue: '2026-02-01', judged: 1000, onTime: 999 }),
  ]
  const ids = (...asked: Parameters<typeof sortOverview> extends [unknown, ...infer R] ? R : never) =>
    sortOverview(rows, ...asked).map((one) => one.unit.id)

  test.each([
    ['unit', false, [1, 2, 3]],
    ['unit', true, [3, 2, 1]],
    ['red', false, [1, 3, 2]],
    ['red', true, [2, 1, 3]],
    // Who has nothing open is neither the earliest nor the latest.
    ['oldestDue', false, [3, 2, 1]],
    ['oldestDue', true, [2, 3, 1]],
    ['onTime', true, [3, 1, 2]],
  ] as const)('by %s, descending %s', (by, descending, expected) => {
    expect(ids(by, descending)).toEqual(expected)
  })

  test('a share that is not the whole is never shown as the whole', () => {
    expect(rows.map(shareText)).toEqual(['66.6%', '', '99.9%'])
    expect(shareText(row(4, { judged: 10_000, onTime: 9999 }))).toBe('99.9%')
    expect(shareText(row(4, { judged: 2, onTime: 2 }))).toBe('100.0%')
  })
})
