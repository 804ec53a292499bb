import { type MouseEvent } from 'react'
import { App, Button } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router'
import { instantText } from '#ui/console/dates.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { Chip, Chips, ListTable, Pager } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { errorWords } from '#ui/console/words.ts'
import type { NoticeView } from '../contract.ts'
import { markRead, noticesQuery } from './queries.ts'

export interface NoticesSearch {
  readonly unread?: true
  readonly page?: number
}

export function readNoticesSearch({ unread, page }: Record<string, unknown>): NoticesSearch {
  return {
    ...(unread === true ? { unread } : {}),
    ...(Number.isInteger(page) ? { page: page as number } : {}),
  }
}

const route = getRouteApi('/signed-in/notices')

/** What this person was told, the newest first. */
export function NoticesScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { message } = App.useApp()
  const { data: page } = useSuspenseQuery(noticesQuery({ ...search }))
  const newest = page.items[0]
  const mark = (what: Parameters<typeof markRead>[1]) =>
    void markRead(client, what).catch((error: unknown) => message.error(errorWords(error)))
  return (
    <>
      <PageHead
        title="通知"
        essentials={page.unread > 0 ? `${page.unread} 条未读` : '没有未读的通知'}
        actions={
          page.unread > 0 &&
          newest &&
          (search.page ?? 1) === 1 && <Button onClick={() => mark({ upto: newest.id })}>全部标为已读</Button>
        }
      />
      <div className="filters">
        <Chips label="筛选">
          <Chip
            on={search.unread === true}
            onToggle={() => void navigate({ to: '/notices', search: search.unread ? {} : { unread: true } })}
          >
            只看未读
          </Chip>
        </Chips>
      </div>
      {page.items.length === 0 ? (
        <EmptyState title={search.unread ? '没有未读的通知' : '还没有通知'}>
          <p>办件转到您手上、期限临近、有人补充材料时，会在这里告诉您。</p>
        </EmptyState>
      ) : (
        <ListTable
          caption="通知"
          rows={page.items}
          rowKey={(row) => row.id}
          columns={[
            {
              title: '内容',
              width: 'wide',
              cell: (row) => <Told notice={row} onOpen={() => row.readAt === null && mark({ id: row.id })} />,
            },
            { title: '时间', width: 'date', cell: (row) => instantText(row.createdAt) },
            {
              title: '状态',
              width: 'narrow',
              cell: (row) =>
                row.readAt === null ? (
                  <Button size="small" onClick={() => mark({ id: row.id })}>
                    标为已读
                  </Button>
                ) : (
                  '已读'
                ),
            },
          ]}
        />
      )}
      <Pager
        page={page}
        onPage={(number) => void navigate({ to: '/notices', search: { ...search, page: number } })}
      />
    </>
  )
}

/** A notice leads to what it is about; a click within this page does not load the console anew. */
function Told({ notice, onOpen }: { readonly notice: NoticeView; readonly onOpen: () => void }) {
  const router = useRouter()
  const address = `/console${notice.link}`
  const open = (event: MouseEvent) => {
    onOpen()
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    router.history.push(address)
  }
  return (
    <a href={address} className={notice.readAt === null ? 'unread' : undefined} onClick={open}>
      {notice.title}
    </a>
  )
}
