import { definePermission } from '#kernel/identity/index.ts'

export const permissions = {
  units: definePermission({
    name: 'administration.units',
    label: '管理机构',
    roles: ['administrator'],
    scope: 'unit',
  }),
  staff: definePermission({
    name: 'administration.staff',
    label: '管理人员',
    roles: ['administrator'],
    scope: 'unit',
  }),
  ledger: definePermission({
    name: 'ledger.read',
    label: '查看台账记录',
    roles: [
      'drafter',
      'section_head',
      'unit_leader',
      'secrecy_reviewer',
      'disclosure_officer',
      'inspector',
      'administrator',
    ],
    scope: 'unit',
  }),
}
