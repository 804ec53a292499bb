import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Button, Form, Input, Radio, type FormInstance } from 'antd'
import { ApiError, type ServerIssue } from './api.ts'
import { Problem } from './states.tsx'
import { errorWords, issueWords } from './words.ts'

export interface Option {
  readonly value: string | number
  readonly label: string
  /** Options of one group stand together under its name. */
  readonly group?: string
}

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly required?: boolean
  readonly hint?: ReactNode
}

interface ControlProps {
  readonly id?: string
  readonly disabled?: boolean
}

/** A labelled place for one control; the server's issues about it stand under it. */
export function Field(props: FieldProps & { readonly children: ReactNode; readonly valuePropName?: string }) {
  const { name, label, required = false, hint, children, valuePropName } = props
  return (
    <Form.Item
      name={name}
      label={label}
      {...(valuePropName === undefined ? {} : { valuePropName })}
      {...(hint === undefined ? {} : { extra: hint })}
      rules={required ? [{ required: true, message: `请填写${label}` }] : []}
      validateTrigger={[]}
    >
      {children}
    </Form.Item>
  )
}

export function TextField(
  props: FieldProps & {
    readonly maxLength?: number
    readonly autoComplete?: string
    readonly type?: 'text' | 'email' | 'tel'
    readonly autoFocus?: boolean
  },
) {
  const { maxLength, autoComplete = 'off', type = 'text', autoFocus = false, ...field } = props
  return (
    <Field {...field}>
      <Input
        type={type}
        autoComplete={autoComplete}
        autoFocus={autoFocus}
        {...(maxLength === undefined ? {} : { maxLength })}
      />
    </Field>
  )
}

export function PasswordField(
  props: FieldProps & { readonly autoComplete: 'current-password' | 'new-password' },
) {
  const { autoComplete, ...field } = props
  return (
    <Field {...field}>
      <Input type="password" autoComplete={autoComplete} />
    </Field>
  )
}

export function TextAreaField(props: FieldProps & { readonly rows?: number; readonly maxLength?: number }) {
  const { rows = 3, maxLength, ...field } = props
  return (
    <Field {...field}>
      <Input.TextArea rows={rows} {...(maxLength === undefined ? {} : { maxLength })} />
    </Field>
  )
}

/** A day, by the browser's own control: typed or picked, and right on a phone. */
export function DateField(props: FieldProps & { readonly max?: string }) {
  const { max, ...field } = props
  return (
    <Field {...field}>
      <Input type="date" className="date" {...(max === undefined ? {} : { max })} />
    </Field>
  )
}

/** A whole number. */
export function NumberField(props: FieldProps) {
  return (
    <Field {...props}>
      <Input type="number" inputMode="numeric" className="date" step={1} />
    </Field>
  )
}

/** A day and a time by the clock of the office: 2026-03-02T09:30. */
export function InstantField(props: FieldProps) {
  return (
    <Field {...props}>
      <Input type="datetime-local" className="date" />
    </Field>
  )
}

/** The browser's own list of options: every screen reader and every phone knows it. */
export function SelectField(
  props: FieldProps & { readonly options: readonly Option[]; readonly placeholder?: string },
) {
  const { options, placeholder, ...field } = props
  return (
    <Field {...field}>
      <Select options={options} {...(placeholder === undefined ? {} : { placeholder })} />
    </Field>
  )
}

export function Select(
  props: ControlProps & {
    readonly options: readonly Option[]
    readonly placeholder?: string
    readonly value?: string | number | null
    readonly onChange?: (value: string) => void
    readonly label?: string
  },
) {
  const { options, placeholder, value, onChange, label, ...control } = props
  const groups = [...new Set(options.map((option) => option.group))]
  const choicesOf = (group: string | undefined) =>
    options
      .filter((option) => option.group === group)
      .map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))
  return (
    <select
      className="select"
      {...control}
      {...(label === undefined ? {} : { 'aria-label': label })}
      value={value ?? ''}
      onChange={(event) => onChange?.(event.target.value)}
    >
      {placeholder !== undefined && <option value="">{placeholder}</option>}
      {groups.map((group) =>
        group === undefined ? (
          choicesOf(group)
        ) : (
          <optgroup key={group} label={group}>
            {choicesOf(group)}
          </optgroup>
        ),
      )}
    </select>
  )
}

