import type { ROLES } from '../contract.ts'

export type RoleName = (typeof ROLES)[number]

export const roleWords: Readonly<Record<RoleName, string>> = {
  drafter: '承办人',
  section_head: '股室负责人',
  unit_leader: '单位领导',
  secrecy_reviewer: '保密审查',
  disclosure_officer: '信息公开机构',
  inspector: '督查',
  administrator: '系统管理员',
}

export function roleWord(role: string): string {
  return Object.hasOwn(roleWords, role) ? roleWords[role as RoleName] : role
}

const VERBS: Readonly<Record<string, string>> = {
  'publishing.drafted': '起草',
  'publishing.edited': '修改',
  'publishing.attached': '添加附件',
  'publishing.detached': '移除附件',
  'publishing.submitted': '提交审核',
  'publishing.returned': '退回',
  'publishing.published': '公开',
  'publishing.kept_back': '审定不主动公开',
  'publishing.correction_begun': '开始更正',
  'publishing.correction_given_up': '放弃更正',
  'publishing.scheduled': '审定，定时发布',
  'publishing.recalled': '撤回待发布的文档',
  'publishing.masked': '遮蔽个人信息',
  'checking.justified': '说明内容检查结果',
  'publishing.placed': '放入栏目',
  'publishing.displaced': '移出栏目',
  'sites.opened': '开设网站',
  'sites.edited': '修改网站设置',
  'sites.home_arranged': '调整网站首页',
  'sites.closing_announced': '公告关闭网站',
  'sites.closing_called_off': '取消关闭网站',
  'sites.closed': '关闭网站',
  'sites.address_moved': '登记网址变更',
  'sites.address_forgotten': '删除网址变更',
  'sites.channel_added': '新增栏目',
  'sites.channel_edited': '修改栏目',
  'sites.channel_moved': '移动栏目',
  'sites.channel_removed': '删除栏目',
  'topics.opened': '开设专题',
  'topics.edited': '修改专题',
  'topics.arranged': '安排专题内容',
  'topics.closed': '归档专题',
  'topics.item_added': '新增任务',
  'topics.item_edited': '修改任务',
  'topics.item_removed': '删除任务',
  'topics.reported': '报送进展',
  'clock.recomputed': '按放假通知重算期限',
  'publishing.imported': '导入',
  'publishing.withdrawn': '撤回',
  'publishing.repealed': '废止',
  'publishing.replaced': '被替代',
  'publishing.expired': '失效',
  'review.opened': '开始审核',
  'review.signed': '签署',
  'review.approved': '同意',
  'review.returned': '退回',
  'review.batch_decided': '批量认定',
  'requests.submitted': '网上提交',
  'requests.recorded': '录入来件',
  'requests.registered': '登记',
  'requests.answered': '作出答复',
  'requests.file_added': '添加答复附件',
  'requests.delivered': '送达',
  'requests.closed': '归档',
  'requests.query_locked': '查询码多次不正确，暂停查询',
}

export function verbWord(verb: string): string {
  return VERBS[verb] ?? verb
}
