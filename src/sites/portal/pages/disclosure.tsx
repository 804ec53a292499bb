import type { Db } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import { findUnitByCode, type Unit } from '#kernel/organisation/index.ts'
import { Block, EmptyState, ItemList, Notice, Pagination } from '#ui/portal/index.ts'
import { AGENCIES, article20, type StatutoryItem } from '../article20.ts'
import * as store from '../store.ts'
import { columnTags, formatCount, markOf, Newest } from './parts.tsx'
import { Agency } from './units.tsx'

/** 政府信息公开平台: of the whole city, and of each unit, in the same order under the same names. */
export const disclosurePages: readonly PageRoute[] = [
  { method: 'GET', path: '/disclosure', keep: 300, read: (request) => readPlatform(request, undefined) },
  {
    method: 'GET',
    path: '/disclosure/:part',
    keep: 300,
    query: ['page'],
    read: (request) => readCatalogue(request, undefined),
  },
  {
    method: 'GET',
    path: '/units/:unitCode/disclosure',
    keep: 300,
    read: (request) => ofUnit(request, readPlatform),
  },
  {
    method: 'GET',
    path: '/units/:unitCode/disclosure/:part',
    keep: 300,
    query: ['page'],
    read: (request) => ofUnit(request, readCatalogue),
  },
]

const TITLE = '政府信息公开'
const CATALOGUE = '政府信息公开目录'
const PAGE_SIZE = 20
/** Where the Regulation and the city's own rules on disclosure stand. */
const RULES_CHANNEL = 'disclosure-rules'
/** The first year of the report's present form (国办公开办函〔2021〕30号). */
const FIRST_REPORT = 2021

type Read = (request: PageRequest, unit: Unit | undefined) => Promise<PageContent | undefined>

async function ofUnit(request: PageRequest, read: Read): Promise<PageContent | undefined> {
  const unit = await findUnitByCode(request.db, request.params['unitCode'] ?? '')
  return unit && read(request, unit)
}

const addressOf = (unit: Unit | undefined) =>
  unit === undefined ? '/disclosure' : `/units/${unit.code}/disclosure`

function crumbsOf(unit: Unit | undefined, ...last: { label: string; href?: string }[]) {
  if (unit === undefined) return last
  return [{ label: '机构', href: '/units' }, { label: unit.short_name, href: `/units/${unit.code}` }, ...last]
}

/** Register rows are counted here as well; their own module marks them stale by name. */
const REGISTER_TAGS = article20.flatMap((one) => one.registers.map((register) => `register:${register.name}`))

const tagsOf = (unit: Unit | undefined) => [
  unit === undefined ? 'documents' : `unit:${unit.id}`,
  'units',
  'channels',
  ...REGISTER_TAGS,
]

async function readPlatform({ db, today }: PageRequest, unit: Unit | undefined): Promise<PageContent> {
  const [guideOf, rules, counts, newest] = await Promise.all([
    unit ?? store.findSiteUnit(db),
    store.listNewest(db, { channelSlug: RULES_CHANNEL }, 5),
    store.countItems(db, unit?.id),
    store.listNewest(db, unit === undefined ? {} : { unitId: unit.id }, 6),
  ])
  const apply = unit === undefined ? '/requests/new' : `/requests/new?unit=${unit.code}`
  const title = unit === undefined ? TITLE : `${unit.name} ${TITLE}`
  return {
    title,
    description: `${title}：指南、制度、法定主动公开内容、年报和依申请公开。`,
    section: 'disclosure',
    crumbs: crumbsOf(unit, { label: TITLE }),
    meta: columnTags(TITLE, '信息公开'),
    tags: tagsOf(unit),
    main: (
      <>
        <div className="page-head">
          <h1>{title}</h1>
          <p className="lead">以公开为常态、不公开为例外。这里没有的，可以申请。</p>
        </div>
        <div className="with-side">
          <nav className="side-nav" aria-label={TITLE}>
            <ul>
              {PARTS.map(([id, label]) => (
                <li key={id}>
                  <a href={`#${id}`}>{label}</a>
                </li>
              ))}
            </ul>
          </nav>
          <div>
            <Block title={PARTS[0][1]} id={PARTS[0][0]}>
              <Guide unit={guideOf} apply={apply} everybody={unit === undefined} />
            </Block>
            <Block title={PARTS[1][1]} id={PARTS[1][0]}>
              <Rules documents={rules} />
            </Block>
            <Block
              title={PARTS[2][1]}
              id={PARTS[2][0]}
              more={{ label: CATALOGUE, href: `${addressOf(unit)}/catalogue` }}
            >
              <Tree unit={unit} counts={counts} />
              <h3>最近公开</h3>
              <Newest documents={newest} empty="最近没有新公开的内容。" />
            </Block>
            <Block title={PARTS[3][1]} id={PARTS[3][0]} more={{ label: '全部年报', href: '/reports' }}>
              <Years unit={guideOf} today={today} />
            </Block>
            <Block title={PARTS[4][1]} id={PARTS[4][0]}>
              <p>
                不用注册，不用说明用途。收到申请以后二十个工作日内答复；需要延长的，延长不超过二十个工作日（《条例》第三十三条）。
              </p>
              <p className="actions">
                <a className="button" href={apply}>
                  提交申请
                </a>{' '}
                <a href="/requests/status">查申请进度</a>
              </p>
            </Block>
          </div>
        </div>
      </>
    ),
  }
}

