import { useState } from 'react'
import { App, Button } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { errorWords } from '#ui/console/words.ts'
import { post, remove } from '#ui/console/api.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { Select } from '#ui/console/form.tsx'
import { Light } from '#ui/console/light.tsx'
import { ListTable, Pager } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMyUnits } from '#modules/administration/screens/session.ts'
import type { ItemView, TopicView } from '../contract.ts'
import {
  ImportDialog,
  ItemDialog,
  ReportDialog,
  SectionsDialog,
  STAGE_WORDS,
  TopicDialog,
} from './dialogs.tsx'
import { itemsQuery, readItemsSearch, topicQuery, type ItemsSearch } from './queries.ts'

const route = getRouteApi('/signed-in/topics/$topicId')

type Open = 'topic' | 'sections' | 'item' | 'import' | 'closing'

export function TopicScreen() {
  const { topicId } = route.useParams()
  const search = route.useSearch()
  const { data: topic } = useSuspenseQuery(topicQuery(topicId))
  const { data: page } = useSuspenseQuery(itemsQuery(topicId, search))
  const navigate = useNavigate()
  const [open, setOpen] = useState<Open>()
  const [edited, setEdited] = useState<ItemView>()
  const [reported, setReported] = useState<ItemView>()
  const go = (change: Record<string, unknown>) =>
    void navigate({
      to: '/topics/$topicId',
      params: { topicId },
      search: readItemsSearch({ ...search, page: undefined, ...change }),
    })
  const close = () => setOpen(undefined)
  return (
    <>
      <PageHead
        above={
          <Link to="/topics" search={{}}>
            专题
          </Link>
        }
        title={topic.title}
        essentials={essentialsOf(topic)}
        actions={topic.mayManage && <Actions topic={topic} onOpen={setOpen} />}
      />
      <Filters search={search} onChange={go} />
      {page.items.length === 0 ? (
        <EmptyState title="没有任务">
          {topic.mayManage && topic.items === 0 && <p>逐项新增，或者从 CSV 文件批量导入。</p>}
        </EmptyState>
      ) : (
        <div className="scroll" tabIndex={0} role="region" aria-label="任务">
          <Items topic={topic} items={page.items} onEdit={setEdited} onReport={setReported} />
        </div>
      )}
      <Pager page={page} onPage={(number) => go({ page: number })} />
      {open === 'topic' && <TopicDialog topic={topic} onClose={close} />}
      {open === 'sections' && <SectionsDialog topic={topic} onClose={close} />}
      {open === 'item' && <ItemDialog topic={topic} item={undefined} onClose={close} />}
      {open === 'import' && <ImportDialog topic={topic} onClose={close} />}
      {open === 'closing' && <ClosingDialog topic={topic} onClose={close} />}
      {edited && <ItemDialog topic={topic} item={edited} onClose={() => setEdited(undefined)} />}
      {reported && <ReportDialog item={reported} onClose={() => setReported(undefined)} />}
    </>
  )
}

function essentialsOf(topic: TopicView): string {
  const standing = `共 ${topic.items} 项，已完成 ${topic.done} 项，逾期 ${topic.overdue} 项`
  const rhythm = topic.closedOn === null ? `每 ${topic.rhythmDays} 天报送一次` : `${topic.closedOn} 归档`
  return [topic.unit.name, standing, rhythm].join(' · ')
}

function Actions({ topic, onOpen }: { readonly topic: TopicView; readonly onOpen: (what: Open) => void }) {
  return (
    <>
      <Button onClick={() => onOpen('topic')}>修改专题</Button>
      <Button onClick={() => onOpen('sections')}>安排内容</Button>
      {topic.closedOn === null && (
        <>
          <Button onClick={() => onOpen('import')}>批量导入</Button>
          <Button onClick={() => onOpen('closing')}>归档</Button>
          <Button type="primary" onClick={() => onOpen('item')}>
            新增任务
          </Button>
        </>
      )}
    </>
  )
}

