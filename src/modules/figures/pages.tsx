import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import { pageWindow } from '#platform/http/shapes.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import {
  answerTerms,
  checkRelation,
  countRecords,
  figureNamed,
  listRecords,
  relationsOf,
  yearPeriod,
  type Figure,
} from '#kernel/figures/index.ts'
import { findUnitByCode, listUnits, unitNames, unitScope, type Unit } from '#kernel/organisation/index.ts'
import { DataTable, EmptyState, Notice, Pagination } from '#ui/portal/index.ts'
import { chartOf, MOST_ROWS } from './chart.ts'
import { SPANS, type SideBySide } from './contract.ts'
import { printMeasure, printValue } from './print.ts'
import {
  dayFrom,
  figuresOf,
  findMeasure,
  governmentsOf,
  readSideBySide,
  type Measure,
} from './side-by-side.ts'

const SECTION = 'reports'
const CATALOGUE = { label: '指标目录', href: '/figures' }
/** A page reads very many records, and a number may be some minutes old where it says so. */
const KEEP_SECONDS = 300
const YEARS_OFFERED = 15
const COHORTS = { received: '按收到日期', ended: '按办结日期', as_of: '按时点' } as const

export function figuresPages(declared: () => Declared): readonly PageRoute[] {
  return [
    {
      method: 'GET',
      path: '/figures',
      keep: KEEP_SECONDS,
      read: () => Promise.resolve(readCatalogue(declared())),
    },
    {
      method: 'GET',
      path: '/figures/:name',
      keep: KEEP_SECONDS,
      query: ['of', 'by', 'until'],
      read: (request) => readFigure(request, declared()),
    },
    {
      method: 'GET',
      path: '/figures/:name/records',
      keep: KEEP_SECONDS,
      query: ['unit', 'from', 'to', 'page'],
      read: (request) => readRecords(request, declared()),
    },
  ]
}

function readCatalogue(declared: Declared): PageContent {
  const link = (name: string, label: string) => (
    <a key={name} href={`/figures/${name}`}>
      {label}
    </a>
  )
  return {
    title: CATALOGUE.label,
    description: '平台统计的全部指标，每个指标都可以按机关、年度和季度比较，每个数字都能打开到记录。',
    crumbs: [{ label: CATALOGUE.label }],
    section: SECTION,
    tags: [],
    data: { figures: declared.figures.map(({ name, label, unit, cites }) => ({ name, label, unit, cites })) },
    main: (
      <>
        <h1>{CATALOGUE.label}</h1>
        <p>平台上的数字都由记录统计得出。选择一个指标，可以按机关、年度和季度比较。</p>
        <DataTable
          caption="指标"
          columns={[{ label: '指标' }, { label: '单位' }, { label: '口径' }, { label: '依据' }]}
          rows={declared.figures.map((figure) => [
            link(figure.name, figure.label),
            printMeasure(figure.unit) + (figure.aggregate === 'median' ? '（中位数）' : ''),
            COHORTS[figure.cohort],
            figure.cites,
          ])}
        />
        <DataTable
          caption="比率"
          columns={[{ label: '比率' }, { label: '算法' }, { label: '依据' }]}
          rows={declared.rates.map((rate) => [
            link(rate.name, rate.label),
            `${figureNamed(declared.figures, rate.part.figure).label} ÷ ${figureNamed(declared.figures, rate.whole.figure).label}`,
            rate.cites,
          ])}
        />
      </>
    ),
  }
}

