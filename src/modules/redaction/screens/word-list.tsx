export interface ListedWord {
  readonly text: string
  readonly note: string
  readonly picked: boolean
  readonly onTurn: () => void
}

/** Words one after another, each to be taken out or left by a box of its own. */
export function WordList({
  legend,
  disabled,
  words,
}: {
  readonly legend: string
  readonly disabled: boolean
  readonly words: readonly ListedWord[]
}) {
  return (
    <fieldset className="redact-words" disabled={disabled}>
      <legend>{legend}</legend>
      {words.map((word, at) => (
        <label key={at} className={word.picked ? 'redact-picked' : undefined}>
          <input type="checkbox" checked={word.picked} onChange={word.onTurn} />
          {word.text}
          {word.note !== '' && <span className="quiet">{word.note}</span>}
        </label>
      ))}
    </fieldset>
  )
}
