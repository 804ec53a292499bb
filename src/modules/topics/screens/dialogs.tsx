import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { post, put } from '#ui/console/api.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { DateField, Select, SelectField, TextAreaField, TextField } from '#ui/console/form.tsx'
import { vocabularyQuery } from '#modules/publishing/screens/queries.ts'
import { unitsQuery } from '#modules/administration/screens/session.ts'
import type { ItemBody, ItemView, ReportBody, SectionBody, TopicBody, TopicView } from '../contract.ts'

export const STAGE_WORDS: Readonly<Record<ItemView['stage'], string>> = {
  not_started: '未启动',
  under_way: '推进中',
  done: '已完成',
  suspended: '暂缓',
}

interface DialogProps {
  readonly topic: TopicView
  readonly onClose: () => void
}

/** Sends, closes and asks again for everything that shows topics. */
function useSend(onClose: () => void) {
  const client = useQueryClient()
  const { message } = App.useApp()
  return async (words: string, send: () => Promise<unknown>) => {
    await send()
    await client.invalidateQueries({ queryKey: ['topics'] })
    await client.invalidateQueries({ queryKey: ['desk'] })
    onClose()
    message.success(words)
  }
}

export function TopicFields() {
  return (
    <>
      <TextField name="title" label="专题名称" required maxLength={100} />
      <TextField
        name="slug"
        label="网址简称"
        required
        maxLength={60}
        hint="小写字母、数字、连字符；专题地址为 /topics/简称"
      />
      <TextAreaField name="introduction" label="简介" rows={4} maxLength={4000} />
      <TextField
        name="rhythmDays"
        label="报送周期（天）"
        required
        hint="超过这么多天没有报送进展，任务算作逾期；修改后从各任务下一次报送起适用"
      />
      <TextField name="position" label="排列顺序" required hint="数字小的在前" />
    </>
  )
}

export function TopicDialog({ topic, onClose }: DialogProps) {
  const send = useSend(onClose)
  return (
    <FormDialog<TopicBody>
      name="topic"
      title="修改专题"
      submitLabel="保存"
      wide
      initialValues={topic}
      onClose={onClose}
      onSubmit={(values) =>
        send('专题已保存', () =>
          put(`/topics/${topic.id}`, {
            ...values,
            introduction: values.introduction ?? '',
            position: Number(values.position),
            rhythmDays: Number(values.rhythmDays),
            basedOn: topic.version,
          }),
        )
      }
    >
      <TopicFields />
    </FormDialog>
  )
}

const KIND_WORDS: Readonly<Record<SectionBody['kind'], string>> = {
  channel: '栏目',
  search: '检索词',
  document: '单份文件',
}
const NEW_SECTION: SectionBody = { title: '', kind: 'search', channelId: null, words: '', documentId: null }

/** What stands above the progress: columns, searches, single documents. */
export function SectionsDialog({ topic, onClose }: DialogProps) {
  const send = useSend(onClose)
  const [sections, setSections] = useState<readonly SectionBody[]>(topic.sections)
  const change = (at: number, part: Partial<SectionBody>) =>
    setSections(sections.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <FormDialog
      name="sections"
      title="安排内容"
      submitLabel="保存"
      wide
      intro={<p>每个板块显示最新的几份文件，并链接到全部。</p>}
      onClose={onClose}
      onSubmit={() => send('内容已保存', () => put(`/topics/${topic.id}/sections`, { sections }))}
    >
      <ol className="blocks">
        {sections.map((section, index) => (
          <li key={index}>
            <Select
              label={`第${index + 1}个板块的来源`}
              value={section.kind}
              options={Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label }))}
              onChange={(kind) => change(index, { kind: kind as SectionBody['kind'] })}
            />
            <Input
              aria-label={`第${index + 1}个板块的标题`}
              placeholder="标题"
              value={section.title}
              maxLength={100}
              onChange={(event) => change(index, { title: event.target.value })}
            />
            <SectionTarget
              section={section}
              label={`第${index + 1}个板块的内容`}
              onChange={(part) => change(index, part)}
            />
            <Button
              type="text"
              size="small"
              aria-label={`删除第${index + 1}个板块`}
              onClick={() => setSections(sections.filter((_, other) => other !== index))}
            >
              删除
            </Button>
          </li>
        ))}
      </ol>
      <Button onClick={() => setSections([...sections, NEW_SECTION])}>增加板块</Button>
    </FormDialog>
  )
}

function SectionTarget(props: {
  readonly section: SectionBody
  readonly label: string
  readonly onChange: (part: Partial<SectionBody>) => void
}) {
  const { section, label, onChange } = props
  const { channels } = useSuspenseQuery(vocabularyQuery).data
  if (section.kind === 'search')
    return (
      <Input
        aria-label={label}
        placeholder="检索词"
        value={section.words}
        maxLength={100}
        onChange={(event) => onChange({ words: event.target.value })}
      />
    )
  if (section.kind === 'channel')
    return (
      <Select
        label={label}
        placeholder="请选择栏目"
        value={section.channelId}
        options={channels.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => onChange({ channelId: id === '' ? null : Number(id) })}
      />
    )
  return (
    <Input
      aria-label={label}
      placeholder="文档编号"
      inputMode="numeric"
      value={section.documentId ?? ''}
      onChange={(event) => {
        const number = Number(event.target.value.replace(/\D/g, '').slice(0, 12)) || null
        onChange({ documentId: number })
      }}
    />
  )
}