function Filters(props: {
  readonly search: ItemsSearch
  readonly onChange: (change: Record<string, unknown>) => void
}) {
  const { search, onChange } = props
  const units = useMyUnits()
  return (
    <div className="filters">
      <Select
        label="阶段"
        placeholder="全部阶段"
        value={search.stage ?? null}
        options={Object.entries(STAGE_WORDS).map(([value, label]) => ({ value, label }))}
        onChange={(stage) => onChange({ stage })}
      />
      <Select
        label="期限"
        placeholder="全部期限"
        value={search.overdue === true ? 'overdue' : null}
        options={[{ value: 'overdue', label: '■ 逾期' }]}
        onChange={(value) => onChange({ overdue: value === 'overdue' })}
      />
      <Select
        label="责任单位"
        placeholder="全部单位"
        value={search.unitId ?? null}
        options={units.map((unit) => ({ value: unit.id, label: unit.shortName }))}
        onChange={(value) => onChange({ unitId: value === '' ? undefined : Number(value) })}
      />
    </div>
  )
}

function Items(props: {
  readonly topic: TopicView
  readonly items: readonly ItemView[]
  readonly onEdit: (item: ItemView) => void
  readonly onReport: (item: ItemView) => void
}) {
  const { topic, items, onEdit, onReport } = props
  const editing = topic.mayManage && topic.closedOn === null
  return (
    <ListTable
      caption="任务"
      rows={items}
      rowKey={(item) => item.id}
      columns={[
        {
          title: '任务',
          width: 'wide',
          cell: (item) => <a href={`/topics/items/${item.id}`}>{item.goal}</a>,
        },
        { title: '板块', cell: (item) => item.heading },
        { title: '责任单位', cell: (item) => item.unit.name },
        {
          title: '阶段',
          cell: (item) => (
            <>
              {item.stageLabel} {item.overdue && <Light light="red" />}
            </>
          ),
        },
        { title: '完成', align: 'right', cell: (item) => `${item.percent}%` },
        { title: '完成期限', width: 'date', cell: (item) => item.dueOn },
        { title: '下次报送', width: 'date', cell: (item) => item.reportDueOn ?? '' },
        {
          title: '办理',
          cell: (item) => (
            <>
              {item.mayReport && (
                <Button
                  size="small"
                  type="link"
                  aria-label={`报送${item.goal}的进展`}
                  onClick={() => onReport(item)}
                >
                  报送
                </Button>
              )}
              {editing && (
                <Button size="small" type="link" aria-label={`修改${item.goal}`} onClick={() => onEdit(item)}>
                  修改
                </Button>
              )}
              {editing && item.reportedOn === null && <RemoveButton item={item} />}
            </>
          ),
        },
      ]}
    />
  )
}

function RemoveButton({ item }: { readonly item: ItemView }) {
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const ask = () =>
    void modal.confirm({
      title: '删除这项任务？',
      content: item.goal,
      okText: '删除',
      cancelText: '取消',
      onOk: async () => {
        try {
          await remove(`/topic-items/${item.id}`)
          await client.invalidateQueries({ queryKey: ['topics'] })
        } catch (error) {
          message.error(errorWords(error))
        }
      },
    })
  return (
    <Button size="small" type="link" danger aria-label={`删除${item.goal}`} onClick={ask}>
      删除
    </Button>
  )
}

function ClosingDialog({ topic, onClose }: { readonly topic: TopicView; readonly onClose: () => void }) {
  const client = useQueryClient()
  const send = async () => {
    await post(`/topics/${topic.id}/closings`, {})
    await client.invalidateQueries({ queryKey: ['topics'] })
    onClose()
  }
  return (
    <FormDialog
      name="close-topic"
      title="归档专题"
      submitLabel="归档"
      danger
      intro={<p>归档后专题仍然公开，任务不再报送，也不能重新开放。</p>}
      onClose={onClose}
      onSubmit={send}
    >
      {null}
    </FormDialog>
  )
}
