import { definePermission } from '#kernel/identity/index.ts'

export const permissions = {
  read: definePermission({
    name: 'requests.read',
    label: '查看公开申请',
    roles: ['drafter', 'section_head', 'unit_leader', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  handle: definePermission({
    name: 'requests.handle',
    label: '办理公开申请',
    roles: ['drafter', 'disclosure_officer'],
    scope: 'unit',
  }),
  /** 第三十三条: an extension needs the consent of whoever heads the disclosure office; an answer is signed, not only written. */
  sign: definePermission({
    name: 'requests.sign',
    label: '审签公开申请答复、同意延期',
    roles: ['section_head', 'unit_leader', 'disclosure_officer'],
    scope: 'unit',
  }),
  /** Asked for the city's government: one policy for all its units. */
  policy: definePermission({
    name: 'requests.set_policy',
    label: '设置依申请公开办理规则',
    roles: ['disclosure_officer'],
    scope: 'unit',
  }),
}
