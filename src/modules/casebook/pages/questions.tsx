import { civilDateOf } from '#platform/dates.ts'
import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import { pageWindow } from '#platform/http/shapes.ts'
import { topics } from '#kernel/documents/index.ts'
import { EmptyState, formatCount, ItemList, Pagination } from '#ui/portal/index.ts'
import { addressOf, TAG, topicLabel } from '../kinds.ts'
import { countShown, excerptOf, listShown, searchShown, type ShownEntry } from '../shown.ts'
import { EntrySearch, FilterLists } from './parts.tsx'

export const KEEP_SECONDS = 600
const SIZE = 20
const TITLE = '问答库'

export const pageOf = (request: PageRequest) =>
  Number(/^[1-9]\d{0,4}$/.exec(request.query['page'] ?? '1')?.[0] ?? 1)

export const questionsPage: PageRoute = {
  method: 'GET',
  path: '/questions',
  keep: KEEP_SECONDS,
  query: ['q', 'topic', 'unit', 'page'],
  read: readQuestions,
}

async function readQuestions(request: PageRequest): Promise<PageContent | undefined> {
  const { db, query } = request
  const typed = (query['q'] ?? '').slice(0, 100)
  const counts = await countShown(db, 'question')
  const unit = counts.units.find((one) => one.code === query['unit'])
  const topic = Object.hasOwn(topics, query['topic'] ?? '') ? query['topic'] : undefined
  // A filter that means nothing is no page of ours; a unit without questions is one that has none.
  if (query['topic'] !== undefined && topic === undefined) return undefined
  const window = pageWindow({ page: pageOf(request), size: SIZE })
  const filter = { kind: 'question', topic, unitId: unit?.id } as const
  const none = query['unit'] !== undefined && unit === undefined
  const list = none
    ? { items: [], total: 0 }
    : typed === ''
      ? await listShown(db, filter, window)
      : await searchShown(db, filter, typed, window)
  const chosen = { ...(typed === '' ? {} : { q: typed }), ...pick(query, ['topic', 'unit']) }
  const href = (change: Readonly<Record<string, string | undefined>>) => {
    const merged = Object.entries({ ...chosen, ...change }).filter(([, value]) => value !== undefined)
    const text = new URLSearchParams(merged as [string, string][]).toString()
    return text === '' ? '/questions' : `/questions?${text}`
  }
  return {
    title: typed === '' ? TITLE : `“${typed}”：${TITLE}`,
    description: '从办结的咨询和公开申请中整理的问答。',
    crumbs: [{ label: TITLE }],
    section: 'consultations',
    tags: [TAG],
    feed: { href: '/questions/feed.xml', title: TITLE },
    data: {
      typed,
      topic: topic ?? null,
      unit: unit?.code ?? null,
      order: typed === '' ? 'newest first' : 'title first, then newest',
      page: window.page,
      size: SIZE,
      total: list.total,
      items: list.items.map(recordOf),
    },
    main: (
      <>
        <div className="page-head">
          <h1>{TITLE}</h1>
          <p className="lead">
            从办结的咨询和公开申请中整理，已隐去个人信息。没有找到的，可以
            <a href="/consultations/new">咨询</a>。
          </p>
        </div>
        <EntrySearch
          path="/questions"
          label="在问答库中搜索"
          typed={typed}
          kept={pick(query, ['topic', 'unit'])}
        />
        <FilterLists
          topics={[...counts.topics].map(([code, count]) => ({
            label: `${topicLabel(code)}（${count}）`,
            href: href({ topic: code, page: undefined }),
            current: code === topic,
          }))}
          units={counts.units.map(({ code, name, count }) => ({
            label: `${name}（${count}）`,
            href: href({ unit: code, page: undefined }),
            current: code === unit?.code,
          }))}
          allTopics={{ href: href({ topic: undefined, page: undefined }), current: topic === undefined }}
          allUnits={{
            href: href({ unit: undefined, page: undefined }),
            current: query['unit'] === undefined,
          }}
        />
        <p className="count-line">
          共 {formatCount(list.total)} 条，
          {typed === '' ? '最近发布的在前' : '标题相符的在前，其余最近发布的在前'}
        </p>
        {list.items.length === 0 ? (
          <EmptyState>
            {typed === '' ? '还没有符合条件的问答。' : '没有找到相符的问答。可以换一个词，或者直接咨询。'}
          </EmptyState>
        ) : (
          <ItemList items={list.items.map(listed)} />
        )}
        <Pagination
          page={window.page}
          size={SIZE}
          total={list.total}
          href={(to) => href({ page: to === 1 ? undefined : String(to) })}
        />
      </>
    ),
  }
}

const pick = (query: Readonly<Record<string, string>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(query).filter(([name]) => names.includes(name)))

export function listed(entry: ShownEntry) {
  return {
    href: addressOf(entry.kind, entry.id),
    title: entry.title,
    date: civilDateOf(entry.shown_at),
    notes: [entry.unit_name, topicLabel(entry.topic)],
    snippet: excerptOf(entry),
  }
}

/** An entry for programs; where it came from is nobody's business. */
export function recordOf(entry: ShownEntry) {
  const { id, kind, title, unit_code: unit, topic, month, question, answer, facts, dispute, points } = entry
  return {
    id,
    address: addressOf(kind, id),
    title,
    unit,
    topic,
    ...(kind === 'question'
      ? { question, answer }
      : { month, facts, dispute, points, insight: entry.insight }),
    basis: entry.basis,
    shownAt: entry.shown_at,
    publishedAt: entry.published_at,
  }
}
