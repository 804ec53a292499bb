import { civilDate } from '#platform/dates.ts'
import { defineClock } from '#kernel/clock/index.ts'
import { definePermission } from '#kernel/identity/index.ts'
import type { STAGES } from './contract.ts'

export const permissions = {
  read: definePermission({
    name: 'topics.read',
    label: '查看专题',
    roles: ['drafter', 'section_head', 'unit_leader', 'disclosure_officer', 'inspector'],
    // What a topic holds is public from the first day.
    scope: 'anywhere',
  }),
  manage: definePermission({
    name: 'topics.manage',
    label: '主办专题',
    roles: ['disclosure_officer'],
    scope: 'unit',
  }),
  report: definePermission({
    name: 'topics.report',
    label: '报送任务进展',
    roles: ['drafter', 'section_head', 'disclosure_officer'],
    scope: 'unit',
  }),
}

export type Stage = (typeof STAGES)[number]

export const stageLabels: Readonly<Record<Stage, string>> = {
  not_started: '未启动',
  under_way: '推进中',
  done: '已完成',
  suspended: '暂缓',
}

/** The next report on an item; the unit that holds the topic sets the days, these are where it sets none. */
export const reportClock = defineClock({
  name: 'topics.report',
  label: '任务进展报送',
  yellowBefore: 5,
  versions: [
    {
      from: civilDate('2008-05-01'),
      days: 30,
      dayKind: 'calendar',
      cites: '专题主办单位规定的报送周期；政府信息公开条例 第二十条（重大建设项目的批准和实施情况）',
    },
  ],
})

export const topicSubject = (id: number) => `topic:${id}`
export const itemSubject = (id: number) => `topic_item:${id}`
/** Each report begins a time limit of its own. */
export const roundSubject = (item: { readonly id: number; readonly round: number }) =>
  `topic_item:${item.id}/${item.round}`
