import { formatYuan } from '#platform/money.ts'
import { formatRate } from '#kernel/figures/index.ts'
import type { Value } from './contract.ts'

/** A value as people read it: `1,204`, `3.50` yuan, `44.2%`; a share or a median of nothing is a stroke. */
export function printValue(measure: string, { value, whole }: Value): string {
  if (value === null) return '—'
  if (whole !== undefined) return formatRate(value, whole) ?? '—'
  return measure === '分' ? formatYuan(value) : value.toLocaleString('en-US')
}

/** The unit of measure in which `printValue` writes. */
export function printMeasure(measure: string): string {
  return measure === '分' ? '元' : measure
}
