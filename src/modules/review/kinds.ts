import { definePermission, type Role } from '#kernel/identity/index.ts'

/** The four-step procedure of a district office: proposal, check by the section, decision, secrecy review. */
export const DEFAULT_CHAIN: readonly Role[] = ['drafter', 'section_head', 'unit_leader', 'secrecy_reviewer']

/** Whose signature a chain may ask for after the drafter's proposal. */
export const SIGNING_ROLES: readonly Role[] = [
  'section_head',
  'unit_leader',
  'disclosure_officer',
  'secrecy_reviewer',
]

export const permissions = {
  read: definePermission({
    name: 'review.read',
    label: '查看审核',
    roles: ['drafter', 'section_head', 'unit_leader', 'secrecy_reviewer', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  sign: definePermission({
    name: 'review.sign',
    label: '签署审核意见',
    roles: ['section_head', 'unit_leader', 'secrecy_reviewer', 'disclosure_officer'],
    scope: 'unit',
  }),
  /** The chain says who signs after whom; it shows no document. */
  readChain: definePermission({
    name: 'review.read_chain',
    label: '查看审核流程',
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
  configure: definePermission({
    name: 'review.configure',
    label: '设置审核流程',
    roles: ['administrator', 'disclosure_officer'],
    scope: 'unit',
  }),
}
