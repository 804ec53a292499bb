import { lazy, Suspense, useEffect, useState } from 'react'
import { Alert, App, Button, Checkbox, Form, Skeleton } from 'antd'
import { useBlocker } from '@tanstack/react-router'
import { ApiError, remove, upload } from '#ui/console/api.ts'
import { Section } from '#ui/console/detail.tsx'
import { FileList, UploadButton } from '#ui/console/files.tsx'
import {
  ChoiceField,
  DateField,
  Field,
  placeIssues,
  SelectField,
  TextAreaField,
  TextField,
} from '#ui/console/form.tsx'
import { Problem } from '#ui/console/states.tsx'
import { TreePicker } from '#ui/console/tree.tsx'
import { errorWords } from '#ui/console/words.ts'
import type { FormInstance } from 'antd'
import type { DocumentView, DraftBody, PictureAdded, Vocabulary, WordText } from '../contract.ts'
import { KeptOffer } from './kept-offer.tsx'
import { PresenceNote } from './presence.tsx'
import { RelatedPicker } from './related.tsx'
import type { Saving, SavingState } from './saving.ts'

const RichEditor = lazy(async () => ({ default: (await import('#ui/console/rich-editor.tsx')).RichEditor }))

/** What the form holds: like the draft, but empty text for what is not there, and the keywords in one line. */
interface DraftForm {
  title: string
  kind: string
  documentNumber: string
  writtenOn: string
  effectiveOn: string
  topic: string
  genre: string
  attribute: DraftBody['attribute']
  attributeGround: string
  attributeReason: string
  keywords: string
  summary: string
  bodyHtml: string
  channelIds: number[]
  receivedOn: string
  expiresOn: string
  correctionReason: string
  hidesPrevious: boolean
  amends: number[]
  interprets: number[]
  supersedes: number[]
}

function formOf(document: DocumentView | DraftBody): DraftForm {
  return {
    title: document.title,
    kind: document.kind,
    documentNumber: document.documentNumber ?? '',
    writtenOn: document.writtenOn ?? '',
    effectiveOn: document.effectiveOn ?? '',
    topic: document.topic,
    genre: document.genre,
    attribute: document.attribute,
    attributeGround: document.attributeGround ?? '',
    attributeReason: document.attributeReason ?? '',
    keywords: document.keywords.join('、'),
    summary: document.summary,
    bodyHtml: document.bodyHtml,
    channelIds: [...document.channelIds],
    receivedOn: document.receivedOn ?? '',
    expiresOn: document.expiresOn ?? '',
    correctionReason: document.correctionReason ?? '',
    hidesPrevious: document.hidesPrevious ?? false,
    amends: [...(document.amends ?? [])],
    interprets: [...(document.interprets ?? [])],
    supersedes: [...(document.supersedes ?? [])],
  }
}

function draftOf(form: DraftForm): DraftBody {
  const held = (text: string) => (text.trim() === '' ? null : text.trim())
  const open = form.attribute === 'proactive'
  return {
    title: form.title,
    kind: form.kind,
    documentNumber: held(form.documentNumber),
    writtenOn: held(form.writtenOn) as DraftBody['writtenOn'],
    effectiveOn: held(form.effectiveOn) as DraftBody['effectiveOn'],
    topic: form.topic,
    genre: form.genre,
    attribute: form.attribute,
    attributeGround: open ? null : held(form.attributeGround),
    attributeReason: open ? null : held(form.attributeReason),
    keywords: form.keywords.split(/[、，,;；\s]+/).filter((word) => word !== ''),
    summary: form.summary,
    bodyHtml: form.bodyHtml,
    channelIds: form.channelIds,
    receivedOn: held(form.receivedOn) as DraftBody['writtenOn'],
    expiresOn: held(form.expiresOn) as DraftBody['writtenOn'],
    correctionReason: held(form.correctionReason),
    hidesPrevious: form.hidesPrevious,
    amends: form.amends,
    interprets: form.interprets,
    supersedes: form.supersedes,
  }
}

export interface DocumentEditorProps {
  readonly document: DocumentView
  readonly vocabulary: Vocabulary
  readonly saving: Saving
  readonly form: FormInstance
  readonly onReload: () => void
}

