import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import {
  answerTerms,
  checkRelation,
  figureNamed,
  relationsOf,
  yearPeriod,
  type Figure,
} from '#kernel/figures/index.ts'
import { listUnits, unitScope, type Unit } from '#kernel/organisation/index.ts'
import { DataTable, EmptyState, Notice } from '#ui/portal/index.ts'
import { CATALOGUE, readCatalogue, SECTION } from './catalogue.tsx'
import { chartOf, MOST_ROWS } from './chart.ts'
import { SPANS, type SideBySide } from './contract.ts'
import { Places, readPlaces } from './places.tsx'
import { printMeasure, printValue } from './print.ts'
import { readRecords } from './records-page.tsx'
import { published } from './registers.ts'
import {
  figuresOf,
  findMeasure,
  governmentsOf,
  readSideBySide,
  splitsOf,
  type Measure,
} from './side-by-side.ts'

/** A page reads very many records, and a number may be some minutes old where it says so. */
const KEEP_SECONDS = 300
const YEARS_OFFERED = 15

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
      query: ['of', 'by', 'until', 'split'],
      read: (request) => readFigure(request, declared()),
    },
    {
      method: 'GET',
      path: '/figures/:name/records',
      keep: KEEP_SECONDS,
      query: ['unit', 'from', 'to', 'where', 'page'],
      read: (request) => readRecords(request, declared()),
    },
  ]
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
    tags: [
      'units',
      `register:${published.name}`,
      ...new Set(figuresOf(declared, measure).flatMap((figure) => figure.changedBy)),
    ],
  }
  if (!of) return { ...page, main: <EmptyState>还没有登记机关。</EmptyState> }
  const by = SPANS.find((span) => span === request.query['by']) ?? 'year'
  const year = /^\d{4}$/.exec(request.query['until'] ?? '')?.[0]
  const table = await readSideBySide(
    request.db,
    declared,
    measure,
    {
      of: of.code,
      by,
      ...(year === undefined ? {} : { until: Number(year) }),
      ...(request.query['split'] === undefined ? {} : { split: request.query['split'] }),
    },
    request.today,
  )
  const places = await readPlaces(request.db, declared, measure, of)
  return {
    ...page,
    data: { ...table, places },
    main: (
      <>
        <h1>{title}</h1>
        <p>
          单位：{printMeasure(table.measure)}
          {measure.kind === 'figure' && measure.figure.aggregate === 'median' ? '（中位数）' : ''}。依据：
          {table.cites}。各机关的数字包括其下级。
          {(table.per ?? 100) !== 100 && '没有登记人口的机关不列出。'}
        </p>
        <ChoiceForm
          table={table}
          splits={splitsOf(measure)}
          governments={governments}
          today={request.today}
        />
        <Chart table={table} />
        <SideBySideTable table={table} measure={measure} declared={declared} />
        <Downloads table={table} />
        <Places table={table} of={of} rows={places} />
        {measure.kind === 'figure' && (
          <Relations checked={await checkedRelations(request, declared, measure.figure, of, table.until)} />
        )}
      </>
    ),
  }
}

function ChoiceForm({
  table,
  splits,
  governments,
  today,
}: {
  table: SideBySide
  splits: ReturnType<typeof splitsOf>
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
      {splits.length > 0 && (
        <label>
          分类
          <select name="split" defaultValue={table.split?.name ?? ''}>
            <option value="">不分类</option>
            {splits.map(({ name, label }) => (
              <option key={name} value={name}>
                按{label}（一个年度）
              </option>
            ))}
          </select>
        </label>
      )}
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
      alt={
        table.split === null
          ? `${table.label}的柱状图：最近一期最多的${MOST_ROWS}个以内机关，数字见下表`
          : `${table.label}按${table.split.label}的柱状图，数字见下表`
      }
    />
  )
}

/** Units without anything to be a share of have no number in any column; the whole stays. */
function shownRows({ rows, per }: SideBySide) {
  return per === undefined || per === 100
    ? rows
    : rows.filter((row, index) => index === 0 || row.values.some(({ whole }) => whole !== 0))
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
  const partFilter = measure.kind === 'rate' ? Object.entries(measure.rate.part.filter) : []
  const partWhere =
    partFilter.length === 0 ? undefined : partFilter.map((condition) => condition.join(':')).join('|')
  return (
    <DataTable
      grid
      caption={`${table.label}（${printMeasure(table.measure)}）`}
      columns={[
        { label: '机关' },
        ...table.columns.map((column) => ({ label: column.label, numeric: true })),
      ]}
      rows={shownRows(table).map((row) => [
        row.shortName,
        ...table.columns.map((column, index) => {
          const value = row.values[index] ?? { value: null }
          if (!value.value || value.whole === 0) return printValue(table, value)
          const condition = column.where ?? partWhere
          const address = new URLSearchParams({
            unit: row.unit,
            from: column.from,
            to: column.to,
            ...(condition === undefined ? {} : { where: condition }),
          }).toString()
          return (
            <a
              key={column.label}
              href={`/figures/${counted?.name ?? table.name}/records?${address}`}
              aria-label={`${row.unitName}${column.label}：${printValue(table, value)}，查看记录`}
              title={value.whole === undefined ? undefined : `${value.value} ÷ ${value.whole}`}
            >
              {printValue(table, value)}
            </a>
          )
        }),
      ])}
    />
  )
}

function Downloads({ table }: { table: SideBySide }) {
  const query = new URLSearchParams({
    of: table.of,
    by: table.by,
    until: String(table.until),
    ...(table.split === null ? {} : { split: table.split.name }),
  }).toString()
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
