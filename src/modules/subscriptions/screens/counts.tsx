import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { get } from '#ui/console/api.ts'
import { Facts, PageHead, Section } from '#ui/console/detail.tsx'
import { ListTable, Pager } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import type { Kind, SubscriptionCounts } from '../contract.ts'

export interface SubscriptionsSearch {
  readonly page?: number
}

export function readSubscriptionsSearch({ page }: Record<string, unknown>): SubscriptionsSearch {
  return Number.isInteger(page) ? { page: page as number } : {}
}

export const subscriptionsQuery = (search: SubscriptionsSearch) =>
  queryOptions({
    queryKey: ['subscriptions', search],
    queryFn: ({ signal }) => get<SubscriptionCounts>('/subscriptions', { ...search }, signal),
  })

const KIND_WORDS: Readonly<Record<Kind, string>> = {
  channel: '订阅栏目',
  unit: '订阅机构',
  topic: '订阅主题',
  search: '订阅搜索',
}
const PAGE_SIZE = 50
const route = getRouteApi('/signed-in/subscriptions')
const number = (value: number) => value.toLocaleString('zh-CN')

/** How many subscribe to what, and what became of the mails; who they are is known to nobody. */
export function SubscriptionsScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const { data: counts } = useSuspenseQuery(subscriptionsQuery(search))
  return (
    <>
      <PageHead title="邮件订阅" essentials="只有数量：邮箱地址加密保存，任何人都不能查看。" />
      <Section title="概况">
        <Facts
          facts={[
            ['有效订阅', number(counts.active)],
            ...counts.kinds.map(({ kind, active }) => [KIND_WORDS[kind], number(active)] as const),
            ['等待确认', number(counts.unconfirmed)],
          ]}
        />
      </Section>
      <Section title="各栏目的订阅">
        {counts.channels.length === 0 ? (
          <EmptyState title="还没有人订阅栏目">
            <p>公众在栏目页点“邮件订阅”，确认后计入这里。</p>
          </EmptyState>
        ) : (
          <ListTable
            caption="各栏目的订阅"
            rows={counts.channels}
            rowKey={(row) => row.id}
            columns={[
              { title: '栏目', width: 'wide', cell: (row) => row.name },
              { title: '网站', cell: (row) => row.site },
              { title: '每天', align: 'right', cell: (row) => number(row.daily) },
              { title: '每周', align: 'right', cell: (row) => number(row.weekly) },
            ]}
          />
        )}
        <Pager
          page={{ page: search.page ?? 1, size: PAGE_SIZE, total: counts.channelTotal }}
          onPage={(page) => void navigate({ to: '/subscriptions', search: { page } })}
        />
      </Section>
      <Section title="最近三十天的邮件">
        {counts.days.length === 0 ? (
          <EmptyState title="还没有发送过邮件">
            <p>每天早上七点半整理前一天以来新公开的信息；没有新信息就不发送。</p>
          </EmptyState>
        ) : (
          <ListTable
            caption="最近三十天的邮件"
            rows={counts.days}
            rowKey={(row) => row.on}
            columns={[
              { title: '日期', width: 'date', cell: (row) => row.on },
              { title: '已发送', align: 'right', cell: (row) => number(row.sent) },
              { title: '未送达', align: 'right', cell: (row) => number(row.failed) },
            ]}
          />
        )}
      </Section>
    </>
  )
}
