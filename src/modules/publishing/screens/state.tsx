import type { DocumentStateName, DocumentSummary } from '../contract.ts'

export const stateWords: Readonly<Record<DocumentStateName, string>> = {
  draft: '草稿',
  in_review: '审核中',
  approved: '待发布',
  not_public: '不主动公开',
  published: '有效',
  withdrawn: '已撤回',
  repealed: '已废止',
  replaced: '已被替代',
  expired: '已失效',
  redirected: '已并入',
}

const TONES: Readonly<Partial<Record<DocumentStateName, string>>> = {
  in_review: 'tag-blue',
  approved: 'tag-blue',
  published: 'tag-green',
  withdrawn: 'tag-red',
  repealed: 'tag-red',
}

export function StateTag({ document }: { readonly document: Pick<DocumentSummary, 'state' | 'stateLabel'> }) {
  return <span className={`tag ${TONES[document.state] ?? ''}`}>{document.stateLabel}</span>
}
