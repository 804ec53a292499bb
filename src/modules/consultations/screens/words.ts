import type { REFERRALS, STATES, WAYS } from '../contract.ts'

export const stateWords: Readonly<Record<(typeof STATES)[number], string>> = {
  open: '待答复',
  answered: '已答复',
  closed: '已办结',
}

export const wayWords: Readonly<Record<(typeof WAYS)[number], string>> = {
  online: '网上',
  phone: '电话',
  counter: '当面',
}

export const referralWords: Readonly<Record<(typeof REFERRALS)[number], string>> = {
  request: '属于公开申请',
  letter: '属于信访、投诉、建议',
}

export const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
