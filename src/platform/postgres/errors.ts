/** Why the city's own PostgreSQL cannot run here: a stable code, and one sentence that says what to do. */
export class ClusterError extends Error {
  readonly code:
    | 'already_running'
    | 'no_binaries'
    | 'no_user'
    | 'not_writable'
    | 'other_version'
    | 'not_startable'

  constructor(code: ClusterError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ClusterError'
    this.code = code
  }
}
