/** An exact decimal, digits × 10^-scale: what is printed is never put through a float before it is judged. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

/** Of digits, at most one point and a sign, as the grammar has made them. */
export function decimal(text: string): Decimal {
  const [whole = '0', part = ''] = text.replace(/^[+−-]/, '').split('.')
  const digits = BigInt(`${whole}${part}`)
  return { digits: /^[−-]/.test(text) ? -digits : digits, scale: part.length }
}

export function whole(value: number | bigint): Decimal {
  return { digits: BigInt(value), scale: 0 }
}

const ten = (power: number): bigint => 10n ** BigInt(power)

function level(one: Decimal, other: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(one.scale, other.scale)
  return [one.digits * ten(scale - one.scale), other.digits * ten(scale - other.scale), scale]
}

export function plus(one: Decimal, other: Decimal): Decimal {
  const [a, b, scale] = level(one, other)
  return { digits: a + b, scale }
}

export function minus(one: Decimal, other: Decimal): Decimal {
  const [a, b, scale] = level(one, other)
  return { digits: a - b, scale }
}

export function times(one: Decimal, other: Decimal): Decimal {
  return { digits: one.digits * other.digits, scale: one.scale + other.scale }
}

/** Times 10^power. */
export function shift(one: Decimal, power: number): Decimal {
  const scale = one.scale - power
  return scale >= 0 ? { digits: one.digits, scale } : { digits: one.digits * ten(-scale), scale: 0 }
}

export function compare(one: Decimal, other: Decimal): number {
  const [a, b] = level(one, other)
  return a < b ? -1 : a > b ? 1 : 0
}

export const isZero = (one: Decimal): boolean => one.digits === 0n

export function isWhole(one: Decimal): boolean {
  return one.digits % ten(one.scale) === 0n
}

export function sum(values: readonly Decimal[]): Decimal {
  return values.reduce(plus, whole(0))
}

/** one ÷ other, rounded half up to so many decimals: for showing a quotient, never for judging it. */
export function quotient(one: Decimal, other: Decimal, decimals: number): Decimal {
  const [a, b] = level(one, other)
  const negative = a < 0n !== b < 0n
  const [top, bottom] = [a < 0n ? -a : a, b < 0n ? -b : b]
  const digits = (top * ten(decimals) * 2n + bottom) / (bottom * 2n)
  return { digits: negative ? -digits : digits, scale: decimals }
}

export function toText(one: Decimal): string {
  const negative = one.digits < 0n
  const text = (negative ? -one.digits : one.digits).toString().padStart(one.scale + 1, '0')
  const at = text.length - one.scale
  const part = text.slice(at).replace(/0+$/, '')
  return `${negative ? '-' : ''}${text.slice(0, at)}${part === '' ? '' : `.${part}`}`
}

export function toNumber(one: Decimal): number {
  return Number(toText(one))
}
