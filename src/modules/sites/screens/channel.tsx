import { useMemo, useState } from 'react'
import { App, Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { post, put, remove } from '#ui/console/api.ts'
import { Section } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { SelectField, ServerForm, TextAreaField, TextField } from '#ui/console/form.tsx'
import { errorWords } from '#ui/console/words.ts'
import type { ChannelBody, ChannelView } from '../contract.ts'
import { refreshSite } from './queries.ts'
import { belowOf, useMoveChannel, type Below } from './tree.tsx'

const BLANK: ChannelBody = { name: '', slug: '', kind: '', description: '', keywords: '' }
const filled = (values: Partial<ChannelBody>): ChannelBody => ({
  name: values.name ?? '',
  slug: values.slug ?? '',
  kind: values.kind ?? '',
  description: values.description ?? '',
  keywords: values.keywords ?? '',
})

function ChannelFields() {
  return (
    <>
      <TextField name="name" label="栏目名称" required maxLength={60} />
      <TextField
        name="slug"
        label="网址简称"
        required
        maxLength={60}
        hint="小写字母、数字、连字符；改动后旧网址自动转到新网址"
      />
      <TextField name="kind" label="栏目类别" maxLength={40} hint="网页标签 ColumnType；不填与名称相同" />
      <TextAreaField name="description" label="栏目说明" rows={2} maxLength={300} />
      <TextField name="keywords" label="关键词" maxLength={200} />
    </>
  )
}

/** One column: what it is called, where it stands, and its end. */
export function ChannelPanel(props: {
  readonly siteId: number
  readonly channel: ChannelView
  readonly channels: readonly ChannelView[]
  readonly onGone: () => void
}) {
  const { siteId, channel, channels, onGone } = props
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const [opened, setOpened] = useState<'add' | 'move'>()
  const save = async (values: ChannelBody) => {
    await put(`/channels/${channel.id}`, filled(values))
    await refreshSite(client, siteId)
    message.success('栏目已保存')
  }
  const erase = async () => {
    try {
      await remove(`/channels/${channel.id}`)
      onGone()
      await refreshSite(client, siteId)
      message.success(`已删除“${channel.name}”`)
    } catch (error) {
      message.error(errorWords(error))
    }
  }
  return (
    <Section title={channel.name}>
      <ServerForm<ChannelBody>
        key={`${channel.id} ${channel.name} ${channel.slug}`}
        name="channel"
        submitLabel="保存栏目"
        initialValues={channel}
        onSubmit={save}
      >
        <ChannelFields />
      </ServerForm>
      <div className="filters channel-actions">
        <Button icon={<PlusOutlined />} onClick={() => setOpened('add')}>
          新增下级栏目
        </Button>
        <Button onClick={() => setOpened('move')}>移到别处</Button>
        <Button
          danger
          onClick={() => {
            void modal.confirm({
              title: `删除“${channel.name}”？`,
              content: '旧网址会转到上级栏目。',
              okText: '删除',
              cancelText: '取消',
              onOk: erase,
            })
          }}
        >
          删除栏目
        </Button>
      </div>
      {opened === 'add' && (
        <AddChannelDialog siteId={siteId} parent={channel} onClose={() => setOpened(undefined)} />
      )}
      {opened === 'move' && (
        <MoveDialog
          siteId={siteId}
          channel={channel}
          channels={channels}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Section>
  )
}

export function AddChannelDialog(props: {
  readonly siteId: number
  readonly parent?: ChannelView
  readonly onClose: () => void
}) {
  const { siteId, parent, onClose } = props
  const client = useQueryClient()
  const { message } = App.useApp()
  const add = async (values: ChannelBody) => {
    await post(`/sites/${siteId}/channels`, { ...filled(values), parentId: parent?.id ?? null })
    await refreshSite(client, siteId)
    onClose()
    message.success(`已新增“${values.name}”`)
  }
  return (
    <FormDialog<ChannelBody>
      name="add-channel"
      title={parent ? '新增下级栏目' : '新增一级栏目'}
      submitLabel="新增"
      {...(parent ? { intro: <p>上级栏目：{parent.name}</p> } : {})}
      initialValues={BLANK}
      onClose={onClose}
      onSubmit={add}
    >
      <ChannelFields />
    </FormDialog>
  )
}

/** Every column with those over it: 政策文件 › 其他公文. */
function pathsOf(below: Below, without: number): { value: number; label: string }[] {
  const walk = (parentId: number | null, above: string): { value: number; label: string }[] =>
    (below.get(parentId) ?? []).flatMap((one) => {
      if (one.id === without) return []
      const label = above === '' ? one.name : `${above} › ${one.name}`
      return [{ value: one.id, label }, ...walk(one.id, label)]
    })
  return walk(null, '')
}

function MoveDialog(props: {
  readonly siteId: number
  readonly channel: ChannelView
  readonly channels: readonly ChannelView[]
  readonly onClose: () => void
}) {
  const { siteId, channel, channels, onClose } = props
  const options = useMemo(() => pathsOf(belowOf(channels), channel.id), [channels, channel.id])
  const move = useMoveChannel(siteId)
  const send = async ({ parentId }: { parentId?: string }) => {
    await move(channel, { parentId: parentId ? Number(parentId) : null, beforeId: null })
    onClose()
  }
  return (
    <FormDialog<{ parentId?: string }>
      name="move-channel"
      title={`移动“${channel.name}”`}
      submitLabel="移动"
      intro={<p>下级栏目一起移动，网址不变。</p>}
      onClose={onClose}
      onSubmit={send}
    >
      <SelectField name="parentId" label="移到哪个栏目之下" placeholder="（一级栏目）" options={options} />
    </FormDialog>
  )
}
