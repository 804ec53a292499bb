import type { Area, Box, Character, PageSize } from './shapes.ts'
import type { Verified } from './verify.ts'

/** A file that is to be worked on in a thread. */
export interface Opened {
  readonly format: 'pdf' | 'png' | 'jpeg'
  readonly content: Uint8Array
}

/** A word where it stands, as areas of one page. */
export interface FoundWord {
  readonly page: number
  readonly areas: readonly Box[]
}

/** Personal data that detection found, as areas of one page. */
export interface Suggested extends FoundWord {
  readonly kind: string
  readonly certain: boolean
  readonly text: string
}

/** What a thread can be asked, and what it answers. */
export interface Tasks {
  sizes: { asked: Record<never, never>; answer: readonly PageSize[] }
  show: { asked: { page: number; dpi: number; areas: readonly Area[] }; answer: Uint8Array }
  characters: { asked: { page: number }; answer: readonly Character[] }
  find: { asked: { words: readonly string[] }; answer: readonly (readonly FoundWord[])[] }
  suggest: { asked: Record<never, never>; answer: readonly Suggested[] }
  copy: {
    asked: { areas: readonly Area[]; words: readonly string[]; title: string; madeAt: Date }
    answer: { content: Uint8Array; verified: Verified }
  }
  /** Of a PDF that was made elsewhere from words. */
  verify: { asked: { words: readonly string[] }; answer: Verified }
}

export type TaskName = keyof Tasks

export type Asked = { readonly id: number } & {
  [Name in TaskName]: { readonly task: Name; readonly asked: Tasks[Name]['asked'] }
}[TaskName]

export type Answered =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly unreadable: string }
  | { readonly id: number; readonly fault: string }
