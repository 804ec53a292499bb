import { type FormChart, type FormSection, type FormTable } from './form.ts'

const table = (id: string, one: FormTable, charts: readonly FormChart[] = []): FormSection => ({
  kind: 'table',
  id,
  title: one.title,
  table: one,
  charts,
})

/** The six sections of both forms of the Regulation of 2019: three in words, three in tables. */
export function textSections(
  content: FormTable,
  requests: { readonly table: FormTable; readonly charts: readonly FormChart[] },
  remedies: { readonly table: FormTable; readonly charts: readonly FormChart[] },
): readonly FormSection[] {
  return [
    {
      kind: 'text',
      id: 'overview',
      title: '总体情况',
      guidance: '写主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障等情况。',
    },
    table('2', content),
    table('3', requests.table, requests.charts),
    table('4', remedies.table, remedies.charts),
    {
      kind: 'text',
      id: 'problems',
      title: '存在的主要问题及改进情况',
      guidance: '写本年度存在的主要问题，以及上年度问题的改进情况。',
    },
    {
      kind: 'text',
      id: 'others',
      title: '其他需要报告的事项',
      guidance: '写信息处理费的收取情况，以及其他需要报告的事项；没有的，写明没有。',
    },
  ]
}

const words = (id: string, title: string, guidance: string): FormSection => ({
  kind: 'text',
  id,
  title,
  guidance,
})

/** The order of the reports under the Regulation of 2007 (第三十二条): an overview, six parts in words, the annex. */
export function oldSections(annex: FormTable, charts: readonly FormChart[]): readonly FormSection[] {
  return [
    words('overview', '概述', '写本年度政府信息公开工作的总体情况。'),
    words('published', '主动公开政府信息的情况', '写主动公开的数量、重点领域和渠道。'),
    words('requests', '依申请公开政府信息和不予公开政府信息的情况', '写收到、答复和不予公开的情况。'),
    words('fees', '政府信息公开的收费及减免情况', '写收费和减免的情况；没有的，写明没有。'),
    words(
      'remedies',
      '因政府信息公开申请行政复议、提起行政诉讼的情况',
      '写复议、诉讼和申诉的情况；没有的，写明没有。',
    ),
    words('problems', '政府信息公开工作存在的主要问题及改进情况', '写主要问题和改进措施。'),
    words('others', '其他需要报告的事项', '没有的，写明没有。'),
    table('annex', annex, charts),
  ]
}
