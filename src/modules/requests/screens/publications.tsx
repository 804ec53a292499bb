import { useState } from 'react'
import { App, Button } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { Section } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { SelectField, TextField } from '#ui/console/form.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import { vocabularyQuery } from '#modules/publishing/screens/queries.ts'
import type { PublicationBody } from '../contract/steps.ts'
import type { RequestView } from '../contract/views.ts'

/** Outcomes by which something was given. */
const GIVEN: ReadonlySet<string> = new Set(['C1', 'C2'])

/** 第四十四条: what many ask for is made public for everybody, as a draft that goes its usual way. */
export function Publications({ request }: { readonly request: RequestView }) {
  const may = useMay()
  const [open, setOpen] = useState(false)
  const given = request.concludedOn !== null && GIVEN.has(request.answers.at(-1)?.outcome ?? '')
  const mayPublish = given && may('requests.handle') && may('publishing.draft')
  if (request.publications.length === 0 && !mayPublish) return null
  return (
    <Section title="主动公开">
      <ul className="plain">
        {request.publications.map((one) => (
          <li key={one.documentId}>
            <Link to="/documents/$documentId" params={{ documentId: one.documentId }}>
              {one.on} 拟的文档
            </Link>
          </li>
        ))}
      </ul>
      {mayPublish && <Button onClick={() => setOpen(true)}>拟主动公开</Button>}
      {open && <PublishDialog request={request} onClose={() => setOpen(false)} />}
    </Section>
  )
}

function PublishDialog({
  request,
  onClose,
}: {
  readonly request: RequestView
  readonly onClose: () => void
}) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const { data: vocabulary } = useQuery(vocabularyQuery)
  if (!vocabulary) return null
  const draft = async (values: PublicationBody & { readonly channelId?: string }) => {
    const { channelId = '', ...body } = values
    const { documentId } = await post<{ documentId: number }>(`/requests/${request.id}/publications`, {
      ...body,
      channelIds: channelId === '' ? [] : [Number(channelId)],
    })
    message.success('草稿已建立，申请人的信息已经去除，请核对后提交审核')
    await navigate({ to: '/documents/$documentId', params: { documentId } })
  }
  return (
    <FormDialog<PublicationBody & { channelId?: string }>
      name="publication"
      title="拟主动公开"
      submitLabel="建立草稿"
      intro={
        <p>
          多人申请公开同一信息、可以公开的，纳入主动公开（第四十四条）。提供的内容和文件放入草稿，申请人的信息自动去除；照常经过内容检查和审核。
        </p>
      }
      initialValues={{ title: request.wanted, topic: '', genre: '' }}
      onClose={onClose}
      onSubmit={draft}
    >
      <TextField name="title" label="标题" required maxLength={200} />
      <SelectField name="topic" label="主题分类" required placeholder="请选择" options={vocabulary.topics} />
      <SelectField name="genre" label="体裁" required placeholder="请选择" options={vocabulary.genres} />
      <SelectField
        name="channelId"
        label="公开栏目"
        placeholder="以后再选"
        options={vocabulary.channels.map(({ id, name, site }) => ({ value: id, label: name, group: site }))}
      />
    </FormDialog>
  )
}
