import type { ReactNode } from 'react'
import { formatChinese, formatInstantChinese, type CivilDate } from '#platform/dates.ts'
import type { PageContent, PageRoute } from '#platform/http/page.ts'
import { findPublicDocument } from '#kernel/documents/index.ts'
import { listNewestBelow, listShown } from '#modules/publishing/index.ts'
import { findChannel, findSite, listAncestors, listSubchannels, MAIN_SITE } from '#modules/sites/index.ts'
import { ArticleBody, ArticleHead, EmptyState, formatCount, Notice } from '#ui/portal/index.ts'
import { readSetting } from './store.ts'

const KEEP = 300
const PAGE_SIZE = 8
const NEWEST = 4
/** After so many seconds without a touch the terminal belongs to the next person. */
const IDLE_SECONDS = 90

const baseOf = (site: string) => `${site === MAIN_SITE ? '' : `/s/${site}`}/kiosk`

interface Shown {
  readonly title: string
  readonly site: string
  /** Where 返回 leads; none on the first page. */
  readonly back?: string
  readonly print?: boolean
  readonly tags: readonly string[]
  readonly main: ReactNode
}

/** A page of the terminal: what it shows, and under it the same few large buttons on every page. */
function kioskPage({ title, site, back, print = false, tags, main }: Shown): PageContent {
  const home = baseOf(site)
  return {
    title,
    display: 'kiosk',
    private: true,
    tags: [...tags, 'channels'],
    main: (
      <>
        {main}
        <div
          className="kiosk-idle"
          data-idle={IDLE_SECONDS}
          data-home={back === undefined ? undefined : home}
          hidden
        >
          <p role="timer">
            <span data-left="">{IDLE_SECONDS}</span> 秒后返回首页
          </p>
          <button type="button" data-stay="" hidden>
            继续浏览
          </button>
        </div>
        <nav className="kiosk-bar" aria-label="操作">
          {back === undefined ? null : (
            <>
              <a href={back} className="kiosk-key">
                返回
              </a>
              <a href={home} className="kiosk-key">
                首页
              </a>
            </>
          )}
          <button type="button" className="kiosk-key" data-large="" aria-pressed="false" hidden>
            大字
          </button>
          {print ? (
            <button type="button" className="kiosk-key" data-print="" hidden>
              打印
            </button>
          ) : null}
        </nav>
      </>
    ),
  }
}

function Tiles({ of, base }: { of: readonly { slug: string; name: string }[]; base: string }) {
  return (
    <ul className="kiosk-tiles">
      {of.map((one) => (
        <li key={one.slug}>
          <a href={`${base}/channels/${one.slug}`}>{one.name}</a>
        </li>
      ))}
    </ul>
  )
}

interface Item {
  readonly id: number
  readonly title: string
  readonly issuer: string
  readonly shown_on: CivilDate
}

