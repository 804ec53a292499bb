import type { TextName } from '../contract.ts'

export const FIELD_WORDS: Readonly<Record<TextName, string>> = {
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
export const FIELDS: Readonly<Record<'question' | 'case', readonly TextName[]>> = {
  question: ['title', 'question', 'answer', 'basis'],
  case: ['title', 'facts', 'dispute', 'points', 'basis', 'insight'],
}
