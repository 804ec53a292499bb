import type { Handle } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import { sendCsv, type CsvRow } from '#platform/http/csv.ts'
import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import type { Api } from '#platform/http/server.ts'
import { findUnitByCode, listUnits } from '#kernel/organisation/index.ts'
import { DataTable, EmptyState, formatCount, Pagination } from '#ui/portal/index.ts'
import { applicantKindLabels, receiptWayLabels } from '../kinds/labels.ts'
import { findOutcome, outcomes } from '../kinds/outcomes.ts'
import type { Policy } from '../kinds/policy.ts'
import { mayBeAsked } from '../rules/intake.ts'
import { getPolicy } from '../store/policy.ts'
import { listRegister, readRegister, type RegisterFilter, type RegisterRow } from '../store/register.ts'

const TITLE = '申请办理情况'
const KEEP = 900
const SIZE = 50
/** The year of the first Regulation. */
const FIRST_YEAR = 2008

interface RegisterColumn {
  readonly name: string
  readonly label: string
  text(row: RegisterRow): string
}

/** What stands in the register, as the city's policy has it. */
function columnsOf({ register }: Policy): RegisterColumn[] {
  const column = (name: string, label: string, text: RegisterColumn['text'], shown = true) =>
    shown ? [{ name, label, text }] : []
  return [
    ...column('number', '登记编号', (row) => row.number),
    ...column('unit', '受理机关', (row) => row.unit_name),
    ...column('wanted', '申请的信息', (row) => row.wanted, register.wanted),
    ...column(
      'applicantKind',
      '申请人类别',
      (row) =>
        applicantKindLabels[row.applicant_kind as keyof typeof applicantKindLabels] ?? row.applicant_kind,
      register.applicantKind,
    ),
    ...column(
      'receiptWay',
      '提交方式',
      (row) => receiptWayLabels[row.receipt_way as keyof typeof receiptWayLabels] ?? row.receipt_way,
      register.receiptWay,
    ),
    ...column('receivedOn', '收到日期', (row) => row.received_on),
    ...column('concludedOn', '办结日期', (row) => row.concluded_on),
    ...column('outcome', '办理结果', (row) => findOutcome(row.outcome)?.label ?? row.outcome),
  ]
}

type Query = Readonly<Record<string, string | undefined>>

interface Asked {
  readonly unit: { readonly code: string; readonly name: string } | undefined
  readonly filter: RegisterFilter
}

/** What a reader asks for; undefined: of a unit or an outcome that is not there. */
async function readAsked(handle: Handle, query: Query): Promise<Asked | undefined> {
  const unit = query['unit'] ? await findUnitByCode(handle, query['unit']) : undefined
  if (query['unit'] && !unit) return undefined
  const outcome = query['outcome'] || undefined
  if (outcome !== undefined && !findOutcome(outcome)) return undefined
  const year = /^\d{4}$/.test(query['year'] ?? '') ? Number(query['year']) : undefined
  return { unit, filter: { year, unitId: unit?.id, outcome } }
}

/** The public list of concluded requests and their outcomes. */
export const registerPages: readonly PageRoute[] = [
  {
    method: 'GET',
    path: '/requests/register',
    keep: KEEP,
    query: ['year', 'unit', 'outcome', 'page'],
    read: showRegister,
  },
]

