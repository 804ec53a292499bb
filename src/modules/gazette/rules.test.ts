import { describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { issuesOf as codes } from '../../testing/decisions.ts'
import { decideComposition, decideCopies, decideIssuing, entryProblems } from './rules.ts'

const composing = { state: 'composing' }
const entry = { title: '通知', state: 'published', attribute: 'proactive' }

describe('a composition', () => {
  const asked = {
    revision: 1,
    name: ' 公报 ',
    imprint: '',
    entries: [{ section: ' 市政府文件 ', documentId: 1 }],
  }
  test('is taken over in its tidy form', () => {
    const decision = decideComposition(composing, asked, new Set([1]))
    expect(decision.ok && [decision.value.name, decision.value.entries[0]?.section]).toEqual([
      '公报',
      '市政府文件',
    ])
  })
  test('tells every problem at once', () => {
    const entries = [
      { section: '', documentId: 1 },
      { section: '甲', documentId: 1 },
      { section: '甲', documentId: 2 },
    ]
    expect(
      codes(decideComposition({ state: 'issued' }, { ...asked, name: ' ', entries }, new Set([1]))),
    ).toEqual([
      'state issued_already',
      'name required',
      'entries.0.section required',
      'entries.1.documentId named_twice',
      'entries.2.documentId related_not_public',
    ])
  })
})

describe('an issue', () => {
  test('goes out with documents in force, a correction under way or not', () => {
    expect(decideIssuing(composing, [entry, { ...entry, state: 'draft' }]).ok).toBe(true)
  })
  test.each([
    ['withdrawn', 'not_in_force'],
    ['repealed', 'not_in_force'],
    [undefined, 'not_public'],
  ])('not with one that is %s', (state, code) => {
    expect(entryProblems({ ...entry, state })).toEqual([code])
    expect(codes(decideIssuing(composing, [{ ...entry, state }]))).toEqual(['entries.0 entry_not_issuable'])
  })
  test('not empty, and once', () => {
    expect(codes(decideIssuing({ state: 'issued' }, []))).toEqual([
      'state issued_already',
      'entries required',
    ])
  })
})

test('copies are sent after the issue and not tomorrow', () => {
  const d = civilDate
  const asked = { recipient: '市图书馆', category: 'library', copies: 20, sentOn: d('2026-03-05') } as const
  expect(decideCopies({ issuedOn: d('2026-03-01') }, asked, d('2026-03-10')).ok).toBe(true)
  expect(codes(decideCopies({ issuedOn: null }, asked, d('2026-03-01')))).toEqual([
    'state not_issued_yet',
    'sentOn in_the_future',
  ])
  expect(
    codes(decideCopies({ issuedOn: d('2026-03-06') }, { ...asked, recipient: ' ' }, d('2026-03-10'))),
  ).toEqual(['sentOn before_issued', 'recipient required'])
})
