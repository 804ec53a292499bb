import type { Db } from '#platform/db/connect.ts'
import type { PageContent, PageRequest } from '#platform/http/page.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import { EmptyState, formatCount, ItemList, Notice, Pagination } from '#ui/portal/index.ts'
import { columnTags, markOf } from '#modules/publishing/index.ts'
import { AGENCIES, registerNames, type StatutoryItem } from '../items.ts'
import * as store from '../store/catalogue.ts'
import { loadItems } from '../store/items.ts'

export const TITLE = '政府信息公开'
export const CATALOGUE = '政府信息公开目录'
const PAGE_SIZE = 20

export const addressOf = (unit: Unit | undefined) =>
  unit === undefined ? '/disclosure' : `/units/${unit.code}/disclosure`

export function crumbsOf(unit: Unit | undefined, ...last: { label: string; href?: string }[]) {
  if (unit === undefined) return last
  return [{ label: '机构', href: '/units' }, { label: unit.short_name, href: `/units/${unit.code}` }, ...last]
}

/** Register rows are counted here as well; their own module marks them stale by name. */
const REGISTER_TAGS = registerNames.map((name) => `register:${name}`)

export const tagsOf = (unit: Unit | undefined) => [
  unit === undefined ? 'documents' : `unit:${unit.id}`,
  'units',
  'channels',
  ...REGISTER_TAGS,
]

/** 政府信息公开目录, whole or one item of it. */
export async function readCatalogue(
  request: PageRequest,
  unit: Unit | undefined,
): Promise<PageContent | undefined> {
  const part = request.params['part'] ?? ''
  const items = await loadItems(request.db)
  const item = items.find((one) => one.code === part && one.code !== AGENCIES)
  if (!item && part !== 'catalogue') return undefined
  const page = Number(/^[1-9]\d{0,5}$/.exec(request.query['page'] ?? '1')?.[0] ?? 1)
  const [{ entries, total }, rows] = await Promise.all([
    store.listCatalogue(
      request.db,
      { item, unitId: unit?.id },
      { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE },
    ),
    item === undefined ? undefined : registerRows(request.db, item, unit),
  ])
  if (page > 1 && entries.length === 0) return undefined
  const label = item?.label ?? CATALOGUE
  const address = `${addressOf(unit)}/${part}`
  const fileOf = (form: 'csv' | 'json') => {
    const query = new URLSearchParams({
      ...(unit ? { unit: unit.code } : {}),
      ...(item ? { item: item.code } : {}),
    })
    return `/api/v1/disclosure/catalogue.${form}${query.size > 0 ? `?${query.toString()}` : ''}`
  }
  const title = unit === undefined ? label : `${unit.short_name}：${label}`
  return {
    title: page === 1 ? title : `${title}（第${page}页）`,
    section: 'disclosure',
    crumbs: crumbsOf(unit, { label: TITLE, href: addressOf(unit) }, { label }),
    meta: columnTags({ name: label, kind: '信息公开' }),
    tags: tagsOf(unit),
    main: (
      <>
        <div className="page-head">
          <h1>{label}</h1>
          <p className="lead">
            {unit === undefined ? '' : `${unit.name}。`}
            {item
              ? `${item.cites}。`
              : '索引号、名称、内容概述、生成日期，依据《政府信息公开条例》第十二条编制。'}
            {unit === undefined ? null : <a href={`/disclosure/${part}`}>看全市的</a>} 下载：
            <a href={fileOf('csv')}>表格（CSV）</a>、<a href={fileOf('json')}>数据（JSON）</a>
          </p>
        </div>
        {rows && rows.length > 0 ? (
          <ul className="register-links">
            {rows.map((row) => (
              <li key={row.href}>
                <a href={row.href}>{row.label}台账</a> <span>{formatCount(row.count)} 条记录</span>
              </li>
            ))}
          </ul>
        ) : null}
        {total > 0 ? (
          <>
            <p className="count-line">共 {formatCount(total)} 条，按公开日期从新到旧</p>
            <ItemList items={entries.map((entry) => catalogued(entry, unit))} />
          </>
        ) : rows && rows.length > 0 ? null : (
          <>
            <EmptyState>目前没有这类信息。</EmptyState>
            <Notice title="需要这类信息？">
              <p>
                可以
                <a href={unit === undefined ? '/requests/new' : `/requests/new?unit=${unit.code}`}>
                  提出公开申请
                </a>
                。
              </p>
            </Notice>
          </>
        )}
        <Pagination
          page={page}
          size={PAGE_SIZE}
          total={total}
          href={(to) => (to === 1 ? address : `${address}?page=${to}`)}
        />
      </>
    ),
  }
}

async function registerRows(db: Db, item: StatutoryItem, unit: Unit | undefined) {
  const counts = await store.countRegisterRows(
    db,
    item.registers.map((register) => register.name),
    unit?.id,
  )
  return item.registers.flatMap((register) => {
    const found = counts.get(register.name)
    if (!found) return []
    const of = unit === undefined ? '' : `?unit=${unit.code}`
    return [{ label: register.label, href: `/registers/${register.name}${of}`, count: found.count }]
  })
}

function catalogued(entry: store.CatalogueEntry, unit: Unit | undefined) {
  return {
    href: `/documents/${entry.id}`,
    title: entry.title,
    date: entry.shown_on,
    notes: [
      ...(unit === undefined ? [entry.unit_name] : []),
      ...(entry.document_number ? [entry.document_number] : []),
      ...(entry.index_number ? [`索引号 ${entry.index_number}`] : []),
      ...(entry.written_on ? [`生成日期 ${entry.written_on}`] : []),
    ],
    ...(entry.summary === '' ? {} : { snippet: entry.summary }),
    ...markOf(entry.state),
  }
}
