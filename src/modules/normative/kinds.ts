import { definePermission } from '#kernel/identity/index.ts'

export const permissions = {
  read: definePermission({
    name: 'normative.read',
    label: '查看规范性文件清理',
    roles: ['drafter', 'section_head', 'unit_leader', 'legality_reviewer', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  decide: definePermission({
    name: 'normative.decide',
    label: '提出清理意见',
    roles: ['drafter', 'legality_reviewer', 'unit_leader'],
    scope: 'unit',
  }),
  confirm: definePermission({
    name: 'normative.confirm',
    label: '确认本单位清理结果',
    roles: ['unit_leader'],
    scope: 'unit',
  }),
  /** Opens and closes rounds for the units it covers. */
  lead: definePermission({
    name: 'normative.lead',
    label: '组织规范性文件清理',
    roles: ['disclosure_officer'],
    scope: 'unit',
  }),
}

export const decisionLabels = {
  keep: '继续有效',
  amend: '修改',
  repeal: '废止',
  void: '宣布失效',
} as const
export type DecisionName = keyof typeof decisionLabels

/** The kinds of document that are rules, as their list calls them. */
export const KIND_LABELS: Readonly<Record<string, string>> = {
  regulation: '规章',
  normative: '行政规范性文件',
}
