import { Button, type FormInstance } from 'antd'
import { TextAreaField, TextField } from '#ui/console/form.tsx'
import { LIMITS, MOST_ITEMS, type WantedItem } from '../contract/intake.ts'

const FIELDS = ['wantedTitle', 'wantedNumber', 'description'] as const

const nameOf = (index: number, field: (typeof FIELDS)[number]) => `further.${index}.${field}`

/** The further things as the form holds them, one after the other. */
export function furtherOf(values: Readonly<Record<string, unknown>>, count: number): WantedItem[] {
  const textOf = (name: string) => {
    const value = values[name]
    return typeof value === 'string' ? value : ''
  }
  return Array.from({ length: count }, (_, index) => ({
    wantedTitle: textOf(nameOf(index, 'wantedTitle')),
    wantedNumber: textOf(nameOf(index, 'wantedNumber')),
    description: textOf(nameOf(index, 'description')),
  }))
}

/** Further things asked for in the same form: each becomes a case of its own. */
export function Further(props: {
  readonly form: FormInstance
  readonly count: number
  readonly onCount: (count: number) => void
}) {
  const { form, count, onCount } = props
  const drop = (at: number) => {
    for (let index = at; index < count; index += 1)
      for (const field of FIELDS)
        form.setFieldValue(nameOf(index, field), form.getFieldValue(nameOf(index + 1, field)) ?? '')
    onCount(count - 1)
  }
  return (
    <>
      {Array.from({ length: count }, (_, index) => (
        <fieldset key={index} className="further">
          <legend>第 {index + 2} 项</legend>
          <div className="fields">
            <TextField name={nameOf(index, 'wantedTitle')} label="信息名称" maxLength={LIMITS.wantedTitle} />
            <TextField name={nameOf(index, 'wantedNumber')} label="文号" maxLength={LIMITS.wantedNumber} />
          </div>
          <TextAreaField
            name={nameOf(index, 'description')}
            label="内容描述"
            maxLength={LIMITS.description}
          />
          <Button size="small" onClick={() => drop(index)}>
            删除第 {index + 2} 项
          </Button>
        </fieldset>
      ))}
      {count < MOST_ITEMS - 1 && (
        <p>
          <Button onClick={() => onCount(count + 1)}>同一份申请还要其他信息</Button>
        </p>
      )}
    </>
  )
}
