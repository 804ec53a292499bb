import { App } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { post } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import {
  ChoiceField,
  DateField,
  NumberField,
  SelectField,
  TextAreaField,
  TextField,
} from '#ui/console/form.tsx'
import type { RequestView } from '../../contract/views.ts'
import { keepRequest } from '../queries.ts'
import { optionsOf } from '../words.ts'
import type { FieldSpec, StepSpec, StepValues } from './spec.ts'

interface StepProps {
  readonly request: RequestView
  readonly onClose: () => void
}

/** Sends a step, keeps what the server answers, closes the dialog. */
export function useStep({ request, onClose }: StepProps, done: string) {
  const client = useQueryClient()
  const { message } = App.useApp()
  return async (path: string, body: object) => {
    const changed = await post<RequestView>(`/requests/${request.id}/${path}`, body)
    onClose()
    message.success(done)
    await keepRequest(client, changed)
  }
}

/** The form of a step, as its spec has it. */
export function StepDialog({ spec, ...props }: StepProps & { readonly spec: StepSpec }) {
  const take = useStep(props, spec.done)
  return (
    <FormDialog<StepValues>
      name={spec.path}
      title={spec.title}
      submitLabel={spec.submit}
      intro={<p>{spec.intro(props.request)}</p>}
      initialValues={spec.initial?.(props.request, today()) ?? {}}
      onClose={props.onClose}
      onSubmit={(values) => take(spec.path, spec.body ? spec.body(values) : values)}
    >
      {spec.fields.map((field) => (
        <SpecField key={field.name} field={field} />
      ))}
    </FormDialog>
  )
}

function SpecField({ field }: { readonly field: FieldSpec }) {
  const { kind, options = {}, maxLength, rows } = field
  const shared = {
    name: field.name,
    label: field.label,
    required: field.required ?? false,
    ...(field.hint === undefined ? {} : { hint: field.hint }),
  }
  const length = maxLength === undefined ? {} : { maxLength }
  switch (kind) {
    case 'text':
      return <TextField {...shared} {...length} />
    case 'area':
      return <TextAreaField {...shared} {...length} rows={rows ?? 3} />
    case 'past':
      return <DateField {...shared} max={today()} />
    case 'future':
      return <DateField {...shared} />
    case 'number':
      return <NumberField {...shared} />
    case 'select':
      return <SelectField {...shared} options={optionsOf(options)} />
    case 'choice':
      return <ChoiceField {...shared} options={optionsOf(options)} />
  }
}
