import { describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { decideAsking, decideFiling, decideOpinion } from './rules.ts'

const d = civilDate
const TODAY = d('2026-03-10')

describe('legality review', () => {
  const of = { kind: 'normative', state: 'draft', contentHash: 'aa', awaited: false }
  const asked = {
    contentHash: 'aa',
    basis: [' 中华人民共和国水法 ', ''],
    consultedFrom: d('2026-01-05'),
    consultedTo: d('2026-02-05'),
    noConsultation: '',
    discussedOn: d('2026-03-01'),
    meeting: '市政府第3次常务会议',
  }
  test('is asked with basis, consultation and discussion', () => {
    const decision = decideAsking(of, asked, TODAY)
    expect(decision.ok && decision.value.basis).toEqual(['中华人民共和国水法'])
    const without = { ...asked, consultedFrom: null, consultedTo: null, noConsultation: '依法保密' }
    expect(decideAsking(of, without, TODAY).ok).toBe(true)
  })
  test('every problem is told at once', () => {
    const wrong = {
      ...asked,
      contentHash: 'bb',
      basis: [' '],
      consultedFrom: null,
      consultedTo: d('2026-04-01'),
      discussedOn: d('2026-03-11'),
    }
    expect(
      issuesOf(decideAsking({ ...of, kind: 'official', state: 'in_review', awaited: true }, wrong, TODAY)),
    ).toEqual([
      'kind not_normative',
      'state not_a_draft',
      'state opinion_awaited',
      'contentHash not_what_you_saw',
      'basis required',
      'consultedFrom required',
      'consultedTo in_the_future',
      'discussedOn in_the_future',
    ])
    expect(issuesOf(decideAsking(of, { ...asked, consultedFrom: null, consultedTo: null }, TODAY))).toEqual([
      'noConsultation consulted_or_why_not',
    ])
  })
  test('nobody reviews his own words, nor other words than were laid before him', () => {
    const opinion = { contentHash: 'aa', conclusion: 'lawful', opinion: '合法', number: '' } as const
    const open = { open: true, contentHash: 'aa', authors: [1] }
    expect(decideOpinion(open, opinion, 2).ok).toBe(true)
    expect(issuesOf(decideOpinion({ ...open, open: false, contentHash: 'ab' }, opinion, 1))).toEqual([
      'state review_closed',
      'contentHash not_what_you_saw',
      'staff own_draft',
    ])
  })
})

test('a filing that was accepted has its number, and none is before the publication', () => {
  const asked = {
    body: '市司法局',
    number: '',
    filedOn: d('2026-03-05'),
    result: 'accepted',
    remarks: '',
  } as const
  expect(issuesOf(decideFiling({ publishedOn: d('2026-03-06') }, asked, TODAY))).toEqual([
    'number required',
    'filedOn before_published',
  ])
  expect(decideFiling({ publishedOn: d('2026-03-01') }, { ...asked, result: 'refused' }, TODAY).ok).toBe(true)
})
