import { useState } from 'react'
import { App, Button, Checkbox } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { post } from '#ui/console/api.ts'
import { instantText } from '#ui/console/dates.ts'
import { Section } from '#ui/console/detail.tsx'
import { Field, ServerForm, TextAreaField } from '#ui/console/form.tsx'
import { errorWords } from '#ui/console/words.ts'
import type { NoteBody, NoteView, Person } from '../contract.ts'
import { discussionQuery, useDo } from './queries.ts'

/** What colleagues say to each other of a case; nobody outside the unit ever reads it. */
export function Discussion({ caseId }: { readonly caseId: number }) {
  const { data } = useQuery(discussionQuery(caseId))
  if (!data) return null
  return (
    <Section title="内部讨论" note="只有本单位可以查看本件的人员看得到；不进入答复、公开页面、导出和检索。">
      {data.notes.length === 0 ? (
        <p className="note">还没有人留言</p>
      ) : (
        <ol className="notes">
          {data.notes.map((note) => (
            <Note key={note.id} note={note} />
          ))}
        </ol>
      )}
      {data.mayWrite && <NoteForm caseId={caseId} people={data.people} />}
    </Section>
  )
}

function Note({ note }: { readonly note: NoteView }) {
  return (
    <li>
      <p className="quiet">
        {note.by.name} · <time dateTime={note.at}>{instantText(note.at)}</time>
        {note.mentions.length > 0 && ` · 提到 ${note.mentions.map((one) => one.name).join('、')}`}
      </p>
      {note.text === null ? (
        <p className="quiet">这条留言已由本人撤回</p>
      ) : (
        <p className="note-text">{note.text}</p>
      )}
      {note.strikeUntil !== null && <StrikeButton note={note} until={note.strikeUntil} />}
    </li>
  )
}

function StrikeButton({ note, until }: { readonly note: NoteView; readonly until: string }) {
  const run = useDo()
  const { message } = App.useApp()
  const strike = () =>
    run('已撤回', () => post(`/notes/${note.id}/strikes`)).catch((error: unknown) =>
      message.error(errorWords(error)),
    )
  return (
    <Button size="small" type="link" onClick={() => void strike()}>
      撤回（{instantText(until).slice(-5)} 前）
    </Button>
  )
}

function NoteForm({ caseId, people }: { readonly caseId: number; readonly people: readonly Person[] }) {
  // A new form after each note: what was typed stays only while it has not been taken.
  const [round, setRound] = useState(0)
  const run = useDo(() => setRound(round + 1))
  return (
    <ServerForm<NoteBody>
      key={round}
      name={`note-${caseId}-${round}`}
      submitLabel="留言"
      onSubmit={({ text, mentions }) =>
        run('已留言', () => post(`/cases/${caseId}/notes`, { text: text ?? '', mentions: mentions ?? [] }))
      }
    >
      <TextAreaField name="text" label="留言" required rows={2} maxLength={2000} />
      {people.length > 0 && (
        <Field name="mentions" label="提醒同事">
          <Checkbox.Group options={people.map(({ id, name }) => ({ value: id, label: name }))} />
        </Field>
      )}
    </ServerForm>
  )
}
