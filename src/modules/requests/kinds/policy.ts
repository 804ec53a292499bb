import type { Policy } from '../contract/policy.ts'

/** In force until a city sets its own. */
export const defaultPolicy: Policy = {
  sendingDayCounts: true,
  receiptConfirms: false,
  correctionDays: 10,
  reasonsDays: 10,
  payDays: 20,
  feesFrom: '2021-01-01',
  identityDays: 90,
  pollDays: 90,
  // What was asked for can name people: shown only where a city has decided so.
  register: { shown: true, wanted: false, applicantKind: true, receiptWay: true },
}