type ItemForm = Omit<ItemBody, 'furtherUnitIds' | 'dueOn'> & {
  readonly further: string
  readonly dueOn: string
}

export function ItemDialog({ topic, item, onClose }: DialogProps & { readonly item: ItemView | undefined }) {
  const send = useSend(onClose)
  const { data: units } = useSuspenseQuery(unitsQuery)
  const save = (values: ItemForm) => {
    const names = (values.further ?? '')
      .split(/[、,，;；\n]/)
      .map((one) => one.trim())
      .filter(Boolean)
    const body = {
      heading: values.heading,
      goal: values.goal,
      unitId: Number(values.unitId),
      // A name that nobody has is sent as no unit, and refused at its field.
      furtherUnitIds: names.map(
        (name) => units.find((unit) => unit.name === name || unit.shortName === name)?.id ?? UNKNOWN_UNIT,
      ),
      dueOn: values.dueOn,
      source: values.source ?? '',
      sourceDocumentId: Number(values.sourceDocumentId) || null,
    }
    return send('任务已保存', () =>
      item
        ? put(`/topic-items/${item.id}`, { ...body, basedOn: item.version })
        : post(`/topics/${topic.id}/items`, body),
    )
  }
  const before = item && {
    ...item,
    unitId: item.unit.id,
    further: item.furtherUnits.map((unit) => unit.name).join('、'),
  }
  return (
    <FormDialog<ItemForm>
      name="item"
      title={item ? '修改任务' : '新增任务'}
      submitLabel="保存"
      wide
      {...(before ? { initialValues: before } : {})}
      onClose={onClose}
      onSubmit={save}
    >
      <TextField name="heading" label="板块" required maxLength={60} />
      <TextAreaField name="goal" label="目标" required maxLength={500} />
      <SelectField
        name="unitId"
        label="责任单位"
        required
        placeholder="请选择"
        options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
      />
      <TextField name="further" label="配合单位" hint="写全称或简称，用顿号隔开" />
      <DateField name="dueOn" label="完成期限" required />
      <TextField name="source" label="来源" maxLength={200} hint="例如：2026年政府工作报告" />
      <TextField name="sourceDocumentId" label="来源文档编号" hint="文档网址末尾的数字，可以不填" />
    </FormDialog>
  )
}

const UNKNOWN_UNIT = 999_999_999

export function ImportDialog({ topic, onClose }: DialogProps) {
  const send = useSend(onClose)
  const [csv, setCsv] = useState('')
  return (
    <FormDialog
      name="import-items"
      title="批量导入任务"
      submitLabel="导入"
      wide
      intro={
        <p>
          CSV
          文件（UTF-8），第一行是列名：板块、任务、责任单位、完成期限；可以另有配合单位、来源、来源文档编号。有一处不对就全部不导入。
        </p>
      }
      onClose={onClose}
      onSubmit={() => send('任务已导入', () => post(`/topics/${topic.id}/imports`, { csv }))}
    >
      <input
        type="file"
        accept=".csv,text/csv"
        aria-label="CSV 文件"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) void file.text().then(setCsv)
        }}
      />
    </FormDialog>
  )
}

export function ReportDialog({ item, onClose }: { readonly item: ItemView; readonly onClose: () => void }) {
  const send = useSend(onClose)
  return (
    <FormDialog<ReportBody>
      name="report"
      title="报送进展"
      submitLabel="报送"
      intro={
        <p>
          {item.goal}。现在是{item.stageLabel}，完成{item.percent}
          %。报送后立即公开，不能修改；有误的，再报送一次。
        </p>
      }
      initialValues={{ stage: item.stage, percent: item.percent }}
      onClose={onClose}
      onSubmit={(values) =>
        send('进展已报送', () =>
          post(`/topic-items/${item.id}/reports`, {
            ...values,
            percent: Number(values.percent),
            reason: values.reason ?? '',
            basedOn: item.version,
          }),
        )
      }
    >
      <SelectField
        name="stage"
        label="阶段"
        required
        options={Object.entries(STAGE_WORDS).map(([value, label]) => ({ value, label }))}
      />
      <TextField name="percent" label="完成百分比" required hint="0 至 100 的整数" />
      <TextAreaField name="done" label="做了什么" required rows={4} maxLength={2000} />
      <TextAreaField
        name="reason"
        label="百分比下调的原因"
        rows={2}
        maxLength={500}
        hint="百分比比上次低时填写"
      />
    </FormDialog>
  )
}
