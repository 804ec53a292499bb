import { describe, expect, test } from 'vitest'
import type { Decision } from '#platform/decision.ts'
import { civilDate } from '#platform/dates.ts'
import type { ItemBody, ReportBody } from './contract.ts'
import { decideItem, decideReport, decideSections, decideTopic, isOverdue } from './rules.ts'

const problems = (decision: Decision<unknown>) =>
  decision.ok ? [] : decision.issues.map((one) => `${one.field} ${one.code}`)
const open = { closed_on: null }
const report: ReportBody = { stage: 'under_way', percent: 60, done: '主体封顶', reason: '', basedOn: 1 }
const halfway = { stage: 'under_way' as const, percent: 50 }

describe('a report', () => {
  test('goes on without a reason, and back only with one', () => {
    expect(problems(decideReport(halfway, report, open))).toEqual([])
    expect(problems(decideReport(halfway, { ...report, percent: 50 }, open))).toEqual([])
    expect(problems(decideReport(halfway, { ...report, percent: 40 }, open))).toEqual([
      'reason percent_falls',
    ])
    expect(problems(decideReport(halfway, { ...report, percent: 40, reason: '设计变更' }, open))).toEqual([])
  })

  test('fits its stage: done is all of it, not started is none', () => {
    expect(problems(decideReport(halfway, { ...report, stage: 'done' }, open))).toEqual([
      'percent done_is_whole',
    ])
    expect(problems(decideReport(halfway, { ...report, percent: 100 }, open))).toEqual([
      'stage whole_is_done',
    ])
    expect(problems(decideReport(halfway, { ...report, stage: 'not_started' }, open))).toEqual([
      'percent not_started_is_none',
    ])
  })

  test('every problem is told at once, a closed topic too', () => {
    const wrong: ReportBody = { stage: 'done', percent: 10, done: ' ', reason: '', basedOn: 1 }
    expect(problems(decideReport(halfway, wrong, { closed_on: civilDate('2026-01-01') }))).toEqual([
      'stage topic_closed',
      'done required',
      'percent done_is_whole',
      'reason percent_falls',
    ])
  })
})

describe('overdue', () => {
  const item = { stage: 'under_way', due_on: civilDate('2026-03-10'), report_due_on: civilDate('2026-03-10') }

  test('is not the due day itself, but the day after', () => {
    expect(isOverdue(item, open, civilDate('2026-03-10'))).toBe(false)
    expect(isOverdue(item, open, civilDate('2026-03-11'))).toBe(true)
  })

  test('is an item with time left on which nobody reports', () => {
    const silent = { ...item, due_on: civilDate('2027-01-01') }
    expect(isOverdue(silent, open, civilDate('2026-03-11'))).toBe(true)
    expect(isOverdue({ ...silent, report_due_on: null }, open, civilDate('2026-03-11'))).toBe(false)
  })

  test('is nothing that is done, nor what stands in a closed topic', () => {
    expect(isOverdue({ ...item, stage: 'done' }, open, civilDate('2026-04-01'))).toBe(false)
    expect(isOverdue(item, { closed_on: civilDate('2026-03-31') }, civilDate('2026-04-01'))).toBe(false)
  })
})

test('an item names units and public documents that there are, every problem at once', () => {
  const known = { unitIds: new Set([1, 2]), documentIds: new Set([7]) }
  const item: ItemBody = {
    heading: '交通',
    goal: '建成大桥',
    unitId: 1,
    furtherUnitIds: [2, 2],
    dueOn: civilDate('2026-12-31'),
    source: '',
    sourceDocumentId: 7,
  }
  const decision = decideItem(item, known)
  expect(decision.ok && decision.value.furtherUnitIds).toEqual([2])
  const wrong = { ...item, heading: ' ', goal: '', furtherUnitIds: [1, 9], sourceDocumentId: 8 }
  expect(problems(decideItem(wrong, known))).toEqual([
    'heading required',
    'goal required',
    'furtherUnitIds not_a_choice',
    'furtherUnitIds responsible_already',
    'sourceDocumentId document_not_public',
  ])
})

test('a section has what its kind asks for', () => {
  const known = { channelIds: new Set([3]), documentIds: new Set<number>() }
  const base = { title: '最新', channelId: 3, words: ' 大桥 ', documentId: 5 }
  expect(decideSections([{ ...base, kind: 'search' }], known)).toMatchObject({
    ok: true,
    value: [{ words: '大桥', channelId: null, documentId: null }],
  })
  expect(
    problems(
      decideSections(
        [
          { ...base, kind: 'document' },
          { ...base, kind: 'channel', channelId: 4 },
        ],
        known,
      ),
    ),
  ).toEqual(['sections.0.documentId document_not_public', 'sections.1.channelId not_a_choice'])
})

test('the address of a topic is plain and not that of the items', () => {
  const topic = { slug: 'items', title: ' ', introduction: '' }
  expect(problems(decideTopic(topic))).toEqual(['slug taken', 'title required'])
  expect(problems(decideTopic({ ...topic, slug: '专题', title: '重点' }))).toEqual(['slug topic_slug_form'])
})
