import { Type, type Static, type TSchema } from 'typebox'
import type { CivilDate } from '../dates.ts'

/** A civil date on the wire: 2026-01-31. That the day exists is checked with the shape. */
export const CivilDateShape = Type.Unsafe<CivilDate>({ type: 'string', format: 'date' })

export const IdShape = Type.Integer({ minimum: 1 })

export function nullable<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()])
}

/** A closed set of words: `choice(['a', 'b'])` accepts 'a' or 'b'. */
export function choice<const T extends readonly string[]>(values: T) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...values] })
}

/** Which page of a list: 1 is the first. */
export const PageQuery = Type.Object({
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
export type PageQuery = Static<typeof PageQuery>

/** One page of a list, with how many there are in all. */
export interface PageOf<T> {
  readonly items: readonly T[]
  readonly total: number
  readonly page: number
  readonly size: number
}

const DEFAULT_PAGE_SIZE = 50

/** Offset and limit of a page query. */
export function pageWindow(query: PageQuery): { page: number; size: number; offset: number; limit: number } {
  const page = query.page ?? 1
  const size = query.size ?? DEFAULT_PAGE_SIZE
  return { page, size, offset: (page - 1) * size, limit: size }
}