async function showRegister({ db, today, query }: PageRequest): Promise<PageContent | undefined> {
  const policy = await getPolicy(db, today)
  const asked = policy.register.shown ? await readAsked(db, query) : undefined
  if (!asked) return undefined
  const { filter, unit } = asked
  const page = /^[1-9]\d{0,5}$/.test(query['page'] ?? '') ? Number(query['page']) : 1
  const list = await listRegister(db, filter, { offset: (page - 1) * SIZE, limit: SIZE })
  if (page > 1 && list.items.length === 0) return undefined
  const columns = columnsOf(policy)
  const href = (path: string, to = 1) => {
    const kept = { year: filter.year?.toString(), unit: unit?.code, outcome: filter.outcome }
    const entries = Object.entries({ ...kept, page: to === 1 ? undefined : String(to) }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    )
    return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries).toString()}`
  }
  return {
    title: TITLE,
    description: '依申请公开政府信息的办理结果。',
    section: 'requests',
    crumbs: [
      { label: '政府信息公开', href: '/disclosure' },
      { label: '依申请公开', href: '/requests/new' },
      { label: TITLE },
    ],
    tags: ['requests', 'units'],
    data: {
      page,
      size: SIZE,
      total: list.total,
      open: list.open,
      items: list.items.map((row) =>
        Object.fromEntries(columns.map((column) => [column.name, column.text(row)])),
      ),
    },
    main: (
      <>
        <div className="page-head">
          <h1>{TITLE}</h1>
          <p className="lead">已经办结的政府信息公开申请和办理结果。不公开申请人的姓名和联系方式。</p>
        </div>
        <Filter
          filter={filter}
          unit={unit?.code}
          units={(await listUnits(db)).filter(mayBeAsked)}
          thisYear={Number(today.slice(0, 4))}
        />
        <p className="count-line">
          {unit ? `${unit.name}，` : ''}共 {formatCount(list.total)} 件，按办结日期从新到旧；正在办理{' '}
          {formatCount(list.open)} 件 · <a href={href('/requests/register.csv')}>下载（CSV）</a> ·{' '}
          <a href={href('/requests/register.json', page)}>JSON</a>
        </p>
        {list.items.length === 0 ? (
          <EmptyState>没有符合条件的申请。</EmptyState>
        ) : (
          <DataTable
            caption={TITLE}
            columns={columns.map(({ label }) => ({ label }))}
            rows={list.items.map((row) =>
              columns.map((column) => <Cell key={column.name} column={column} row={row} />),
            )}
          />
        )}
        <Pagination
          page={page}
          size={SIZE}
          total={list.total}
          href={(to) => href('/requests/register', to)}
        />
      </>
    ),
  }
}

function Cell({ column, row }: { column: RegisterColumn; row: RegisterRow }) {
  const text = column.text(row)
  if (column.name.endsWith('On')) return <time dateTime={text}>{text}</time>
  return column.name === 'number' ? <span className="one-line">{text}</span> : text
}

function Filter({
  filter,
  unit,
  units,
  thisYear,
}: {
  filter: RegisterFilter
  unit: string | undefined
  units: readonly { readonly code: string; readonly name: string }[]
  thisYear: number
}) {
  return (
    <form className="filter-form" action="/requests/register" method="get">
      <label>
        办结年份
        <select name="year" defaultValue={filter.year ?? ''}>
          <option value="">全部</option>
          {Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, index) => thisYear - index).map((year) => (
            <option key={year} value={year}>
              {year}年
            </option>
          ))}
        </select>
      </label>
      <label>
        受理机关
        <select name="unit" defaultValue={unit ?? ''}>
          <option value="">全部</option>
          {units.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        办理结果
        <select name="outcome" defaultValue={filter.outcome ?? ''}>
          <option value="">全部</option>
          {outcomes.map((one) => (
            <option key={one.code} value={one.code}>
              {one.group === one.label ? one.label : `${one.group}：${one.label}`}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">查找</button>
    </form>
  )
}

/** The same list as a file, of whatever size. */
export function serveRegister(app: Api): void {
  app.get(
    '/requests/register.csv',
    { config: { access: 'public' }, schema: { hide: true } },
    async ({ ctx, query }, reply) => {
      const texts = Object.entries(query as Record<string, unknown>).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      )
      const policy = await getPolicy(ctx.db, ctx.today)
      const asked = policy.register.shown ? await readAsked(ctx.db, Object.fromEntries(texts)) : undefined
      if (!asked) throw notFound('register', 0)
      const columns = columnsOf(policy)
      const header = columns.map((column) => column.label)
      return sendCsv(reply, 'requests', header, lines(ctx.db, asked.filter, columns))
    },
  )
}

async function* lines(
  handle: Handle,
  filter: RegisterFilter,
  columns: readonly RegisterColumn[],
): AsyncGenerator<CsvRow[]> {
  for await (const rows of readRegister(handle, filter))
    yield rows.map((row) => columns.map((column) => column.text(row)))
}
