import { useState } from 'react'
import { App, Button } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { instantText } from '#ui/console/dates.ts'
import { PageHead, Section } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { NumberField } from '#ui/console/form.tsx'
import { Chip, Chips, ListTable, Pager } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { errorWords } from '#ui/console/words.ts'
import { useMay } from '#modules/administration/screens/session.ts'
import { CHANNELS, MESSAGE_STATES, type Channel, type MessageState, type OutboxItem } from '../contract.ts'
import { keepFor, outboxQuery, sendAgain } from './queries.ts'
import { aboutWords, channelWords, stateWords } from './words.ts'

export interface OutboxSearch {
  readonly state?: MessageState
  readonly channel?: Channel
  readonly page?: number
}

export function readOutboxSearch({ state, channel, page }: Record<string, unknown>): OutboxSearch {
  const [known, way] = [MESSAGE_STATES.find((one) => one === state), CHANNELS.find((one) => one === channel)]
  return {
    ...(known === undefined ? {} : { state: known }),
    ...(way === undefined ? {} : { channel: way }),
    ...(Number.isInteger(page) ? { page: page as number } : {}),
  }
}

const route = getRouteApi('/signed-in/messages')
const number = (value: number) => value.toLocaleString('zh-CN')

/** What goes to people outside, and what did not arrive; to whom only as far as one can be told from another. */
export function OutboxScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const mayManage = useMay()('messages.manage_outbox')
  const { data: page } = useSuspenseQuery(outboxQuery({ ...search }))
  const go = (change: { [K in keyof OutboxSearch]: OutboxSearch[K] | undefined }) => {
    const { page: _first, ...kept } = search
    return navigate({ to: '/messages', search: readOutboxSearch({ ...kept, ...change }) })
  }
  return (
    <>
      <PageHead
        title="发件箱"
        essentials={`发给公众的邮件和短信。地址和正文加密保存，发送 ${page.keptDays} 天后清除。`}
        actions={mayManage && <KeptDaysButton days={page.keptDays} />}
      />
      <Section title="概况" note="已发送只数最近三十天，待发送和未送达是目前全部。">
        <ListTable
          caption="各渠道的数量"
          rows={CHANNELS}
          rowKey={(channel) => channel}
          columns={[
            { title: '渠道', cell: (channel) => channelWords[channel] },
            ...MESSAGE_STATES.map((state) => ({
              title: stateWords[state],
              align: 'right' as const,
              cell: (channel: Channel) => number(page.counts[channel][state]),
            })),
          ]}
        />
      </Section>
      <Section title="消息">
        <div className="filters">
          <Chips label="状态">
            {MESSAGE_STATES.map((state) => (
              <Chip
                key={state}
                on={search.state === state}
                onToggle={() => void go({ state: search.state === state ? undefined : state })}
              >
                {stateWords[state]}
              </Chip>
            ))}
          </Chips>
          <Chips label="渠道">
            {CHANNELS.map((channel) => (
              <Chip
                key={channel}
                on={search.channel === channel}
                onToggle={() => void go({ channel: search.channel === channel ? undefined : channel })}
              >
                {channelWords[channel]}
              </Chip>
            ))}
          </Chips>
        </div>
        {page.items.length === 0 ? (
          <EmptyState title="没有符合条件的消息">
            <p>办理申请时发给申请人的邮件和短信会出现在这里。</p>
          </EmptyState>
        ) : (
          <ListTable
            caption="发给公众的消息"
            rows={page.items}
            rowKey={(row) => row.id}
            columns={[
              {
                title: '内容',
                width: 'wide',
                cell: (row) => (
                  <>
                    {row.subject}
                    <div className="under">{aboutWords(row.about)}</div>
                  </>
                ),
              },
              { title: '渠道', width: 'narrow', cell: (row) => channelWords[row.channel] },
              { title: '发给', cell: (row) => row.to ?? '已清除' },
              {
                title: '时间',
                width: 'date',
                cell: (row) => instantText(row.sentAt ?? row.failedAt ?? row.createdAt),
              },
              { title: '状态', cell: (row) => <State item={row} mayManage={mayManage} /> },
            ]}
          />
        )}
        <Pager
          page={page}
          onPage={(to) => void navigate({ to: '/messages', search: { ...search, page: to } })}
        />
      </Section>
    </>
  )
}

function State({ item, mayManage }: { readonly item: OutboxItem; readonly mayManage: boolean }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const again = async () => {
    setBusy(true)
    try {
      await sendAgain(client, item.id)
      message.success('已重新排队，一分钟内发送')
    } catch (error) {
      message.error(errorWords(error))
    } finally {
      setBusy(false)
    }
  }
  const wait = item.nextTryAt !== null && item.tries > 0
  return (
    <>
      {stateWords[item.state]}
      {item.state !== 'sent' && item.reason !== null && (
        <div className="under">
          {item.reason === 'fault' ? '系统故障，见运行日志' : item.reason}
          {wait && `；已试 ${item.tries} 次，下次 ${instantText(item.nextTryAt)}`}
        </div>
      )}
      {item.retriable && mayManage && (
        <div>
          <Button size="small" loading={busy} onClick={() => void again()}>
            重新发送
          </Button>
        </div>
      )}
    </>
  )
}

function KeptDaysButton({ days }: { readonly days: number }) {
  const [open, setOpen] = useState(false)
  const client = useQueryClient()
  return (
    <>
      <Button onClick={() => setOpen(true)}>保存天数</Button>
      {open && (
        <FormDialog<{ keptDays: number | string }>
          name="kept-days"
          title="地址和正文保存多少天"
          intro="发送成功或者确定未送达以后，过了这些天，每天夜里清除。清除以后不能再重新发送。"
          submitLabel="保存"
          initialValues={{ keptDays: days }}
          onClose={() => setOpen(false)}
          onSubmit={async ({ keptDays }) => {
            await keepFor(client, { keptDays: Number(keptDays) })
            setOpen(false)
          }}
        >
          <NumberField name="keptDays" label="天数" required />
        </FormDialog>
      )}
    </>
  )
}
