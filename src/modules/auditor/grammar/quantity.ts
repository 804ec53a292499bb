import { compare, isZero, minus, plus, shift, sum, times, whole, type Decimal } from './decimal.ts'

/**
 * A number as printed, with the numbers that may stand behind it: 10.9万 is anything from 10.85万 to 10.95万, 480多
 * anything from 480 to 490. `high` is undefined where nothing bounds it (超过300).
 */
export interface Quantity {
  readonly value: Decimal
  readonly low: Decimal
  readonly high: Decimal | undefined
  /** The word that makes it approximate, as printed. */
  readonly approx?: string
}

export type Verdict = 'holds' | 'rounding' | 'broken' | 'unknown'

/** How a word makes a number approximate. */
export type Vagueness = 'more' | 'over' | 'under' | 'about'

const ONE_TENTH: Decimal = { digits: 1n, scale: 1 }

/** A number printed in full is itself; one printed in 万 or as a percentage stands for what rounds to it. */
export function quantity(value: Decimal, unitInLastPlace?: Decimal): Quantity {
  if (unitInLastPlace === undefined) return { value, low: value, high: value }
  const half = times(unitInLastPlace, { digits: 5n, scale: 1 })
  return { value, low: minus(value, half), high: plus(value, half) }
}

/** 余 and 多 reach to the next step of the last digit that is not zero; 约 a tenth either way; 超 has no end. */
export function vague(value: Decimal, how: Vagueness, approx: string): Quantity {
  const tenth = times(value, ONE_TENTH)
  switch (how) {
    case 'more':
      return { value, low: value, high: plus(value, lastStep(value)), approx }
    case 'over':
      return { value, low: value, high: undefined, approx }
    case 'under':
      return { value, low: minus(value, plus(tenth, tenth)), high: value, approx }
    case 'about':
      return { value, low: minus(value, tenth), high: plus(value, tenth), approx }
  }
}

function lastStep(value: Decimal): Decimal {
  if (isZero(value)) return whole(1)
  const zeros = /0*$/.exec(String(value.digits))?.[0].length ?? 0
  return shift(whole(1), zeros - value.scale)
}

export function total(parts: readonly Quantity[]): Quantity {
  const highs = parts.map((part) => part.high)
  const approx = parts.find((part) => part.approx !== undefined)?.approx
  return {
    value: sum(parts.map((part) => part.value)),
    low: sum(parts.map((part) => part.low)),
    high: highs.includes(undefined) ? undefined : sum(highs.filter((one) => one !== undefined)),
    ...(approx === undefined ? {} : { approx }),
  }
}

function meet(one: Quantity, other: Quantity): boolean {
  return (
    (other.high === undefined || compare(one.low, other.high) <= 0) &&
    (one.high === undefined || compare(other.low, one.high) <= 0)
  )
}

/** Two numbers that should be the same. What is approximate by a word never breaks a relation. */
export function judgeEqual(one: Quantity, other: Quantity): Verdict {
  if (compare(one.value, other.value) === 0) return 'holds'
  if (meet(one, other)) return 'rounding'
  return one.approx === undefined && other.approx === undefined ? 'broken' : 'unknown'
}

/** A part that should not be more than its whole. */
export function judgeWithin(part: Quantity, all: Quantity): Verdict {
  if (compare(part.value, all.value) <= 0) return 'holds'
  if (all.high === undefined || compare(part.low, all.high) <= 0) return 'rounding'
  return part.approx === undefined && all.approx === undefined ? 'broken' : 'unknown'
}

/** part ÷ all × factor against what is printed (factor 100 for a percentage, 1 for 倍), without dividing. */
export function judgeRate(part: Quantity, all: Quantity, rate: Quantity, factor: number): Verdict {
  if (isZero(all.value)) return 'unknown'
  const scaled = (one: Decimal) => times(one, whole(factor))
  if (compare(scaled(part.value), times(rate.value, all.value)) === 0) return 'holds'
  const aboveLow = part.high === undefined || compare(scaled(part.high), times(rate.low, all.low)) >= 0
  const belowHigh =
    rate.high === undefined ||
    all.high === undefined ||
    compare(scaled(part.low), times(rate.high, all.high)) <= 0
  if (aboveLow && belowHigh) return 'rounding'
  const words = [part, all, rate].some((one) => one.approx !== undefined)
  return words ? 'unknown' : 'broken'
}
