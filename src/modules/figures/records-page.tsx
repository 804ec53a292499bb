import type { PageContent, PageRequest } from '#platform/http/page.ts'
import { pageWindow } from '#platform/http/shapes.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import { countRecords, listRecords, type Figure } from '#kernel/figures/index.ts'
import { findUnitByCode, unitNames, unitScope } from '#kernel/organisation/index.ts'
import { DataTable, EmptyState, Pagination } from '#ui/portal/index.ts'
import { CATALOGUE, SECTION } from './catalogue.tsx'
import { printMeasure, printValue } from './print.ts'
import { dayFrom } from './side-by-side.ts'

/** `outcome:C1|applicant:natural` as a filter on the figure's dimensions; undefined where it has no such dimension. */
function filterFrom(figure: Figure, where: string | undefined): Readonly<Record<string, string>> | undefined {
  if (where === undefined) return {}
  const filter: Record<string, string> = {}
  for (const condition of where.split('|')) {
    const [, name = '', value = ''] = /^([a-z_]+):(.{0,100})$/s.exec(condition) ?? []
    if (!figure.dimensions.includes(name)) return undefined
    filter[name] = value
  }
  return filter
}

/** The records behind a number of a comparison, newest first. */
export async function readRecords(
  request: PageRequest,
  declared: Declared,
): Promise<PageContent | undefined> {
  const figure = declared.figures.find((one) => one.name === request.params['name'])
  const unit = await findUnitByCode(request.db, request.query['unit'] ?? '')
  const [from, to] = [dayFrom(request.query['from']), dayFrom(request.query['to'])]
  if (!figure || !unit || !from || !to || from > to) return undefined
  const { where } = request.query
  const filter = filterFrom(figure, where)
  if (filter === undefined) return undefined
  const page = Number(/^[1-9]\d{0,4}$/.exec(request.query['page'] ?? '1')?.[0] ?? 1)
  const window = pageWindow({ page })
  const scope = { period: { from, to }, unitIds: await unitScope(request.db, unit, 'consolidated') }
  const records = await listRecords(request.db, figure, scope, filter, window)
  const total = await countRecords(request.db, figure, scope, filter)
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
          {from}至{to}
          {Object.entries(filter).map(([name, value]) => `，${wordsFor(figure, name, value)}`)}，共{total}
          条记录。
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
              printValue({ measure: figure.unit }, { value: record.amount }),
            ])}
          />
        )}
        <Pagination
          page={page}
          size={window.size}
          total={total}
          href={(next) =>
            `/figures/${figure.name}/records?${new URLSearchParams({ unit: unit.code, from, to, ...(where === undefined ? {} : { where }), page: String(next) }).toString()}`
          }
        />
      </>
    ),
  }
}

function wordsFor(figure: Figure, name: string, value: string): string {
  const words = figure.words?.[name]
  return `${words?.label ?? '分类'}：${words?.values[value] ?? (value || '未注明')}`
}
