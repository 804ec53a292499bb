import { useState } from 'react'
import { App, Button } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { Section } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { DateField, TextAreaField } from '#ui/console/form.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import { errorWords } from '#ui/console/words.ts'
import type { ENTRY_KINDS } from '../contract.ts'
import { refreshEntries } from './queries.ts'

interface CaseRef {
  /** The kind of case, and its number in the database. */
  readonly kind: string
  readonly id: number
}

/** Begins an entry from a closed case, and opens it. */
export function useBeginEntry() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  return async (source: CaseRef, kind: (typeof ENTRY_KINDS)[number]) => {
    try {
      const { id } = await post<{ id: number }>('/casebook/entries', {
        kind,
        sourceKind: source.kind,
        sourceId: source.id,
      })
      await refreshEntries(client)
      await navigate({ to: '/casebook/entries/$entryId', params: { entryId: id } })
    } catch (error) {
      message.error(errorWords(error))
    }
  }
}

/** On the page of a closed case: what may be made of it for everybody. */
export function UseCase(source: CaseRef) {
  const may = useMay()
  const begin = useBeginEntry()
  const [nominating, setNominating] = useState(false)
  if (!may('casebook.edit')) return null
  return (
    <Section title="公开给大家">
      <div className="side-actions">
        <Button onClick={() => void begin(source, 'question')}>写成问答</Button>
        <Button onClick={() => void begin(source, 'case')}>写成典型案例</Button>
        <Button onClick={() => setNominating(true)}>推荐到月报</Button>
      </div>
      {nominating && <NominateDialog source={source} onClose={() => setNominating(false)} />}
    </Section>
  )
}

export function NominateDialog({
  source,
  onClose,
}: {
  readonly source: CaseRef
  readonly onClose: () => void
}) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const send = async (values: { month: string; note: string }) => {
    await post('/casebook/nominations', { sourceKind: source.kind, sourceId: source.id, ...values })
    onClose()
    message.success('已推荐')
    await refreshEntries(client)
  }
  return (
    <FormDialog<{ month: string; note: string }>
      name="nomination"
      title="推荐到典型案例月报"
      submitLabel="推荐"
      initialValues={{ month: today(), note: '' }}
      onClose={onClose}
      onSubmit={send}
    >
      <DateField name="month" label="哪个月的月报" required hint="选这个月里的任意一天" />
      <TextAreaField name="note" label="推荐理由" required rows={2} maxLength={300} />
    </FormDialog>
  )
}
