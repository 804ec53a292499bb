import { formatChinese, formatInstantChinese, type CivilDate } from '#platform/dates.ts'
import type { PageContent, PageRoute } from '#platform/http/page.ts'
import { wordsOf } from '#platform/text/words.ts'
import * as documents from '#kernel/documents/index.ts'
import { roleLabels } from '#kernel/identity/index.ts'
import { find } from '#kernel/search/index.ts'
import { findChannel, listAncestors, listSubchannels, MAIN_SITE } from '#modules/sites/index.ts'
import {
  ArticleBody,
  ArticleHead,
  AttachmentList,
  Block,
  EmptyState,
  ItemList,
  MetadataTable,
  Notice,
  Pagination,
  ReviewTrail,
} from '#ui/portal/index.ts'
import { Corrections, readCorrections } from './corrections.tsx'
import { snippetOf } from './snippet.tsx'
import { textOf } from './html.ts'
import * as store from './store.ts'

/** Fifteen minutes: an edit marks its pages stale at once, so time only bounds what nobody announced. */
const KEEP = 900
const PAGE_SIZE = 20
const OVERVIEW_SIZE = 5

export function publishingPages(): PageRoute[] {
  return [documentPage, channelPage, searchPage]
}

const VALIDITY: Readonly<Record<string, string>> = {
  withdrawn: '已撤回',
  repealed: '已废止',
  replaced: '已被替代',
  expired: '已失效',
}

/** 有效性 as the public reads it: a document under correction is in force until its correction is decided. */
function validityOf(state: string): string {
  return VALIDITY[state] ?? '有效'
}

type PublicDocument = NonNullable<Awaited<ReturnType<typeof documents.findPublicDocument>>>

