import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { issue } from '#platform/decision.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { STATES, STEPS, type PolicyBody } from './contract/life.ts'
import { changedSections, compareCells, digestOf } from './frozen.ts'
import { form2021 } from './forms/index.ts'
import { lawOf } from './policy.ts'
import * as rules from './rules.ts'

const sound: rules.Findings = {
  yearOver: true,
  relations: [{ name: 'a', label: '甲', left: 1, right: 1, holds: true }],
  warnings: [],
  texts: [{ id: 'overview', title: '总体情况', empty: false, problems: [], bare: [], personal: [] }],
  cells: [],
}
const measures = { factor: 3, least: 20 }

describe('which step follows which', () => {
  test('the table is the way of a report', () => {
    const ways = STEPS.flatMap((step) =>
      STATES.flatMap((state) => {
        const decision = rules.decideStep({ state, restating_because: '' }, step)
        return decision.ok ? [`${state} ${step} ${decision.value}`] : []
      }),
    )
    expect(ways).toEqual([
      'drafting write drafting',
      'returned write drafting',
      'restating write drafting',
      'drafting submit submitted',
      'returned submit submitted',
      'restating submit submitted',
      'submitted return returned',
      'approved return returned',
      'submitted approve approved',
      'approved freeze frozen',
      'frozen publish published',
      'frozen restate restating',
      'published restate restating',
    ])
  })

  test('a restatement that was given back is written as a restatement', () => {
    const decision = rules.decideStep({ state: 'returned', restating_because: '有误' }, 'write')
    expect(decision).toEqual({ ok: true, value: 'restating' })
  })
})

describe('第四十九条: who gives the report to whom', () => {
  const unit = (id: number, kind: string, parent: number | null, closed: string | null = null) => ({
    id,
    kind,
    parent_id: parent,
    closed_on: closed === null ? null : civilDate(closed),
  })
  const units = [
    unit(1, 'city', null),
    unit(2, 'department', 1),
    unit(3, 'department', 2),
    unit(4, 'department', 1, '2020-01-01'),
    unit(5, 'district', 1),
    unit(6, 'department', 5),
    unit(7, 'town', 5),
    unit(8, 'village', 7),
    unit(9, 'town', 1),
  ]
  const of = (id: number) => rules.participants(units[id - 1] ?? units[0]!, units).map((one) => one.id)

  test('departments to their own government, towns to their district, villages to nobody', () => {
    expect(of(1)).toEqual([1, 2, 3, 9])
    expect(of(5)).toEqual([5, 6, 7])
  })

  test('only governments collect, years that have a form and have begun', () => {
    const decide = (kind: string, year: number) =>
      issuesOf(rules.decideCollection({ year }, { kind, closed_on: null }, 2019, civilDate('2026-03-01')))
    expect(decide('city', 2025)).toEqual([])
    expect(decide('district', 2026)).toEqual([])
    expect(decide('town', 2018)).toEqual(['unitId only_governments_collect', 'year year_not_supported'])
    expect(decide('city', 2027)).toEqual(['year year_in_future'])
  })
})

describe('what goes in', () => {
  test('a sound report goes in without a word', () => {
    expect(rules.decideSubmission(sound, measures, '')).toEqual({ ok: true, value: '' })
  })

  test('everything that does not hold is told at once, and no reason helps', () => {
    const found: rules.Findings = {
      ...sound,
      yearOver: false,
      relations: [{ name: 'a', label: '甲', left: 1, right: 2, holds: false }],
      texts: [
        {
          ...sound.texts[0]!,
          empty: true,
          problems: [issue('texts.overview', 'reference_unknown')],
          personal: [{ blocking: true, masked: '1380****000' }],
        },
      ],
    }
    expect(issuesOf(rules.decideSubmission(found, measures, '已经逐项核对'))).toEqual([
      'report year_still_runs',
      'relations relation_broken',
      'texts.overview text_empty',
      'texts.overview reference_unknown',
      'texts.overview personal_data_in_text',
    ])
  })

  test('what is only odd goes in with a reason', () => {
    const found: rules.Findings = {
      ...sound,
      warnings: [{ name: 'b', label: '乙', left: 1, right: 2, holds: false }],
      texts: [
        {
          ...sound.texts[0]!,
          bare: [{ text: '38', around: '收到38件' }],
          personal: [{ blocking: false, masked: '0000-***' }],
        },
      ],
      cells: [{ label: '丙', value: 100, before: 10 }],
    }
    expect(rules.warningsOf(found, measures).map((one) => one.code)).toEqual([
      'bare_number',
      'personal_data_perhaps',
      'relation_odd',
      'differs_from_last_year',
    ])
    const refused = rules.decideSubmission(found, measures, '好')
    expect(refused).toEqual({ ok: false, issues: [issue('reason', 'warnings_need_reason', { count: 4 })] })
    expect(rules.decideSubmission(found, measures, ' 已经逐项核对 ')).toEqual({
      ok: true,
      value: '已经逐项核对',
    })
  })

  test.each([
    [100, 10, true],
    [10, 100, true],
    [29, 10, false],
    [30, 10, true],
    [19, 0, false],
    [20, 0, true],
    [59, 20, false],
    [5, 5, false],
  ])('%d after %d is asked about: %s', (value, before, asked) => {
    expect(rules.jumps(value, before, measures)).toBe(asked)
  })

  test('it does not matter which of two years is the larger', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (one, other) => {
        expect(rules.jumps(one, other, measures)).toBe(rules.jumps(other, one, measures))
        expect(rules.jumps(one, one, measures)).toBe(false)
      }),
    )
  })
})

