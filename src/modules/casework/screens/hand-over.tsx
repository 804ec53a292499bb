import { App, Checkbox } from 'antd'
import { post } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { DateField, Field, SelectField, TextAreaField, TextField } from '#ui/console/form.tsx'
import type { DeputyBody, HandoverBody, HandoverView, LoadRow, Person } from '../contract.ts'
import { useDo } from './queries.ts'

interface DialogProps {
  readonly from: Person
  readonly rows: readonly LoadRow[]
  readonly onClose: () => void
}

/** Who may be given cases, besides the one that they come from. */
function othersOf({ rows, from }: DialogProps): Person[] {
  return rows.flatMap((row) => (row.mayHandle && row.person && row.person.id !== from.id ? [row.person] : []))
}

/** Moves all open cases of somebody to one or several others. */
export function HandoverDialog(props: DialogProps) {
  const { from, rows, onClose } = props
  const run = useDo(onClose)
  const { message } = App.useApp()
  const openOf = (id: number) => rows.find((row) => row.person?.id === id)?.open ?? 0
  return (
    <FormDialog<HandoverBody>
      name="hand-over"
      title={`移交${from.name}的全部办件`}
      submitLabel="移交"
      intro={
        <p>
          {from.name}
          名下全部在办办件一次移交；选择几个人的，平均分配，每件都记入经过。只移交您有权分派的单位的办件。
        </p>
      }
      onClose={onClose}
      onSubmit={async ({ toStaffIds, note }) => {
        const ids = toStaffIds ?? []
        await run('已移交', async () => {
          const { moved } = await post<HandoverView>('/casework/handovers', {
            fromStaffId: from.id,
            toStaffIds: ids,
            note: note ?? '',
          })
          message.info(`共移交 ${moved} 件`)
        })
      }}
    >
      <Field name="toStaffIds" label="移交给" required>
        <Checkbox.Group
          className="unit-choices"
          options={othersOf(props).map(({ id, name }) => ({
            value: id,
            label: `${name}（在办 ${openOf(id)}）`,
          }))}
        />
      </Field>
      <TextAreaField name="note" label="说明" rows={2} maxLength={200} />
    </FormDialog>
  )
}

/** Has somebody stand in while a colleague is away. */
export function DeputyDialog(props: DialogProps) {
  const { from, onClose } = props
  const run = useDo(onClose)
  return (
    <FormDialog<DeputyBody>
      name="deputy"
      title={`为${from.name}安排代办`}
      submitLabel="安排"
      intro={<p>代办期间，{from.name}的办件由代办人办理，承办人不变；期满或者结束后自动恢复。</p>}
      initialValues={{ fromOn: today() }}
      onClose={onClose}
      onSubmit={(values) =>
        run('已安排代办', () =>
          post('/casework/deputies', {
            fromStaffId: from.id,
            toStaffId: Number(values.toStaffId),
            fromOn: values.fromOn,
            toOn: values.toOn || null,
            reason: values.reason ?? '',
          }),
        )
      }
    >
      <SelectField
        name="toStaffId"
        label="代办人"
        required
        placeholder="请选择"
        options={othersOf(props).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <DateField name="fromOn" label="自" required />
      <DateField name="toOn" label="至" />
      <TextField name="reason" label="原因" required maxLength={100} />
    </FormDialog>
  )
}
