import { formatInstantChinese } from '#platform/dates.ts'
import { pageWindow } from '#platform/http/shapes.ts'
import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import { formatYuan } from '#platform/money.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import { findUnitByCode, listUnits, type Unit, type UnitKind } from '#kernel/organisation/index.ts'
import { DataTable, EmptyState, Notice, Pagination } from '#ui/portal/index.ts'
import { computeReport, defaultScope, listCellRecords } from './compute.ts'
import { EditionBody } from './edition-page.tsx'
import { findEdition, listEditions } from './editions.ts'
import type { Edition } from './contract/edition.ts'
import { SCOPES, type CellRecords, type Report, type Scope } from './contract/report.ts'
import { cellsOf, FIRST_YEAR, formOf, termsOf, yearsUntil, type ReportForm } from './forms/index.ts'
import { aboutReport, reportTitle } from './html.tsx'
import { reportTag } from './kinds.ts'
import { RelationsSection } from './relations.tsx'
import { listPublicFiles } from './store/files.ts'
import { ReportTables } from './tables.tsx'
import { titleOf } from './words.ts'

const SECTION = 'reports'
const LIST = { label: '政府信息公开年报', href: '/reports' }
/** A report reads very many records, and a number may be some minutes old where it says so. */
const KEEP_SECONDS = 300
/** More years than this do not fit beside each other. */
const YEARS_SHOWN = 8

export function reportsPages(declared: () => Declared): readonly PageRoute[] {
  return [
    { method: 'GET', path: '/reports', keep: KEEP_SECONDS, query: ['until'], read: readList },
    {
      method: 'GET',
      path: '/reports/:unitCode/:year',
      keep: KEEP_SECONDS,
      query: ['scope'],
      read: (request) => readReport(request, declared()),
    },
    {
      method: 'GET',
      path: '/reports/:unitCode/:year/editions/:edition',
      keep: KEEP_SECONDS,
      read: readEdition,
    },
    {
      method: 'GET',
      path: '/reports/:unitCode/:year/cells/:cell',
      keep: KEEP_SECONDS,
      query: ['scope', 'page'],
      read: (request) => readCell(request, declared()),
    },
  ]
}

interface Asked {
  readonly unit: Unit
  readonly year: number
  readonly scope: Scope
  /** The rest of the address where the scope is not the unit's usual one. */
  readonly suffix: string
}

async function readAsked(request: PageRequest): Promise<Asked | undefined> {
  const { unitCode = '', year = '' } = request.params
  const unit = await findUnitByCode(request.db, unitCode)
  if (!unit || !/^\d{4}$/.test(year)) return undefined
  const usual = defaultScope(unit)
  const scope = SCOPES.find((one) => one === request.query['scope']) ?? usual
  return { unit, year: Number(year), scope, suffix: scope === usual ? '' : `?scope=${scope}` }
}

/** Everything whose change alters a number of the report. */
function tagsOf(form: ReportForm, declared: Declared): string[] {
  const asked = new Set(termsOf(form).map((one) => one.ask.figure))
  return [
    ...new Set(
      declared.figures.filter((figure) => asked.has(figure.name)).flatMap((figure) => figure.changedBy),
    ),
  ]
}

async function readList(request: PageRequest): Promise<PageContent> {
  const units = (await listUnits(request.db)).filter((unit) => (unit.kind as UnitKind) !== 'village')
  const all = yearsUntil(request.today)
  const until = all.find((year) => String(year) === request.query['until'])
  const years = all.slice(until === undefined ? 0 : all.indexOf(until)).slice(0, YEARS_SHOWN)
  return {
    title: LIST.label,
    description: '各级政府和部门历年政府信息公开工作年度报告的统计表，每个数字都能打开到记录。',
    crumbs: [{ label: LIST.label }],
    section: SECTION,
    tags: ['units'],
    main: (
      <>
        <h1>{LIST.label}</h1>
        <p>
          政府的统计表包括所属各部门和下级机关，部门的统计表只包括本机关。所有数字由记录直接统计得出，点开可看到每一条记录。
        </p>
        {units.length === 0 ? (
          <EmptyState>还没有登记机关。</EmptyState>
        ) : (
          <DataTable
            grid
            caption="机关和年度"
            columns={[{ label: '机关' }, ...years.map((year) => ({ label: `${year}年` }))]}
            rows={units.map((unit) => [
              unit.name,
              ...years.map((year) => (
                <a key={year} href={`/reports/${unit.code}/${year}`} aria-label={`${unit.name}${year}年`}>
                  {year}
                </a>
              )),
            ])}
          />
        )}
        <YearsLinks all={all} shown={years} />
        <p>
          <a href="/figures">指标目录：按机关、年度和季度比较</a>，
          <a href="/audit">年报核对：检查一份年报的数字是否对得上</a>，
          <a href="/site-reports">政府网站年度报表</a>
        </p>
      </>
    ),
  }
}

