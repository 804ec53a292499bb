import { issue, type Issue } from '#platform/decision.ts'
import { defineRegister, registerPermissions } from '#kernel/registers/index.ts'

/** Reconsiderations and lawsuits over disclosure, one row each; the decided ones say when and how they ended. */
export const remedies = defineRegister({
  name: 'reports.remedies',
  label: '政府信息公开行政复议、行政诉讼',
  cites: '政府信息公开条例（2019）第五十条第（四）项',
  dateLabel: '提起日期',
  fields: [
    {
      name: 'requestNumber',
      label: '政府信息公开申请编号',
      kind: { type: 'text', maxLength: 60 },
      required: true,
    },
    {
      name: 'way',
      label: '类型',
      kind: {
        type: 'choice',
        choices: {
          reconsideration: '行政复议',
          litigation_direct: '行政诉讼（未经复议直接起诉）',
          litigation_after_review: '行政诉讼（复议后起诉）',
        },
      },
      required: true,
    },
    { name: 'decidedOn', label: '审结日期', kind: { type: 'date' }, required: false },
    {
      name: 'result',
      label: '结果',
      kind: {
        type: 'choice',
        choices: { upheld: '结果维持', corrected: '结果纠正', other: '其他结果' },
      },
      required: false,
    },
  ],
  enter: registerPermissions.enter,
  rule: (data, filedOn, today) => {
    const issues: Issue[] = []
    const { decidedOn, result } = data
    if (decidedOn === undefined && result !== undefined) issues.push(issue('decidedOn', 'required'))
    if (decidedOn !== undefined && result === undefined) issues.push(issue('result', 'required'))
    if (decidedOn !== undefined && decidedOn < filedOn) issues.push(issue('decidedOn', 'before_filed'))
    if (decidedOn !== undefined && decidedOn > today) issues.push(issue('decidedOn', 'in_the_future'))
    return issues
  },
})
