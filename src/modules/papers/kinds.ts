import { definePermission } from '#kernel/identity/index.ts'

export const permissions = {
  read: definePermission({
    name: 'papers.read_templates',
    label: '查看文书模板',
    roles: ['disclosure_officer', 'unit_leader', 'section_head', 'inspector'],
    scope: 'unit',
  }),
  edit: definePermission({
    name: 'papers.edit_templates',
    label: '编辑文书模板',
    roles: ['disclosure_officer'],
    scope: 'unit',
  }),
}
