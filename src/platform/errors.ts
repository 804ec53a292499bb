/** A refusal: a stable code and a status, thrown anywhere and turned into an answer in one place. */
export class Refusal extends Error {
  readonly code: string
  readonly status: number
  readonly params: Readonly<Record<string, string | number>>

  constructor(code: string, status: number, params: Readonly<Record<string, string | number>> = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.status = status
    this.params = params
  }
}

/** What a person may not see is answered the same as what is not there. */
export function notFound(what: string, id: string | number): Refusal {
  return new Refusal('not_found', 404, { what, id })
}

export function notPermitted(permission: string): Refusal {
  return new Refusal('not_permitted', 403, { permission })
}

export function notSignedIn(): Refusal {
  return new Refusal('not_signed_in', 401)
}

/** Somebody else changed the record since it was read. */
export function changedMeanwhile(what: string): Refusal {
  return new Refusal('changed_meanwhile', 409, { what })
}

/** A fault of the surroundings at start, said in one sentence that tells the operator what to do. */
export class StartupError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartupError'
  }
}
