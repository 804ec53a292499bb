import { App } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { post, put, upload } from '#ui/console/api.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { Field, SelectField, ServerForm, TextAreaField } from '#ui/console/form.tsx'
import { errorWords } from '#ui/console/words.ts'
import { useMyUnits } from '#modules/administration/screens/session.ts'
import type { DocumentView, NewDraft, WordText } from '../contract.ts'
import { documentQuery, vocabularyQuery } from './queries.ts'

interface Beginning {
  readonly title: string
  readonly kind: string
  readonly genre: string
  readonly topic: string
  readonly unitId: string | number
  readonly word?: File
}

/** Fills a draft that was just begun with what a Word file says. */
async function takeWord(made: DocumentView, draft: NewDraft, word: File | undefined): Promise<DocumentView> {
  if (!word) return made
  const text = await upload<WordText>(`/documents/${made.id}/conversions`, word)
  const { unitId: _, ...body } = draft
  return put<DocumentView>(`/documents/${made.id}`, {
    ...body,
    title: text.title ?? draft.title,
    bodyHtml: text.bodyHtml,
    basedOn: text.document.contentHash,
  })
}

function WordPicker(props: { readonly id?: string; readonly onChange?: (file: File | undefined) => void }) {
  return (
    <input
      id={props.id}
      type="file"
      accept=".docx"
      onChange={(event) => props.onChange?.(event.target.files?.[0])}
    />
  )
}

/** Begins a draft with what cannot be missing; the rest is written on the document's own page, which saves itself. */
export function NewDocumentScreen() {
  const units = useMyUnits()
  const { message } = App.useApp()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data: vocabulary } = useSuspenseQuery(vocabularyQuery)
  const begin = async ({ word, ...values }: Beginning) => {
    const draft: NewDraft = {
      ...values,
      unitId: Number(values.unitId),
      documentNumber: null,
      writtenOn: null,
      effectiveOn: null,
      attribute: 'proactive',
      attributeGround: null,
      attributeReason: null,
      keywords: [],
      summary: '',
      bodyHtml: '',
      channelIds: [],
    }
    const begun = await post<DocumentView>('/documents', draft)
    const made = await takeWord(begun, draft, word).catch((error: unknown) => {
      message.error(`草稿已建立，但没有读取 Word 文件：${errorWords(error)}`)
      return begun
    })
    client.setQueryData(documentQuery(made.id).queryKey, made)
    void client.invalidateQueries({ queryKey: ['documents'] })
    void client.invalidateQueries({ queryKey: ['desk'] })
    await navigate({ to: '/documents/$documentId', params: { documentId: made.id }, replace: true })
  }
  return (
    <div className="form-page">
      <PageHead above={<Link to="/documents">文档</Link>} title="起草文档" />
      <ServerForm<Beginning>
        name="begin"
        submitLabel="开始起草"
        onSubmit={begin}
        initialValues={{
          ...(units[0] ? { unitId: units[0].id } : {}),
          kind: vocabulary.kinds.at(-1)?.value ?? '',
          genre: vocabulary.genres.find(({ label }) => label === '通知')?.value ?? '',
          topic: '',
        }}
      >
        <TextAreaField name="title" label="标题" required rows={2} maxLength={300} />
        <Field name="word" label="从 Word 文件开始" hint="可以不选；标题、正文和图片从文件中取">
          <WordPicker />
        </Field>
        <div className="fields">
          <SelectField
            name="unitId"
            label="发布机构"
            required
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <SelectField name="kind" label="文件种类" required options={vocabulary.kinds} />
          <SelectField name="genre" label="体裁" required options={vocabulary.genres} />
          <SelectField
            name="topic"
            label="主题分类"
            required
            options={vocabulary.topics}
            placeholder="请选择"
          />
        </div>
      </ServerForm>
    </div>
  )
}
