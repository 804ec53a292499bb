import type { Issue } from '#platform/decision.ts'
import { challengeText } from '#ui/portal/index.ts'

const WORDS: Readonly<Record<string, string>> = {
  'unit not_a_choice': '请从列表中选择单位，或者选“不确定”',
  'title required': '请用一句话写明咨询什么',
  'question required': '请写明您的问题',
  'phone phone_form': '电话号码的格式不正确',
  'email email_form': '电子邮箱的格式不正确',
  'verdict required': '请选择一项评价',
  'verdict already_said': '您已经评价过，谢谢',
  'verdict not_answered_yet': '答复以后才能评价',
}

const FIELDS: Readonly<Record<string, string>> = {
  title: '标题',
  question: '问题',
  name: '称呼',
  phone: '电话',
  email: '电子邮箱',
  words: '意见',
}

/** What an issue asks the person who writes to do. */
export function issueText(one: Issue): string {
  if (one.code === 'too_long')
    return `${FIELDS[one.field] ?? '这一项'}太长，请不要超过${one.params?.['max']}字`
  return WORDS[`${one.field} ${one.code}`] ?? challengeText(one.code) ?? '请检查这一项'
}
