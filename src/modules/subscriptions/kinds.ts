import { definePermission } from '#kernel/identity/index.ts'
import type { Kind, Rhythm } from './contract.ts'

export const permissions = {
  /** Numbers of subscribers and of mails: what a site owner answers for (国办发〔2017〕47号), and no address. */
  read: definePermission({
    name: 'subscriptions.read',
    label: '查看邮件订阅数量',
    roles: ['administrator', 'disclosure_officer', 'inspector'],
    scope: 'anywhere',
  }),
}

export const kindLabels: Readonly<Record<Kind, string>> = {
  channel: '栏目',
  unit: '机构',
  topic: '主题',
  search: '搜索',
}

export const rhythmLabels: Readonly<Record<Rhythm, string>> = {
  daily: '每天早上',
  weekly: '每周一早上',
}

/** The link in the first mail works for so long. */
export const LINK_HOURS = 48
/** Invitations to one address in an hour. */
export const INVITATIONS_PER_HOUR = 5
/** Documents named in one mail; the rest are counted. */
export const MAX_LISTED = 50
/** What was first shown longer ago is no news: an archive that is imported sends no mail. */
export const NEWS_DAYS = 31
/** After so many refusals in a row for good, an address is taken as gone and deleted. */
export const MAX_REFUSALS = 3
