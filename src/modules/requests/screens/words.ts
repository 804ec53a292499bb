import type { Application, DeliveryBody, PaperRequest } from '../contract.ts'

type Words<K extends string> = Readonly<Record<K, string>>

export const applicantKinds: Words<Application['applicantKind']> = {
  natural: '自然人',
  enterprise: '商业企业',
  research: '科研机构',
  welfare: '社会公益组织',
  legal_service: '法律服务机构',
  other: '其他',
}

export const receiptWays: Words<PaperRequest['receiptWay']> = {
  in_person: '当面提交',
  post_signed: '邮寄（签收）',
  post_ordinary: '平常信函',
  fax: '传真',
}

export const identityKinds: Words<Application['identityKind']> = {
  citizen_id: '居民身份证',
  passport: '护照',
  other_paper: '其他证件',
  credit_code: '统一社会信用代码',
}

export const wantedForms: Words<Application['wantedForm']> = {
  paper: '纸质',
  electronic: '电子文件',
  inspection: '查阅、抄录',
}

export const deliveryWays: Words<DeliveryBody['way']> = {
  online: '网上查看下载',
  email: '电子邮件',
  post: '邮寄',
  pickup: '当面领取',
  fax: '传真',
}

export const stateWords: Readonly<Record<string, string>> = {
  submitted: '待登记',
  registered: '办理中',
  answered: '已答复待送达',
  delivered: '已送达',
  closed: '已归档',
}

export function optionsOf(words: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}

export function wordOf(words: Readonly<Record<string, string>>, value: string): string {
  return words[value] ?? value
}
