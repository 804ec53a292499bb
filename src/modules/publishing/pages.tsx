import type { Handle } from '#platform/db/connect.ts'
import type { PageContent, PageRoute } from '#platform/http/page.ts'
import { wordsOf } from '#platform/text/words.ts'
import { find } from '#kernel/search/index.ts'
import { findChannel, listAncestors, listSubchannels, MAIN_SITE } from '#modules/sites/index.ts'
import { Block, EmptyState, formatCount, ItemList, Pagination } from '#ui/portal/index.ts'
import { columnTags, KEEP, sectionOf } from './column-tags.ts'
import { documentPage, versionPage, type Mentions } from './document-page.tsx'
import { summaryOf } from './public-api.ts'
import { snippetOf } from './snippet.tsx'
import { textOf } from './html.ts'
import { listByIds, type ListedDocument, listNewestBelow, listShown } from './store/lists.ts'
import { documentsOfSite } from './store/placements.ts'
import { markOf } from './validity.ts'

const PAGE_SIZE = 20
const OVERVIEW_SIZE = 5

export function publishingPages(mentions: Mentions, alsoFound: AlsoFound): PageRoute[] {
  return [documentPage(mentions), versionPage, channelPage, searchPage(alsoFound)]
}

function pageNumber(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1
}

function listed(one: ListedDocument) {
  return {
    href: `/documents/${one.id}`,
    title: one.title,
    date: one.shown_on,
    notes: [one.issuer, ...(one.document_number ? [one.document_number] : [])],
    ...markOf(one.state),
  }
}

const channelPage: PageRoute = {
  method: 'GET',
  path: '/channels/:slug',
  keep: KEEP,
  everySite: true,
  query: ['page'],
  async read({ db, site, params, query, publicUrl }): Promise<PageContent | undefined> {
    const channel = await findChannel(db, params['slug'] ?? '', site)
    if (!channel) return undefined
    const page = pageNumber(query['page'])
    const list = await listShown(db, channel.id, { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE })
    if (page > 1 && list.items.length === 0) return undefined
    const ancestors = await listAncestors(db, channel.id)
    const below = await listSubchannels(db, { channelId: channel.id })
    const feedAddress = `${site === MAIN_SITE ? '' : `/s/${site}`}/channels/${channel.slug}/feed.xml`
    const overview = list.total === 0 && below.length > 0
    const newest = overview
      ? await listNewestBelow(
          db,
          below.map((one) => one.id),
          OVERVIEW_SIZE,
        )
      : undefined
    return {
      title: page === 1 ? channel.name : `${channel.name}（第${page}页）`,
      description: channel.description,
      meta: columnTags(channel),
      crumbs: ancestors.map((one, index) =>
        index === ancestors.length - 1
          ? { label: one.name }
          : { label: one.name, href: `/channels/${one.slug}` },
      ),
      section: sectionOf(site, ancestors),
      tags: [overview ? 'documents' : `channel:${channel.id}`, 'channels'],
      feed: { href: feedAddress, title: channel.name },
      data: {
        channel: { slug: channel.slug, name: channel.name, description: channel.description },
        below: below.map((one) => ({ slug: one.slug, name: one.name })),
        page,
        size: PAGE_SIZE,
        total: list.total,
        items: (newest ? [...newest.values()].flat() : list.items).map((one) => summaryOf(one, publicUrl)),
      },
      main: (
        <>
          <div className="page-head">
            <h1>{channel.name}</h1>
            {channel.description ? <p className="lead">{channel.description}</p> : null}
          </div>
          <div className={below.length > 0 ? 'with-side' : undefined}>
            {below.length > 0 ? (
              <nav className="side-nav" aria-label="下级栏目">
                <h2>下级栏目</h2>
                <ul>
                  {below.map((one) => (
                    <li key={one.slug}>
                      <a href={`/channels/${one.slug}`}>{one.name}</a>
                    </li>
                  ))}
                </ul>
              </nav>
            ) : null}
            <div>
              {newest ? (
                <div className="columns">
                  {below.map((one) => (
                    <Block
                      key={one.slug}
                      title={one.name}
                      more={{ label: '查看全部', href: `/channels/${one.slug}` }}
                    >
                      <Overview documents={newest.get(one.id) ?? []} />
                    </Block>
                  ))}
                </div>
              ) : list.total > 0 ? (
                <>
                  <p className="count-line">
                    共 {formatCount(list.total)} 条，按发布日期从新到旧 · <a href={feedAddress}>订阅</a> ·{' '}
                    <a href={`/subscriptions/new?channel=${channel.slug}&site=${site}`}>邮件订阅</a>
                  </p>
                  <ItemList items={list.items.map(listed)} />
                </>
              ) : (
                <EmptyState>本栏目还没有内容。</EmptyState>
              )}
              <Pagination
                page={page}
                size={PAGE_SIZE}
                total={list.total}
                href={(one) => `/channels/${channel.slug}${one === 1 ? '' : `?page=${one}`}`}
              />
            </div>
          </div>
        </>
      ),
    }
  },
}

