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
  /** What is found in public documents is the business of who can correct them, and of the city's officer. */
  patrol: definePermission({
    name: 'checking.patrol',
    label: '处理夜间检查结果',
    roles: ['drafter', 'disclosure_officer'],
    scope: 'unit',
  }),
  lexicon: definePermission({
    name: 'checking.lexicon',
    label: '维护用语词库',
    roles: ['disclosure_officer', 'administrator'],
    scope: 'anywhere',
  }),
}

export const LEXICON_KINDS = { body: '机构和人名', error: '常见错误', wording: '规范用语' } as const
