import { sumOf, type Term, type ValueOf } from './asks.ts'

/** Two sides that must be equal (勾稽关系). */
export interface Relation {
  readonly name: string
  readonly label: string
  readonly left: readonly Term[]
  readonly right: readonly Term[]
}

/** A relation with both sides as they were computed. */
export interface CheckedRelation {
  readonly name: string
  readonly label: string
  readonly left: number
  readonly right: number
  readonly holds: boolean
}

export function checkRelation(relation: Relation, valueOf: ValueOf): CheckedRelation {
  const [left, right] = [sumOf(relation.left, valueOf), sumOf(relation.right, valueOf)]
  return { name: relation.name, label: relation.label, left, right, holds: left === right }
}
