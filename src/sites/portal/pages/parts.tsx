import { stateLabels, type DocumentState } from '#kernel/documents/index.ts'
import { EmptyState, ItemList, type ListedItem } from '#ui/portal/index.ts'
import type * as store from '../store.ts'

export type Documents = Awaited<ReturnType<typeof store.listNewest>>

/** Said of a document that is no longer in force; nothing of one that is, even while a correction is under way. */
export function markOf(state: string): { mark?: string } {
  const inForce = state === 'published' || state === 'draft' || state === 'in_review' || state === 'approved'
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

/** The newest documents in short lines, or a word where there are none. */
export function Newest({ documents, empty }: { documents: Documents; empty: string }) {
  if (documents.length === 0) return <EmptyState>{empty}</EmptyState>
  return <ItemList items={listed(documents)} compact />
}
