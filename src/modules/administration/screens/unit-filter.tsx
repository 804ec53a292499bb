import { Select } from '#ui/console/form.tsx'
import { useMyUnits } from './session.ts'

/** One of the units that this person has something to do with, or all of them; nothing to choose where there is one. */
export function UnitFilter(props: {
  readonly value: number | undefined
  readonly onChange: (unitId: number | undefined) => void
}) {
  const units = useMyUnits()
  if (units.length < 2) return null
  return (
    <Select
      label="机构"
      placeholder="全部机构"
      value={props.value ?? null}
      options={units.map((unit) => ({ value: unit.id, label: unit.shortName }))}
      onChange={(value) => props.onChange(value === '' ? undefined : Number(value))}
    />
  )
}
