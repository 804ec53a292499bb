import { useState } from 'react'
import { App, Button } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { TextAreaField } from '#ui/console/form.tsx'
import { Chip, Chips, ListTable, Pager } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import type { DismissalBody, OpenFindingView } from '../contract.ts'
import { KINDS } from './kinds.ts'
import { LexiconList } from './lexicon.tsx'
import { openFindingsQuery } from './queries.ts'

const route = getRouteApi('/signed-in/checking')
const TABS = { public: '夜间检查', lexicon: '用语词库' } as const
type Tab = keyof typeof TABS

export interface CheckingSearch {
  readonly tab?: Tab
  readonly page?: number
  readonly words?: string
}

export function readCheckingSearch({ tab, page, words }: Record<string, unknown>): CheckingSearch {
  return {
    ...(typeof tab === 'string' && Object.hasOwn(TABS, tab) ? { tab: tab as Tab } : {}),
    ...(typeof page === 'number' && Number.isSafeInteger(page) && page > 1 ? { page } : {}),
    ...(typeof words === 'string' && words !== '' ? { words } : {}),
  }
}

/** What the nightly check found in what is already public, and the words that it looks for. */
export function CheckingScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const tab = search.tab ?? 'public'
  const go = (next: CheckingSearch) => void navigate({ to: '/checking', search: { tab, ...next } })
  return (
    <>
      <PageHead title="内容检查" essentials="每天夜里检查已公开的文档；发现的问题更正以后自动消失。" />
      <Chips label="事项">
        {(Object.keys(TABS) as Tab[]).map((one) => (
          <Chip key={one} on={one === tab} onToggle={() => go({ tab: one })}>
            {TABS[one]}
          </Chip>
        ))}
      </Chips>
      {tab === 'public' ? (
        <PublicFindings page={search.page ?? 1} onPage={(page) => go({ page })} />
      ) : (
        <LexiconList
          page={search.page ?? 1}
          words={search.words ?? ''}
          onPage={(page) => go({ page, ...(search.words ? { words: search.words } : {}) })}
          onSearch={(words) => go(words === '' ? {} : { words })}
        />
      )}
    </>
  )
}

function PublicFindings({
  page,
  onPage,
}: {
  readonly page: number
  readonly onPage: (page: number) => void
}) {
  const { data: list } = useSuspenseQuery(openFindingsQuery({ page }))
  const may = useMay()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [dismissed, setDismissed] = useState<OpenFindingView>()
  const dismiss = async (body: DismissalBody) => {
    await post(`/documents/${dismissed?.documentId}/findings/${dismissed?.key}/dismissals`, body)
    setDismissed(undefined)
    message.success('已记下，不再提示')
    await client.invalidateQueries({ queryKey: ['findings'] })
    await client.invalidateQueries({ queryKey: ['desk'] })
  }
  if (list.items.length === 0)
    return (
      <EmptyState title="没有发现问题">
        <p>已公开的文档里没有等待处理的问题。</p>
      </EmptyState>
    )
  return (
    <>
      <ListTable
        caption="夜间检查发现的问题"
        rows={list.items}
        rowKey={(one) => `${one.documentId} ${one.key}`}
        columns={[
          {
            title: '文档',
            width: 'wide',
            cell: (one) => (
              <Link to="/documents/$documentId" params={{ documentId: one.documentId }}>
                {one.title}
              </Link>
            ),
          },
          { title: '单位', cell: (one) => one.unit },
          { title: '问题', cell: (one) => `${KINDS[one.kind] ?? one.kind}（${one.where}）` },
          {
            title: '内容',
            cell: (one) => (
              <>
                {one.excerpt.before}
                <mark>{one.excerpt.hit}</mark>
                {one.excerpt.after}
              </>
            ),
          },
          { title: '发现', width: 'date', cell: (one) => one.foundOn },
          {
            title: '处理',
            cell: (one) =>
              may('checking.patrol') ? (
                <Button size="small" type="link" onClick={() => setDismissed(one)}>
                  不是问题
                </Button>
              ) : (
                ''
              ),
          },
        ]}
      />
      <Pager page={list} onPage={onPage} />
      {dismissed && (
        <FormDialog<DismissalBody>
          name="dismissal"
          title="不是问题"
          submitLabel="记下"
          intro={<p>确有问题的，请打开文档办理更正；更正公开以后这一条自动消失。</p>}
          initialValues={{ reason: '' }}
          onClose={() => setDismissed(undefined)}
          onSubmit={dismiss}
        >
          <TextAreaField name="reason" label="理由" required rows={2} maxLength={300} />
        </FormDialog>
      )}
    </>
  )
}
