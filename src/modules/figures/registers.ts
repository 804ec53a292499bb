import { defineRegister, registerPermissions } from '#kernel/registers/index.ts'

/** Inhabitants of a place, by which its numbers are set beside those of larger and smaller ones. */
export const population = defineRegister({
  name: 'figures.population',
  label: '常住人口',
  cites: '统计法；国民经济和社会发展统计公报',
  dateLabel: '时点',
  fields: [
    { name: 'inhabitants', label: '常住人口（人）', kind: { type: 'count' }, required: true },
    { name: 'source', label: '出处', kind: { type: 'text', maxLength: 200 }, required: true },
    { name: 'link', label: '网址', kind: { type: 'link' }, required: false },
  ],
  enter: registerPermissions.enter,
})

/** Figures of ours that other places publish too, by their names here. */
const COMPARABLE: Readonly<Record<string, string>> = {
  'documents.published': '主动公开政府信息数',
  'requests.received': '收到政府信息公开申请数',
  'requests.concluded': '办结政府信息公开申请数',
  'consultations.received': '收到咨询数',
  'outreach.conferences': '新闻发布会次数',
}

/** What other places published of themselves: their words, not counted from records here. */
export const published = defineRegister({
  name: 'figures.published',
  label: '其他地方公布的数字',
  cites: '政府信息公开条例（2019）第四十九条',
  dateLabel: '统计截止日期',
  fields: [
    { name: 'place', label: '地方', kind: { type: 'text', maxLength: 60 }, required: true },
    { name: 'figure', label: '指标', kind: { type: 'choice', choices: COMPARABLE }, required: true },
    { name: 'value', label: '公布的数字', kind: { type: 'count' }, required: true },
    { name: 'inhabitants', label: '常住人口（人）', kind: { type: 'count' }, required: false },
    { name: 'source', label: '出处', kind: { type: 'text', maxLength: 200 }, required: true },
    { name: 'link', label: '网址', kind: { type: 'link' }, required: false },
  ],
  enter: registerPermissions.enter,
})
