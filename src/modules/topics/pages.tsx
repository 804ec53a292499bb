import type { ReactNode } from 'react'
import { formatChinese } from '#platform/dates.ts'
import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import { pageWindow } from '#platform/http/shapes.ts'
import { find } from '#kernel/search/index.ts'
import { listByIds, listNewestBelow } from '#modules/publishing/index.ts'
import {
  Block,
  DataTable,
  EmptyState,
  ItemList,
  MetadataTable,
  Notice,
  Pagination,
  StatusTimeline,
} from '#ui/portal/index.ts'
import { stageLabels, type Stage } from './kinds.ts'
import { FilterLinks, ItemTables, Progress } from './parts.tsx'
import * as store from './store.ts'

const KEEP_SECONDS = 600
const SECTION = 'disclosure'
const LIST = { label: '专题', href: '/topics' }
const NEWEST = 6
const SIZE = 100

const pageOf = (request: PageRequest) => Number(/^[1-9]\d{0,4}$/.exec(request.query['page'] ?? '1')?.[0] ?? 1)

export const topicsPages: readonly PageRoute[] = [
  { method: 'GET', path: '/topics', keep: KEEP_SECONDS, query: ['page'], read: readTopics },
  {
    method: 'GET',
    path: '/topics/:topicSlug',
    keep: KEEP_SECONDS,
    query: ['unit', 'stage', 'overdue', 'by', 'page'],
    read: readTopic,
  },
  { method: 'GET', path: '/topics/items/:itemId', keep: KEEP_SECONDS, query: ['page'], read: readItem },
]

async function readTopics(request: PageRequest): Promise<PageContent> {
  const window = pageWindow({ page: pageOf(request) })
  const topics = await store.listTopics(request.db, request.today, window)
  const total = await store.countTopics(request.db)
  const table = (caption: string, rows: readonly store.ListedTopic[]) => (
    <DataTable
      caption={caption}
      columns={[
        { label: '专题' },
        { label: '主办单位' },
        { label: '任务', numeric: true },
        { label: '已完成', numeric: true },
        { label: '逾期', numeric: true },
        { label: caption === '已归档' ? '归档日期' : '开设日期' },
      ]}
      rows={rows.map((topic) => [
        <a key="topic" href={`/topics/${topic.slug}`}>
          {topic.title}
        </a>,
        topic.unit_name,
        String(topic.items),
        String(topic.done),
        String(topic.overdue),
        topic.closed_on ?? topic.opened_on,
      ])}
    />
  )
  const open = topics.filter((topic) => topic.closed_on === null)
  const closed = topics.filter((topic) => topic.closed_on !== null)
  return {
    title: LIST.label,
    description: '重点工作的专题，任务由谁负责、做到哪一步、什么时候完成。',
    crumbs: [{ label: LIST.label }],
    section: SECTION,
    tags: ['topics'],
    main: (
      <>
        <h1>{LIST.label}</h1>
        {topics.length === 0 && <EmptyState>还没有专题。</EmptyState>}
        {open.length > 0 && table('进行中', open)}
        {closed.length > 0 && table('已归档', closed)}
        <Pagination page={window.page} size={window.size} total={total} href={(to) => `/topics?page=${to}`} />
      </>
    ),
  }
}

async function readTopic(request: PageRequest): Promise<PageContent | undefined> {
  const { db, query, today } = request
  const topic = await store.findListedTopic(db, { slug: request.params['topicSlug'] ?? '' }, today)
  if (!topic) return undefined
  const counts = await store.countStanding(db, topic.id, today)
  const unit = counts.find((one) => one.unit_code === query['unit'])
  const stage = Object.hasOwn(stageLabels, query['stage'] ?? '') ? (query['stage'] as Stage) : undefined
  const overdue = query['overdue'] === '1'
  // A filter that means nothing is no page of ours.
  if ((query['unit'] !== undefined && !unit) || (query['stage'] !== undefined && !stage)) return undefined
  const by = query['by'] === 'unit' ? 'unit' : 'heading'
  const window = pageWindow({ page: pageOf(request), size: SIZE })
  const filter = {
    topicId: topic.id,
    today,
    ...(unit ? { unitIds: [unit.unit_id] } : {}),
    ...(stage ? { stage } : {}),
    ...(overdue ? { overdue } : {}),
  }
  const items = await store.listItems(db, filter, { ...window, by })
  const total = await store.countItems(db, filter)
  const chosen = {
    ...(unit ? { unit: unit.unit_code } : {}),
    ...(stage ? { stage } : {}),
    ...(overdue ? { overdue: '1' } : {}),
    ...(by === 'unit' ? { by: 'unit' } : {}),
  }
  const address = `/topics/${topic.slug}`
  const href = (change: Readonly<Record<string, string | undefined>>) => {
    const merged = Object.entries({ ...chosen, ...change }).filter(([, value]) => value !== undefined)
    const text = new URLSearchParams(merged as [string, string][]).toString()
    return text === '' ? `${address}#progress` : `${address}?${text}#progress`
  }
  return {
    title: topic.title,
    description: topic.introduction.slice(0, 100),
    crumbs: [LIST, { label: topic.title }],
    section: SECTION,
    tags: ['topics', 'documents'],
    main: (
      <>
        <h1>{topic.title}</h1>
        {topic.closed_on !== null && (
          <Notice title={`本专题已于${formatChinese(topic.closed_on)}归档`}>
            <p>内容留存供查阅，不再更新。</p>
          </Notice>
        )}
        {topic.introduction !== '' && <p className="lead">{topic.introduction}</p>}
        {await sectionBlocks(request, topic.id)}
        {topic.items > 0 && (
          <Block title="任务进展" id="progress">
            <p>
              共{topic.items}项，已完成{topic.done}项，逾期{topic.overdue}项。下载：
              <a href={`/api/v1/topic-files/${topic.slug}/items.csv`}>表格（CSV）</a>、
              <a href={`/api/v1/topic-files/${topic.slug}/items.json`}>数据（JSON）</a>
            </p>
            <FilterLinks counts={counts} chosen={{ unit: unit?.unit_code, stage, overdue, by }} href={href} />
            {items.length === 0 ? (
              <EmptyState>没有符合条件的任务。</EmptyState>
            ) : (
              <div className="wide-tables">
                <ItemTables items={items} by={by} />
              </div>
            )}
            <Pagination
              page={window.page}
              size={SIZE}
              total={total}
              href={(to) => href({ page: String(to) })}
            />
          </Block>
        )}
      </>
    ),
  }
}

