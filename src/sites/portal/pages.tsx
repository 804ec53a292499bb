import { civilDate } from '#platform/dates.ts'
import type { PageRoute } from '#platform/http/page.ts'
import { findUnitByCode, listUnits, unitKindLabels, type Unit } from '#kernel/organisation/index.ts'
import { stateLabels, type DocumentState } from '#kernel/documents/index.ts'
import { EmptyState, ItemList, MetadataTable, Notice, Tiles } from '#ui/portal/index.ts'
import { article20 } from './article20.ts'
import { SearchForm } from './frame.tsx'
import * as store from './store.ts'

type Documents = Awaited<ReturnType<typeof store.listNewest>>

/** The pages that belong to the site as a whole: home, the disclosure platform, units, site map. */
export function portalPages(): PageRoute[] {
  return [home, disclosure, unitDisclosure, units, unit, siteMap]
}

function items(documents: Documents) {
  return documents.map((one) => ({
    href: `/documents/${one.id}`,
    title: one.title,
    date: one.shown_on,
    notes: [one.unit_name],
    ...(one.state === 'published' || one.state === 'draft' || one.state === 'in_review'
      ? {}
      : { mark: stateLabels[one.state as DocumentState] }),
  }))
}

function Block({
  title,
  href,
  more,
  documents,
}: {
  title: string
  href: string
  more: string
  documents: Documents
}) {
  return (
    <section>
      <div className="block-head">
        <h2>{title}</h2>
        <a href={href}>{more}</a>
      </div>
      {documents.length > 0 ? (
        <ItemList items={items(documents)} compact />
      ) : (
        <EmptyState>还没有发布内容。</EmptyState>
      )}
    </section>
  )
}

const home: PageRoute = {
  method: 'GET',
  path: '/',
  keep: 60,
  async read({ db, today }) {
    const yearStart = civilDate(`${today.slice(0, 4)}-01-01`)
    const [site, news, policies, notices, laws, counts] = await Promise.all([
      store.readSite(db, ''),
      store.listNewest(db, { channelSlug: 'news' }, 7),
      store.listNewest(db, { channelSlug: 'policies' }, 7),
      store.listNewest(db, { channelSlug: 'notices' }, 7),
      store.listNewest(db, { channelSlug: 'laws' }, 7),
      store.readCounts(db, yearStart),
    ])
    const year = today.slice(0, 4)
    return {
      title: site.name,
      description: `${site.unitName}信息公开平台：政策文件、法规规章、依申请公开、政府信息公开年报。`,
      section: 'home',
      tags: ['documents', 'requests', 'units'],
      feed: { href: '/feed.xml', title: `${site.name} 最新公开` },
      main: (
        <>
          <section className="home-search">
            <h1>查文件，问信息，看政府怎样办事</h1>
            <p>{site.unitName}信息公开平台</p>
            <SearchForm id="home-search" />
          </section>
          <Tiles
            label="常用事项"
            tiles={[
              { href: '/channels/laws', label: '查法规文件', hint: '法规、规章、规范性文件' },
              { href: '/requests/new', label: '申请公开信息', hint: '不用注册，在线提交' },
              { href: '/requests/status', label: '查申请进度', hint: '凭登记编号和查询码' },
              { href: '/units', label: '找部门', hint: '职能、地址、电话' },
              { href: '/reports', label: '看公开年报', hint: '每个数字都能点开' },
            ]}
          />
          <div className="columns">
            <Block title="要闻动态" href="/channels/news" more="更多要闻" documents={news} />
            <Block title="政策文件" href="/channels/policies" more="更多文件" documents={policies} />
            <Block title="通知公告" href="/channels/notices" more="更多公告" documents={notices} />
            <Block title="法规规章" href="/channels/laws" more="更多法规" documents={laws} />
          </div>
          <section>
            <div className="block-head">
              <h2>公开情况</h2>
              <a href="/reports">年度报告</a>
            </div>
            <ul className="counts">
              <Count href="/search" number={counts.documents} label="件文件和信息可查" />
              <Count href="/units" number={counts.units} label="个公开单位" />
              <Count href="/reports" number={counts.requests} label={`件 ${year} 年收到的公开申请`} />
              <Count
                href="/reports"
                number={counts.in_time}
                label={`件按时答复，共答复 ${counts.concluded} 件`}
              />
            </ul>
          </section>
        </>
      ),
    }
  },
}

function Count({ href, number, label }: { href: string; number: number; label: string }) {
  return (
    <li>
      <a href={href}>
        <span className="count-number">{number.toLocaleString('en-US')}</span>
        <span className="count-label">{label}</span>
      </a>
    </li>
  )
}

