import { expect, test } from 'vitest'
import { valueOf } from '#platform/decision.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { decideNotice } from './notice.ts'

const notice = {
  year: 2027,
  papers: ['https://www.gov.cn/zhengce/2026/content_1.htm'],
  days: [
    { date: '2026-12-31', name: '元旦', isOffDay: true },
    { date: '2027-01-01', name: '元旦', isOffDay: true },
    { date: '2027-01-03', name: '元旦', isOffDay: false },
  ],
}

test('a notice is read as the public data set writes it, days of the year before among them', () => {
  expect(valueOf(decideNotice({ $schema: 'ignored', ...notice }))).toEqual({
    year: 2027,
    papers: notice.papers,
    days: [
      { date: '2026-12-31', working: false, name: '元旦' },
      { date: '2027-01-01', working: false, name: '元旦' },
      { date: '2027-01-03', working: true, name: '元旦' },
    ],
  })
})

test.each([
  [null, ['year not_a_year', 'papers required', 'days required']],
  [{ ...notice, year: 20.5 }, ['year not_a_year', ...[0, 1, 2].map((n) => `days.${n}.date of_another_year`)]],
  [{ ...notice, papers: ['a paper', 7] }, ['papers.0 not_an_address', 'papers.1 not_an_address']],
  [{ ...notice, days: [] }, ['days required']],
  [
    { ...notice, days: [...notice.days, notice.days[1], { date: '2027-02-29', name: ' ' }, 'a day'] },
    [
      'days.3.date twice',
      'days.4.date not_a_date',
      'days.4.name required',
      'days.4.isOffDay required',
      'days.5.date not_a_date',
      'days.5.name required',
      'days.5.isOffDay required',
    ],
  ],
  [{ ...notice, days: [{ date: '2027-11-30', name: '国庆节', isOffDay: true }] }, []],
  [
    { ...notice, days: [{ date: '2026-11-30', name: '国庆节', isOffDay: true }] },
    ['days.0.date of_another_year'],
  ],
])('what is wrong with a notice is said all at once: %j', (given, issues) => {
  expect(issuesOf(decideNotice(given))).toEqual(issues)
})
