import { definePermission } from '#kernel/identity/index.ts'
import type { Reason } from './contract.ts'

/** Who comes to these routes at all; whether they may with this very case, its kind says (`readBy`, `handledBy`). */
export const permissions = {
  read: definePermission({
    name: 'redaction.read',
    label: '查看区分处理',
    roles: ['drafter', 'section_head', 'unit_leader', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  handle: definePermission({
    name: 'redaction.handle',
    label: '区分处理',
    roles: ['drafter', 'disclosure_officer'],
    scope: 'unit',
  }),
}

/** Why something is not made public, by its article. */
export const reasons: Readonly<Record<Reason, { readonly label: string; readonly cites: string }>> = {
  state_secret: { label: '国家秘密', cites: '政府信息公开条例 第十四条' },
  forbidden_by_law: { label: '法律、行政法规禁止公开', cites: '政府信息公开条例 第十四条' },
  public_safety: { label: '危及国家安全、公共安全、经济安全、社会稳定', cites: '政府信息公开条例 第十四条' },
  trade_secret: { label: '商业秘密', cites: '政府信息公开条例 第十五条' },
  privacy: { label: '个人隐私', cites: '政府信息公开条例 第十五条' },
  internal: { label: '内部事务信息', cites: '政府信息公开条例 第十六条第一款' },
  deliberation: { label: '过程性信息', cites: '政府信息公开条例 第十六条第二款' },
  enforcement_file: { label: '行政执法案卷信息', cites: '政府信息公开条例 第十六条第二款' },
  not_information: { label: '不属于政府信息', cites: '政府信息公开条例 第三十七条' },
}

/** The names of what detection finds. */
export const personalLabels: Readonly<Record<string, string>> = {
  citizen_id: '身份证号',
  mobile: '手机号',
  phone: '固定电话',
  bank_card: '银行卡号',
  home_address: '住址',
  birth_date: '出生日期',
}
