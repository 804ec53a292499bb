import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import { pageWindow } from '#platform/http/shapes.ts'
import { findUnitByCode } from '#kernel/organisation/index.ts'
import {
  countRows,
  findRow,
  listRows,
  presentValue,
  type Field,
  type Register,
  type RegisterRow,
} from '#kernel/registers/index.ts'
import {
  DataTable,
  EmptyState,
  MetadataTable,
  Notice,
  Pagination,
  SelectField,
  SubmitButton,
} from '#ui/portal/index.ts'
import { staleTag } from './actions.ts'
import { findRegister } from './http.ts'
import { dataOf } from './present.ts'
import { countByRegister, listUnitsOf, namesOf } from './store.ts'

const SECTION = 'disclosure'
const LIST = { label: '公开台账', href: '/registers' }
const KEEP_SECONDS = 600

export function registersPages(registers: () => readonly Register[]): readonly PageRoute[] {
  const named = (request: PageRequest) => findRegister(registers(), request.params['register'])
  return [
    {
      method: 'GET',
      path: '/registers',
      keep: KEEP_SECONDS,
      read: (request) => readRegisters(request, registers()),
    },
    {
      method: 'GET',
      path: '/registers/:register',
      keep: KEEP_SECONDS,
      query: ['unit', 'page'],
      read: async (request) => {
        const register = named(request)
        return register && readRegister(request, register)
      },
    },
    {
      method: 'GET',
      path: '/registers/:register/rows/:rowId',
      keep: KEEP_SECONDS,
      read: async (request) => {
        const register = named(request)
        return register && readRow(request, register)
      },
    },
  ]
}

async function readRegisters(request: PageRequest, registers: readonly Register[]): Promise<PageContent> {
  const counts = await countByRegister(request.db)
  return {
    title: LIST.label,
    description: '行政许可、行政处罚等依法公开的台账，可以查看和下载。',
    crumbs: [{ label: LIST.label }],
    section: SECTION,
    tags: registers.map(staleTag),
    main: (
      <>
        <h1>{LIST.label}</h1>
        <DataTable
          caption="全部台账"
          columns={[{ label: '名称' }, { label: '依据' }, { label: '条数', numeric: true }]}
          rows={registers.map((register) => [
            <a key="name" href={`/registers/${register.name}`}>
              {register.label}
            </a>,
            register.cites,
            String(counts.get(register.name) ?? 0),
          ])}
        />
      </>
    ),
  }
}

async function readRegister(request: PageRequest, register: Register): Promise<PageContent | undefined> {
  const code = request.query['unit']
  const unit = code === undefined ? undefined : await findUnitByCode(request.db, code)
  if (code !== undefined && !unit) return undefined
  const page = Number(/^[1-9]\d{0,4}$/.exec(request.query['page'] ?? '1')?.[0] ?? 1)
  const window = pageWindow({ page })
  const filter = { unitIds: unit && [unit.id] }
  const rows = await listRows(request.db, register, { ...filter, offset: window.offset, limit: window.limit })
  const total = await countRows(request.db, register, filter)
  const units = await listUnitsOf(request.db, register.name)
  const address = `/registers/${register.name}`
  return {
    title: unit ? `${register.label}（${unit.name}）` : register.label,
    description: `${register.label}台账，依据${register.cites}公开。`,
    crumbs: [LIST, { label: register.label }],
    section: SECTION,
    tags: [staleTag(register)],
    main: (
      <>
        <h1>{register.label}</h1>
        <p>
          共{total}条，按{register.dateLabel}从新到旧。依据：{register.cites}。下载：
          <a href={`/api/v1${address}/rows.csv`}>表格（CSV）</a>、
          <a href={`/api/v1${address}/rows.json`}>数据（JSON）</a>
        </p>
        <form method="get" action={address}>
          <SelectField
            name="unit"
            label="机关"
            value={code ?? ''}
            options={[
              { value: '', label: '全部' },
              ...units.map((one) => ({ value: one.code, label: one.name })),
            ]}
          />
          <SubmitButton>查看</SubmitButton>
        </form>
        {rows.length === 0 ? (
          <EmptyState>没有符合条件的记录。</EmptyState>
        ) : (
          await rowTable(request, register, rows)
        )}
        <Pagination
          page={window.page}
          size={window.size}
          total={total}
          href={(to) =>
            `${address}?${new URLSearchParams({ ...(code === undefined ? {} : { unit: code }), page: String(to) }).toString()}`
          }
        />
      </>
    ),
  }
}

/** A value as a page shows it: what can be followed is a link. */
function shownValue(field: Field, value: string | number | undefined) {
  if (value === undefined) return ''
  if (field.kind.type === 'link') return <a href={String(value)}>打开</a>
  if (field.kind.type === 'document') return <a href={`/documents/${value}`}>查看文件</a>
  return presentValue(field, value)
}

async function rowTable(request: PageRequest, register: Register, rows: readonly RegisterRow[]) {
  const names = await namesOf(
    request.db,
    rows.map((row) => row.unit_id),
  )
  return (
    <DataTable
      caption={register.label}
      columns={[
        { label: register.dateLabel },
        { label: '机关' },
        ...register.fields.map((field) => ({
          label: field.label,
          numeric: ['money', 'count'].includes(field.kind.type),
        })),
      ]}
      rows={rows.map((row) => [
        <a
          key="row"
          href={`/registers/${register.name}/rows/${row.id}`}
          aria-label={`${row.occurred_on}的记录，编号${row.id}`}
        >
          {row.occurred_on}
        </a>,
        names.get(row.unit_id)?.name ?? '',
        ...register.fields.map((field) => shownValue(field, dataOf(row)[field.name])),
      ])}
    />
  )
}

async function readRow(request: PageRequest, register: Register): Promise<PageContent | undefined> {
  const { rowId = '' } = request.params
  if (!/^[1-9]\d{0,14}$/.test(rowId)) return undefined
  const row = await findRow(request.db, register, Number(rowId))
  if (!row) return undefined
  const unit = (await namesOf(request.db, [row.unit_id])).get(row.unit_id)
  const title = `${register.label}（编号${row.id}）`
  return {
    title,
    crumbs: [
      LIST,
      { label: register.label, href: `/registers/${register.name}` },
      { label: `编号${row.id}` },
    ],
    section: SECTION,
    tags: [staleTag(register)],
    private: row.revoked_on !== null,
    main: (
      <>
        <h1>{title}</h1>
        {/* What was taken back keeps its place, not its content. */}
        {row.revoked_on === null ? (
          <MetadataTable
            caption="记录内容"
            rows={[
              ['机关', unit?.name ?? ''],
              [register.dateLabel, row.occurred_on],
              ...register.fields.map(
                (field) => [field.label, shownValue(field, dataOf(row)[field.name])] as const,
              ),
            ]}
          />
        ) : (
          <Notice kind="warning" title="这条记录已撤回">
            <p>
              {unit?.name ?? ''}于{row.revoked_on}撤回了这条记录，内容不再公开，也不再计入统计。
            </p>
          </Notice>
        )}
      </>
    ),
  }
}
