import { formatChinese, type CivilDate } from '#platform/dates.ts'
import type { PageRoute } from '#platform/http/page.ts'
import { Block, EmptyState, formatCount, ItemList, Light, Tiles } from '#ui/portal/index.ts'
import { listed, Newest } from '#modules/disclosure/index.ts'
import { MAIN_SITE } from '#modules/sites/index.ts'
import { SearchForm } from '../frame.tsx'
import { siteHome } from './site-home.tsx'
import * as store from '../store.ts'

type Standing = Awaited<ReturnType<typeof store.readStanding>>

const CHANNELS = [
  { slug: 'news', title: '要闻动态', more: '更多要闻' },
  { slug: 'policies', title: '政策文件', more: '更多文件' },
  { slug: 'notices', title: '通知公告', more: '更多公告' },
  { slug: 'laws', title: '法规规章', more: '更多法规' },
] as const

export const home: PageRoute = {
  method: 'GET',
  path: '/',
  keep: 60,
  everySite: true,
  async read(request) {
    if (request.site !== MAIN_SITE) return siteHome(request)
    const { db, today } = request
    const [site, unit, newest, standing, ...channels] = await Promise.all([
      store.readSite(db, ''),
      store.findSiteUnit(db),
      store.listNewest(db, {}, 6),
      store.readStanding(db, today),
      ...CHANNELS.map((one) => store.listNewest(db, { channelSlug: one.slug }, 5)),
    ])
    const report = unit === undefined ? '/reports' : `/reports/${unit.code}/${today.slice(0, 4)}`
    return {
      title: site?.name ?? '',
      description: `${site?.unitName ?? ''}信息公开平台：政策文件、法规规章、依申请公开、政府信息公开年报。`,
      section: 'home',
      tags: ['documents', 'requests', 'units'],
      feed: { href: '/feed.xml', title: `${site?.name ?? ''} 最新公开` },
      main: (
        <>
          <section className="home-search">
            <h1>查文件，问信息，看政府怎样办事</h1>
            <p>{site?.unitName}信息公开平台</p>
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
          <div className="lead-columns">
            <Block title="最新公开" more={{ label: '全部信息', href: '/disclosure/catalogue' }}>
              {newest.length > 0 ? (
                <ItemList items={listed(newest)} />
              ) : (
                <EmptyState>还没有发布内容。</EmptyState>
              )}
            </Block>
            <div>
              <Answers standing={standing} today={today} report={report} />
              <Figures standing={standing} report={report} />
            </div>
          </div>
          <div className="columns home-channels">
            {CHANNELS.map((one, index) => (
              <Block
                key={one.slug}
                title={one.title}
                more={{ label: one.more, href: `/channels/${one.slug}` }}
              >
                <Newest documents={channels[index] ?? []} empty="还没有发布内容。" />
              </Block>
            ))}
          </div>
        </>
      ),
    }
  },
}

/** The lights of disclosure: how the city itself is doing with what it owes. */
function Answers({ standing, today, report }: { standing: Standing; today: CivilDate; report: string }) {
  const lights = [
    ['green', standing.green],
    ['yellow', standing.yellow],
    ['red', standing.red],
  ] as const
  const open = standing.green + standing.yellow + standing.red
  return (
    <Block title="公开申请办得怎样">
      <ul className="answers">
        {lights.map(([light, count]) => (
          <li key={light}>
            <Light light={light} /> <span>{formatCount(count)} 件</span>
          </li>
        ))}
      </ul>
      <p className="answers-note">
        正在办理 {formatCount(open)} 件。<a href={report}>今年已答复 {formatCount(standing.answered)} 件</a>
        ，其中 {formatCount(standing.in_time)} 件在期限内。截至{formatChinese(today)}。
      </p>
    </Block>
  )
}

function Figures({ standing, report }: { standing: Standing; report: string }) {
  const figures = [
    ['/disclosure/catalogue', standing.documents, '件文件和信息'],
    ['/registers', standing.register_rows, '条台账记录'],
    ['/units', standing.units, '个公开单位'],
    [report, standing.requests, '件今年收到的公开申请'],
  ] as const
  return (
    <Block title="公开情况" more={{ label: '年度报告', href: '/reports' }}>
      <ul className="counts">
        {figures.map(([href, number, label]) => (
          <li key={label}>
            <a href={href}>
              <span className="count-number">{formatCount(number)}</span>{' '}
              <span className="count-label">{label}</span>
            </a>
          </li>
        ))}
      </ul>
    </Block>
  )
}
