import { useState } from 'react'
import { App, Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { SelectField } from '#ui/console/form.tsx'
import { ListTable, Pager } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMay, useMyUnits } from '#modules/administration/screens/session.ts'
import type { NewTopic } from '../contract.ts'
import { TopicFields } from './dialogs.tsx'
import { topicsQuery } from './queries.ts'

const route = getRouteApi('/signed-in/topics')

export function TopicsScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const { data: page } = useSuspenseQuery(topicsQuery(search))
  const may = useMay()
  const [opening, setOpening] = useState(false)
  return (
    <>
      <PageHead
        title="专题"
        essentials="重点工作的文件和任务进展，公众都能看到。"
        actions={
          may('topics.manage') && (
            <Button icon={<PlusOutlined />} onClick={() => setOpening(true)}>
              开设专题
            </Button>
          )
        }
      />
      {page.items.length === 0 ? (
        <EmptyState title="还没有专题" />
      ) : (
        <ListTable
          caption="专题"
          rows={page.items}
          rowKey={(topic) => topic.id}
          columns={[
            {
              title: '专题',
              width: 'wide',
              cell: (topic) => (
                <Link to="/topics/$topicId" params={{ topicId: topic.id }} search={{}}>
                  {topic.title}
                </Link>
              ),
            },
            { title: '主办单位', cell: (topic) => topic.unit.name },
            { title: '任务', align: 'right', cell: (topic) => topic.items },
            { title: '已完成', align: 'right', cell: (topic) => topic.done },
            { title: '逾期', align: 'right', cell: (topic) => topic.overdue },
            {
              title: '状态',
              cell: (topic) => (topic.closedOn === null ? '进行中' : `${topic.closedOn} 归档`),
            },
          ]}
        />
      )}
      <Pager page={page} onPage={(number) => void navigate({ to: '/topics', search: { page: number } })} />
      {opening && <OpenDialog onClose={() => setOpening(false)} />}
    </>
  )
}

function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const units = useMyUnits()
  const { message } = App.useApp()
  const open = async (values: NewTopic) => {
    const { id } = await post<{ id: number }>('/topics', {
      ...values,
      introduction: values.introduction ?? '',
      unitId: Number(values.unitId),
      position: Number(values.position),
      rhythmDays: Number(values.rhythmDays),
    })
    await client.invalidateQueries({ queryKey: ['topics'] })
    onClose()
    message.success('已开设专题')
    await navigate({ to: '/topics/$topicId', params: { topicId: id }, search: {} })
  }
  return (
    <FormDialog<NewTopic>
      name="open-topic"
      title="开设专题"
      submitLabel="开设"
      wide
      initialValues={{ position: 0, rhythmDays: 30 }}
      onClose={onClose}
      onSubmit={open}
    >
      <SelectField
        name="unitId"
        label="主办单位"
        required
        placeholder="请选择"
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TopicFields />
    </FormDialog>
  )
}