function Items({ items, base }: { items: readonly Item[]; base: string }) {
  return (
    <ul className="kiosk-items">
      {items.map((one) => (
        <li key={one.id}>
          <a href={`${base}/documents/${one.id}`}>
            <span className="kiosk-title">{one.title}</span>
            <span className="kiosk-note">
              {one.issuer} · {formatChinese(one.shown_on)}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

const home: PageRoute = {
  method: 'GET',
  path: '/kiosk',
  keep: KEEP,
  everySite: true,
  async read({ db, site }) {
    const row = await findSite(db, site)
    if (!row) return undefined
    const { columns } = await readSetting(db, row.id)
    const newest = await newestOf(
      db,
      columns.map((one) => one.id),
    )
    return kioskPage({
      title: '首页',
      site,
      tags: ['documents', `displays:${row.id}`],
      main: (
        <>
          <h1>请点选要看的内容</h1>
          {columns.length > 0 ? (
            <Tiles of={columns} base={baseOf(site)} />
          ) : (
            <EmptyState>还没有栏目。</EmptyState>
          )}
          {newest.length > 0 ? (
            <>
              <h2>最新公开</h2>
              <Items items={newest} base={baseOf(site)} />
            </>
          ) : null}
        </>
      ),
    })
  },
}

async function newestOf(db: Parameters<typeof listNewestBelow>[0], ids: readonly number[]): Promise<Item[]> {
  const found = await listNewestBelow(db, ids, NEWEST)
  const all = new Map([...found.values()].flat().map((one) => [one.id, one]))
  return [...all.values()]
    .toSorted((one, other) =>
      one.shown_on < other.shown_on ? 1 : one.shown_on > other.shown_on ? -1 : other.id - one.id,
    )
    .slice(0, NEWEST)
}

const channel: PageRoute = {
  method: 'GET',
  path: '/kiosk/channels/:slug',
  keep: KEEP,
  everySite: true,
  query: ['page'],
  async read({ db, site, params, query }) {
    const found = await findChannel(db, params['slug'] ?? '', site)
    if (!found) return undefined
    const page = /^[1-9]\d{0,4}$/.test(query['page'] ?? '') ? Number(query['page']) : 1
    const { items, total } = await listShown(db, found.id, {
      offset: (page - 1) * PAGE_SIZE,
      limit: PAGE_SIZE,
    })
    if (page > 1 && items.length === 0) return undefined
    const below = page === 1 ? await listSubchannels(db, { channelId: found.id }) : []
    const base = baseOf(site)
    const parent = (await listAncestors(db, found.id)).at(-2)
    const pages = Math.ceil(total / PAGE_SIZE)
    const address = (one: number) => `${base}/channels/${found.slug}${one === 1 ? '' : `?page=${one}`}`
    return kioskPage({
      title: found.name,
      site,
      back: parent ? `${base}/channels/${parent.slug}` : base,
      tags: [`channel:${found.id}`],
      main: (
        <>
          <h1>{found.name}</h1>
          {below.length > 0 ? <Tiles of={below} base={base} /> : null}
          {items.length > 0 ? <Items items={items} base={base} /> : null}
          {items.length === 0 && below.length === 0 ? <EmptyState>本栏目还没有内容。</EmptyState> : null}
          {pages > 1 ? (
            <nav className="kiosk-pages" aria-label="翻页">
              {page > 1 ? (
                <a href={address(page - 1)} className="kiosk-key">
                  上一页
                </a>
              ) : null}
              <span>
                第 {page} 页，共 {formatCount(pages)} 页
              </span>
              {page < pages ? (
                <a href={address(page + 1)} className="kiosk-key">
                  下一页
                </a>
              ) : null}
            </nav>
          ) : null}
        </>
      ),
    })
  },
}

const ENDED: Readonly<Record<string, string>> = {
  withdrawn: '本文已撤回',
  repealed: '本文已废止',
  replaced: '本文已被替代',
  expired: '本文已失效',
}

const document: PageRoute = {
  method: 'GET',
  path: '/kiosk/documents/:documentId',
  keep: KEEP,
  everySite: true,
  async read({ db, site, params }) {
    const id = Number(params['documentId'])
    const found = Number.isSafeInteger(id) && id > 0 ? await findPublicDocument(db, id) : undefined
    if (!found) return undefined
    const place = await findShownIn(db, id, site)
    const ended = ENDED[found.state]
    const shownOn =
      found.originally_published_on ??
      (found.published_at ? (formatInstantChinese(found.published_at).slice(0, 10) as CivilDate) : undefined)
    return kioskPage({
      title: found.title,
      site,
      back: place === undefined ? baseOf(site) : `${baseOf(site)}/channels/${place}`,
      print: found.state !== 'withdrawn',
      tags: [`document:${id}`],
      main: (
        <article className="article">
          {ended === undefined ? null : (
            <Notice kind="warning" title={ended}>
              <p>{found.end_reason}</p>
            </Notice>
          )}
          <ArticleHead
            title={found.title}
            essentials={[
              found.issuer,
              ...(found.document_number ? [found.document_number] : []),
              ...(shownOn ? [`${formatChinese(shownOn)}发布`] : []),
            ]}
          />
          {found.state === 'withdrawn' ? null : <ArticleBody html={withoutLinks(found.body_html)} />}
          {found.state !== 'withdrawn' && found.body_html === '' ? (
            <p>这份文件没有网页正文，附件请到门户网站下载，或者向窗口工作人员索取。</p>
          ) : null}
          <p className="kiosk-note">索引号 {found.index_number}</p>
        </article>
      ),
    })
  },
}

/** The terminal leads nowhere else: links in a text are its words. */
function withoutLinks(html: string): string {
  return html.replace(/<a(?:\s[^>]*)?>/gi, '<span>').replace(/<\/a\s*>/gi, '</span>')
}

/** The column of the site that shows the document, for the way back. */
async function findShownIn(
  db: Parameters<typeof listShown>[0],
  documentId: number,
  site: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('publishing.placement as p')
    .innerJoin('sites.channel as c', 'c.id', 'p.channel_id')
    .innerJoin('sites.site as s', 's.id', 'c.site_id')
    .select('c.slug')
    .where('p.document_id', '=', documentId)
    .where('p.shown_on', 'is not', null)
    .where('s.slug', '=', site)
    .orderBy('c.id')
    .executeTakeFirst()
  return row?.slug
}

export const kioskPages = [home, channel, document]
