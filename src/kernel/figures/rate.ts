/**
 * A share as it is printed: per cent with so many digits after the point, rounded half up on integers; undefined where
 * there is nothing to be a share of. 781 of 1767 with one digit is `44.2%`.
 */
export function formatRate(part: number, whole: number, digits = 1): string | undefined {
  if (whole === 0) return undefined
  const scale = 10n ** BigInt(digits)
  const [numerator, denominator] = [BigInt(part) * 100n * scale * 2n, BigInt(whole) * 2n]
  const rounded = (numerator + BigInt(whole)) / denominator
  const text = rounded.toString().padStart(digits + 1, '0')
  return digits === 0 ? `${text}%` : `${text.slice(0, -digits)}.${text.slice(-digits)}%`
}