async function readFigure(request: PageRequest, declared: Declared): Promise<PageContent | undefined> {
  const measure = findMeasure(declared, request.params['name'] ?? '')
  if (!measure) return undefined
  const units = await listUnits(request.db)
  const governments = governmentsOf(units)
  const of = governments.find((unit) => unit.code === request.query['of']) ?? governments[0] ?? units[0]
  const title = measure.kind === 'figure' ? measure.figure.label : measure.rate.label
  const page = {
    title,
    description: `${title}：按机关和时间比较。`,
    crumbs: [CATALOGUE, { label: title }],
    section: SECTION,
    tags: ['units', ...new Set(figuresOf(declared, measure).flatMap((figure) => figure.changedBy))],
  }
  if (!of) return { ...page, main: <EmptyState>还没有登记机关。</EmptyState> }
  const by = SPANS.find((span) => span === request.query['by']) ?? 'year'
  const year = /^\d{4}$/.exec(request.query['until'] ?? '')?.[0]
  const table = await readSideBySide(
    request.db,
    declared,
    measure,
    { of: of.code, by, ...(year === undefined ? {} : { until: Number(year) }) },
    request.today,
  )
  return {
    ...page,
    data: table,
    main: (
      <>
        <h1>{title}</h1>
        <p>
          单位：{printMeasure(table.measure)}
          {measure.kind === 'figure' && measure.figure.aggregate === 'median' ? '（中位数）' : ''}。依据：
          {table.cites}。各机关的数字包括其下级。
        </p>
        <ChoiceForm table={table} governments={governments} today={request.today} />
        <Chart table={table} />
        <SideBySideTable table={table} measure={measure} declared={declared} />
        <Downloads table={table} />
        {measure.kind === 'figure' && (
          <Relations checked={await checkedRelations(request, declared, measure.figure, of, table.until)} />
        )}
      </>
    ),
  }
}

