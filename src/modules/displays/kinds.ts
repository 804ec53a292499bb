import { definePermission } from '#kernel/identity/index.ts'

export const permissions = {
  /** Places of reading for the public, with terminals, are set up by the government (政府信息公开条例 第二十五条). */
  arrange: definePermission({
    name: 'displays.arrange',
    label: '安排触摸屏和大屏的内容',
    roles: ['administrator', 'disclosure_officer'],
    scope: 'unit',
  }),
}

export const DEFAULT_SECONDS = 12
