import { useState, type FocusEvent, type KeyboardEvent } from 'react'
import type { Column } from './list.tsx'

/** A column that may be left out says whether it stands there before anybody chose. */
export interface ChosenColumn<T> extends Column<T> {
  readonly optional?: 'shown' | 'hidden'
}

export interface ColumnChoice<T> {
  /** For the table. */
  readonly shown: readonly ChosenColumn<T>[]
  readonly choices: readonly { readonly title: string; readonly on: boolean }[]
  set(title: string, on: boolean): void
}

type Kept = Readonly<Record<string, boolean>>

/** Which of a list's columns this person wants to see, remembered in this browser under the list's name. */
export function useColumns<T>(list: string, columns: readonly ChosenColumn<T>[]): ColumnChoice<T> {
  const [kept, setKept] = useState<Kept>(() => read(list))
  const isOn = ({ title, optional }: ChosenColumn<T>) =>
    optional === undefined || (kept[title] ?? optional === 'shown')
  return {
    shown: columns.filter(isOn),
    choices: columns
      .filter((column) => column.optional !== undefined)
      .map((column) => ({ title: column.title, on: isOn(column) })),
    set(title, on) {
      const next = { ...kept, [title]: on }
      setKept(next)
      write(list, next)
    },
  }
}

const keyOf = (list: string) => `mingjing.columns.${list}`

// A browser may refuse to keep anything; then the choice holds until the page is left.
function read(list: string): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(list)) ?? '{}')
    return typeof kept === 'object' && kept !== null ? (kept as Kept) : {}
  } catch {
    return {}
  }
}

function write(list: string, kept: Kept): void {
  try {
    localStorage.setItem(keyOf(list), JSON.stringify(kept))
  } catch {
    return
  }
}

/** Opens the list of columns to choose from. */
export function ColumnMenu<T>({ columns }: { readonly columns: ColumnChoice<T> }) {
  const [open, setOpen] = useState(false)
  const leave = (event: FocusEvent<HTMLDetailsElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
  }
  const close = (event: KeyboardEvent<HTMLDetailsElement>) => {
    if (event.key === 'Escape') setOpen(false)
  }
  return (
    <details
      className="column-menu"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      onBlur={leave}
      onKeyDown={close}
    >
      <summary>显示的列</summary>
      <ul>
        {columns.choices.map(({ title, on }) => (
          <li key={title}>
            <label>
              <input
                type="checkbox"
                checked={on}
                onChange={(event) => columns.set(title, event.target.checked)}
              />{' '}
              {title}
            </label>
          </li>
        ))}
      </ul>
    </details>
  )
}
