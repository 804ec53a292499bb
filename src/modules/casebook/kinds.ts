import { topics } from '#kernel/documents/index.ts'
import { definePermission } from '#kernel/identity/index.ts'
import type { ENTRY_KINDS, ENTRY_STATES, TextName } from './contract.ts'

export const permissions = {
  read: definePermission({
    name: 'casebook.read',
    label: '查看问答库',
    roles: ['drafter', 'section_head', 'unit_leader', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  edit: definePermission({
    name: 'casebook.edit',
    label: '编写问答和典型案例',
    roles: ['drafter', 'disclosure_officer'],
    scope: 'unit',
  }),
  publish: definePermission({
    name: 'casebook.publish',
    label: '发布问答和典型案例',
    roles: ['disclosure_officer', 'unit_leader'],
    scope: 'unit',
  }),
}

export type EntryKind = (typeof ENTRY_KINDS)[number]
export type EntryState = (typeof ENTRY_STATES)[number]

export const kindLabels: Readonly<Record<EntryKind, string>> = { question: '问答', case: '典型案例' }

export const stateLabels: Readonly<Record<EntryState, string>> = {
  draft: '草稿',
  checked: '待发布',
  published: '已发布',
  withdrawn: '已撤下',
}

export const textLabels: Readonly<Record<TextName, string>> = {
  title: '标题',
  question: '问题',
  answer: '答复',
  facts: '案情',
  dispute: '争点',
  points: '答复要点',
  basis: '依据',
  insight: '启示',
}

/** The texts that each kind has, in the order in which they are read. */
export const textsOf: Readonly<Record<EntryKind, readonly TextName[]>> = {
  question: ['title', 'question', 'answer', 'basis'],
  case: ['title', 'facts', 'dispute', 'points', 'basis', 'insight'],
}

/** Without these nothing is published. */
export const neededOf: Readonly<Record<EntryKind, readonly TextName[]>> = {
  question: ['title', 'question', 'answer'],
  case: ['title', 'facts', 'dispute', 'points', 'basis', 'insight'],
}

/** Under which name each kind stands in the search. */
export const searchSources: Readonly<Record<EntryKind, string>> = {
  question: 'question',
  case: 'typical_case',
}

/** Every page that lists entries stands under it. */
export const TAG = 'casebook'

export const entrySubject = (id: number) => `entry:${id}`

export const addressOf = (kind: EntryKind, id: number) =>
  kind === 'question' ? `/questions/${id}` : `/cases/${id}`

/** 主题分类, the same as of documents. */
export function topicLabel(code: string): string {
  return Object.hasOwn(topics, code) ? topics[code as keyof typeof topics] : code
}
