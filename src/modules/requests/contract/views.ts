import type { RequestSummary } from './list.ts'

export interface ExplainedDayView {
  readonly date: string
  /** Null: the day does not count. */
  readonly count: number | null
  readonly kind: string
  readonly name: string
}

/** A step that the procedure allows now, with what keeps this person from it. */
export interface NextStep {
  readonly step: string
  readonly label: string
  readonly cites: string
  readonly allowed: boolean
  readonly reasons: readonly string[]
}

interface FileView {
  readonly position: number
  readonly name: string
  readonly address: string
}

export interface AnswerView {
  /** The first, or a later one that was ordered. */
  readonly round: number
  readonly outcome: string
  readonly outcomeLabel: string
  readonly form: string | null
  readonly formLabel: string | null
  readonly ground: string
  readonly reason: string
  readonly content: string
  readonly remedy: string
  readonly details: Readonly<Record<string, string>>
  readonly withheld: readonly string[]
  readonly corrects: boolean
  /** What is to be changed, when it came back unsigned. */
  readonly returned: string
  readonly written: string
  readonly signed: string | null
  readonly answeredOn: string
  readonly files: readonly FileView[]
  readonly delivery: { readonly way: string; readonly deliveredOn: string; readonly proof: string } | null
}

export interface OpinionView {
  readonly id: number
  readonly kind: string
  readonly addressee: string
  readonly question: string
  readonly sentOn: string
  readonly deliveredOn: string | null
  readonly limitOn: string | null
  readonly answeredOn: string | null
  readonly opinion: string | null
  readonly words: string
  readonly reasonable: boolean | null
  readonly closedOn: string | null
}

/** Everything that happened on the way, besides the steps themselves. */
export interface TrailView {
  readonly correction: {
    readonly missing: string
    readonly askedOn: string
    readonly dueOn: string
    readonly receivedOn: string | null
    readonly reply: string
  } | null
  readonly reasons: {
    readonly why: string
    readonly askedOn: string
    readonly dueOn: string
    readonly receivedOn: string | null
    readonly reply: string
    readonly reasonable: boolean | null
    readonly passedOn: string | null
  } | null
  readonly extension: { readonly days: number; readonly reason: string; readonly on: string } | null
  readonly delay: { readonly days: number; readonly reason: string; readonly on: string } | null
  readonly fee: {
    readonly basis: string
    readonly quantity: number
    readonly before: number
    readonly amountFen: number
    /** How it is to be paid; empty of fees from before it was kept. */
    readonly where: string
    readonly on: string
    readonly payBy: string
    readonly paidOn: string | null
    /** How it was paid; empty where nobody said. */
    readonly paidHow: string
  } | null
  readonly ending: { readonly why: string; readonly words: string; readonly on: string } | null
  readonly discard: { readonly why: string; readonly words: string; readonly on: string } | null
  readonly redos: readonly {
    readonly round: number
    readonly orderedBy: string
    readonly reason: string
    readonly on: string
    readonly dueOn: string | null
  }[]
  readonly changes: readonly {
    readonly from: string
    readonly to: string
    readonly reason: string
    readonly on: string
  }[]
  readonly transfers: readonly {
    readonly from: string
    readonly to: string
    readonly reason: string
    readonly on: string
  }[]
  readonly opinions: readonly OpinionView[]
}

/** 行政复议、行政诉讼, while they can still be brought against the newest answer. */
export interface OpenRemedyView {
  readonly label: string
  readonly until: string
  /** Counted over days whose notice is not out yet. */
  readonly provisional: boolean
}

/** A decision that ordered a new answer, which has not been given yet. */
export interface OrderView {
  readonly remedyId: number
  readonly orderedBy: 'reconsideration' | 'litigation' | 'superior'
  readonly organ: string
  readonly decisionNumber: string
  readonly note: string
  readonly servedOn: string
  readonly dueOn: string
}

export interface RequestView extends RequestSummary {
  /** What is signed is what was seen: a signature names it. */
  readonly revision: number
  readonly applicant: {
    readonly name: string
    readonly representative: string
    readonly identityKind: string
    readonly identityMasked: string
    readonly phone: string
    readonly email: string
    readonly address: string
  }
  readonly wantedTitle: string
  readonly wantedNumber: string
  readonly description: string
  readonly wantedForm: string
  readonly wantedWay: string
  readonly confirmedOn: string | null
  /** Written down by the office for somebody who could not. */
  readonly helped: boolean
  readonly origin: string
  readonly lawLabel: string | null
  readonly days: readonly ExplainedDayView[]
  readonly provisional: boolean
  /** Since when the limit stands still, with nobody knowing until when. */
  readonly waitingSince: string | null
  readonly attachments: readonly FileView[]
  /** Only for who handles the request. */
  readonly identityPapers: readonly { readonly id: number; readonly name: string; readonly address: string }[]
  readonly letters: readonly {
    readonly id: number
    readonly template: string
    readonly title: string
    readonly number: string | null
    readonly on: string
    readonly pdf: string
    readonly docx: string
  }[]
  /** The files of the answer that is being prepared or was given last. */
  readonly gathered: readonly FileView[]
  /** The other cases of the same form. */
  readonly siblings: readonly { readonly id: number; readonly number: string; readonly state: string }[]
  readonly answers: readonly AnswerView[]
  readonly openRemedies: readonly OpenRemedyView[]
  readonly orders: readonly OrderView[]
  /** Drafts and documents that were made of what was given. */
  readonly publications: readonly { readonly documentId: number; readonly on: string }[]
  readonly trail: TrailView
  readonly steps: readonly { readonly label: string; readonly on: string; readonly staff: string | null }[]
  /** Periods in working days that the city's policy proposes. */
  readonly suggested: { readonly correction: number; readonly reasons: number; readonly payment: number }
  readonly next: readonly NextStep[]
}