/** The draft's form. It saves itself; what the server refuses stands at its field and is not saved until put right. */
export function DocumentEditor({ document, vocabulary, saving, form, onReload }: DocumentEditorProps) {
  const { message, modal } = App.useApp()
  // The editor owns its text: a text from elsewhere needs a new one.
  const [text, setText] = useState(0)
  const attribute = Form.useWatch<DraftBody['attribute'] | undefined>('attribute', form) ?? document.attribute
  const failure = saving.state.name === 'failed' ? saving.state.error : undefined

  useEffect(() => {
    if (failure instanceof ApiError && failure.issues.length > 0) placeIssues(form, failure.issues, 'stay')
  }, [failure, form])

  // Leaving saves first; only what cannot be saved is asked about.
  useBlocker({
    shouldBlockFn: async () => {
      if (!saving.unsaved() || (await saving.flush())) return false
      return !window.confirm('还有内容没有保存，确定离开吗？')
    },
    enableBeforeUnload: () => saving.unsaved(),
  })

  const take = (part: Partial<DraftForm>) => {
    form.setFieldsValue(part)
    setText((before) => before + 1)
    saving.change(draftOf(form.getFieldsValue(true) as DraftForm))
  }
  const importWord = async (file: File) => {
    await saving.flush()
    const word = await upload<WordText>(`/documents/${document.id}/conversions`, file)
    saving.adopt(word.document)
    const { bodyHtml } = form.getFieldsValue(true) as DraftForm
    if (bodyHtml !== '' && !(await modal.confirm({ title: '用 Word 文件替换现有的标题和正文？' }))) return
    take({ bodyHtml: word.bodyHtml, ...(word.title === null ? {} : { title: word.title }) })
    message.success(`已导入 ${file.name}`)
    if (word.pictures > 0) message.warning(`文件中有 ${word.pictures} 处图形不能导入，请另存为图片后插入`)
    if (word.bodyHtml.includes('<img ')) message.info('请给每张图片写一句说明')
  }
  const attach = async (file: File) => {
    await saving.flush()
    saving.adopt(await upload<DocumentView>(`/documents/${document.id}/attachments`, file))
    message.success(`已添加附件 ${file.name}`)
  }
  const replaceFile = async (file: { id: number; name: string }, by: File) => {
    await saving.flush()
    saving.adopt(await upload<DocumentView>(`/documents/${document.id}/attachments/${file.id}`, by, 'PUT'))
    message.success(`已用 ${by.name} 更换 ${file.name}，公开地址不变`)
  }
  const takePicture = async (file: File) => {
    await saving.flush()
    const added = await upload<PictureAdded>(`/documents/${document.id}/pictures`, file)
    saving.adopt(added.document)
    return added.lineage
  }
  const detach = async (id: number, name: string) => {
    try {
      await saving.flush()
      saving.adopt(await remove<DocumentView>(`/documents/${document.id}/attachments/${id}`))
      message.success(`已删除附件 ${name}`)
    } catch (error) {
      message.error(errorWords(error))
    }
  }

  return (
    <Form
      form={form}
      name="draft"
      layout="vertical"
      initialValues={formOf(document)}
      onValuesChange={(changed: Partial<DraftForm>) => {
        for (const name of Object.keys(changed)) form.setFields([{ name, errors: [] }])
        saving.change(draftOf(form.getFieldsValue(true) as DraftForm))
      }}
    >
      <div className="pressing">
        {saving.state.name === 'overtaken' && (
          <Alert
            type="warning"
            showIcon
            className="problem"
            title="这份文档刚被他人修改，您的修改没有保存"
            description="您写的内容已留在这台电脑上。重新载入后先看对方的修改，再决定用谁的。"
            action={<Button onClick={onReload}>重新载入</Button>}
          />
        )}
        <KeptOffer document={document} onTake={(draft) => take(formOf(draft))} />
        <PresenceNote documentId={document.id} saving={saving} onReload={onReload} />
        {failure !== undefined && <Problem>没有保存：{errorWords(failure)}</Problem>}
      </div>
      <TextAreaField name="title" label="标题" required rows={2} maxLength={300} />
      <p className="before-field">
        <UploadButton label="导入 Word 文件" accept=".docx" onUpload={importWord} />
      </p>
      <Suspense fallback={<Skeleton paragraph={{ rows: 8 }} />}>
        <Field name="bodyHtml" label="正文">
          <RichEditor key={text} label="正文" takePicture={takePicture} />
        </Field>
      </Suspense>
      {document.publishedVersion !== null && (
        <Section title="更正">
          <TextAreaField
            name="correctionReason"
            label="更正原因"
            required
            rows={2}
            maxLength={500}
            hint="随更正记录一起公开"
          />
          <Field name="hidesPrevious" label="更正前的内容" valuePropName="checked">
            <Checkbox>不再公开更正前的版本和改动（原文含个人信息等不应公开的内容时选择）</Checkbox>
          </Field>
        </Section>
      )}
      <Section title="附件">
        {document.attachments.length > 0 && (
          <FileList
            files={document.attachments}
            onReplace={replaceFile}
            onRemove={(file) => void detach(file.id, file.name)}
          />
        )}
        <UploadButton label="添加附件" onUpload={attach} />
      </Section>
      <Section title="公开属性">
        <ChoiceField name="attribute" label="公开属性" required options={byAttribute(vocabulary)} />
        {attribute !== 'proactive' && (
          <>
            <SelectField
              name="attributeGround"
              label="不主动公开的依据"
              required
              options={vocabulary.attributeGrounds}
              placeholder="请选择"
            />
            <TextAreaField name="attributeReason" label="不主动公开的理由" required maxLength={1000} />
          </>
        )}
        <Field name="channelIds" label="公开栏目" required={attribute === 'proactive'}>
          <TreePicker
            noun="栏目"
            items={vocabulary.channels.map(({ id, parentId, name, site }) => ({
              id,
              parentId,
              label: name,
              group: site,
            }))}
          />
        </Field>
      </Section>
      <Section title="著录信息">
        <div className="fields">
          <SelectField name="kind" label="文件种类" required options={vocabulary.kinds} />
          <TextField
            name="documentNumber"
            label="发文字号"
            hint="如：云政规〔2025〕3号；规章、规范性文件必填"
            maxLength={60}
          />
          <SelectField name="genre" label="体裁" required options={vocabulary.genres} />
          <SelectField name="topic" label="主题分类" required options={vocabulary.topics} />
          <DateField name="writtenOn" label="成文日期" required />
          <DateField name="receivedOn" label="收到日期" />
          <DateField name="effectiveOn" label="施行日期" />
          <DateField name="expiresOn" label="有效期至" />
          <div className="whole">
            <TextField name="keywords" label="关键词" hint="用顿号分开" />
            <TextAreaField name="summary" label="摘要" rows={2} maxLength={500} />
          </div>
        </div>
      </Section>
      <Section title="与其他文件的关系">
        {RELATIONS.map(({ name, label, hint }) => (
          <Field key={name} name={name} label={label} hint={hint}>
            <RelatedPicker noun={label} named={document.named} without={document.id} />
          </Field>
        ))}
      </Section>
    </Form>
  )
}

const RELATIONS = [
  { name: 'amends', label: '修改的文件', hint: '本文修改其部分内容，原文件继续有效' },
  { name: 'supersedes', label: '替代的文件', hint: '本文施行之日，所列文件自动标为“已被替代”' },
  { name: 'interprets', label: '解读的文件', hint: '本文是政策解读时填写，两边互相链接' },
] as const

/** Publication is the rule and stands first (政府信息公开条例 第五条). */
function byAttribute({ attributes }: Vocabulary): Vocabulary['attributes'] {
  const order = ['proactive', 'on_request', 'withheld']
  return attributes.toSorted((one, other) => order.indexOf(one.value) - order.indexOf(other.value))
}

/** Says quietly whether the work is safe. */
export function SavingNote({ state }: { readonly state: SavingState }) {
  return (
    <p className="saving" role="status">
      {savingText(state)}
    </p>
  )
}

function savingText(state: SavingState): string {
  switch (state.name) {
    case 'saved':
      return state.at
        ? `已保存 ${state.at.toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' })}`
        : '自动保存'
    case 'waiting':
      return '有修改，即将保存'
    case 'saving':
      return '正在保存'
    case 'overtaken':
      return '没有保存：已被他人修改'
    case 'failed':
      return '没有保存'
  }
}
