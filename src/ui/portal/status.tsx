import type { ReactNode } from 'react'

const LIGHTS = {
  green: ['●', '正常'],
  yellow: ['▲', '提醒'],
  red: ['■', '超期'],
  paused: ['Ⅱ', '暂停计时'],
  done: ['✓', '已办结'],
} as const

/** A light with its word: colour never stands alone. */
export function Light({ light }: { light: keyof typeof LIGHTS }) {
  const [sign, word] = LIGHTS[light]
  return (
    <span className={`light ${light}`}>
      <span aria-hidden="true">{sign}</span> {word}
    </span>
  )
}

export interface TimelineStep {
  readonly label: string
  /** Undefined: still to come. */
  readonly on?: string
  readonly detail?: ReactNode
}

/** What happened, and what comes next. */
export function StatusTimeline({ steps }: { steps: readonly TimelineStep[] }) {
  return (
    <ol className="timeline">
      {steps.map((step, index) => (
        <li key={index} className={step.on === undefined ? 'to-come' : 'done'}>
          <p className="timeline-label">
            {step.label}{' '}
            {step.on === undefined ? (
              <span className="to-come-word">待办</span>
            ) : (
              <time dateTime={step.on}>{step.on}</time>
            )}
          </p>
          {step.detail ? <div className="timeline-detail">{step.detail}</div> : null}
        </li>
      ))}
    </ol>
  )
}

export interface ExplainedDay {
  readonly date: string
  /** Null: the day does not count. */
  readonly count: number | null
  /** 元旦, 周末, 调休上班 … */
  readonly note: string
}

/** Every day between start and due, and why it counts or does not. */
export function DayList({ days, summary }: { days: readonly ExplainedDay[]; summary: string }) {
  return (
    <details className="days">
      <summary>{summary}</summary>
      <table>
        <caption className="visually-hidden">{summary}</caption>
        <thead>
          <tr>
            <th scope="col">日期</th>
            <th scope="col">第几个工作日</th>
            <th scope="col">说明</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.date} className={day.count === null ? 'off' : undefined}>
              <th scope="row">
                <time dateTime={day.date}>{day.date}</time>
              </th>
              <td>{day.count ?? '不计'}</td>
              <td>{day.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
