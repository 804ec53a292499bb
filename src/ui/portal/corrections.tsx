import type { ReactNode } from 'react'
import { DataTable } from './table.tsx'

/** What a corrected edition says otherwise than the one before it, and why. */
export function Corrections(props: {
  readonly why: string
  readonly caption: string
  readonly rows: readonly (readonly [label: string, before: string, after: string])[]
  readonly children?: ReactNode
}) {
  const { why, caption, rows, children } = props
  return (
    <section>
      <h2>更正说明</h2>
      <p>更正原因：{why}</p>
      {rows.length > 0 && (
        <DataTable
          caption={caption}
          columns={[
            { label: '项目' },
            { label: '更正前', numeric: true },
            { label: '更正后', numeric: true },
          ]}
          rows={rows}
        />
      )}
      {children}
    </section>
  )
}