/** To the years before and after those that the table shows. */
function YearsLinks({ all, shown }: { all: readonly number[]; shown: readonly number[] }) {
  const first = all.indexOf(shown[0] ?? 0)
  const earlier = all[first + YEARS_SHOWN]
  const later = first > 0 ? all[Math.max(0, first - YEARS_SHOWN)] : undefined
  return (
    <ul>
      {later !== undefined && (
        <li>
          <a href={`/reports?until=${later}`}>{later}年及以前</a>
        </li>
      )}
      {earlier !== undefined && (
        <li>
          <a href={`/reports?until=${earlier}`}>{earlier}年及以前</a>
        </li>
      )}
    </ul>
  )
}

function noForm(asked: Asked): PageContent {
  const title = `${asked.unit.name}${asked.year}年没有统计表`
  return {
    title,
    crumbs: [LIST, { label: title }],
    section: SECTION,
    status: 404,
    tags: [],
    main: (
      <>
        <h1>{title}</h1>
        <Notice title={asked.year < FIRST_YEAR ? '格式不同' : '年度还没有开始'}>
          <p>
            这里提供{FIRST_YEAR}年以来的年报。
            <a href="/reports">查看各年年报</a>
          </p>
        </Notice>
      </>
    ),
  }
}

async function readReport(request: PageRequest, declared: Declared): Promise<PageContent | undefined> {
  const asked = await readAsked(request)
  if (!asked) return undefined
  if (!yearsUntil(request.today).includes(asked.year)) return noForm(asked)
  const { unit, year, scope, suffix } = asked
  const published = suffix === '' ? await findEdition(request.db, unit.id, year) : undefined
  if (published) return showEdition(request, unit, published)
  const form = formOf(year, request.today)
  const report = await computeReport(request.db, declared, unit, year, scope, request.today)
  const title = reportTitle(report)
  return {
    title,
    description: aboutReport(report),
    crumbs: [LIST, { label: `${unit.name}${year}年` }],
    section: SECTION,
    tags: [...tagsOf(form, declared), reportTag(unit.id, year)],
    main: (
      <>
        <h1>{title}</h1>
        {suffix === '' && (
          <Notice title="年度报告尚未公布">
            <p>这里是按现在的记录统计的数字，公布的年度报告以定稿为准。</p>
          </Notice>
        )}
        <p>
          {aboutReport(report)}统计时间：{formatInstantChinese(request.now)}。
        </p>
        <ReportLinks report={report} unit={unit} suffix={suffix} />
        <ReportTables
          form={form}
          values={report.values}
          address={(cell) => `/reports/${unit.code}/${year}/cells/${cell}${suffix}`}
        />
        <RelationsSection report={report} />
      </>
    ),
  }
}

async function showEdition(request: PageRequest, unit: Unit, edition: Edition): Promise<PageContent> {
  const editions = await listEditions(request.db, unit.id, edition.year)
  const of = { unitId: unit.id, year: edition.year, number: edition.number }
  const files = (await listPublicFiles(request.db, of)).map(({ format, size }) => ({ format, size }))
  const title = titleOf(edition)
  const newest = editions[0]?.number === edition.number
  return {
    title: newest ? title : `${title}（第${edition.number}版）`,
    description: `${title}，第${edition.number}版。`,
    crumbs: [LIST, { label: `${unit.name}${edition.year}年` }],
    section: SECTION,
    tags: [reportTag(unit.id, edition.year)],
    data: { edition, editions, files },
    main: <EditionBody edition={edition} editions={editions} files={files} />,
  }
}

