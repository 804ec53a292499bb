import type { Issue } from '#platform/decision.ts'
import type { SATISFACTIONS } from './contract/steps.ts'

const WORDS: Readonly<Record<string, string>> = {
  'name required': '请填写姓名或者名称',
  'representative required': '请填写法定代表人或者负责人姓名',
  'identityNumber required': '请填写证件号码',
  'identityNumber citizen_id': '身份证号码不正确，请核对18位号码',
  'identityNumber credit_code': '统一社会信用代码不正确，请核对18位代码',
  'identityKind identity_of_organisation': '自然人请选择居民身份证、护照或者其他证件',
  'identityKind identity_of_person': '法人或者其他组织请选择统一社会信用代码',
  'phone no_contact': '请至少填写电话、电子邮箱、通信地址中的一项',
  'phone phone_form': '电话号码的格式不正确',
  'phone needed_for_way': '选择传真或者当面领取的，请填写电话',
  'email email_form': '电子邮箱的格式不正确',
  'email needed_for_way': '选择电子邮件送达的，请填写电子邮箱',
  'address needed_for_way': '选择邮寄送达的，请填写通信地址',
  'description nothing_wanted': '请填写所需信息的名称、文号或者内容描述，至少一项',
  'unit not_a_choice': '请从列表中选择受理机关',
  'further too_many_items': '一份申请写的事项太多，请分次申请',
  'reply required': '请填写补正说明',
  'words required': '请填写撤回说明',
  'satisfied required': '请选择总体评价',
}

const TOO_LONG: Readonly<Record<string, string>> = {
  name: '姓名或者名称',
  representative: '法定代表人或者负责人姓名',
  identityNumber: '证件号码',
  phone: '电话',
  email: '电子邮箱',
  address: '通信地址',
  wantedTitle: '信息名称',
  wantedNumber: '文号',
  description: '其他特征描述',
  reply: '补正说明',
  words: '文字',
}

/** How satisfied somebody was, as they are asked. */
export const satisfactionLabels: Readonly<Record<(typeof SATISFACTIONS)[number], string>> = {
  yes: '满意',
  mostly: '基本满意',
  no: '不满意',
}

/** What is wrong with a file, wherever it was chosen. */
const FILES: Readonly<Record<string, string>> = {
  too_many_files: '文件太多，一次最多五个',
  file_too_large: '文件太大，每个不超过 10 MB',
  file_empty: '文件是空的',
  file_type: '不接受这种文件，请换成 PDF、图片或者常用的办公文档',
  file_mismatch: '文件的内容和扩展名不一致，请核对',
  file_encrypted: '文件加了密码，打不开，请去掉密码',
  identity_type: '证件复印件请用图片或者 PDF',
}

/** What an issue asks the applicant to do. */
export function issueText(one: Issue): string {
  const [, nth, name] = /^further\.(\d+)\.(\w+)$/.exec(one.field) ?? []
  if (nth !== undefined && name !== undefined)
    return `第 ${Number(nth) + 2} 项：${issueText({ ...one, field: name })}`
  if (one.code === 'too_long')
    return `${TOO_LONG[one.field] ?? '这一项'}太长，请不要超过${one.params?.['max']}字`
  const file = FILES[one.code]
  if (file !== undefined) return one.params?.['name'] ? `${one.params['name']}：${file}` : file
  return WORDS[`${one.field} ${one.code}`] ?? '请检查这一项'
}