/** The parts that every such platform carries, in this order; the column's own name is fixed (国办公开办函〔2019〕61号). */
const PARTS = [
  ['guide', '政府信息公开指南'],
  ['rules', '政府信息公开制度'],
  ['statutory', '法定主动公开内容'],
  ['reports', '政府信息公开年报'],
  ['requests', '依申请公开'],
] as const

/** What Article 12 asks of a guide: classes, arrangement, ways to obtain, and whom to turn to. */
function Guide({ unit, apply, everybody }: { unit: Unit | undefined; apply: string; everybody: boolean }) {
  return (
    <div className="guide">
      <h3>怎样分类编排</h3>
      <p>
        主动公开的信息按《中华人民共和国政府信息公开条例》第二十条的十五项分类。每件信息有索引号、名称、内容概述和生成日期，按公开日期从新到旧排列。
      </p>
      <h3>怎样获取</h3>
      <p>
        在本网站可以检索、查阅和下载，也可以到国家档案馆、公共图书馆和政务服务场所查阅（第二十五条）。没有主动公开的，可以
        <a href={apply}>提出申请</a>；提供信息不收费，申请的数量、频次明显超过合理范围的除外（第四十二条）。
      </p>
      <h3>公开工作做得不对，怎么办</h3>
      <p>
        可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报，也可以依法申请行政复议或者提起行政诉讼（第五十一条）。
      </p>
      {unit ? <Agency unit={unit} caption="政府信息公开工作机构" /> : null}
      {everybody ? (
        <p>
          各单位的指南和联系方式见<a href="/units">机构</a>。
        </p>
      ) : null}
    </div>
  )
}

function Rules({ documents }: { documents: Awaited<ReturnType<typeof store.listNewest>> }) {
  return (
    <>
      <p>
        《中华人民共和国政府信息公开条例》（国务院令第711号）自2019年5月15日起施行。
        {documents.length > 0 ? null : <a href="/search?q=政府信息公开条例">查看有关制度</a>}
      </p>
      {documents.length > 0 ? (
        <>
          <Newest documents={documents} empty="" />
          <p className="after-list">
            <a href={`/channels/${RULES_CHANNEL}`}>全部公开制度</a>
          </p>
        </>
      ) : null}
    </>
  )
}

/** The items of Article 20 in its order; where there truly is nothing, that is printed. */
function Tree({ unit, counts }: { unit: Unit | undefined; counts: ReadonlyMap<string, store.ItemCount> }) {
  return (
    <ol className="statutory">
      {article20.map((item) => {
        const found = counts.get(item.code)
        const agencies = item.code === AGENCIES
        const open = agencies ? (unit === undefined ? '/units' : `/units/${unit.code}`) : undefined
        return (
          <li key={item.code} id={item.code}>
            <span className="statutory-number">（{item.paragraph}）</span>
            {found || open ? (
              <a href={open ?? `${addressOf(unit)}/${item.code}`}>{item.label}</a>
            ) : (
              <span>{item.label}</span>
            )}
            <span className="statutory-state">
              {found ? (
                <>
                  <span className="statutory-count">{formatCount(found.count)} 条</span>
                  {found.newest ? <time dateTime={found.newest}>{found.newest}</time> : null}
                </>
              ) : agencies ? (
                '见机构页面'
              ) : (
                '暂无这类信息'
              )}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

/** Every year that is over, back to the first of the present form. */
function Years({ unit, today }: { unit: Unit | undefined; today: CivilDate }) {
  const last = Number(today.slice(0, 4)) - 1
  const years = Array.from({ length: Math.max(0, last - FIRST_REPORT + 1) }, (_, index) => last - index)
  return (
    <>
      <p>年报里的每个数字都由办件和台账记录计算得出，可以逐一点开。</p>
      {unit === undefined ? null : (
        <ul className="years">
          {years.map((year) => (
            <li key={year}>
              <a href={`/reports/${unit.code}/${year}`}>{year}年</a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** 政府信息公开目录, whole or one item of it. */
async function readCatalogue(request: PageRequest, unit: Unit | undefined): Promise<PageContent | undefined> {
  const part = request.params['part'] ?? ''
  const item = article20.find((one) => one.code === part && one.code !== AGENCIES)
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
  const title = unit === undefined ? label : `${unit.short_name}：${label}`
  return {
    title: page === 1 ? title : `${title}（第${page}页）`,
    section: 'disclosure',
    crumbs: crumbsOf(unit, { label: TITLE, href: addressOf(unit) }, { label }),
    meta: columnTags(label, '信息公开'),
    tags: tagsOf(unit),
    main: (
      <>
        <div className="page-head">
          <h1>{label}</h1>
          <p className="lead">
            {unit === undefined ? '' : `${unit.name}。`}
            {item
              ? `《政府信息公开条例》第二十条第（${item.paragraph}）项。`
              : '索引号、名称、内容概述、生成日期，依据《政府信息公开条例》第十二条编制。'}
            {unit === undefined ? null : <a href={`/disclosure/${part}`}>看全市的</a>}
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
