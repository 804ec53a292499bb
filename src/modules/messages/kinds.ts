import { definePermission } from '#kernel/identity/index.ts'

export const permissions = {
  readOutbox: definePermission({
    name: 'messages.read_outbox',
    label: '查看发件箱',
    roles: ['administrator'],
    scope: 'anywhere',
  }),
  manageOutbox: definePermission({
    name: 'messages.manage_outbox',
    label: '重发消息、设置保存天数',
    roles: ['administrator'],
    scope: 'anywhere',
  }),
}

/** Minutes from a try that did not succeed to the next one; after the last the message has failed for good. */
export const RETRY_MINUTES = [1, 5, 30, 120, 360, 720, 1440] as const
/** Who sends holds a message for so long: longer than any server takes to answer. */
export const LEASE_MINUTES = 10
/** Overdue by so much, a message has lost its job, and the sweep asks for another. */
export const SWEEP_AFTER_MINUTES = 2
export const SWEEP_AT_ONCE = 200
/** Sent messages are counted over so many days. */
export const COUNTED_DAYS = 30
/** Notices that were read so long ago are deleted. */
export const NOTICE_DAYS = 365
