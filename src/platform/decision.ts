/** Something a person can put right: which field, which rule (a stable code), and the rule's numbers. */
export interface Issue {
  readonly field: string
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
}

export type Refused = { readonly ok: false; readonly issues: readonly Issue[] }
export type Allowed<T> = { readonly ok: true; readonly value: T }

/** The answer of a rule: allowed with a value, or refused with every issue at once. */
export type Decision<T> = Allowed<T> | Refused

export function issue(field: string, code: string, params?: Issue['params']): Issue {
  return params ? { field, code, params } : { field, code }
}

export function allow<T>(value: T): Allowed<T> {
  return { ok: true, value }
}

export function refuse(issues: Issue | readonly Issue[]): Refused {
  return { ok: false, issues: Array.isArray(issues) ? issues : [issues as Issue] }
}

/** Allowed with `value` when `issues` is empty, refused with all of them otherwise. */
export function decide<T>(issues: readonly Issue[], value: T): Decision<T> {
  return issues.length > 0 ? refuse(issues) : allow(value)
}

/** The value where a refusal would be a fault of the caller, not of a person; throws every issue then. */
export function valueOf<T>(decision: Decision<T>): T {
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.issues)}`)
  return decision.value
}
