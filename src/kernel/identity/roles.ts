/** The roles that staff hold for units, with the words the field uses for them. */
export const roleLabels = {
  drafter: '承办人',
  section_head: '股室负责人',
  unit_leader: '单位领导',
  secrecy_reviewer: '保密审查',
  legality_reviewer: '合法性审核',
  disclosure_officer: '信息公开机构',
  inspector: '督查',
  administrator: '系统管理员',
} as const

export type Role = keyof typeof roleLabels

export const roles = Object.keys(roleLabels) as Role[]

export function isRole(text: string): text is Role {
  return Object.hasOwn(roleLabels, text)
}