/** A few choices, all in sight. */
export function ChoiceField(props: FieldProps & { readonly options: readonly Option[] }) {
  const { options, ...field } = props
  return (
    <Field {...field}>
      <Choice options={options} label={field.label} />
    </Field>
  )
}

function Choice(
  props: ControlProps & {
    readonly options: readonly Option[]
    readonly label: string
    readonly value?: string
    readonly onChange?: (value: string) => void
  },
) {
  const { options, label, value, onChange, id, disabled = false } = props
  return (
    <Radio.Group
      {...(id === undefined ? {} : { id })}
      role="radiogroup"
      aria-label={label}
      disabled={disabled}
      value={value}
      onChange={(event) => onChange?.(String(event.target.value))}
      options={options.map((option) => ({ value: String(option.value), label: option.label }))}
    />
  )
}

export type Values = Record<string, unknown>

/**
 * Puts the server's issues at their fields and goes to the first, unless the person is typing and should stay;
 * answers the words of those that have no field here.
 */
export function placeIssues(
  form: FormInstance,
  issues: readonly ServerIssue[],
  then: 'go' | 'stay' = 'go',
): string[] {
  const known = new Set(form.getFieldsError().map(({ name }) => String(name[0])))
  const byField = new Map<string, string[]>()
  const elsewhere: string[] = []
  for (const issue of issues) {
    const field = known.has(issue.field)
      ? issue.field
      : (issue.field.split('.').find((part) => known.has(part)) ?? '')
    if (field === '') elsewhere.push(issueWords(issue))
    else byField.set(field, [...(byField.get(field) ?? []), issueWords(issue)])
  }
  form.setFields([...byField].map(([name, errors]) => ({ name, errors: [...new Set(errors)] })))
  const [first] = byField.keys()
  if (first !== undefined && then === 'go') form.scrollToField(first, { block: 'center', focus: true })
  return [...new Set(elsewhere)]
}

export interface ServerFormProps<V> {
  readonly name: string
  readonly initialValues?: Partial<V>
  readonly submitLabel: string
  readonly onSubmit: (values: V) => Promise<unknown>
  readonly children: ReactNode
  readonly danger?: boolean
  readonly cancel?: ReactNode
  readonly form?: FormInstance
  /** Told of every change: for parts that show or hide. */
  readonly onValuesChange?: (values: V) => void
}

/**
 * A form that the server judges: what it refuses stands at its field, the rest on top. Ctrl or Cmd with Enter
 * submits. What was typed stays until the server has taken it.
 */
export function ServerForm<V extends object>(props: ServerFormProps<V>) {
  const [own] = Form.useForm()
  const form = props.form ?? own
  const [busy, setBusy] = useState(false)
  const [problems, setProblems] = useState<readonly string[]>([])
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])

  async function submit(values: V): Promise<void> {
    setBusy(true)
    setProblems([])
    try {
      await props.onSubmit(values)
    } catch (error) {
      if (!mounted.current) return
      const issues = error instanceof ApiError ? error.issues : []
      setProblems(issues.length > 0 ? placeIssues(form, issues) : [errorWords(error)])
    } finally {
      if (mounted.current) setBusy(false)
    }
  }

  return (
    <Form
      form={form}
      name={props.name}
      layout="vertical"
      requiredMark
      initialValues={props.initialValues ?? {}}
      onFinish={(values: V) => void submit(values)}
      onValuesChange={(_changed, values: V) => props.onValuesChange?.(values)}
      onKeyDown={(event) => submitOnKeys(event, form)}
      noValidate
    >
      {problems.map((problem) => (
        <Problem key={problem}>{problem}</Problem>
      ))}
      {props.children}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" danger={props.danger ?? false} loading={busy}>
          {props.submitLabel}
        </Button>
        {props.cancel}
      </div>
    </Form>
  )
}

function submitOnKeys(event: KeyboardEvent, form: FormInstance): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  form.submit()
}
