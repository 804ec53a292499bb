import { definePermission } from '#kernel/identity/index.ts'

export const permissions = {
  read: definePermission({
    name: 'gazette.read',
    label: '查看政府公报编辑',
    roles: ['disclosure_officer', 'unit_leader', 'inspector'],
    scope: 'unit',
  }),
  compose: definePermission({
    name: 'gazette.compose',
    label: '编辑政府公报、登记寄送',
    roles: ['disclosure_officer'],
    scope: 'unit',
  }),
  issue: definePermission({
    name: 'gazette.issue',
    label: '印发政府公报',
    roles: ['disclosure_officer', 'unit_leader'],
    scope: 'unit',
  }),
}

/** Where copies go: archives, public libraries and service halls are the places named for reading (政府信息公开条例 第二十五条). */
export const categoryLabels = {
  archive: '国家档案馆',
  library: '公共图书馆',
  service_hall: '政务服务场所',
  community: '村（社区）',
  agency: '行政机关',
  other: '其他',
} as const
export type Category = keyof typeof categoryLabels
