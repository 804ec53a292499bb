import { useState } from 'react'
import { App, Input, Radio } from 'antd'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { post } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { ChoiceField, DateField, Field, TextAreaField } from '#ui/console/form.tsx'
import type { DocumentView, Ending } from '../contract.ts'
import { refreshDocument } from './queries.ts'
import { documentsQuery } from './queries.ts'

const WAYS = [
  { value: 'withdrawn', label: '撤回' },
  { value: 'repealed', label: '废止' },
  { value: 'replaced', label: '被替代' },
]

/** Ends a public document; it stays readable with its end said first. */
export function EndDialog({
  document,
  onClose,
}: {
  readonly document: DocumentView
  readonly onClose: () => void
}) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [state, setState] = useState<Ending['state']>('repealed')
  const end = async (values: Ending) => {
    await post(`/documents/${document.id}/endings`, {
      ...values,
      replacedById: values.state === 'replaced' ? (values.replacedById ?? null) : null,
    })
    onClose()
    message.success('已办理')
    await refreshDocument(client, document.id)
  }
  return (
    <FormDialog<Ending>
      name="ending"
      title="撤回、废止或替代"
      submitLabel="确定"
      danger
      intro={<p>“{document.title}”在门户上将首先标明已终止。此操作不能撤销。</p>}
      initialValues={{ state: 'repealed', on: today(), reason: '', replacedById: null }}
      onValuesChange={(values) => setState(values.state)}
      onClose={onClose}
      onSubmit={end}
    >
      <ChoiceField name="state" label="办理" required options={WAYS} />
      {state === 'replaced' && (
        <Field name="replacedById" label="替代它的文档" required>
          <DocumentPicker without={document.id} />
        </Field>
      )}
      <DateField name="on" label="日期" required max={today()} />
      <TextAreaField name="reason" label="理由" required maxLength={1000} />
    </FormDialog>
  )
}

/** Finds a public document by words of its title. */
function DocumentPicker(props: {
  readonly id?: string
  readonly value?: number | null
  readonly onChange?: (id: number) => void
  readonly without: number
}) {
  const [title, setTitle] = useState('')
  const wanted = title.trim()
  const { data } = useQuery({
    ...documentsQuery({ state: 'published', title: wanted, size: 8 }),
    enabled: wanted.length > 1,
  })
  const found = (data?.items ?? []).filter(({ id }) => id !== props.without)
  return (
    <>
      <Input
        id={props.id ?? ''}
        type="search"
        placeholder="输入标题中的词"
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <Radio.Group
        aria-label="找到的文档"
        value={props.value ?? null}
        onChange={(event) => props.onChange?.(Number(event.target.value))}
        options={found.map((document) => ({
          value: document.id,
          label: [document.title, document.documentNumber].filter(Boolean).join(' '),
        }))}
        className="stacked"
      />
      {wanted.length > 1 && data && found.length === 0 && <p className="reason">没有找到已公开的文档</p>}
    </>
  )
}
