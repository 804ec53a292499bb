import type { PageRoute } from '#platform/http/page.ts'
import { MAIN_SITE } from '#modules/sites/index.ts'
import { navigation } from '../navigation.ts'
import * as store from '../store.ts'

const SERVICES = [
  ...navigation,
  { label: '申请进度查询', href: '/requests/status' },
  { label: '政府信息公开目录', href: '/disclosure/catalogue' },
  { label: '公开台账', href: '/registers' },
  { label: '政府公报', href: '/gazette' },
  { label: '规章和规范性文件', href: '/normative' },
  { label: '专题', href: '/topics' },
  { label: '发布和互动', href: '/outreach' },
]

type Channel = Awaited<ReturnType<typeof store.listChannelTree>>[number]

export const siteMap: PageRoute = {
  method: 'GET',
  path: '/sitemap',
  keep: 300,
  everySite: true,
  async read({ db, site }) {
    const channels = await store.listChannelTree(db, site)
    return {
      title: '网站地图',
      crumbs: [{ label: '网站地图' }],
      tags: ['channels'],
      main: (
        <>
          <div className="page-head">
            <h1>网站地图</h1>
          </div>
          <div className="site-map">
            {site === MAIN_SITE ? <Services /> : null}
            {below(channels, null).map((top) => (
              <section key={top.slug}>
                <h2>
                  <a href={`/channels/${top.slug}`}>{top.name}</a>
                </h2>
                <Branch channels={channels} parent={top} />
              </section>
            ))}
          </div>
        </>
      ),
    }
  },
}

function Services() {
  return (
    <section>
      <h2>服务</h2>
      <ul>
        {SERVICES.map((one) => (
          <li key={one.href}>
            <a href={one.href}>{one.label}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function below(channels: readonly Channel[], slug: string | null): Channel[] {
  return channels.filter((channel) => channel.parent_slug === slug)
}

/** All that stands below a channel, however deep. */
function Branch({ channels, parent }: { channels: readonly Channel[]; parent: Channel }) {
  const own = below(channels, parent.slug)
  if (own.length === 0) return null
  return (
    <ul>
      {own.map((channel) => (
        <li key={channel.slug}>
          <a href={`/channels/${channel.slug}`}>{channel.name}</a>
          <Branch channels={channels} parent={channel} />
        </li>
      ))}
    </ul>
  )
}
