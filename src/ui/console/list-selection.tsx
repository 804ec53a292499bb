import { useRef, useState, type ReactNode } from 'react'
import { Button } from 'antd'

/** The picked rows of a list: those that are still shown, so that nobody acts on what they do not see. */
export interface Selection {
  readonly ids: readonly number[]
  has(id: number): boolean
  /** Picks or lets go; with `range`, also everything between this and the one before. */
  toggle(id: number, range?: boolean): void
  /** Picks every row shown, or lets all go. */
  setAll(on: boolean): void
  readonly shown: number
}

/** The selection of a list whose rows carry these numbers. */
export function useSelection(shown: readonly number[]): Selection {
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set())
  const last = useRef<number>(undefined)
  return {
    ids: shown.filter((id) => picked.has(id)),
    has: (id) => picked.has(id),
    toggle(id, range = false) {
      const on = !picked.has(id)
      const [from, to] = [shown.indexOf(last.current ?? id), shown.indexOf(id)]
      const meant = range && from >= 0 ? shown.slice(Math.min(from, to), Math.max(from, to) + 1) : [id]
      const next = new Set(picked)
      for (const one of meant) {
        if (on) next.add(one)
        else next.delete(one)
      }
      last.current = id
      setPicked(next)
    },
    setAll: (on) => setPicked(on ? new Set(shown) : new Set()),
    shown: shown.length,
  }
}

/** What can be done with the picked rows; not there while none is picked. */
export function BulkBar({
  selection,
  children,
}: {
  readonly selection: Selection
  readonly children: ReactNode
}) {
  const count = selection.ids.length
  if (count === 0) return null
  return (
    <div className="bulk-bar" role="region" aria-label="批量办理">
      <span role="status">已选 {count} 条</span>
      {children}
      {count < selection.shown && (
        <Button size="small" type="link" onClick={() => selection.setAll(true)}>
          选择本页全部 {selection.shown} 条
        </Button>
      )}
      <Button size="small" type="link" onClick={() => selection.setAll(false)}>
        取消选择
      </Button>
    </div>
  )
}
