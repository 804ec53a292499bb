import type { ValueOf } from '#kernel/figures/index.ts'
import { cellsOf, type ReportForm } from '../forms/index.ts'
import type { BareNumber } from './numbers.ts'
import { readLine } from './grammar.ts'
import { labelOf, printReference, resolve, type Known } from './resolve.ts'

/** A reference that a writer may put in, with what it says at present. */
export interface Offer {
  readonly token: string
  readonly label: string
  readonly text: string
}

/** Every reference that is offered: the cells of the form, and the figures of the house without a filter. */
export function offeredTokens({ form, figures }: Known): readonly string[] {
  return [
    ...cellsOf(form).flatMap((cell) => (cell.terms.length === 0 ? [] : [`{{${cell.id}}}`])),
    ...figures.map((figure) => `{{${figure.name}}}`),
  ]
}

export function printOffers(tokens: readonly string[], known: Known, valueOf: ValueOf): readonly Offer[] {
  return tokens.flatMap((token) => {
    const [piece] = readLine(token)
    if (piece?.kind !== 'reference') return []
    const resolution = resolve(piece.written, known)
    if (!resolution.ok) return []
    const printed = printReference(resolution.value, valueOf)
    return printed.ok ? [{ token, label: labelOf(resolution.value), text: printed.text }] : []
  })
}

const MOST = 3

/** Cells that say exactly this number, totals first: what the writer most likely meant. */
export function suggestFor(
  bare: BareNumber,
  form: ReportForm,
  values: Readonly<Record<string, number | null>>,
): readonly { readonly token: string; readonly label: string }[] {
  if (bare.value === null) return []
  return cellsOf(form)
    .filter((cell) => {
      const value = values[cell.id] ?? null
      if (value === null || bare.value === null) return false
      return cell.measure === 'money' ? Math.abs(value * 10_000 - bare.value) < 0.005 : value === bare.value
    })
    .toSorted((one, other) => Number(other.label.endsWith('总计')) - Number(one.label.endsWith('总计')))
    .slice(0, MOST)
    .map((cell) => ({ token: `{{${cell.id}}}`, label: cell.label }))
}
