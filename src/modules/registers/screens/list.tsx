import { useState } from 'react'
import { App, Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { Select, TextAreaField } from '#ui/console/form.tsx'
import { ButtonLink } from '#ui/console/link.tsx'
import { ListTable, Pager } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import { UnitFilter } from '#modules/administration/screens/unit-filter.tsx'
import type { RegisterView, Revocation, RowView } from '../contract.ts'
import { registersQuery, rowsQuery } from './queries.ts'
import { valueText } from './values.ts'

/** Which rows of a register the address asks for. */
export interface RowsSearch {
  readonly unitId?: number
  readonly page?: number
}

export function readRowsSearch({ unitId, page }: Record<string, unknown>): RowsSearch {
  return {
    ...(Number.isInteger(unitId) ? { unitId: unitId as number } : {}),
    ...(Number.isInteger(page) ? { page: page as number } : {}),
  }
}

/** All registers, each with the article that asks for it. */
export function RegistersScreen() {
  const { data: registers } = useSuspenseQuery(registersQuery)
  return (
    <>
      <PageHead title="台账" essentials="登记的每一行都会公开，并计入年度报告。" />
      <ListTable
        caption="台账"
        rows={registers}
        rowKey={(register) => register.name}
        columns={[
          {
            title: '台账',
            cell: (register) => (
              <Link to="/registers/$register" params={{ register: register.name }}>
                {register.label}
              </Link>
            ),
          },
          { title: '依据', cell: (register) => register.cites },
        ]}
      />
    </>
  )
}

const route = getRouteApi('/signed-in/registers/$register')

export function RowsScreen() {
  const { register: name } = route.useParams()
  const search = route.useSearch()
  const navigate = useNavigate()
  const may = useMay()
  const { data: registers } = useSuspenseQuery(registersQuery)
  const { data: page } = useSuspenseQuery(rowsQuery(name, { ...search }))
  const [revoked, setRevoked] = useState<RowView>()
  const register = registers.find((one) => one.name === name)
  if (!register) return <EmptyState title="没有这个台账" />
  const entering = may('registers.enter')
  return (
    <>
      <PageHead
        above={<Link to="/registers">台账</Link>}
        title={register.label}
        essentials={register.cites}
        actions={
          entering && (
            <ButtonLink to="/registers/$register/new" params={{ register: name }} icon={<PlusOutlined />}>
              登记一行
            </ButtonLink>
          )
        }
      />
      <div className="filters">
        <Select
          label="台账"
          value={name}
          options={registers.map((one) => ({ value: one.name, label: one.label }))}
          onChange={(register_) =>
            void navigate({ to: '/registers/$register', params: { register: register_ }, search: {} })
          }
        />
        <UnitFilter
          value={search.unitId}
          onChange={(unitId) =>
            void navigate({
              to: '/registers/$register',
              params: { register: name },
              search: readRowsSearch({ unitId }),
            })
          }
        />
      </div>
      {page.items.length === 0 ? (
        <EmptyState title="还没有登记">{entering && <p>点“登记一行”开始。</p>}</EmptyState>
      ) : (
        <div className="scroll" tabIndex={0} role="region" aria-label={`${register.label}的各行`}>
          <Rows register={register} rows={page.items} {...(entering ? { onRevoke: setRevoked } : {})} />
        </div>
      )}
      <Pager
        page={page}
        onPage={(number) =>
          void navigate({
            to: '/registers/$register',
            params: { register: name },
            search: { ...search, page: number },
          })
        }
      />
      {revoked && <RevokeDialog register={register} row={revoked} onClose={() => setRevoked(undefined)} />}
    </>
  )
}

function Rows(props: {
  readonly register: RegisterView
  readonly rows: readonly RowView[]
  readonly onRevoke?: (row: RowView) => void
}) {
  const { register, rows, onRevoke } = props
  return (
    <ListTable
      caption={register.label}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { title: register.dateLabel, width: 'date', cell: (row) => row.occurredOn },
        { title: '机构', cell: (row) => row.unit.name },
        ...register.fields.map((field) => ({
          title: field.type === 'money' ? `${field.label}（元）` : field.label,
          cell: (row: RowView) => valueText(field, row),
          ...(field.type === 'money' ? { align: 'right' as const } : {}),
          ...(field.type === 'date' ? { width: 'date' as const } : {}),
        })),
        ...(onRevoke
          ? [
              {
                title: '办理',
                width: 'narrow' as const,
                cell: (row: RowView) => (
                  <Button
                    size="small"
                    type="link"
                    aria-label={`撤销第 ${row.id} 号登记`}
                    onClick={() => onRevoke(row)}
                  >
                    撤销
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

/** A row is not changed: it is taken back with the reason, and entered anew. */
function RevokeDialog({
  register,
  row,
  onClose,
}: {
  readonly register: RegisterView
  readonly row: RowView
  readonly onClose: () => void
}) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const revoke = async (values: Revocation) => {
    await post(`/registers/${encodeURIComponent(register.name)}/rows/${row.id}/revocations`, values)
    onClose()
    message.success('已撤销')
    await client.invalidateQueries({ queryKey: ['rows', register.name] })
  }
  return (
    <FormDialog<Revocation>
      name="revocation"
      title="撤销登记"
      submitLabel="撤销登记"
      danger
      intro={
        <p>
          {register.label}第 {row.id} 号（{row.unit.name}，{row.occurredOn}
          ）将不再公开、不再计数。登记有误的，撤销后重新登记。
        </p>
      }
      initialValues={{ reason: '' }}
      onClose={onClose}
      onSubmit={revoke}
    >
      <TextAreaField name="reason" label="撤销理由" required maxLength={500} />
    </FormDialog>
  )
}
