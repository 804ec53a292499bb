import type { CivilDate } from '#platform/dates.ts'
import type { Db } from '#platform/db/connect.ts'
import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import { findUnitByCode, getUnit, type Unit } from '#kernel/organisation/index.ts'
import { isRegisterShown } from '#modules/requests/index.ts'
import { columnTags, listNewestBelow } from '#modules/publishing/index.ts'
import { findChannel, findSite, MAIN_SITE } from '#modules/sites/index.ts'
import { Block } from '#ui/portal/index.ts'
import { readPublicGuide, readStanding } from '../present.ts'
import * as store from '../store/catalogue.ts'
import { addressOf, CATALOGUE, crumbsOf, readCatalogue, tagsOf, TITLE } from './catalogue.tsx'
import { Guide } from './guide.tsx'
import { Newest } from './parts.tsx'
import { CityTree, UnitTree } from './tree.tsx'

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

/** Where the Regulation and the city's own rules on disclosure stand. */
const RULES_CHANNEL = 'disclosure-rules'
/** The first year of the report's present form (国办公开办函〔2021〕30号). */
const FIRST_REPORT = 2021

type Read = (request: PageRequest, unit: Unit | undefined) => Promise<PageContent | undefined>

async function ofUnit(request: PageRequest, read: Read): Promise<PageContent | undefined> {
  const unit = await findUnitByCode(request.db, request.params['unitCode'] ?? '')
  return unit && read(request, unit)
}

async function readPlatform({ db, today }: PageRequest, unit: Unit | undefined): Promise<PageContent> {
  const guideOf = unit ?? (await findGovernment(db))
  const [guide, above, rules, tree, newest, register] = await Promise.all([
    guideOf && readPublicGuide(db, guideOf, today),
    guideOf?.parent_id ? getUnit(db, guideOf.parent_id) : undefined,
    listRules(db),
    readTree(db, unit, today),
    store.listNewest(db, unit?.id, 6),
    isRegisterShown(db, today),
  ])
  const apply = unit === undefined ? '/requests/new' : `/requests/new?unit=${unit.code}`
  const title = unit === undefined ? TITLE : `${unit.name} ${TITLE}`
  return {
    title,
    description: `${title}：指南、制度、法定主动公开内容、年报和依申请公开。`,
    section: 'disclosure',
    crumbs: crumbsOf(unit, { label: TITLE }),
    meta: columnTags({ name: TITLE, kind: '信息公开' }),
    tags: [...tagsOf(unit), 'requests', ...(guideOf ? [`unit:${guideOf.id}`] : [])],
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
              {guideOf && guide ? (
                <Guide
                  unit={guideOf}
                  guide={guide}
                  above={above}
                  apply={apply}
                  everybody={unit === undefined}
                />
              ) : null}
            </Block>
            <Block title={PARTS[1][1]} id={PARTS[1][0]}>
              <Rules documents={rules} />
            </Block>
            <Block
              title={PARTS[2][1]}
              id={PARTS[2][0]}
              more={{ label: CATALOGUE, href: `${addressOf(unit)}/catalogue` }}
            >
              {tree}
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
                <a href="/requests/status">查申请进度</a>{' '}
                {register ? (
                  <a
                    href={unit === undefined ? '/requests/register' : `/requests/register?unit=${unit.code}`}
                  >
                    申请办理情况
                  </a>
                ) : null}
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

async function readTree(db: Db, unit: Unit | undefined, today: CivilDate) {
  if (unit === undefined) return <CityTree counts={await store.readCounts(db)} />
  return <UnitTree unit={unit} items={await readStanding(db, unit, today)} />
}

/** The government whose portal this is; undefined before the first set-up. */
async function findGovernment(db: Db): Promise<Unit | undefined> {
  const site = await findSite(db, MAIN_SITE)
  return site && getUnit(db, site.unit_id)
}

async function listRules(db: Db) {
  const channel = await findChannel(db, RULES_CHANNEL)
  return channel ? ((await listNewestBelow(db, [channel.id], 5)).get(channel.id) ?? []) : []
}

function Rules({ documents }: { documents: Awaited<ReturnType<typeof listRules>> }) {
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
