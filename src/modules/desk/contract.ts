/** Something that waits for this person; the most pressing stands first. */
export interface DeskItemView {
  readonly kind:
    | 'review'
    | 'request'
    | 'document'
    | 'cleanup'
    | 'guide'
    | 'topic_item'
    | 'consultation'
    | 'entry'
    | 'cohandling'
    | 'remedy'
    | 'annual_report'
    | 'site_report'
  readonly id: number
  readonly title: string
  readonly why: string
  readonly dueOn: string | null
  readonly light: 'green' | 'yellow' | 'red' | 'done' | null
}

/** GET /desk: 今天要办的. */
export interface DeskView {
  readonly dueToday: number
  readonly yellow: number
  readonly red: number
  readonly reviewsWaiting: number
  readonly remedies: number
  readonly drafts: number
  readonly returned: number
  /** Open consultations that are due soon or overdue, and those that are overdue. */
  readonly consultations: number
  readonly consultationsRed: number
  /** What other units wait for, and how much of it is overdue. */
  readonly cohandlings: number
  readonly cohandlingsRed: number
  readonly items: readonly DeskItemView[]
}
