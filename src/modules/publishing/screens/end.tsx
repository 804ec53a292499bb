import { useState } from 'react'
import { App } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { post } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { ChoiceField, DateField, Field, TextAreaField } from '#ui/console/form.tsx'
import type { DocumentView, Ending } from '../contract.ts'
import { refreshDocument } from './queries.ts'
import { RelatedPicker } from './related.tsx'

const WAYS = [
  { value: 'repealed', label: '废止' },
  { value: 'expired', label: '宣布失效' },
  { value: 'replaced', label: '被替代' },
  { value: 'withdrawn', label: '撤回' },
  { value: 'redirected', label: '并入另一文档（重复发布）' },
]
const TEXT = [
  { value: 'removed', label: '不再显示正文和附件，只留撤回说明' },
  { value: 'kept', label: '保留正文，标明已撤回' },
]

interface Asked extends Omit<Ending, 'replacedById' | 'textRemoved'> {
  readonly other: number[]
  readonly text: string
}

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
  const other = state === 'replaced' || state === 'redirected'
  const end = async ({ other: chosen, text, ...values }: Asked) => {
    const asked: Ending = {
      ...values,
      replacedById: other ? (chosen[0] ?? null) : null,
      ...(values.state === 'withdrawn' ? { textRemoved: text !== 'kept' } : {}),
    }
    await post(`/documents/${document.id}/endings`, asked)
    onClose()
    message.success('已办理')
    await refreshDocument(client, document.id)
  }
  return (
    <FormDialog<Asked>
      name="ending"
      title="终止公开文档"
      submitLabel="确定"
      danger
      intro={
        <p>
          {state === 'redirected'
            ? `打开“${document.title}”的人将直接看到另一文档。此操作不能撤销。`
            : `“${document.title}”在门户上将首先标明已终止。此操作不能撤销。`}
        </p>
      }
      initialValues={{ state: 'repealed', on: today(), reason: '', other: [], text: 'removed' }}
      onValuesChange={(values) => setState(values.state)}
      onClose={onClose}
      onSubmit={end}
    >
      <ChoiceField name="state" label="办理" required options={WAYS} />
      {other && (
        <Field name="other" label={state === 'replaced' ? '替代它的文档' : '并入的文档'} required>
          <RelatedPicker noun="文档" named={[]} without={document.id} single />
        </Field>
      )}
      {state === 'withdrawn' && <ChoiceField name="text" label="正文" required options={TEXT} />}
      <DateField name="on" label="日期" required max={today()} />
      <TextAreaField name="reason" label="理由" required maxLength={1000} />
    </FormDialog>
  )
}
