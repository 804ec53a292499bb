import { Fragment, type ReactNode } from 'react'

interface Place {
  readonly start: number
  readonly end: number
  readonly label: string
}

/** A text with its personal places marked; each says what it is. */
export function MarkedText({ text, marks }: { readonly text: string; readonly marks: readonly Place[] }) {
  const pieces: ReactNode[] = []
  let at = 0
  for (const mark of marks.toSorted((one, other) => one.start - other.start)) {
    if (mark.start < at) continue
    pieces.push(
      <Fragment key={mark.start}>
        {text.slice(at, mark.start)}
        <mark title={mark.label}>{text.slice(mark.start, mark.end)}</mark>
      </Fragment>,
    )
    at = mark.end
  }
  return (
    <p className="whole-text">
      {pieces}
      {text.slice(at)}
    </p>
  )
}
