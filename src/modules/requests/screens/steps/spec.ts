import type { RequestView } from '../../contract/views.ts'

/** One field of a step's form. */
export interface FieldSpec {
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'area' | 'past' | 'future' | 'number' | 'select' | 'choice'
  readonly required?: boolean
  readonly hint?: string
  readonly options?: Readonly<Record<string, string>>
  readonly maxLength?: number
  readonly rows?: number
}

export type StepValues = Readonly<Record<string, unknown>>

/** What a step asks for before it is taken, and where that is sent. */
export interface StepSpec {
  readonly title: string
  readonly submit: string
  /** What happens, to whom, before anything is asked. */
  readonly intro: (request: RequestView) => string
  /** Below /requests/12/. */
  readonly path: string
  readonly done: string
  readonly fields: readonly FieldSpec[]
  readonly initial?: (request: RequestView, today: string) => StepValues
  /** From the form's values to the request's shape. */
  readonly body?: (values: StepValues) => object
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const orNull = (value: unknown): string | null => (text(value) === '' ? null : text(value))
