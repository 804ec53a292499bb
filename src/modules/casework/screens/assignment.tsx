import { useState } from 'react'
import { App, Button } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { post } from '#ui/console/api.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { SelectField, TextAreaField } from '#ui/console/form.tsx'
import { Facts, Section } from '#ui/console/detail.tsx'
import { errorWords } from '#ui/console/words.ts'
import { useSession } from '#modules/administration/screens/session.ts'
import type { AssignmentBody, Person } from '../contract.ts'
import { assignmentQuery, useDo } from './queries.ts'

/** Who has a case, who answers for it today, and what one may do about it; for the side of a case's page. */
export function Assignment({ caseId }: { readonly caseId: number }) {
  const { data: found } = useQuery(assignmentQuery(caseId))
  const [giving, setGiving] = useState(false)
  if (!found) return null
  const { holder, deputy } = found
  return (
    <Section title="承办">
      <Facts
        facts={[
          ['承办人', holder === null ? '尚未分派' : holder.name],
          ['今日代办', deputy?.name],
          ['分派日期', holder?.sinceOn],
          ['说明', holder?.note],
        ]}
      />
      <div className="side-actions">
        {found.mayTake && <TakeButton caseIds={[caseId]} />}
        {found.mayGive && (
          <Button onClick={() => setGiving(true)}>{holder === null ? '分派' : '改派'}</Button>
        )}
      </div>
      {giving && <AssignDialog caseIds={[caseId]} choices={found.choices} onClose={() => setGiving(false)} />}
    </Section>
  )
}

/** Takes cases for oneself in one click; for a case's page and for the bar of picked rows. */
export function TakeButton(props: { readonly caseIds: readonly number[]; readonly onDone?: () => void }) {
  const { caseIds, onDone } = props
  const { staff } = useSession()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const run = useDo(onDone)
  const take = async () => {
    setBusy(true)
    try {
      await run('已由您承办', () => post('/casework/assignments', { caseIds, staffId: staff.id, note: '' }))
    } catch (error) {
      message.error(errorWords(error))
    }
    setBusy(false)
  }
  return (
    <Button type="primary" loading={busy} onClick={() => void take()}>
      由我承办
    </Button>
  )
}

/** Gives cases to somebody; all problems of all cases stand in the dialog. */
export function AssignDialog(props: {
  readonly caseIds: readonly number[]
  readonly choices: readonly Person[]
  readonly onClose: () => void
  readonly onDone?: () => void
}) {
  const { caseIds, choices, onClose, onDone } = props
  const run = useDo(() => {
    onClose()
    onDone?.()
  })
  return (
    <FormDialog<AssignmentBody>
      name="assign"
      title={caseIds.length === 1 ? '分派承办人' : `分派 ${caseIds.length} 件`}
      submitLabel="分派"
      initialValues={{ note: '' }}
      onClose={onClose}
      onSubmit={(values) =>
        run('已分派', () =>
          post('/casework/assignments', {
            caseIds,
            staffId: Number(values.staffId),
            note: values.note ?? '',
          }),
        )
      }
    >
      <SelectField
        name="staffId"
        label="承办人"
        required
        placeholder="请选择"
        options={choices.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextAreaField name="note" label="说明" rows={2} maxLength={200} />
    </FormDialog>
  )
}
