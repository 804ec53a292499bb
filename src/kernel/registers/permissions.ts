import { definePermission } from '#kernel/identity/index.ts'

/** Held for all registers alike: a register of narrower reach declares its own. */
export const registerPermissions = {
  enter: definePermission({
    name: 'registers.enter',
    label: '登记台账',
    roles: ['disclosure_officer', 'drafter'],
    scope: 'unit',
  }),
  read: definePermission({
    name: 'registers.read',
    label: '查看台账',
    roles: ['drafter', 'section_head', 'unit_leader', 'secrecy_reviewer', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
}