function ChoiceForm({
  table,
  governments,
  today,
}: {
  table: SideBySide
  governments: readonly Unit[]
  today: CivilDate
}) {
  const last = Number(today.slice(0, 4))
  return (
    <form className="filter-form" method="get" action={`/figures/${table.name}`}>
      <label>
        范围
        <select name="of" defaultValue={table.of}>
          {governments.map((unit) => (
            <option key={unit.code} value={unit.code}>
              {unit.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        比较
        <select name="by" defaultValue={table.by}>
          <option value="year">五个年度</option>
          <option value="quarter">四个季度</option>
        </select>
      </label>
      <label>
        截至年度
        <select name="until" defaultValue={String(table.until)}>
          {Array.from({ length: YEARS_OFFERED }, (_, index) => last - index).map((year) => (
            <option key={year} value={year}>
              {year}年
            </option>
          ))}
        </select>
      </label>
      <button type="submit">比较</button>
    </form>
  )
}

function Chart({ table }: { table: SideBySide }) {
  const svg = chartOf(table)
  if (svg === undefined) return null
  return (
    <img
      className="chart"
      src={`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`}
      alt={`${table.label}的柱状图：最近一期最多的${MOST_ROWS}个以内机关，数字见下表`}
    />
  )
}

function SideBySideTable({
  table,
  measure,
  declared,
}: {
  table: SideBySide
  measure: Measure
  declared: Declared
}) {
  const [counted] = figuresOf(declared, measure)
  return (
    <DataTable
      grid
      caption={`${table.label}（${printMeasure(table.measure)}）`}
      columns={[
        { label: '机关' },
        ...table.columns.map((column) => ({ label: column.label, numeric: true })),
      ]}
      rows={table.rows.map((row) => [
        row.shortName,
        ...table.columns.map((column, index) => {
          const value = row.values[index] ?? { value: null }
          if (!value.value) return printValue(table.measure, value)
          const address = new URLSearchParams({ unit: row.unit, from: column.from, to: column.to }).toString()
          return (
            <a
              key={column.label}
              href={`/figures/${counted?.name ?? table.name}/records?${address}`}
              aria-label={`${row.unitName}${column.label}：${printValue(table.measure, value)}，查看记录`}
              title={value.whole === undefined ? undefined : `${value.value} ÷ ${value.whole}`}
            >
              {printValue(table.measure, value)}
            </a>
          )
        }),
      ])}
    />
  )
}

function Downloads({ table }: { table: SideBySide }) {
  const query = new URLSearchParams({ of: table.of, by: table.by, until: String(table.until) }).toString()
  return (
    <ul>
      <li>
        <a href={`/api/v1/figures/${table.name}/table?${query}`}>下载表格（CSV）</a>
      </li>
      <li>
        <a href={`/api/v1/figures/${table.name}?${query}`}>机器可读数据（JSON）</a>
      </li>
    </ul>
  )
}

async function checkedRelations(
  request: PageRequest,
  declared: Declared,
  figure: Figure,
  of: Unit,
  year: number,
) {
  const labelOf = (name: string) => figureNamed(declared.figures, name).label
  const relations = relationsOf(figure, labelOf)
  const terms = relations.flatMap((relation) => [...relation.left, ...relation.right])
  const scope = { period: yearPeriod(year), unitIds: await unitScope(request.db, of, 'consolidated') }
  const valueOf = await answerTerms(request.db, declared.figures, terms, scope)
  return { year, of, relations: relations.map((relation) => checkRelation(relation, valueOf)) }
}

function Relations({ checked }: { checked: Awaited<ReturnType<typeof checkedRelations>> }) {
  if (checked.relations.length === 0) return null
  const broken = checked.relations.filter((one) => !one.holds)
  return (
    <section>
      <h2>
        勾稽关系（{checked.of.name}，{checked.year}年）
      </h2>
      {broken.length > 0 && <Notice kind="warning" title={`${broken.length}项不成立`} />}
      <DataTable
        caption="勾稽关系"
        columns={[
          { label: '关系' },
          { label: '左边', numeric: true },
          { label: '右边', numeric: true },
          { label: '结果' },
        ]}
        rows={checked.relations.map((one) => [
          one.label,
          String(one.left),
          String(one.right),
          one.holds ? '✓ 成立' : '× 不成立',
        ])}
      />
    </section>
  )
}

async function readRecords(request: PageRequest, declared: Declared): Promise<PageContent | undefined> {
  const figure = declared.figures.find((one) => one.name === request.params['name'])
  const unit = await findUnitByCode(request.db, request.query['unit'] ?? '')
  const [from, to] = [dayFrom(request.query['from']), dayFrom(request.query['to'])]
  if (!figure || !unit || !from || !to || from > to) return undefined
  const page = Number(/^[1-9]\d{0,4}$/.exec(request.query['page'] ?? '1')?.[0] ?? 1)
  const window = pageWindow({ page })
  const scope = { period: { from, to }, unitIds: await unitScope(request.db, unit, 'consolidated') }
  const records = await listRecords(request.db, figure, scope, {}, window)
  const total = await countRecords(request.db, figure, scope)
  const names = await unitNames(
    request.db,
    records.map((record) => record.unitId),
  )
  const title = `${figure.label}：${unit.name}`
  const address = figure.address
  return {
    title,
    crumbs: [CATALOGUE, { label: figure.label, href: `/figures/${figure.name}` }, { label: unit.name }],
    section: SECTION,
    tags: [...figure.changedBy],
    // The same records stand under many numbers: the figure's page is enough to be found.
    private: true,
    main: (
      <>
        <h1>{title}</h1>
        <p>
          {from}至{to}，共{total}条记录。
        </p>
        {records.length === 0 ? (
          <EmptyState>这个数字下没有记录。</EmptyState>
        ) : (
          <DataTable
            caption={`${figure.label}：记录`}
            columns={[
              { label: '编号或名称' },
              { label: '机关' },
              { label: '日期' },
              { label: printMeasure(figure.unit), numeric: true },
            ]}
            rows={records.map((record) => [
              address === undefined ? (
                record.label
              ) : (
                <a key="record" href={address(Number(record.record.slice(record.record.indexOf(':') + 1)))}>
                  {record.label}
                </a>
              ),
              names.get(record.unitId) ?? '',
              record.on,
              printValue(figure.unit, { value: record.amount }),
            ])}
          />
        )}
        <Pagination
          page={page}
          size={window.size}
          total={total}
          href={(next) =>
            `/figures/${figure.name}/records?${new URLSearchParams({ unit: unit.code, from, to, page: String(next) }).toString()}`
          }
        />
      </>
    ),
  }
}
