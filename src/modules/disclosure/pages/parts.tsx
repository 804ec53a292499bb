import type { ReactNode } from 'react'
import type { CivilDate } from '#platform/dates.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import { markOf } from '#modules/publishing/index.ts'
import { EmptyState, ItemList, MetadataTable, type ListedItem } from '#ui/portal/index.ts'

type Documents = readonly {
  readonly id: number
  readonly title: string
  readonly shown_on: CivilDate
  readonly unit_name: string
  readonly state: string
}[]

export function listed(documents: Documents): ListedItem[] {
  return documents.map((one) => ({
    href: `/documents/${one.id}`,
    title: one.title,
    date: one.shown_on,
    notes: [one.unit_name],
    ...markOf(one.state),
  }))
}

/** The newest documents in short lines, or a word where there are none. */
export function Newest({ documents, empty }: { documents: Documents; empty: string }) {
  if (documents.length === 0) return <EmptyState>{empty}</EmptyState>
  return <ItemList items={listed(documents)} compact />
}

/** Whom to turn to (政府信息公开条例 第十二条): what a unit has not filled in is said to be missing. */
export function Agency({
  unit,
  caption,
  office = '',
  contacts = {},
}: {
  unit: Unit
  caption: string
  /** The office within the unit that does the work. */
  office?: string
  /** What its guide says otherwise than the unit's own data. */
  contacts?: Partial<Pick<Unit, 'address' | 'office_hours' | 'phone' | 'fax' | 'email'>>
}) {
  const { address, office_hours, phone, fax, email } = { ...unit, ...contacts }
  const rows: readonly (readonly [label: string, value: string, shown?: ReactNode])[] = [
    ['机构名称', unit.name],
    ...(office === '' ? [] : [['工作机构', office] as const]),
    ['办公地址', address],
    ['办公时间', office_hours],
    [
      '联系电话',
      phone,
      <a key="phone" href={`tel:${phone}`}>
        {phone}
      </a>,
    ],
    ['传真号码', fax],
    isAddress(email)
      ? [
          '电子邮箱',
          email,
          <a key="email" href={`mailto:${email}`}>
            {email}
          </a>,
        ]
      : ['互联网联系方式', email],
    ['邮政编码', unit.postcode],
  ]
  return (
    <MetadataTable
      caption={caption}
      rows={rows.map(([label, value, shown]) => [label, value === '' ? '未填报' : (shown ?? value)])}
    />
  )
}

/** A mailbox gets a link; what else a guide may name for the internet is shown as it stands. */
function isAddress(text: string): boolean {
  return text === '' || /^[^\s@]+@[^\s@]+$/.test(text)
}
