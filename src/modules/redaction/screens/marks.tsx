import { Button } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { Section } from '#ui/console/detail.tsx'
import type { AreaMark, OriginalView, RangeMark, Reason } from '../contract.ts'
import { within, type Draft } from './draft.ts'
import { wordsQuery } from './queries.ts'

export function ReasonSelect({
  original,
  value,
  label,
  onChange,
  small = false,
}: {
  readonly original: Pick<OriginalView, 'reasons' | 'mayHandle'>
  readonly value: Reason
  readonly label: string
  readonly onChange: (reason: Reason) => void
  readonly small?: boolean
}) {
  return (
    <select
      className={small ? 'select select-small' : 'select'}
      aria-label={label}
      value={value}
      disabled={!original.mayHandle}
      onChange={(event) => onChange(event.target.value as Reason)}
    >
      {original.reasons.map((reason) => (
        <option key={reason.code} value={reason.code} title={reason.cites}>
          {reason.label}
        </option>
      ))}
    </select>
  )
}

interface MarksProps {
  readonly original: OriginalView
  readonly draft: Draft
  /** What is shown of the file just now: its marks are listed, the others counted. */
  readonly areas: readonly AreaMark[]
  readonly ranges: readonly RangeMark[]
  readonly page: number
  readonly onPage: (page: number) => void
  readonly onChange: (draft: Draft) => void
}

/** What is taken out here, each with its reason; of the other pages, how much. */
export function MarkList({ original, draft, areas, ranges, page, onPage, onChange }: MarksProps) {
  const { data: words = [] } = useQuery({
    ...wordsQuery(original.id, page),
    enabled: original.body === null && original.pages > 0,
  })
  const said = (mark: AreaMark) => {
    const inside = words.filter((word) => within(word, mark)).map((word) => word.text)
    return inside.length === 0 ? '方框' : `“${inside.join('')}”`
  }
  const counts = new Map<number, number>()
  for (const area of draft.areas) counts.set(area.page, (counts.get(area.page) ?? 0) + 1)
  const changeArea = (mark: AreaMark, by: AreaMark | undefined) =>
    onChange({ ...draft, areas: draft.areas.flatMap((one) => (one === mark ? (by ?? []) : one)) })
  const changeRange = (mark: RangeMark, by: RangeMark | undefined) =>
    onChange({ ...draft, ranges: draft.ranges.flatMap((one) => (one === mark ? (by ?? []) : one)) })
  const total = draft.areas.length + draft.ranges.length
  return (
    <Section title={`遮盖（${total} 处）`}>
      {total === 0 && <p className="quiet">还没有遮盖。</p>}
      {counts.size > 1 && (
        <p className="redact-pages">
          {[...counts]
            .toSorted(([one], [other]) => one - other)
            .slice(0, 60)
            .map(([number, count]) => (
              <button
                key={number}
                type="button"
                className="chip"
                aria-pressed={number === page}
                onClick={() => onPage(number)}
              >
                第 {number} 页 {count}
              </button>
            ))}
        </p>
      )}
      <ol className="redact-marks">
        {areas.map((mark, at) => (
          <li key={at}>
            <span className="redact-quoted">{said(mark)}</span>
            <ReasonSelect
              small
              original={original}
              value={mark.reason}
              label={`第 ${at + 1} 处的理由`}
              onChange={(reason) => changeArea(mark, { ...mark, reason })}
            />
            {original.mayHandle && (
              <Button type="text" size="small" onClick={() => changeArea(mark, undefined)}>
                取消
              </Button>
            )}
          </li>
        ))}
        {ranges.map((mark) => (
          <li key={`${mark.start}-${mark.end}`}>
            <span className="redact-quoted">“{(original.body ?? '').slice(mark.start, mark.end)}”</span>
            <ReasonSelect
              small
              original={original}
              value={mark.reason}
              label="这一处的理由"
              onChange={(reason) => changeRange(mark, { ...mark, reason })}
            />
            {original.mayHandle && (
              <Button type="text" size="small" onClick={() => changeRange(mark, undefined)}>
                取消
              </Button>
            )}
          </li>
        ))}
      </ol>
      {draft.words.length > 0 && (
        <>
          <p className="note">新文件里不得再有的词</p>
          <ul className="chips redact-nowhere">
            {draft.words.map((one) => (
              <li key={one.word} className="chip">
                {one.word}
                {original.mayHandle && (
                  <button
                    type="button"
                    className="redact-forget"
                    aria-label={`不再核对“${one.word}”`}
                    title="不再核对这个词（已有的遮盖不变）"
                    onClick={() => onChange({ ...draft, words: draft.words.filter((word) => word !== one) })}
                  >
                    ×
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