async function sectionBlocks(request: PageRequest, topicId: number) {
  const sections = await store.listSections(request.db, topicId)
  const channels = await listNewestBelow(
    request.db,
    sections.flatMap((section) => section.channelId ?? []),
    NEWEST,
  )
  return Promise.all(
    sections.map(async (section, index) => {
      const documents =
        section.channelId === null
          ? await listByIds(
              request.db,
              section.documentId === null
                ? (
                    await find(request.db, {
                      source: 'document',
                      typed: section.words,
                      offset: 0,
                      limit: NEWEST,
                    })
                  ).ids
                : [section.documentId],
            )
          : (channels.get(section.channelId) ?? [])
      const more = moreOf(section)
      return (
        <Block key={index} title={section.title} more={more}>
          {documents.length === 0 ? (
            <EmptyState>还没有公开的文件。</EmptyState>
          ) : (
            <ItemList
              items={documents.map((one) => ({
                href: `/documents/${one.id}`,
                title: one.title,
                date: one.shown_on,
                notes: [one.unit_name],
              }))}
            />
          )}
        </Block>
      )
    }),
  )
}

function moreOf(section: Awaited<ReturnType<typeof store.listSections>>[number]) {
  if (section.channelSlug !== null) return { label: '查看全部', href: `/channels/${section.channelSlug}` }
  if (section.kind === 'search')
    return { label: '查看全部', href: `/search?q=${encodeURIComponent(section.words)}` }
  return undefined
}

async function readItem(request: PageRequest): Promise<PageContent | undefined> {
  const { itemId = '' } = request.params
  if (!/^[1-9]\d{0,14}$/.test(itemId)) return undefined
  const [item] = await store.listItems(
    request.db,
    { id: Number(itemId), today: request.today },
    { offset: 0, limit: 1 },
  )
  if (!item) return undefined
  const window = pageWindow({ page: pageOf(request) })
  const reports = await store.listReports(request.db, item.id, window)
  const total = await store.countReports(request.db, item.id)
  const rows: readonly (readonly [label: string, value: ReactNode])[] = [
    ['板块', item.heading],
    ['责任单位', item.unit_name],
    ['配合单位', item.further.map((unit) => unit.name).join('、')],
    ['阶段', stageLabels[item.stage]],
    ['完成', <Progress key="progress" percent={item.percent} />],
    ['完成期限', item.due_on],
    ['最近报送', item.reported_on ?? '还没有报送'],
    ['下次报送期限', item.report_due_on ?? ''],
    [
      '来源',
      item.source_document_id === null ? (
        item.source
      ) : (
        <a key="source" href={`/documents/${item.source_document_id}`}>
          {item.source === '' ? '查看文件' : item.source}
        </a>
      ),
    ],
  ]
  return {
    title: item.goal,
    crumbs: [LIST, { label: item.topic_title, href: `/topics/${item.topic_slug}` }, { label: '任务' }],
    section: SECTION,
    tags: ['topics'],
    main: (
      <>
        <h1>{item.goal}</h1>
        {item.overdue && <Notice kind="warning" title={overdueWords(item, request.today)} />}
        <MetadataTable caption="任务" rows={rows.filter(([, value]) => value !== '')} />
        <Block title="报送的进展">
          {reports.length === 0 ? (
            <EmptyState>责任单位还没有报送进展。</EmptyState>
          ) : (
            <StatusTimeline
              steps={reports.map((one) => ({
                label: `${stageLabels[one.stage]}，完成${one.percent}%`,
                on: one.reported_on,
                detail: (
                  <>
                    <p>{one.done}</p>
                    {one.reason !== '' && <p>百分比下调的原因：{one.reason}</p>}
                    <p className="notes">{one.unit_name}</p>
                  </>
                ),
              }))}
            />
          )}
          <Pagination
            page={window.page}
            size={window.size}
            total={total}
            href={(to) => `/topics/items/${item.id}?page=${to}`}
          />
        </Block>
      </>
    ),
  }
}

function overdueWords(item: store.ListedItem, today: string): string {
  return item.due_on < today ? '这项任务过了完成期限' : '这项任务的进展没有按期报送'
}
