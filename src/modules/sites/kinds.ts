import { definePermission } from '#kernel/identity/index.ts'

export const permissions = {
  /** Who decides what exists: sites are opened and closed by the city, not by each unit (国办发〔2017〕47号). */
  open: definePermission({
    name: 'sites.open',
    label: '开设和关闭网站',
    roles: ['administrator'],
    scope: 'unit',
  }),
  manage: definePermission({
    name: 'sites.manage',
    label: '管理网站和栏目',
    roles: ['administrator', 'disclosure_officer'],
    scope: 'unit',
  }),
}
