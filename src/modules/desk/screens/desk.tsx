import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { get } from '#ui/console/api.ts'
import { dueText } from '#ui/console/dates.ts'
import { PageHead, Section } from '#ui/console/detail.tsx'
import { Light } from '#ui/console/light.tsx'
import { ListTable } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import type { DeskItemView, DeskView } from '../contract.ts'

export const deskQuery = queryOptions({
  queryKey: ['desk'],
  queryFn: ({ signal }) => get<DeskView>('/desk', {}, signal),
})

const KINDS = {
  review: '审核',
  request: '依申请公开',
  document: '文档',
  cleanup: '文件清理',
  guide: '公开指南',
  topic_item: '专题任务',
  consultation: '咨询',
  entry: '问答和案例',
  remedy: '复议诉讼',
  annual_report: '年度报告',
  site_report: '网站年度报表',
  cohandling: '会办',
} as const

/** The first screen: what is due, what waits for me, what came back. */
export function DeskScreen() {
  const { data: desk } = useSuspenseQuery(deskQuery)
  return (
    <>
      <PageHead title="今天要办" />
      <Tiles desk={desk} />
      <Section title="按紧急程度">
        {desk.items.length === 0 ? (
          <EmptyState title="现在没有要办的">
            <p>收到申请、有文档送审或者被退回时，会出现在这里。</p>
          </EmptyState>
        ) : (
          <ListTable
            caption="要办的事项，最紧急的在前"
            rows={desk.items}
            rowKey={(item) => `${item.kind} ${item.id} ${item.title}`}
            columns={[
              { title: '事项', width: 'wide', cell: (item) => <ItemLink item={item} /> },
              { title: '为什么', cell: (item) => item.why },
              { title: '类别', width: 'narrow', cell: (item) => KINDS[item.kind] },
              { title: '时限', width: 'narrow', cell: (item) => <Light light={item.light} /> },
              {
                title: '到期',
                width: 'date',
                cell: (item) => (item.dueOn === null ? '' : `${item.dueOn}（${dueText(item.dueOn)}）`),
              },
            ]}
          />
        )}
      </Section>
    </>
  )
}

function ItemLink({ item }: { readonly item: DeskItemView }) {
  switch (item.kind) {
    case 'review':
      return (
        <Link to="/reviews/$reviewId" params={{ reviewId: item.id }}>
          {item.title}
        </Link>
      )
    case 'request':
      return (
        <Link to="/requests/$requestId" params={{ requestId: item.id }}>
          {item.title}
        </Link>
      )
    case 'guide':
      return (
        <Link to="/disclosure/guide" search={{ unitId: item.id }}>
          {item.title}
        </Link>
      )
    case 'topic_item':
      return (
        <Link to="/topics/$topicId" params={{ topicId: item.id }} search={{ overdue: true }}>
          {item.title}
        </Link>
      )
    case 'consultation':
      return (
        <Link to="/consultations/$consultationId" params={{ consultationId: item.id }}>
          {item.title}
        </Link>
      )
    case 'entry':
      return (
        <Link to="/casebook/entries/$entryId" params={{ entryId: item.id }}>
          {item.title}
        </Link>
      )
    case 'remedy':
      return (
        <Link to="/remedies/$remedyId" params={{ remedyId: item.id }}>
          {item.title}
        </Link>
      )
    case 'site_report':
      return (
        <Link to="/site-reports/$siteReportId" params={{ siteReportId: item.id }}>
          {item.title}
        </Link>
      )
    case 'annual_report':
      return (
        <Link to="/reports/$annualReportId" params={{ annualReportId: item.id }}>
          {item.title}
        </Link>
      )
    case 'document':
      return (
        <Link to="/documents/$documentId" params={{ documentId: item.id }}>
          {item.title}
        </Link>
      )
    case 'cohandling':
      return (
        <Link to="/cohandlings" search={{ state: 'asked' }}>
          {item.title}
        </Link>
      )
    case 'cleanup':
      return (
        <Link to="/normative/cleanups/$cleanupId" params={{ cleanupId: item.id }}>
          {item.title}
        </Link>
      )
  }
}

function Tiles({ desk }: { readonly desk: DeskView }) {
  const may = useMay()
  const tile = (label: string, value: number, tone = '') => (
    <>
      <span className={`tile-number ${value > 0 ? tone : ''}`}>{value}</span>
      {label}
    </>
  )
  const look = (value: number) => (value === 0 ? 'tile tile-none' : 'tile')
  return (
    <nav className="tiles" aria-label="待办数目">
      {may('requests.read') && (
        <>
          <Link className={look(desk.red)} to="/requests" search={{ light: 'red' }}>
            {tile('■ 超期', desk.red, 'light-red')}
          </Link>
          <Link className={look(desk.dueToday)} to="/requests" search={{ due: 'today' }}>
            {tile('今天到期', desk.dueToday, 'light-yellow')}
          </Link>
          <Link className={look(desk.yellow)} to="/requests" search={{ light: 'yellow' }}>
            {tile('▲ 提醒', desk.yellow, 'light-yellow')}
          </Link>
        </>
      )}
      {may('review.sign') && (
        <Link className={look(desk.reviewsWaiting)} to="/reviews" search={{}}>
          {tile('待我审核', desk.reviewsWaiting)}
        </Link>
      )}
      {may('publishing.draft') && (
        <>
          <Link className={look(desk.returned)} to="/documents" search={{ mine: true, state: 'draft' }}>
            {tile('被退回', desk.returned)}
          </Link>
          <Link className={look(desk.drafts)} to="/documents" search={{ mine: true, state: 'draft' }}>
            {tile('我的草稿', desk.drafts)}
          </Link>
        </>
      )}
    </nav>
  )
}
