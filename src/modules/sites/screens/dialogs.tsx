import { useState } from 'react'
import { App, Button, Input, InputNumber } from 'antd'
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { post, put } from '#ui/console/api.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { ChoiceField, DateField, Select, TextAreaField, TextField } from '#ui/console/form.tsx'
import type { BlockBody, ChannelView, ClosingBody, MovedBody, SiteBody, SiteView } from '../contract.ts'
import { refreshSite } from './queries.ts'

export const THEME_WORDS: Readonly<Record<SiteView['theme'], string>> = {
  vermilion: '朱红',
  blue: '青蓝',
  green: '松绿',
  ink: '墨色',
}

interface DialogProps {
  readonly site: SiteView
  readonly onClose: () => void
}

type SettingsForm = Omit<SiteBody, 'hosts'> & { readonly hosts: string }

export function SettingsDialog({ site, onClose }: DialogProps) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const save = async (values: SettingsForm) => {
    const body: SiteBody = {
      name: values.name,
      theme: values.theme,
      tagline: values.tagline ?? '',
      phone: values.phone ?? '',
      idCode: values.idCode ?? '',
      icpNumber: values.icpNumber ?? '',
      policeNumber: values.policeNumber ?? '',
      hosts: (values.hosts ?? '').split(/[\s,，、]+/).filter(Boolean),
    }
    await put(`/sites/${site.id}`, body)
    await refreshSite(client, site.id)
    onClose()
    message.success('设置已保存')
  }
  return (
    <FormDialog<SettingsForm>
      name="site-settings"
      title="网站设置"
      submitLabel="保存"
      wide
      initialValues={{ ...site, hosts: site.hosts.join('\n') }}
      onClose={onClose}
      onSubmit={save}
    >
      <TextField name="name" label="网站名称" required maxLength={60} />
      <TextField name="tagline" label="副标题" maxLength={100} />
      <ChoiceField
        name="theme"
        label="颜色"
        required
        options={Object.entries(THEME_WORDS).map(([value, label]) => ({ value, label }))}
      />
      <TextAreaField name="hosts" label="域名" rows={2} />
      <TextField name="phone" label="联系电话" maxLength={40} hint="不填用主办单位的电话" />
      <TextField name="idCode" label="网站标识码" maxLength={20} hint="十位数字" />
      <TextField name="icpNumber" label="ICP备案号" maxLength={60} />
      <TextField name="policeNumber" label="公安备案号" maxLength={60} />
    </FormDialog>
  )
}

export function MovedDialog({ site, onClose }: DialogProps) {
  const client = useQueryClient()
  const send = async (values: MovedBody) => {
    await post(`/sites/${site.id}/moved`, values)
    await refreshSite(client, site.id)
    onClose()
  }
  return (
    <FormDialog<MovedBody>
      name="moved"
      title="登记网址变更"
      submitLabel="登记"
      onClose={onClose}
      onSubmit={send}
    >
      <TextField name="path" label="旧网址" required hint="本网站内的地址，例如 /col/col1234/index.html" />
      <TextField
        name="target"
        label="新网址"
        required
        hint="本网站内的地址，例如 /channels/notices；或者 https:// 开头的地址"
      />
    </FormDialog>
  )
}

export function ClosingDialog({ site, onClose }: DialogProps) {
  const client = useQueryClient()
  const send = async (values: ClosingBody) => {
    await post(`/sites/${site.id}/closings`, values)
    await refreshSite(client, site.id)
    onClose()
  }
  return (
    <FormDialog<ClosingBody>
      name="closing"
      title="公告关闭网站"
      submitLabel="公告"
      danger
      intro={<p>公告显示在网站的每一页，到关闭日期网站自动关闭；文档仍在门户网站上。</p>}
      onClose={onClose}
      onSubmit={send}
    >
      <DateField name="on" label="关闭日期" required />
      <TextAreaField name="notice" label="公告内容" required rows={4} maxLength={1000} />
    </FormDialog>
  )
}

const KIND_WORDS: Readonly<Record<BlockBody['kind'], string>> = {
  column: '栏目',
  newest: '本单位最新',
  text: '文字',
}
const NEW_BLOCK: BlockBody = { kind: 'newest', title: '最新公开', channelId: null, body: '', size: 6 }

/** The home page of a site of the group, block by block. */
export function HomeDialog(props: DialogProps & { readonly channels: readonly ChannelView[] }) {
  const { site, channels, onClose } = props
  const client = useQueryClient()
  const { message } = App.useApp()
  const [blocks, setBlocks] = useState<readonly BlockBody[]>(site.blocks)
  const change = (at: number, part: Partial<BlockBody>) =>
    setBlocks(blocks.map((block, index) => (index === at ? { ...block, ...part } : block)))
  const swap = (at: number, other: number) =>
    setBlocks(
      blocks.map((block, index) =>
        index === at ? (blocks[other] ?? block) : index === other ? (blocks[at] ?? block) : block,
      ),
    )
  const save = async () => {
    await put(`/sites/${site.id}/blocks`, { blocks })
    await refreshSite(client, site.id)
    onClose()
    message.success('首页已保存')
  }
  return (
    <FormDialog
      name="home"
      title="安排首页"
      submitLabel="保存首页"
      wide
      intro={<p>没有板块时，首页按一级栏目自动排列。</p>}
      onClose={onClose}
      onSubmit={save}
    >
      <ol className="blocks">
        {blocks.map((block, index) => (
          <li key={index}>
            <Select
              label={`第${index + 1}个板块的类型`}
              value={block.kind}
              options={Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label }))}
              onChange={(kind) => change(index, { kind: kind as BlockBody['kind'] })}
            />
            <Input
              aria-label={`第${index + 1}个板块的标题`}
              value={block.title}
              maxLength={30}
              onChange={(event) => change(index, { title: event.target.value })}
            />
            {block.kind === 'column' && (
              <Select
                label={`第${index + 1}个板块的栏目`}
                placeholder="请选择栏目"
                value={block.channelId}
                options={channels.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(id) => change(index, { channelId: id === '' ? null : Number(id) })}
              />
            )}
            {block.kind === 'text' ? (
              <Input.TextArea
                aria-label={`第${index + 1}个板块的文字`}
                value={block.body}
                rows={3}
                maxLength={2000}
                onChange={(event) => change(index, { body: event.target.value })}
              />
            ) : (
              <InputNumber
                aria-label={`第${index + 1}个板块的条数`}
                min={1}
                max={20}
                value={block.size}
                onChange={(size) => change(index, { size: size ?? 6 })}
              />
            )}
            <span>
              <Button
                type="text"
                size="small"
                icon={<ArrowUpOutlined />}
                aria-label={`上移第${index + 1}个板块`}
                disabled={index === 0}
                onClick={() => swap(index, index - 1)}
              />
              <Button
                type="text"
                size="small"
                icon={<ArrowDownOutlined />}
                aria-label={`下移第${index + 1}个板块`}
                disabled={index === blocks.length - 1}
                onClick={() => swap(index, index + 1)}
              />
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={`删除第${index + 1}个板块`}
                onClick={() => setBlocks(blocks.filter((_, other) => other !== index))}
              />
            </span>
          </li>
        ))}
      </ol>
      <Button onClick={() => setBlocks([...blocks, NEW_BLOCK])}>增加板块</Button>
    </FormDialog>
  )
}