/** An edition of this number, also one that a restatement has followed. */
async function readEdition(request: PageRequest): Promise<PageContent | undefined> {
  const asked = await readAsked(request)
  const number = Number(/^[1-9]\d{0,3}$/.exec(request.params['edition'] ?? '')?.[0] ?? 0)
  if (!asked || number === 0) return undefined
  const edition = await findEdition(request.db, asked.unit.id, asked.year, number)
  return edition && showEdition(request, asked.unit, edition)
}

function ReportLinks({ report, unit, suffix }: { report: Report; unit: Unit; suffix: string }) {
  const own = `/reports/${unit.code}/${report.year}`
  const other: Scope = report.scope === 'own' ? 'consolidated' : 'own'
  return (
    <ul>
      <li>
        <a href={`${own}${other === defaultScope(unit) ? '' : `?scope=${other}`}`}>
          {other === 'own' ? '只看本机关' : '含所属各部门和下级机关'}
        </a>
      </li>
      <li>
        <a href={`/api/v1${own}${suffix}`}>机器可读数据（JSON）</a>
      </li>
      <li>
        <a href="/reports">其他机关和年度</a>
      </li>
    </ul>
  )
}

async function readCell(request: PageRequest, declared: Declared): Promise<PageContent | undefined> {
  const asked = await readAsked(request)
  const { cell = '' } = request.params
  if (!asked || !yearsUntil(request.today).includes(asked.year)) return undefined
  const form = formOf(asked.year, request.today)
  if (!cellsOf(form).some((one) => one.id === cell && one.terms.length > 0)) return undefined
  const { unit, year, scope, suffix } = asked
  const page = Number(/^[1-9]\d{0,4}$/.exec(request.query['page'] ?? '1')?.[0] ?? 1)
  const list = await listCellRecords(request.db, declared, {
    unit,
    year,
    scope,
    cell,
    today: request.today,
    window: pageWindow({ page }),
  })
  const report = `/reports/${unit.code}/${year}`
  return {
    title: `${list.label}（${unit.name}${year}年）`,
    crumbs: [LIST, { label: `${unit.name}${year}年`, href: `${report}${suffix}` }, { label: list.label }],
    section: SECTION,
    tags: tagsOf(form, declared),
    // The same records stand on many cells: one page of each report is enough to be found.
    private: true,
    main: (
      <>
        <h1>{list.label}</h1>
        <p>{valueSentence(list)}</p>
        {list.items.length === 0 ? (
          <EmptyState>这个数字下没有记录。</EmptyState>
        ) : (
          <RecordTable list={list} />
        )}
        <Pagination
          page={list.page}
          size={list.size}
          total={list.total}
          href={(to) =>
            `${report}/cells/${cell}?${new URLSearchParams({ ...(suffix ? { scope } : {}), page: String(to) }).toString()}`
          }
        />
        <p>
          <a href={`${report}${suffix}`}>返回统计表</a>
        </p>
      </>
    ),
  }
}

function valueSentence(list: CellRecords): string {
  return list.measure === 'money'
    ? `表中数字：${list.value} 万元，由${list.total}条记录的金额相加得出。`
    : `表中数字：${list.value}，即下列${list.total}条记录。`
}

function RecordTable({ list }: { list: CellRecords }) {
  const money = list.measure === 'money'
  return (
    <DataTable
      caption={`${list.label}：记录`}
      columns={[
        { label: '编号或名称' },
        { label: '机关' },
        { label: '日期' },
        ...(money ? [{ label: '金额（元）', numeric: true }] : []),
      ]}
      rows={list.items.map((record) => [
        record.address === null ? (
          record.label
        ) : (
          <a key="record" href={record.address}>
            {record.label}
          </a>
        ),
        record.unit.name,
        record.on,
        ...(money ? [formatYuan(record.amount)] : []),
      ])}
    />
  )
}
