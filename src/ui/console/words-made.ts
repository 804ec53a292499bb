export type Params = Readonly<Record<string, unknown>>
/** A sentence, or one that is made with what the server sent along. */
export type Words = string | ((params: Params) => string)

export function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise
}