/** What a column without documents of its own shows of one below it. */
function Overview({ documents: found }: { readonly documents: readonly ListedDocument[] }) {
  if (found.length === 0) return <EmptyState>还没有内容。</EmptyState>
  return <ItemList items={found.map(listed)} compact />
}

/** What else of the portal holds the words typed, beside documents: of each group the first few, and where all are. */
export type AlsoFound = (handle: Handle, typed: string) => Promise<readonly FoundGroup[]>

interface FoundGroup {
  readonly label: string
  readonly total: number
  readonly href: string
  readonly items: readonly { readonly href: string; readonly title: string; readonly excerpt: string }[]
  /** What makes a page with them stale. */
  readonly tag: string
}

const searchPage = (alsoFound: AlsoFound): PageRoute => ({
  method: 'GET',
  path: '/search',
  keep: 60,
  everySite: true,
  query: ['q', 'page'],
  async read({ db, site, query, publicUrl }) {
    const typed = (query['q'] ?? '').slice(0, 100)
    const page = pageNumber(query['page'])
    const hits = await find(db, {
      source: 'document',
      typed,
      ...(site === MAIN_SITE ? {} : { among: documentsOfSite(site) }),
      offset: (page - 1) * PAGE_SIZE,
      limit: PAGE_SIZE,
    })
    const found = await listByIds(db, hits.ids)
    // They stand before the documents once, on the first page of the whole portal's search.
    const also = site === MAIN_SITE && page === 1 && typed !== '' ? await alsoFound(db, typed) : []
    const words = [...new Set(wordsOf(typed))]
    return {
      title: typed === '' ? '搜索' : `“${typed}”的搜索结果`,
      crumbs: [{ label: '搜索' }],
      private: true,
      tags: ['documents', ...also.map((group) => group.tag)],
      data: {
        typed,
        page,
        size: PAGE_SIZE,
        total: hits.total,
        items: found.map((one) => summaryOf(one, publicUrl)),
      },
      main: (
        <>
          <div className="page-head">
            <h1>{typed === '' ? '搜索' : `搜索“${typed}”`}</h1>
            {site === MAIN_SITE ? null : (
              <p className="lead">
                在本网站中搜索。
                <a href={`/search?${new URLSearchParams({ q: typed }).toString()}`} rel="up">
                  在全部网站中搜索
                </a>
              </p>
            )}
          </div>
          {also
            .filter((group) => group.total > 0)
            .map((group) => (
              <Block
                key={group.href}
                title={`${group.label}（${formatCount(group.total)}）`}
                more={{ label: '查看全部', href: group.href }}
              >
                <ItemList
                  items={group.items.map((one) => ({ ...one, snippet: snippetOf(one.excerpt, words) }))}
                />
              </Block>
            ))}
          {found.length > 0 ? (
            <>
              <p className="count-line">
                找到 {formatCount(hits.total)} 条，标题相符的在前 ·{' '}
                <a href={`/subscriptions/new?${new URLSearchParams({ q: typed }).toString()}`}>邮件订阅</a>
              </p>
              <ItemList
                items={found.map((one) => ({
                  ...listed(one),
                  snippet: snippetOf(textOf(one.body_html), words),
                }))}
              />
            </>
          ) : (
            <EmptyState>
              {typed === ''
                ? '请在上面的搜索框里输入文件名、文号或者关键词。'
                : '没有找到相符的内容。可以换一个词，或者减少几个字再试。'}
            </EmptyState>
          )}
          <Pagination
            page={page}
            size={PAGE_SIZE}
            total={hits.total}
            href={(one) =>
              `/search?${new URLSearchParams({ q: typed, ...(one === 1 ? {} : { page: String(one) }) }).toString()}`
            }
          />
        </>
      ),
    }
  },
})
