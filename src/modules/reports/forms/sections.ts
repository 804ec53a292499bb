import { type FormSection, type FormTable } from './form.ts'

const table = (id: string, one: FormTable): FormSection => ({
  kind: 'table',
  id,
  title: one.title,
  table: one,
})

/** The six sections of both forms of the Regulation of 2019: three in words, three in tables. */
export function textSections(
  content: FormTable,
  requests: FormTable,
  remedies: FormTable,
): readonly FormSection[] {
  return [
    {
      kind: 'text',
      id: 'overview',
      title: '总体情况',
      guidance: '写主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障等情况。',
    },
    table('2', content),
    table('3', requests),
    table('4', remedies),
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
