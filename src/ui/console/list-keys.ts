import { useEffect, useRef, type RefObject } from 'react'

export interface ListKeys {
  /** X: the row in which the focus stands. */
  readonly onPick?: (index: number) => void
  /** Escape, outside of any field. */
  readonly onClear?: () => void
}

/**
 * The keys of a table to work through: J and K go down and up, Enter opens the row, X picks it, Escape lets all go.
 * They stand back while somebody types, and where a page holds several tables they are the keys of the one in which
 * the focus stands, or of the first.
 */
export function useListKeys(table: RefObject<HTMLTableElement | null>, keys: ListKeys = {}): void {
  const newest = useRef(keys)
  useEffect(() => {
    newest.current = keys
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (table.current && !event.ctrlKey && !event.metaKey && !event.altKey && isMine(table.current, event))
        handle(event, table.current, newest.current)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [table])
}

const TYPING = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], dialog, details'

function isMine(table: HTMLTableElement, { target }: KeyboardEvent): boolean {
  if (target instanceof Element && target.closest(TYPING)) return false
  const within = document.activeElement?.closest('table.list') ?? null
  return within === null ? document.querySelector('table.list') === table : within === table
}

function handle(event: KeyboardEvent, table: HTMLTableElement, { onPick, onClear }: ListKeys): void {
  const rows = [...table.querySelectorAll<HTMLTableRowElement>('tbody tr')]
  const here = rows.findIndex((row) => row.contains(document.activeElement))
  const row = rows[here]
  switch (event.key.toLowerCase()) {
    case 'j':
      focusNext(rows.slice(here + 1))
      break
    case 'k':
      focusNext(rows.slice(0, Math.max(here, 1)).toReversed())
      break
    case 'x':
      if (row) onPick?.(here)
      break
    case 'escape':
      onClear?.()
      break
    case 'enter':
      // A link or a button in the row knows by itself what Enter means.
      if (row && document.activeElement?.matches('input')) row.querySelector('a')?.click()
  }
}

/** The first of these rows that can be opened, or at least be picked. */
function focusNext(rows: readonly HTMLTableRowElement[]): void {
  for (const row of rows) {
    const handle = row.querySelector('a') ?? row.querySelector<HTMLElement>('button, input')
    if (handle) return handle.focus()
  }
}
