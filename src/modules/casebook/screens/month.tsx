import { useSuspenseQuery } from '@tanstack/react-query'
import { Section } from '#ui/console/detail.tsx'
import { Select } from '#ui/console/form.tsx'
import { ListTable } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { today } from '#ui/console/dates.ts'
import { useMyUnits } from '#modules/administration/screens/session.ts'
import { EntryTable } from './entry-table.tsx'
import { monthQuery } from './queries.ts'

interface MonthProps {
  /** 2026-03 */
  readonly month: string
  readonly unitId: number | undefined
  readonly onChange: (change: { readonly month?: string; readonly unitId?: number }) => void
}

const MONTHS_BACK = 24

/** What a unit's digest of a month is made of: how cases ended, what is proposed, what is written. */
export function MonthPart({ month, unitId, onChange }: MonthProps) {
  const units = useMyUnits()
  const unit = unitId ?? units[0]?.id
  return (
    <>
      <div className="filters">
        <Select
          label="月份"
          value={month}
          options={lastMonths().map((one) => ({ value: one, label: one }))}
          onChange={(value) => onChange({ month: value })}
        />
        <Select
          label="机构"
          value={unit ?? null}
          options={units.map((one) => ({ value: one.id, label: one.shortName }))}
          onChange={(value) => onChange({ unitId: Number(value) })}
        />
      </div>
      {unit === undefined ? <EmptyState title="没有机构" /> : <Month month={month} unitId={unit} />}
    </>
  )
}

function lastMonths(): string[] {
  const [year, month] = [Number(today().slice(0, 4)), Number(today().slice(5, 7))]
  return Array.from({ length: MONTHS_BACK }, (_, back) => {
    const count = year * 12 + month - 1 - back
    return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
  })
}

function Month({ month, unitId }: { readonly month: string; readonly unitId: number }) {
  const { data } = useSuspenseQuery(monthQuery({ month: `${month}-01`, unitId }))
  return (
    <>
      <Section title="这个月办结的">
        {data.outcomes.length === 0 ? (
          <EmptyState title="这个月没有办结的事项" />
        ) : (
          <ListTable
            caption={`${data.unit.name} ${month} 办结的事项`}
            rows={data.outcomes}
            rowKey={(row) => `${row.kind} ${row.label}`}
            columns={[
              { title: '事项', cell: (row) => row.kind },
              { title: '结果', width: 'wide', cell: (row) => row.label },
              { title: '件数', align: 'right', cell: (row) => row.count },
            ]}
          />
        )}
      </Section>
      <Section title="推荐的">
        {data.nominated.length === 0 ? (
          <EmptyState title="还没有人推荐" />
        ) : (
          <ListTable
            caption="推荐到这个月月报的事项"
            rows={data.nominated}
            rowKey={(row) => `${row.kind} ${row.id}`}
            columns={[
              { title: '事项', width: 'wide', cell: (row) => `${row.number} ${row.title}` },
              { title: '推荐理由', cell: (row) => row.note },
              { title: '推荐人', width: 'narrow', cell: (row) => row.by },
              {
                title: '典型案例',
                width: 'narrow',
                cell: (row) => (row.entries.some((one) => one.kind === 'case') ? '已写' : '还没有写'),
              },
            ]}
          />
        )}
      </Section>
      <Section
        title="月报里的典型案例"
        note={
          data.entries.some((entry) => entry.shownVersion !== null) ? (
            <a href={`/cases/month/${month}`} target="_blank" rel="noreferrer">
              打开月报
            </a>
          ) : (
            '发布第一件以后，月报在门户网站上出现'
          )
        }
      >
        {data.entries.length === 0 ? (
          <EmptyState title="这个月还没有写典型案例" />
        ) : (
          <EntryTable rows={data.entries} />
        )}
      </Section>
    </>
  )
}
