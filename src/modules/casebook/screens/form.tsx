import { useRef } from 'react'
import { App, Button } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { put } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { Section } from '#ui/console/detail.tsx'
import { DateField, SelectField, ServerForm, TextAreaField, TextField } from '#ui/console/form.tsx'
import { MAX_TEXT, MAX_TITLE, type EntryBody, type EntryTexts, type EntryView } from '../contract.ts'
import { casebookWordsQuery, refreshEntries } from './queries.ts'
import { FIELDS, FIELD_WORDS } from './words.ts'

type Form = EntryTexts & { readonly topic: string; readonly month?: string }

/** The texts of an entry; each saving is a version of its own. */
export function EntryForm({ entry, onDone }: { readonly entry: EntryView; readonly onDone: () => void }) {
  const { data: words } = useSuspenseQuery(casebookWordsQuery)
  const client = useQueryClient()
  const { message } = App.useApp()
  const written = useRef(false)
  useBlocker({
    shouldBlockFn: () => written.current && !window.confirm('修改还没有保存，确定离开吗？'),
    enableBeforeUnload: () => written.current,
  })
  const save = async ({ month, ...values }: Form) => {
    const body = {
      ...entry.texts,
      ...values,
      month: entry.kind === 'case' ? month || null : null,
      basedOn: entry.version,
    }
    await put(`/casebook/entries/${entry.id}`, body as EntryBody)
    written.current = false
    message.success('已保存')
    onDone()
    await refreshEntries(client, entry.id)
  }
  return (
    <Section title="发布的文字" note="写给所有人看的：隐去个人信息，一看就懂">
      <ServerForm<Form>
        name="entry"
        submitLabel="保存"
        cancel={<Button onClick={onDone}>取消</Button>}
        initialValues={{ ...entry.texts, topic: entry.topic, month: entry.month ?? today() }}
        onValuesChange={() => {
          written.current = true
        }}
        onSubmit={save}
      >
        {FIELDS[entry.kind].map((field) =>
          field === 'title' ? (
            <TextField key={field} name={field} label={FIELD_WORDS[field]} required maxLength={MAX_TITLE} />
          ) : (
            <TextAreaField
              key={field}
              name={field}
              label={FIELD_WORDS[field]}
              rows={field === 'basis' ? 2 : 5}
              maxLength={MAX_TEXT}
            />
          ),
        )}
        <SelectField
          name="topic"
          label="主题"
          required
          options={words.topics.map(({ code, label }) => ({ value: code, label }))}
        />
        {entry.kind === 'case' && (
          <DateField name="month" label="月报" required hint="选这个月里的任意一天" />
        )}
      </ServerForm>
    </Section>
  )
}
