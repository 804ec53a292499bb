import type { Application, PaperRequest } from '../contract/intake.ts'
import type {
  ConsultationBody,
  DeliveryBody,
  DiscardBody,
  FeeBody,
  OpinionBody,
  RedoBody,
} from '../contract/steps.ts'

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
  email: '电子邮件',
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
  correcting: '待补正',
  explaining: '待说明理由',
  consulting: '征求意见中',
  charged: '待缴费',
  proposed: '待审签',
  answered: '已答复待送达',
  delivered: '已送达',
  ended: '已终止',
  redoing: '重新办理中',
  redo_proposed: '重新答复待审签',
  redo_answered: '重新答复待送达',
  closed: '已归档',
  discarded: '不予登记',
}

export const discardReasons: Words<DiscardBody['why']> = {
  applicant_withdrew: '申请人在登记前撤回',
  sent_twice: '同一申请重复提交',
  not_a_request: '不是政府信息公开申请',
}

export const opinionKinds: Words<ConsultationBody['kind']> = {
  third_party: '第三方',
  joint_maker: '共同制作机关',
  other_organ: '其他行政机关',
}

export const opinionWords: Words<OpinionBody['opinion'] | 'silent'> = {
  agrees: '同意公开',
  agrees_in_part: '同意部分公开',
  refuses: '不同意公开',
  silent: '逾期未提出意见',
}

export const feeBases: Words<FeeBody['basis']> = { items: '按件计收', pages: '按量计收' }

export const redoOrders: Words<RedoBody['orderedBy']> = {
  reconsideration: '行政复议决定',
  litigation: '人民法院裁判',
  superior: '上级机关责令改正',
  own: '本机关自行纠正',
}

export const endingWords: Readonly<Record<string, string>> = {
  not_corrected: '逾期不补正',
  not_paid: '逾期未缴费',
  withdrawn: '申请人撤回',
}

export function optionsOf(words: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}

export function wordOf(words: Readonly<Record<string, string>>, value: string): string {
  return words[value] ?? value
}
