import type { DraftBody } from '../contract.ts'

/** A text that did not reach the server: a laptop that was closed, a connection that broke, an edit that was overtaken. */
export interface KeptText {
  readonly basedOn: string
  readonly at: string
  readonly draft: DraftBody
}

const DAYS = 30
const PREFIX = 'mingjing.unsaved.'

/** The writer is part of the key: on a shared computer the next person is not offered somebody else's text. */
function keyOf(staffId: number, documentId: number): string {
  return `${PREFIX}${staffId}.${documentId}`
}

/** Keeps the text in this browser; without room for it, or with storage switched off, writing goes on as before. */
export function keepText(staffId: number, documentId: number, text: KeptText): void {
  try {
    localStorage.setItem(keyOf(staffId, documentId), JSON.stringify(text))
  } catch {
    forgetText(staffId, documentId)
  }
}

export function forgetText(staffId: number, documentId: number): void {
  try {
    localStorage.removeItem(keyOf(staffId, documentId))
  } catch {
    // Storage is switched off: there is nothing to forget.
  }
}

/** What was kept for this writer of this document; old and unreadable texts are thrown away. */
export function findText(staffId: number, documentId: number, now: Date): KeptText | undefined {
  try {
    const held = localStorage.getItem(keyOf(staffId, documentId))
    if (held === null) return undefined
    const text = JSON.parse(held) as Partial<KeptText>
    const age = now.getTime() - Date.parse(text.at ?? '')
    if (text.draft && text.basedOn !== undefined && text.at !== undefined && age < DAYS * 86_400_000)
      return { basedOn: text.basedOn, at: text.at, draft: text.draft }
  } catch {
    // Not ours, or half written.
  }
  forgetText(staffId, documentId)
  return undefined
}
