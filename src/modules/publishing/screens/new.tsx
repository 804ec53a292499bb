import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { SelectField, ServerForm, TextAreaField } from '#ui/console/form.tsx'
import { useMyUnits } from '#modules/administration/screens/session.ts'
import type { DocumentView, NewDraft } from '../contract.ts'
import { documentQuery, vocabularyQuery } from './queries.ts'

interface Beginning {
  readonly title: string
  readonly kind: string
  readonly genre: string
  readonly topic: string
  readonly unitId: string | number
}

/** Begins a draft with what cannot be missing; the rest is written on the document's own page, which saves itself. */
export function NewDocumentScreen() {
  const units = useMyUnits()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data: vocabulary } = useSuspenseQuery(vocabularyQuery)
  const begin = async (values: Beginning) => {
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
    const made = await post<DocumentView>('/documents', draft)
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
