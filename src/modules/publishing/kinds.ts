import { defineDocumentKind, type DocumentKind } from '#kernel/documents/index.ts'
import { definePermission } from '#kernel/identity/index.ts'

/** The kinds that the annual report tells apart, and everything else. */
export const documentKinds = [
  defineDocumentKind({
    name: 'regulation',
    label: '规章',
    cites: '政府信息公开条例 第二十条第（一）项',
    required: ['documentNumber', 'writtenOn'],
    explained: true,
  }),
  defineDocumentKind({
    name: 'normative',
    label: '行政规范性文件',
    cites: '政府信息公开条例 第二十条第（一）项',
    required: ['documentNumber', 'writtenOn'],
    explained: true,
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

export function kindOf(name: string): DocumentKind {
  const kind = documentKinds.find((candidate) => candidate.name === name)
  if (!kind) throw new Error(`no kind of document is called ${name}`)
  return kind
}

export const permissions = {
  draft: definePermission({ name: 'publishing.draft', label: '起草文档', roles: ['drafter'], scope: 'unit' }),
  read: definePermission({
    name: 'publishing.read',
    label: '查看文档',
    roles: ['drafter', 'section_head', 'unit_leader', 'secrecy_reviewer', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  emergency: definePermission({
    name: 'publishing.emergency',
    label: '应急发布和补签',
    roles: ['unit_leader', 'disclosure_officer'],
    scope: 'unit',
  }),
  end: definePermission({
    name: 'publishing.end',
    label: '终止公开文档（撤回、废止、失效、替代、并入）',
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
