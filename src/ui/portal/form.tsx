import type { ReactNode } from 'react'

export interface FieldError {
  readonly field: string
  readonly message: string
}

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly hint?: string
  readonly error?: string | undefined
  readonly required?: boolean
}

/** All errors together on top of a form, each a link to its field. */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }) {
  if (errors.length === 0) return null
  return (
    <div className="error-summary" role="alert" aria-labelledby="error-summary-title" tabIndex={-1}>
      <h2 id="error-summary-title">还有 {errors.length} 处需要修改</h2>
      <ul>
        {errors.map((error, index) => (
          <li key={index}>
            <a href={`#${error.field}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function describedBy(name: string, hint: string | undefined, error: string | undefined): string | undefined {
  return [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ') || undefined
}

function FieldFrame({
  name,
  label,
  hint,
  error,
  required,
  children,
}: Omit<FieldProps, 'value'> & { children: ReactNode }) {
  return (
    <div className={error ? 'field wrong' : 'field'}>
      <label htmlFor={name}>
        {label}
        {required === false ? <span className="optional">（选填）</span> : null}
      </label>
      {hint ? (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p className="field-error" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
      {children}
    </div>
  )
}

/** One line of text; the label above, the hint under it, the error before the field. */
export function TextField(
  props: FieldProps & {
    type?: 'text' | 'email' | 'tel' | 'search'
    autoComplete?: string
    width?: 'short' | 'full'
    /** Where suggestions are asked for while somebody types; the page names suggest.js among its scripts. */
    suggest?: string
    /** What stands over them, where it is no question. */
    suggestHead?: string
  },
) {
  const {
    name,
    value,
    hint,
    error,
    type = 'text',
    autoComplete,
    width = 'full',
    suggest,
    suggestHead,
  } = props
  return (
    <FieldFrame {...props}>
      <input
        id={name}
        name={name}
        type={type}
        defaultValue={value}
        className={width}
        autoComplete={autoComplete}
        data-suggest={suggest}
        data-suggest-head={suggestHead}
        aria-describedby={describedBy(name, hint, error)}
        aria-invalid={error ? true : undefined}
      />
    </FieldFrame>
  )
}

export function TextArea(props: FieldProps & { rows?: number }) {
  const { name, value, hint, error, rows = 6 } = props
  return (
    <FieldFrame {...props}>
      <textarea
        id={name}
        name={name}
        rows={rows}
        defaultValue={value}
        aria-describedby={describedBy(name, hint, error)}
        aria-invalid={error ? true : undefined}
      />
    </FieldFrame>
  )
}

/** Files to send along; what was chosen is lost when a form comes back, which the form should say. */
export function FileField(props: Omit<FieldProps, 'value'> & { accept?: string; multiple?: boolean }) {
  const { name, hint, error, accept, multiple } = props
  return (
    <FieldFrame {...props}>
      <input
        id={name}
        name={name}
        type="file"
        accept={accept}
        multiple={multiple}
        aria-describedby={describedBy(name, hint, error)}
        aria-invalid={error ? true : undefined}
      />
    </FieldFrame>
  )
}

export interface Option {
  readonly value: string
  readonly label: string
}

export function SelectField(props: FieldProps & { options: readonly Option[] }) {
  const { name, value, hint, error, options } = props
  return (
    <FieldFrame {...props}>
      <select
        id={name}
        name={name}
        defaultValue={value}
        aria-describedby={describedBy(name, hint, error)}
        aria-invalid={error ? true : undefined}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}

/** One of a few: every choice in sight. */
export function RadioGroup({
  name,
  label,
  value,
  hint,
  error,
  options,
}: FieldProps & { options: readonly Option[] }) {
  return (
    <fieldset
      className={error ? 'field wrong' : 'field'}
      // A plain group cannot be invalid; a radio group can, and says so.
      role="radiogroup"
      aria-describedby={describedBy(name, hint, error)}
      aria-invalid={error ? true : undefined}
    >
      <legend>{label}</legend>
      {hint ? (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p className="field-error" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
      {options.map((option, index) => (
        <div className="choice" key={option.value}>
          <input
            type="radio"
            id={index === 0 ? name : `${name}-${option.value}`}
            name={name}
            value={option.value}
            defaultChecked={option.value === value}
          />
          <label htmlFor={index === 0 ? name : `${name}-${option.value}`}>{option.label}</label>
        </div>
      ))}
    </fieldset>
  )
}

/** A group of fields under one heading. */
export function FieldGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="field-group">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

export function SubmitButton({ children }: { children: ReactNode }) {
  return <button type="submit">{children}</button>
}
