import { ask, minus, narrow, sumOf, term, type Term, type ValueOf } from './asks.ts'
import type { Figure, FigureRelation } from './figure.ts'

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

/** What a figure says of itself, as relations that can be checked; `labelOf` gives the names of the others. */
export function relationsOf(figure: Figure, labelOf: (name: string) => string): readonly Relation[] {
  return (figure.relations ?? []).map((relation, index) => ({
    name: `${figure.name}.${relation.kind}.${index + 1}`,
    label: labelFor(figure, relation, labelOf),
    ...sidesOf(figure, relation),
  }))
}

function sidesOf(figure: Figure, relation: FigureRelation): Pick<Relation, 'left' | 'right'> {
  const own = ask(figure.name)
  switch (relation.kind) {
    case 'parts':
      return {
        left: [term(own)],
        right: relation.values.map((value) => term(narrow(own, { [relation.dimension]: value }))),
      }
    case 'balance':
      return {
        left: [term(own), ...relation.with.map((name) => term(ask(name)))],
        right: relation.equals.map((name) => term(ask(name))),
      }
    case 'carried':
      return { left: [term(own)], right: [term(ask(relation.from), -1)] }
    case 'stock':
      return {
        left: [term(own)],
        right: [
          term(own, -1),
          ...relation.plus.map((name) => term(ask(name))),
          ...relation.minus.map((name) => minus(ask(name))),
        ],
      }
  }
}

function labelFor(figure: Figure, relation: FigureRelation, labelOf: (name: string) => string): string {
  const names = (list: readonly string[], word: string) => list.map(labelOf).join(word)
  switch (relation.kind) {
    case 'parts':
      return `${figure.label}等于各分项之和`
    case 'balance':
      return `${[figure.label, ...relation.with.map(labelOf)].join('加')}，等于${names(relation.equals, '加')}`
    case 'carried':
      return `${figure.label}等于上年的${labelOf(relation.from)}`
    case 'stock':
      return `${figure.label}等于上年数加${names(relation.plus, '加')}减${names(relation.minus, '减')}`
  }
}
