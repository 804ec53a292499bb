import { defineDocumentKind } from '#kernel/documents/index.ts'
import { definePermission } from '#kernel/identity/index.ts'

/** The kinds that the annual report tells apart, and everything else. */
export const documentKinds = [
  defineDocumentKind({
    name: 'regulation',
    label: '规章',
    cites: '政府信息公开条例 第二十条第（一）项',
    required: ['documentNumber', 'writtenOn'],
  }),
  defineDocumentKind({
    name: 'normative',
    label: '行政规范性文件',
    cites: '政府信息公开条例 第二十条第（一）项',
    required: ['documentNumber', 'writtenOn'],
  }),
  defineDocumentKind({
    name: 'law',
    label: '法律法规',
    cites: '政府信息公开条例 第二十条第（一）项',
    required: ['writtenOn'],
  }),
  defineDocumentKind({
    name: 'official',
    label: '其他公文',
    cites: '政府信息公开条例 第十九条',
    required: ['writtenOn'],
  }),
  defineDocumentKind({
    name: 'information',
    label: '其他政府信息',
    cites: '政府信息公开条例 第十九条',
    required: ['writtenOn'],
  }),
]

export const permissions = {
  draft: definePermission({ name: 'publishing.draft', label: '起草文档', roles: ['drafter'], scope: 'unit' }),
  read: definePermission({
    name: 'publishing.read',
    label: '查看文档',
    roles: ['drafter', 'section_head', 'unit_leader', 'secrecy_reviewer', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  end: definePermission({
    name: 'publishing.end',
    label: '撤回、废止、替代文档',
    roles: ['unit_leader', 'disclosure_officer'],
    scope: 'unit',
  }),
  schedule: definePermission({
    name: 'publishing.schedule',
    label: '改变发布时间',
    roles: ['unit_leader', 'disclosure_officer'],
    scope: 'unit',
  }),
  place: definePermission({
    name: 'publishing.place',
    label: '把公开文档放入栏目',
    roles: ['administrator', 'disclosure_officer'],
    scope: 'unit',
  }),
  /** Brings in what was public elsewhere; by the command line only. */
  import: definePermission({
    name: 'publishing.import',
    label: '导入文档',
    roles: ['disclosure_officer'],
    scope: 'unit',
  }),
}
