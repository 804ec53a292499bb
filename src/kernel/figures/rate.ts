/**
 * A share as it is printed: per cent with so many digits after the point, rounded half up on integers; undefined where
 * there is nothing to be a share of. 781 of 1767 with one digit is `44.2%`.
 */
export function formatRate(part: number, whole: number, digits = 1): string | undefined {
  const text = formatPer(part, whole, 100, digits)
  return text === undefined ? undefined : `${text}%`
}

/** So much for each `per` of the whole, in the same manner: 41 of 3,120,000 for each 10,000 with two digits is `0.13`. */
export function formatPer(part: number, whole: number, per: number, digits: number): string | undefined {
  if (whole === 0) return undefined
  const scale = 10n ** BigInt(digits)
  const [numerator, denominator] = [BigInt(part) * BigInt(per) * scale * 2n, BigInt(whole) * 2n]
  const rounded = (numerator + BigInt(whole)) / denominator
  const text = rounded.toString().padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}
