import type { Paragraph } from '../contract/edition.ts'
import type { Remark } from '../contract/life.ts'
import type { TableView } from '../contract/report.ts'
import { issueWords } from '#ui/console/words.ts'

/** Words as they are printed, each reference with what it is. */
export function Words({ paragraphs }: { readonly paragraphs: readonly Paragraph[] }) {
  if (paragraphs.length === 0) return <p className="quiet">还没有写。</p>
  return (
    <div className="report-words">
      {paragraphs.map((paragraph, index) => (
        <p key={index}>
          {paragraph.parts.map((part, place) => {
            if (typeof part === 'string')
              return paragraph.kind === 'heading' ? <strong key={place}>{part}</strong> : part
            return part.address === null ? (
              <span key={place} title={part.label}>
                {part.text}
              </span>
            ) : (
              <a key={place} href={part.address} title={part.label} target="_blank" rel="noreferrer">
                {part.text}
              </a>
            )
          })}
        </p>
      ))}
    </div>
  )
}

/** From so many columns a table of the form does not fit a phone. */
const WIDE = 5

/** A table of the form with the numbers. */
export function TablePreview({ table }: { readonly table: TableView }) {
  const lines = [
    ...table.head.map((row) => ({ row, head: true })),
    ...table.rows.map((row) => ({ row, head: false })),
  ]
  const columns = Math.max(...table.rows.map((row) => row.length))
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={table.title}>
      <table className={columns >= WIDE ? 'report-table wide' : 'report-table'} aria-label={table.title}>
        <tbody>
          {lines.map(({ row, head }, index) => (
            <tr key={index}>
              {row.map((cell, place) =>
                'cell' in cell ? (
                  <td key={place} className="number" colSpan={cell.columns ?? 1}>
                    {cell.value ?? ''}
                  </td>
                ) : (
                  <th
                    key={place}
                    scope={head ? 'col' : 'row'}
                    colSpan={cell.columns ?? 1}
                    rowSpan={cell.rows ?? 1}
                  >
                    {cell.text}
                  </th>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Everything that does not fit, by sign and word. */
export function Remarks(props: {
  readonly remarks: readonly Remark[]
  readonly kind: 'problem' | 'warning'
}) {
  const { remarks, kind } = props
  if (remarks.length === 0) return null
  return (
    <ul className="letter-problems">
      {remarks.map((remark, index) => (
        <li key={index} className={kind === 'problem' ? 'light light-red' : 'light light-yellow'}>
          {kind === 'problem' ? '■' : '▲'} {issueWords(remark)}
        </li>
      ))}
    </ul>
  )
}
