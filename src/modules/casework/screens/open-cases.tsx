import { useState } from 'react'
import { Button } from 'antd'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { dueText } from '#ui/console/dates.ts'
import { Section } from '#ui/console/detail.tsx'
import { Select } from '#ui/console/form.tsx'
import { Light } from '#ui/console/light.tsx'
import { BulkBar, useSelection } from '#ui/console/list-selection.tsx'
import { ListTable, Pager } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import type { KindView, OpenCaseView } from '../contract.ts'
import { AssignDialog } from './assignment.tsx'
import { CaseLink } from './case-link.tsx'
import { loadQuery, openCasesQuery, type LoadSearch } from './queries.ts'

/** A unit's open cases to be given to people, many at once. */
export function OpenCases(props: {
  readonly kind: KindView
  readonly unitId: number
  readonly search: LoadSearch
  readonly onChange: (change: Record<string, unknown>) => void
}) {
  const { kind, unitId, search, onChange } = props
  const { data: page } = useSuspenseQuery(openCasesQuery(kind.name, unitId, search))
  const { data: load } = useSuspenseQuery(loadQuery(kind.name, unitId))
  const selection = useSelection(page.items.map((row) => row.id))
  const people = load.rows.map(({ person }) => ({
    value: person?.id ?? 0,
    label: person?.name ?? '尚未分派',
  }))
  return (
    <Section title="在办办件">
      <div className="filters">
        <Select
          label="承办人"
          placeholder="全部承办人"
          value={search.staffId ?? null}
          options={people}
          onChange={(id) => onChange({ staffId: id === '' ? undefined : Number(id), page: undefined })}
        />
      </div>
      <BulkBar selection={selection}>
        <BulkAssign
          kind={kind.name}
          unitId={unitId}
          caseIds={selection.ids}
          onDone={() => selection.setAll(false)}
        />
      </BulkBar>
      {page.items.length === 0 ? (
        <EmptyState title="没有在办办件" />
      ) : (
        <ListTable
          caption="在办办件，最早到期的在前"
          rows={page.items}
          rowKey={(row) => row.id}
          selection={selection}
          columns={[
            { title: '编号', width: 'wide', cell: (row) => <Numbered kind={kind} row={row} /> },
            { title: '时限', width: 'narrow', cell: (row) => <Light light={row.light} /> },
            {
              title: '到期',
              width: 'date',
              cell: (row) => row.dueOn && `${row.dueOn}（${dueText(row.dueOn)}）`,
            },
            { title: '状态', width: 'narrow', cell: (row) => row.stateLabel },
            { title: '收到', width: 'date', cell: (row) => row.receivedOn },
            {
              title: '承办人',
              cell: (row) =>
                row.deputy ? `${row.holder?.name ?? ''}（${row.deputy.name}代办）` : row.holder?.name,
            },
          ]}
        />
      )}
      <Pager page={page} onPage={(number) => onChange({ page: number })} />
    </Section>
  )
}

function Numbered({ kind, row }: { readonly kind: KindView; readonly row: OpenCaseView }) {
  return kind.page === null ? row.number : <CaseLink page={`${kind.page}/${row.id}`}>{row.number}</CaseLink>
}

/** For a bar of picked rows: gives them to one of those who may handle the kind in the unit, with what each has now. */
export function BulkAssign(props: {
  readonly kind: string
  readonly unitId: number
  readonly caseIds: readonly number[]
  readonly onDone: () => void
}) {
  const { kind, unitId, caseIds, onDone } = props
  const [open, setOpen] = useState(false)
  const { data: load } = useQuery({ ...loadQuery(kind, unitId), enabled: open })
  const choices = (load?.rows ?? []).flatMap(({ person, mayHandle, open: has, deputy }) =>
    person && mayHandle
      ? [{ id: person.id, name: `${person.name}（在办 ${has}${deputy ? '，不在岗' : ''}）` }]
      : [],
  )
  return (
    <>
      <Button size="small" type="primary" onClick={() => setOpen(true)}>
        分派
      </Button>
      {open && load && (
        <AssignDialog caseIds={caseIds} choices={choices} onClose={() => setOpen(false)} onDone={onDone} />
      )}
    </>
  )
}
