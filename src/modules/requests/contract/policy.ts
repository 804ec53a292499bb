import { Type, type Static } from 'typebox'

/**
 * What the law leaves open or what could not be verified in a source: the city sets it, by versions, each from a day on.
 * A case is handled by the version in force on the day of the step.
 */
export const Policy = Type.Object({
  /** Whether the day on which a question is sent counts as handled (not settled by any article). */
  sendingDayCounts: Type.Boolean(),
  /** Whether the portal's own receipt is the confirmation of both sides of 第三十一条 (not settled by the text). */
  receiptConfirms: Type.Boolean(),
  /** The period for a correction that the form proposes: 合理期限 (第三十条), in working days. */
  correctionDays: Type.Integer({ minimum: 1, maximum: 60 }),
  /** The period for giving reasons that the form proposes (第三十五条), in working days. */
  reasonsDays: Type.Integer({ minimum: 1, maximum: 60 }),
  /** Within how many working days after the notice a fee is paid, and from which day fees are asked at all. */
  payDays: Type.Integer({ minimum: 1, maximum: 60 }),
  feesFrom: Type.String({ format: 'date' }),
  /** How many days after the end of a case the applicant's identity papers and number are erased. */
  identityDays: Type.Integer({ minimum: 1, maximum: 3650 }),
  /** How many days after delivery the applicant is asked how satisfied they are. */
  pollDays: Type.Integer({ minimum: 0, maximum: 365 }),
  /** The public register of requests and outcomes: whether it is shown, and what of a request stands in it. */
  register: Type.Object({
    shown: Type.Boolean(),
    wanted: Type.Boolean(),
    applicantKind: Type.Boolean(),
    receiptWay: Type.Boolean(),
  }),
})
export type Policy = Static<typeof Policy>
