import { today } from '#ui/console/dates.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { NumberField, SelectField } from '#ui/console/form.tsx'
import { useMyUnits } from './session.ts'

export interface GovernmentYear {
  readonly unitId: number
  readonly year: number
}

/** Asks for a government and a year, last year unless told otherwise: what a whole government gives each January. */
export function YearDialog(props: {
  readonly name: string
  readonly title: string
  readonly intro: string
  readonly yearLabel: string
  readonly onClose: () => void
  readonly onSubmit: (chosen: GovernmentYear) => Promise<void>
}) {
  const { name, title, intro, yearLabel, onClose, onSubmit } = props
  const units = useMyUnits()
  return (
    <FormDialog<GovernmentYear>
      name={name}
      title={title}
      submitLabel="开始"
      intro={<p>{intro}</p>}
      initialValues={{ year: Number(today().slice(0, 4)) - 1 }}
      onClose={onClose}
      onSubmit={(values) => onSubmit({ unitId: Number(values.unitId), year: Number(values.year) })}
    >
      <SelectField
        name="unitId"
        label="政府"
        required
        placeholder="请选择"
        options={units.map(({ id, name: label }) => ({ value: id, label }))}
      />
      <NumberField name="year" label={yearLabel} required />
    </FormDialog>
  )
}
