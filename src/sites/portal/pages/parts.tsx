import type { ReactNode } from 'react'
import { stateLabels, type DocumentState } from '#kernel/documents/index.ts'
import { EmptyState, ItemList, type ListedItem } from '#ui/portal/index.ts'
import type * as store from '../store.ts'

export type Documents = Awaited<ReturnType<typeof store.listNewest>>

/** Said of a document that is no longer in force; nothing of one that is, even while a correction is under way. */
export function markOf(state: string): { mark?: string } {
  const inForce = state === 'published' || state === 'draft' || state === 'in_review'
  return inForce ? {} : { mark: stateLabels[state as DocumentState] }
}

export function listed(documents: Documents): ListedItem[] {
  return documents.map((one) => ({
    href: `/documents/${one.id}`,
    title: one.title,
    date: one.shown_on,
    notes: [one.unit_name],
    ...markOf(one.state),
  }))
}

/** Four digits and more with separators. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}

export function columnTags(name: string, kind: string) {
  return [
    { name: 'ColumnName', content: name },
    { name: 'ColumnDescription', content: name },
    { name: 'ColumnKeywords', content: name },
    { name: 'ColumnType', content: kind },
  ]
}

/** A part of a page under a heading, with the way to more of the same. */
export function Block({
  title,
  id,
  more,
  children,
}: {
  title: string
  id?: string
  more?: { readonly label: string; readonly href: string } | undefined
  children: ReactNode
}) {
  return (
    <section id={id}>
      <div className="block-head">
        <h2>{title}</h2>
        {more ? <a href={more.href}>{more.label}</a> : null}
      </div>
      {children}
    </section>
  )
}

/** The newest documents in short lines, or a word where there are none. */
export function Newest({ documents, empty }: { documents: Documents; empty: string }) {
  if (documents.length === 0) return <EmptyState>{empty}</EmptyState>
  return <ItemList items={listed(documents)} compact />
}
