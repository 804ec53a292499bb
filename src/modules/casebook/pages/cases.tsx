import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import { pageWindow } from '#platform/http/shapes.ts'
import { EmptyState, formatCount, ItemList, Pagination } from '#ui/portal/index.ts'
import { addressOf, TAG } from '../kinds.ts'
import { listMonths, listShown, searchShown } from '../shown.ts'
import { monthAddress, monthWords, readMonth } from './months.ts'
import { EntrySearch, Texts } from './parts.tsx'
import { KEEP_SECONDS, listed, pageOf, recordOf } from './questions.tsx'

const TITLE = '典型案例'
const LIST = { label: TITLE, href: '/cases' }
const SIZE = 20
/** A month has a handful; a digest is read and printed whole. */
const MOST_IN_MONTH = 200

export const casePages: readonly PageRoute[] = [
  { method: 'GET', path: '/cases', keep: KEEP_SECONDS, query: ['q', 'page'], read: readCases },
  { method: 'GET', path: '/cases/month/:month', keep: KEEP_SECONDS, read: readDigest },
]

async function readCases(request: PageRequest): Promise<PageContent> {
  const window = pageWindow({ page: pageOf(request), size: SIZE })
  const typed = (request.query['q'] ?? '').slice(0, 100)
  const [list, months] = await Promise.all([
    typed === ''
      ? listShown(request.db, { kind: 'case' }, window)
      : searchShown(request.db, { kind: 'case' }, typed, window),
    listMonths(request.db),
  ])
  const href = (page: number) => {
    const query = new URLSearchParams({
      ...(typed === '' ? {} : { q: typed }),
      ...(page === 1 ? {} : { page: String(page) }),
    }).toString()
    return query === '' ? '/cases' : `/cases?${query}`
  }
  return {
    title: TITLE,
    description: '政府信息公开典型案例，按月编成月报。',
    crumbs: [{ label: TITLE }],
    section: 'consultations',
    tags: [TAG],
    feed: { href: '/cases/feed.xml', title: TITLE },
    data: {
      typed,
      order: typed === '' ? 'newest first' : 'title first, then newest',
      page: window.page,
      size: SIZE,
      total: list.total,
      months,
      items: list.items.map(recordOf),
    },
    main: (
      <>
        <div className="page-head">
          <h1>{TITLE}</h1>
          <p className="lead">从办结的事项中选编，已隐去个人信息。</p>
        </div>
        {months.length === 0 ? null : (
          <nav className="filter-links" aria-label="月报">
            <p>
              <span>月报：</span>
              {months.map(({ month, count }) => (
                <a key={month} href={monthAddress(month)}>
                  {monthWords(month)}（{count}）
                </a>
              ))}
            </p>
          </nav>
        )}
        <EntrySearch path="/cases" label="在典型案例中搜索" typed={typed} />
        <p className="count-line">
          共 {formatCount(list.total)} 件，
          {typed === '' ? '最近发布的在前' : '标题相符的在前，其余最近发布的在前'}
        </p>
        {list.items.length === 0 ? (
          <EmptyState>
            {typed === '' ? '还没有发布典型案例。' : '没有找到相符的案例。可以换一个词再试。'}
          </EmptyState>
        ) : (
          <ItemList items={list.items.map(listed)} />
        )}
        <Pagination page={window.page} size={SIZE} total={list.total} href={href} />
      </>
    ),
  }
}

/** All typical cases of a month on one page, for reading and printing. */
async function readDigest({ db, params }: PageRequest): Promise<PageContent | undefined> {
  const month = readMonth(params['month'] ?? '')
  if (month === undefined) return undefined
  const { items, total } = await listShown(db, { kind: 'case', month }, { offset: 0, limit: MOST_IN_MONTH })
  // A month without cases has no digest.
  if (total === 0) return undefined
  const title = `${monthWords(month)}典型案例月报`
  const inOrder = items.toReversed()
  return {
    title,
    crumbs: [LIST, { label: monthWords(month) }],
    section: 'consultations',
    tags: [TAG],
    data: { month: month.slice(0, 7), total, items: inOrder.map(recordOf) },
    main: (
      <>
        <div className="page-head">
          <h1>{title}</h1>
          <p className="lead">
            共 {total} 件，按发布的先后排列。{' '}
            <button type="button" className="quiet" data-print="" hidden>
              打印
            </button>
          </p>
        </div>
        <nav aria-label="目录">
          <ol>
            {inOrder.map((entry) => (
              <li key={entry.id}>
                <a href={`#case-${entry.id}`}>{entry.title}</a>
              </li>
            ))}
          </ol>
        </nav>
        {inOrder.map((entry) => (
          <article key={entry.id} id={`case-${entry.id}`} className="digest-case entry-text">
            <h2>
              <a href={addressOf('case', entry.id)}>{entry.title}</a>
            </h2>
            <p className="notes">{entry.unit_name}</p>
            <Texts entry={entry} level={3} />
          </article>
        ))}
      </>
    ),
  }
}
