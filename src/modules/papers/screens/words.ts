import type { Source } from '../contract.ts'

const MODULES: Readonly<Record<string, string>> = {
  requests: '依申请公开',
  consultations: '咨询',
  remedies: '复议、诉讼和投诉',
}

/** What the letters of a capability are about. */
export const moduleWord = (name: string) => MODULES[name] ?? name

export function sourceWords(source: Source): string {
  if (source.from === 'declared') return '系统文本'
  return `${source.from === 'own' ? '本单位' : source.unit}第${source.number}版`
}
