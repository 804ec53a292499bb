export type LightName = 'green' | 'yellow' | 'red' | 'paused' | 'done'

const LIGHTS: Readonly<Record<LightName, readonly [sign: string, word: string]>> = {
  green: ['●', '正常'],
  yellow: ['▲', '提醒'],
  red: ['■', '超期'],
  paused: ['Ⅱ', '暂停计时'],
  done: ['✓', '办结'],
}

/** The state of a time limit by sign and word, never by colour alone. */
export function Light({ light }: { readonly light: LightName | null }) {
  if (light === null) return <span className="quiet">—</span>
  const [sign, word] = LIGHTS[light]
  return (
    <span className={`light light-${light}`}>
      <span aria-hidden="true">{sign}</span> {word}
    </span>
  )
}