const documentPage: PageRoute = {
  method: 'GET',
  path: '/documents/:documentId',
  keep: KEEP,
  everySite: true,
  async read({ db, site, params }) {
    const id = Number(params['documentId'])
    if (!Number.isSafeInteger(id) || id < 1) return undefined
    const found = await documents.findPublicDocument(db, id)
    if (!found) return undefined
    const channelId = await store.findPlace(db, id, site)
    const ancestors = channelId === undefined ? [] : await listAncestors(db, channelId)
    const withdrawn = found.state === 'withdrawn'
    const files = withdrawn ? [] : await documents.listAttachments(db, id, found.version)
    const successor =
      found.replaced_by_id === null ? undefined : await documents.findPublicDocument(db, found.replaced_by_id)
    const predecessors = await store.listReplacedBy(db, id)
    const corrections = withdrawn ? [] : await readCorrections(db, id)
    const shownOn = shownOnOf(found)
    return {
      title: found.title,
      description: found.summary || textOf(found.body_html).slice(0, 100),
      meta: [...columnTags(ancestors.at(-1)), ...articleTags(found)],
      crumbs: [
        ...ancestors.map((one) => ({ label: one.name, href: `/channels/${one.slug}` })),
        { label: '正文' },
      ],
      section: sectionOf(site, ancestors),
      tags: [`document:${id}`, `unit:${found.unit_id}`],
      main: (
        <article className="article">
          <Validity document={found} successor={successor} />
          <ArticleHead
            title={found.title}
            essentials={[
              found.issuer,
              ...(found.document_number ? [found.document_number] : []),
              <time key="date" dateTime={shownOn}>
                {formatChinese(shownOn)}发布
              </time>,
              validityOf(found.state),
            ]}
          />
          {withdrawn ? null : <ArticleBody html={found.body_html} />}
          {!withdrawn && found.body_html === '' && files.length === 0 ? (
            <Notice title="来源没有提供正文">
              <p>目前只有文件信息，可以向发布机构申请获取全文。</p>
            </Notice>
          ) : null}
          <AttachmentList
            files={files.map((file) => ({
              name: file.name,
              size: file.size,
              href: `/files/${file.id}/${encodeURIComponent(file.name)}`,
            }))}
          />
          {predecessors.length > 0 ? (
            <section>
              <h2>本文替代的文件</h2>
              <ul className="plain-list">
                {predecessors.map((one) => (
                  <li key={one.id}>
                    <a href={`/documents/${one.id}`}>{one.title}</a> {one.document_number}
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          <Corrections corrections={corrections} />
          <section>
            <Metadata document={found} />
          </section>
          <ReviewTrail
            steps={documents.approvalSteps(found.steps).map((step) => ({
              label:
                step.role === 'batch'
                  ? '批量公开认定（此前已公开）'
                  : step.role === 'drafter'
                    ? '承办人提出公开属性'
                    : (roleLabels[step.role as keyof typeof roleLabels] ?? step.role),
              on: step.on,
            }))}
          />
        </article>
      ),
    }
  },
}

function shownOnOf(found: PublicDocument): CivilDate {
  if (found.originally_published_on !== null) return found.originally_published_on
  if (found.published_at === null) throw new Error(`document ${found.id} has no publication time`)
  return formatInstantChinese(found.published_at).slice(0, 10) as CivilDate
}

/** Repealed ones say so first. */
function Validity({
  document,
  successor,
}: {
  document: PublicDocument
  successor: { id: number; title: string } | undefined
}) {
  if (VALIDITY[document.state] === undefined) return null
  const on = document.ended_on === null ? '' : `于${formatChinese(document.ended_on)}`
  return (
    <Notice kind="warning" title={`本文${on}${validityOf(document.state)}`}>
      <p>{document.end_reason}</p>
      {successor ? (
        <p>
          替代本文的文件：<a href={`/documents/${successor.id}`}>{successor.title}</a>
        </p>
      ) : null}
    </Notice>
  )
}

function Metadata({ document: found }: { document: PublicDocument }) {
  const rows: (readonly [string, React.ReactNode])[] = [
    ['索引号', found.index_number],
    ['发文字号', found.document_number ?? ''],
    [
      '发布机构',
      <a key="unit" href={`/units/${found.unit_code}`}>
        {found.issuer}
      </a>,
    ],
    ['成文日期', found.written_on ?? ''],
    ['施行日期', found.effective_on ?? ''],
    ['原发布日期', found.originally_published_on ?? ''],
    ['本站发布时间', found.published_at === null ? '' : formatInstantChinese(found.published_at)],
    ['主题分类', documents.topics[found.topic as keyof typeof documents.topics] ?? ''],
    ['体裁分类', documents.genres[found.genre as keyof typeof documents.genres] ?? ''],
    ['公开属性', documents.attributeLabels[found.attribute as documents.Attribute]],
    ['有效性', validityOf(found.state)],
    ['废止日期', found.ended_on ?? ''],
    ['关键词', found.keywords.join('、')],
    ['内容概述', found.summary],
  ]
  return (
    <MetadataTable caption="文件信息" rows={rows.filter(([, value]) => value !== '' && value !== null)} />
  )
}

function articleTags(found: PublicDocument) {
  return [
    { name: 'ArticleTitle', content: found.title },
    { name: 'PubDate', content: found.published_at === null ? '' : formatInstantChinese(found.published_at) },
    { name: 'ContentSource', content: found.issuer },
    { name: 'Keywords', content: found.keywords.join(',') },
    { name: 'Description', content: found.summary },
  ]
}

function columnTags(
  channel: { name: string; description?: string; keywords?: string; kind?: string } | undefined,
) {
  if (!channel) return []
  return [
    { name: 'ColumnName', content: channel.name },
    { name: 'ColumnDescription', content: channel.description || channel.name },
    { name: 'ColumnKeywords', content: channel.keywords || channel.name },
    { name: 'ColumnType', content: channel.kind || channel.name },
  ]
}

/** Which entry of the main navigation stands for a column. */
function sectionOf(site: string, ancestors: readonly { readonly slug: string }[]): string {
  if (site !== MAIN_SITE) return ancestors[0]?.slug ?? ''
  return ancestors.some((one) => one.slug === 'laws') ? 'laws' : 'disclosure'
}

function pageNumber(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1
}

function listed(one: store.ListedDocument) {
  return {
    href: `/documents/${one.id}`,
    title: one.title,
    date: one.shown_on,
    notes: [one.issuer, ...(one.document_number ? [one.document_number] : [])],
    ...(VALIDITY[one.state] === undefined ? {} : { mark: validityOf(one.state) }),
  }
}

const channelPage: PageRoute = {
  method: 'GET',
  path: '/channels/:slug',
  keep: KEEP,
  everySite: true,
  query: ['page'],
  async read({ db, site, params, query }): Promise<PageContent | undefined> {
    const channel = await findChannel(db, params['slug'] ?? '', site)
    if (!channel) return undefined
    const page = pageNumber(query['page'])
    const list = await store.listShown(db, channel.id, { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE })
    if (page > 1 && list.items.length === 0) return undefined
    const ancestors = await listAncestors(db, channel.id)
    const below = await listSubchannels(db, { channelId: channel.id })
    const feedAddress = `${site === MAIN_SITE ? '' : `/s/${site}`}/channels/${channel.slug}/feed.xml`
    const overview = list.total === 0 && below.length > 0
    const newest = overview
      ? await store.listNewestBelow(
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
                    共 {list.total.toLocaleString('en-US')} 条，按发布日期从新到旧 ·{' '}
                    <a href={feedAddress}>订阅</a> ·{' '}
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
function Overview({ documents: found }: { readonly documents: readonly store.ListedDocument[] }) {
  if (found.length === 0) return <EmptyState>还没有内容。</EmptyState>
  return <ItemList items={found.map(listed)} compact />
}

const searchPage: PageRoute = {
  method: 'GET',
  path: '/search',
  keep: 60,
  query: ['q', 'page'],
  async read({ db, query }) {
    const typed = (query['q'] ?? '').slice(0, 100)
    const page = pageNumber(query['page'])
    const hits = await find(db, {
      source: 'document',
      typed,
      offset: (page - 1) * PAGE_SIZE,
      limit: PAGE_SIZE,
    })
    const found = await store.listByIds(db, hits.ids)
    const words = [...new Set(wordsOf(typed))]
    return {
      title: typed === '' ? '搜索' : `“${typed}”的搜索结果`,
      crumbs: [{ label: '搜索' }],
      private: true,
      tags: ['documents'],
      main: (
        <>
          <div className="page-head">
            <h1>{typed === '' ? '搜索' : `搜索“${typed}”`}</h1>
          </div>
          {found.length > 0 ? (
            <>
              <p className="count-line">
                找到 {hits.total.toLocaleString('en-US')} 条，标题相符的在前 ·{' '}
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
}
