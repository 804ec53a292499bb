import type { Channel, MessageState } from '../contract.ts'

export const channelWords: Readonly<Record<Channel, string>> = { mail: '电子邮件', sms: '短信' }

export const stateWords: Readonly<Record<MessageState, string>> = {
  waiting: '待发送',
  sent: '已发送',
  failed: '未送达',
}

const SUBJECTS: Readonly<Record<string, string>> = {
  request: '公开申请',
  consultation: '咨询',
  remedy: '复议诉讼',
}

/** What a message is about, for who knows no subjects of the ledger: 公开申请 12. */
export function aboutWords(about: string): string {
  const [word = '', id = ''] = about.split(':')
  return Object.hasOwn(SUBJECTS, word) ? `${SUBJECTS[word]} ${id}` : about
}
