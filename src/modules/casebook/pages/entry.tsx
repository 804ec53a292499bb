import { civilDateOf, formatChinese } from '#platform/dates.ts'
import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import { MetadataTable } from '#ui/portal/index.ts'
import { addressOf, topicLabel, type EntryKind } from '../kinds.ts'
import { shownByIds, type ShownEntry } from '../shown.ts'
import { findEntry } from '../store.ts'
import { monthAddress, monthWords } from './months.ts'
import { Texts, withdrawnPage } from './parts.tsx'
import { KEEP_SECONDS, recordOf } from './questions.tsx'

const LISTS: Readonly<Record<EntryKind, { label: string; href: string }>> = {
  question: { label: '问答库', href: '/questions' },
  case: { label: '典型案例', href: '/cases' },
}

export const entryPages: readonly PageRoute[] = [
  {
    method: 'GET',
    path: '/questions/:entryId',
    keep: KEEP_SECONDS,
    read: (request) => read('question', request),
  },
  { method: 'GET', path: '/cases/:entryId', keep: KEEP_SECONDS, read: (request) => read('case', request) },
]

async function read(kind: EntryKind, { db, params }: PageRequest): Promise<PageContent | undefined> {
  const { entryId = '' } = params
  if (!/^[1-9]\d{0,14}$/.test(entryId)) return undefined
  const [shown] = await shownByIds(db, [Number(entryId)])
  if (shown) return shown.kind === kind ? entryPage(shown) : undefined
  const entry = await findEntry(db, Number(entryId))
  // What was never public is not there; what was is gone, and its address says so.
  if (!entry || entry.kind !== kind || entry.state !== 'withdrawn' || entry.first_shown_at === null)
    return undefined
  return withdrawnPage(entry, LISTS[kind])
}

function entryPage(entry: ShownEntry): PageContent {
  const list = LISTS[entry.kind]
  const [first, last] = [civilDateOf(entry.shown_at), civilDateOf(entry.published_at)]
  return {
    title: entry.title,
    description: (entry.kind === 'question' ? entry.question : entry.facts).slice(0, 100),
    crumbs: [list, { label: entry.title }],
    section: 'consultations',
    tags: [`entry:${entry.id}`],
    article: { publishedAt: entry.shown_at, picture: undefined },
    data: recordOf(entry),
    ...(entry.kind === 'question' ? { structured: questionData(entry) } : {}),
    main: (
      <article className="entry-text">
        <h1>{entry.title}</h1>
        <Texts entry={entry} level={2} />
        <MetadataTable
          caption="关于这一条"
          rows={[
            ['答复单位', entry.unit_name],
            ['主题', topicLabel(entry.topic)],
            ...(entry.month === null
              ? []
              : [
                  [
                    '月报',
                    <a key="month" href={monthAddress(entry.month)}>
                      {monthWords(entry.month)}
                    </a>,
                  ] as const,
                ]),
            ['发布', formatChinese(first)],
            ...(first === last ? [] : [['更新', formatChinese(last)] as const]),
          ]}
        />
        <p className="notes">根据办结的事项整理，已隐去个人信息；具体事项以承办单位的答复为准。</p>
      </article>
    ),
  }
}

/** What search engines read of a question with its answer. */
function questionData(entry: ShownEntry): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'QAPage',
    mainEntity: {
      '@type': 'Question',
      name: entry.title,
      text: entry.question,
      answerCount: 1,
      acceptedAnswer: { '@type': 'Answer', text: entry.answer, url: addressOf(entry.kind, entry.id) },
    },
  }
}
