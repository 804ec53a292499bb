import { useEffect, type ReactNode } from 'react'

/** A page with its title, one line of essentials and what can be done on it. */
export function PageHead(props: {
  readonly title: string
  /** What the browser's tab says, where the title alone says too little. */
  readonly tab?: string
  readonly above?: ReactNode
  readonly essentials?: ReactNode
  readonly actions?: ReactNode
}) {
  const tab = props.tab ?? props.title
  useEffect(() => {
    document.title = `${tab} - 明镜`
  }, [tab])
  return (
    <header className="page-head">
      <div className="page-head-words">
        {props.above && <p className="above">{props.above}</p>}
        <h1>{props.title}</h1>
        {props.essentials && <p className="essentials">{props.essentials}</p>}
      </div>
      {props.actions && <div className="actions">{props.actions}</div>}
    </header>
  )
}

/**
 * A record: left the thing itself, right its state; one under the other on a phone, where the state of a case, with what is
 * to be done by when, comes `first`.
 */
export function DetailLayout({
  main,
  side,
  sideLabel,
  first = 'main',
}: {
  readonly main: ReactNode
  readonly side: ReactNode
  readonly sideLabel: string
  readonly first?: 'main' | 'side'
}) {
  const thing = <div className="detail-main">{main}</div>
  const state = (
    <aside className="detail-side" aria-label={sideLabel}>
      {side}
    </aside>
  )
  return (
    <div className="detail">
      {first === 'side' && state}
      {thing}
      {first === 'main' && state}
    </div>
  )
}

export function Section(props: {
  readonly title: string
  readonly children: ReactNode
  readonly note?: ReactNode
  readonly className?: string
}) {
  const { title, children, note, className = '' } = props
  return (
    <section className={`section ${className}`}>
      <h2>{title}</h2>
      {note && <p className="note">{note}</p>}
      {children}
    </section>
  )
}

export type Fact = readonly [label: string, value: ReactNode]

/** Label and value, one pair a line; what is empty is left out. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const shown = facts.filter(
    ([, value]) => value !== null && value !== undefined && value !== false && value !== '',
  )
  return (
    <dl className="facts">
      {shown.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export interface Step {
  readonly label: string
  readonly state: 'done' | 'now' | 'refused' | 'ahead'
  readonly who?: string | null
  readonly on?: string | null
  readonly note?: ReactNode
}

const STEP_WORDS = { done: '已完成', now: '进行中', refused: '已退回', ahead: '待办' } as const
const STEP_SIGNS = { done: '✓', now: '●', refused: '×', ahead: '○' } as const

/** Steps done and to come, with names and dates. */
export function Steps({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ol className="steps">
      {steps.map((step, index) => (
        <li
          key={index}
          className={`step step-${step.state}`}
          {...(step.state === 'now' ? { 'aria-current': 'step' } : {})}
        >
          <span className="step-sign" aria-hidden="true">
            {STEP_SIGNS[step.state]}
          </span>
          <div>
            <p className="step-label">
              {step.label} <span className="step-state">{STEP_WORDS[step.state]}</span>
            </p>
            {(step.who || step.on) && (
              <p className="step-who">{[step.who, step.on].filter(Boolean).join(' · ')}</p>
            )}
            {step.note && <div className="step-note">{step.note}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
