/** Something that the person can put right, at a field of what was sent. */
export interface ServerIssue {
  readonly field: string
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** An answer that is no success, with the server's stable code. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly issues: readonly ServerIssue[]
  readonly requestId: string | undefined

  constructor(status: number, body: ErrorBody) {
    super(body.code ?? `http_${status}`)
    this.name = 'ApiError'
    this.status = status
    this.code = body.code ?? `http_${status}`
    this.params = body.params ?? {}
    this.issues = body.issues ?? []
    this.requestId = body.requestId
  }
}

interface ErrorBody {
  readonly code?: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly issues?: readonly ServerIssue[]
  readonly requestId?: string
}

export function isApiError(error: unknown, code?: string): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code)
}

export type Query = Readonly<Record<string, string | number | boolean | undefined>>

const BASE = '/api/v1'

/** Sent with every write; the session hands it over at sign-in. */
let csrfToken: string | undefined

export function setCsrfToken(token: string | undefined): void {
  csrfToken = token
}

/** `/documents` with its query; what is undefined or empty is left out. */
function pathWith(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

export function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return call<T>('GET', pathWith(path, query), undefined, signal)
}

export function post<T>(path: string, body: unknown = {}): Promise<T> {
  return call<T>('POST', path, JSON.stringify(body))
}

export function put<T>(path: string, body: unknown): Promise<T> {
  return call<T>('PUT', path, JSON.stringify(body))
}

export function remove<T>(path: string): Promise<T> {
  return call<T>('DELETE', path)
}

/** Sends one file as the field `file`. */
export function upload<T>(path: string, file: File, method: 'POST' | 'PUT' = 'POST'): Promise<T> {
  const form = new FormData()
  form.append('file', file)
  return call<T>(method, path, form)
}

async function call<T>(
  method: string,
  path: string,
  body?: string | FormData,
  signal?: AbortSignal,
): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (typeof body === 'string') headers['content-type'] = 'application/json'
  if (method !== 'GET' && csrfToken !== undefined) headers['x-csrf-token'] = csrfToken
  let response: Response
  try {
    response = await fetch(`${BASE}${path}`, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError(0, { code: 'network' })
  }
  const answer = await readJson(response)
  if (response.ok) return answer as T
  throw new ApiError(response.status, (answer as { error?: ErrorBody } | undefined)?.error ?? {})
}

/** A proxy in front may answer with a page of its own: that is then no JSON, and only the status counts. */
async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}
