import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { instantText } from '#ui/console/dates.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { Chip, Chips, ListTable, Pager } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { reviewsQuery } from './queries.ts'

/** What the address says: what waits for me, unless it asks for all. */
export interface ReviewsSearch {
  readonly waiting?: 'all'
  readonly page?: number
}

export function readReviewsSearch({ waiting, page }: Record<string, unknown>): ReviewsSearch {
  return {
    ...(waiting === 'all' ? { waiting } : {}),
    ...(Number.isInteger(page) ? { page: page as number } : {}),
  }
}

export function reviewsOf(search: ReviewsSearch) {
  return reviewsQuery({ ...search, waiting: search.waiting ?? 'me' })
}

const STATES = { open: '审核中', approved: '已通过', returned: '已退回' } as const
const TONES = { open: 'tag-blue', approved: 'tag-green', returned: 'tag-yellow' } as const
const route = getRouteApi('/signed-in/reviews')

export function ReviewsScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const { data: page } = useSuspenseQuery(reviewsOf(search))
  const all = search.waiting === 'all'
  return (
    <>
      <PageHead title={all ? '审核' : '待我审核'} />
      <div className="filters">
        <Chips label="范围">
          <Chip on={!all} onToggle={() => void navigate({ to: '/reviews', search: {} })}>
            待我审核
          </Chip>
          <Chip on={all} onToggle={() => void navigate({ to: '/reviews', search: { waiting: 'all' } })}>
            全部
          </Chip>
        </Chips>
      </div>
      {page.items.length === 0 ? (
        <EmptyState title={all ? '还没有审核' : '没有等您审核的'}>
          <p>承办人提交文档后，轮到您的环节时会出现在这里。</p>
        </EmptyState>
      ) : (
        <ListTable
          caption={all ? '全部审核' : '等您审核的'}
          rows={page.items}
          rowKey={(row) => row.id}
          columns={[
            {
              title: '标题',
              width: 'wide',
              cell: (row) => (
                <Link to="/reviews/$reviewId" params={{ reviewId: row.id }}>
                  {row.title}
                </Link>
              ),
            },
            { title: '机构', cell: (row) => row.unit.name },
            { title: '起草人', width: 'narrow', cell: (row) => row.drafter },
            {
              title: '状态',
              width: 'narrow',
              cell: (row) => <span className={`tag ${TONES[row.state]}`}>{STATES[row.state]}</span>,
            },
            { title: '等待', width: 'narrow', cell: (row) => row.awaits?.label },
            { title: '提交时间', width: 'date', cell: (row) => instantText(row.openedAt) },
          ]}
        />
      )}
      <Pager
        page={page}
        onPage={(number) => void navigate({ to: '/reviews', search: { ...search, page: number } })}
      />
    </>
  )
}