/** The four parts in their fixed order and names, and the entrance for requests. */
function platform(of: Unit | undefined, documents: Documents) {
  const code = of?.code
  const reports = code === undefined ? '/reports' : `/reports/${code}`
  const apply = code === undefined ? '/requests/new' : `/requests/new?unit=${code}`
  return (
    <>
      <section id="guide">
        <div className="block-head">
          <h2>政府信息公开指南</h2>
        </div>
        {of ? (
          <Guide unit={of} />
        ) : (
          <p>
            各单位的公开指南见<a href="/units">机构目录</a>，每个单位的页面上都有。
          </p>
        )}
        <p>
          需要的信息没有主动公开的，可以<a href={apply}>提出公开申请</a>。
        </p>
      </section>
      <section id="rules">
        <div className="block-head">
          <h2>政府信息公开制度</h2>
          <a href="/channels/laws">全部法规规章</a>
        </div>
        <p>
          依据《中华人民共和国政府信息公开条例》（国务院令第711号），自2019年5月15日起施行。
          <a href="/search?q=政府信息公开条例">查看有关制度</a>
        </p>
      </section>
      <section id="content-list">
        <div className="block-head">
          <h2>法定主动公开内容</h2>
          <a href="/registers">公开台账</a>
        </div>
        <ul className="plain-list">
          {article20.map((item) => (
            <li key={item.code} id={item.code}>
              <a href={item.href}>{item.label}</a>
            </li>
          ))}
        </ul>
        {documents.length > 0 ? (
          <>
            <h3>最近公开</h3>
            <ItemList items={items(documents)} compact />
          </>
        ) : (
          <EmptyState>最近没有新公开的内容。</EmptyState>
        )}
      </section>
      <section id="reports">
        <div className="block-head">
          <h2>政府信息公开年报</h2>
        </div>
        <p>
          <a href={reports}>查看历年年报</a>。年报里的每个数字都由办件和台账记录计算得出，可以逐一点开。
        </p>
      </section>
      <section id="requests">
        <div className="block-head">
          <h2>依申请公开</h2>
        </div>
        <p>
          <a className="button" href={apply}>
            提交申请
          </a>
        </p>
        <p>
          已经提交的，<a href="/requests/status">凭登记编号和查询码查进度</a>。
        </p>
      </section>
    </>
  )
}

function Guide({ unit: of }: { unit: Unit }) {
  const rows = [
    ['机构名称', of.name],
    ['机构职能', of.functions],
    ['办公地址', of.address],
    ['办公时间', of.office_hours],
    ['联系电话', of.phone],
    ['传真号码', of.fax],
    ['电子邮箱', of.email],
    ['邮政编码', of.postcode],
  ] as const
  return (
    <MetadataTable
      caption="信息公开工作机构"
      rows={rows.map(([label, value]) => [label, value === '' ? '未填报' : value])}
    />
  )
}

const disclosure: PageRoute = {
  method: 'GET',
  path: '/disclosure',
  keep: 300,
  async read({ db }) {
    const documents = await store.listNewest(db, {}, 8)
    return {
      title: '政府信息公开',
      section: 'disclosure',
      crumbs: [{ label: '政府信息公开' }],
      meta: columnTags('政府信息公开', '信息公开'),
      tags: ['documents'],
      main: (
        <>
          <div className="page-head">
            <h1>政府信息公开</h1>
          </div>
          {platform(undefined, documents)}
        </>
      ),
    }
  },
}

const unitDisclosure: PageRoute = {
  method: 'GET',
  path: '/units/:unitCode/disclosure',
  keep: 300,
  async read({ db, params }) {
    const found = await findUnitByCode(db, params['unitCode'] ?? '')
    if (!found) return undefined
    const documents = await store.listNewest(db, { unitId: found.id }, 8)
    return {
      title: `${found.name} 政府信息公开`,
      section: 'disclosure',
      crumbs: [
        { label: '机构', href: '/units' },
        { label: found.short_name, href: `/units/${found.code}` },
        { label: '政府信息公开' },
      ],
      meta: columnTags('政府信息公开', '信息公开'),
      tags: [`unit:${found.id}`, 'units'],
      main: (
        <>
          <div className="page-head">
            <h1>{found.name} 政府信息公开</h1>
          </div>
          {platform(found, documents)}
        </>
      ),
    }
  },
}

function columnTags(name: string, kind: string) {
  return [
    { name: 'ColumnName', content: name },
    { name: 'ColumnDescription', content: name },
    { name: 'ColumnKeywords', content: name },
    { name: 'ColumnType', content: kind },
  ]
}