test('who wrote it does not approve it, and nobody without a name does', () => {
  expect(issuesOf(rules.decideApproval({ authors: [1, 2] }, 2))).toEqual(['report wrote_it_oneself'])
  expect(issuesOf(rules.decideApproval({ authors: [] }, null))).toEqual(['report wrote_it_oneself'])
  expect(rules.decideApproval({ authors: [1, 2] }, 3)).toEqual({ ok: true, value: 3 })
})

test('freezing without all units, or with other numbers than were approved, needs a reason', () => {
  const odd = { missing: 3, moved: 1 }
  expect(issuesOf(rules.decideFreezing(sound, odd, ''))).toEqual([
    'reason missing_need_reason',
    'reason moved_need_reason',
  ])
  expect(rules.decideFreezing(sound, odd, '其余单位随后报送').ok).toBe(true)
  expect(rules.decideFreezing(sound, { missing: 0, moved: 0 }, '').ok).toBe(true)
})

describe('the days of a government', () => {
  const asked: PolicyBody = {
    fromYear: 2025,
    submitDue: '01-26',
    publishDue: '01-28',
    governmentDue: '03-31',
    factor: 2,
    least: 10,
    cites: '本市通知',
  }

  test('may be earlier than those of the article, never later', () => {
    expect(rules.decidePolicy(asked, lawOf(2025)).ok).toBe(true)
    const late = {
      ...asked,
      submitDue: '02-01',
      publishDue: '01-20',
      governmentDue: '02-30',
      factor: 1,
      cites: ' ',
    }
    expect(issuesOf(rules.decidePolicy(late, lawOf(2025)))).toEqual([
      'submitDue later_than_the_law',
      'governmentDue no_such_day',
      'publishDue before_submission',
      'factor factor_above_one',
      'cites required',
    ])
  })

  test('the limit begins when the year is over and ends on the day itself', () => {
    expect(rules.limitTo(2025, civilDate('2026-01-31'))).toEqual({ on: '2025-12-31', days: 31 })
    expect(rules.limitTo(2023, civilDate('2024-03-31'))).toEqual({ on: '2023-12-31', days: 91 })
  })
})

describe('what was frozen', () => {
  const content = {
    values: { '3.A.7': 5, '3.B.7': 2 },
    sections: [],
  } as unknown as Parameters<typeof compareCells>[0]['content']
  const records = { '3.A.7': { count: 5, digest: 'a' }, '3.B.7': { count: 2, digest: 'b' } }

  test('differs where the number differs, and where other records give the same number', () => {
    const now = {
      form: form2021,
      values: { '3.A.7': 6, '3.B.7': 2 },
      records: { '3.A.7': { count: 6, digest: 'x' }, '3.B.7': { count: 2, digest: 'y' } },
    }
    expect(
      compareCells({ content, records }, now).map((one) => [
        one.cell,
        one.before,
        one.after,
        one.recordsAfter,
      ]),
    ).toEqual([
      ['3.A.7', 5, 6, 6],
      ['3.B.7', 2, 2, 2],
    ])
    expect(compareCells({ content, records }, { form: form2021, values: content.values, records })).toEqual(
      [],
    )
  })

  test('differs in its words where a number in them differs', () => {
    const section = (text: string) => ({
      kind: 'text' as const,
      id: 'overview',
      title: '总体情况',
      paragraphs: [
        {
          kind: 'paragraph' as const,
          parts: ['收到', { token: '{{3.A.7}}', label: '', text, address: null }, '件'],
        },
      ],
    })
    expect(changedSections([section('5')], [section('6')])).toEqual(['总体情况'])
    expect(changedSections([section('5')], [section('5')])).toEqual([])
  })

  test('has another digest when any of its parts has another letter, or one moves to the next', () => {
    const parts = { content: 'ab', questions: 'c', records: 'd', basis: 'e' }
    expect(digestOf(parts)).not.toBe(digestOf({ ...parts, basis: 'f' }))
    expect(digestOf(parts)).not.toBe(digestOf({ ...parts, content: 'a', questions: 'bc' }))
  })
})
