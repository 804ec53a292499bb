import { definePermission } from '#kernel/identity/index.ts'

export const permissions = {
  read: definePermission({
    name: 'checking.read',
    label: '查看内容检查',
    roles: ['drafter', 'section_head', 'unit_leader', 'secrecy_reviewer', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  justify: definePermission({
    name: 'checking.justify',
    label: '说明内容检查结果',
    roles: ['drafter'],
    scope: 'unit',
  }),
}