const units: PageRoute = {
  method: 'GET',
  path: '/units',
  keep: 300,
  async read({ db }) {
    const all = await listUnits(db)
    const kinds = Object.keys(unitKindLabels) as (keyof typeof unitKindLabels)[]
    return {
      title: '机构',
      section: 'units',
      crumbs: [{ label: '机构' }],
      meta: columnTags('机构', '机构职能'),
      tags: ['units'],
      main: (
        <>
          <div className="page-head">
            <h1>机构</h1>
            <p className="lead">共 {all.length} 个公开单位。点开单位名称，查看职能、地址、电话和公开内容。</p>
          </div>
          {kinds.map((kind) => {
            const of = all.filter((one) => one.kind === kind)
            if (of.length === 0) return null
            return (
              <section key={kind}>
                <div className="block-head">
                  <h2>{unitKindLabels[kind]}</h2>
                </div>
                <ul className="unit-columns">
                  {of.map((one) => (
                    <li key={one.id}>
                      <a href={`/units/${one.code}`}>{one.name}</a>
                    </li>
                  ))}
                </ul>
              </section>
            )
          })}
        </>
      ),
    }
  },
}

const unit: PageRoute = {
  method: 'GET',
  path: '/units/:unitCode',
  keep: 300,
  async read({ db, params, today }) {
    const found = await findUnitByCode(db, params['unitCode'] ?? '')
    if (!found) return undefined
    const documents = await store.listNewest(db, { unitId: found.id }, 10)
    const lastYear = Number(today.slice(0, 4)) - 1
    return {
      title: found.name,
      section: 'units',
      description: found.functions,
      crumbs: [{ label: '机构', href: '/units' }, { label: found.short_name }],
      meta: columnTags(found.name, '机构职能'),
      tags: [`unit:${found.id}`, 'units'],
      main: (
        <>
          <div className="page-head">
            <h1>{found.name}</h1>
            {found.functions ? <p className="lead">{found.functions}</p> : null}
          </div>
          {found.closed_on ? <Notice kind="warning" title={`该机构已于 ${found.closed_on} 撤销`} /> : null}
          <Tiles
            label="单位公开"
            tiles={[
              {
                href: `/units/${found.code}/disclosure`,
                label: '政府信息公开',
                hint: '指南、制度、内容、年报',
              },
              { href: `/requests/new?unit=${found.code}`, label: '向本单位申请', hint: '依申请公开' },
              {
                href: `/reports/${found.code}/${lastYear}`,
                label: `${lastYear} 年年报`,
                hint: '统计表和明细',
              },
            ]}
          />
          <section>
            <Guide unit={found} />
          </section>
          <section>
            <div className="block-head">
              <h2>最近公开</h2>
            </div>
            {documents.length > 0 ? (
              <ItemList items={items(documents)} compact />
            ) : (
              <EmptyState>还没有公开的文件。</EmptyState>
            )}
          </section>
        </>
      ),
    }
  },
}

const siteMap: PageRoute = {
  method: 'GET',
  path: '/sitemap',
  keep: 300,
  async read({ db }) {
    const channels = await store.listChannelTree(db)
    const top = channels.filter((channel) => channel.parent_slug === null)
    return {
      title: '网站地图',
      crumbs: [{ label: '网站地图' }],
      tags: ['channels'],
      main: (
        <>
          <div className="page-head">
            <h1>网站地图</h1>
          </div>
          <div className="columns">
            {top.map((parent) => (
              <section key={parent.slug}>
                <h2>
                  <a href={`/channels/${parent.slug}`}>{parent.name}</a>
                </h2>
                <ul className="plain-list">
                  {channels
                    .filter((channel) => channel.parent_slug === parent.slug)
                    .map((channel) => (
                      <li key={channel.slug}>
                        <a href={`/channels/${channel.slug}`}>{channel.name}</a>
                      </li>
                    ))}
                </ul>
              </section>
            ))}
            <section>
              <h2>服务</h2>
              <ul className="plain-list">
                <li>
                  <a href="/disclosure">政府信息公开</a>
                </li>
                <li>
                  <a href="/requests/new">依申请公开</a>
                </li>
                <li>
                  <a href="/requests/status">申请进度查询</a>
                </li>
                <li>
                  <a href="/reports">政府信息公开年报</a>
                </li>
                <li>
                  <a href="/registers">公开台账</a>
                </li>
                <li>
                  <a href="/units">机构</a>
                </li>
              </ul>
            </section>
          </div>
        </>
      ),
    }
  },
}
