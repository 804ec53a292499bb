/** So many of a thing at a scale: rounded, and one at least where there was any. */
export function scaled(value: number, scale: number): number {
  return value === 0 ? 0 : Math.max(1, Math.round(value * scale))
}

/**
 * Parts at a scale by largest remainder: their sum is the scaled sum of the parts. Of every part that there was one is left
 * at least, which may make the sum of a very small scale larger. The larger remainder goes first, of equal ones the earlier.
 */
export function scaledParts(parts: readonly number[], scale: number): number[] {
  const exact = parts.map((part) => part * scale)
  const least = exact.map((value, place) => Math.max(parts[place] ? 1 : 0, Math.floor(value + 1e-9)))
  const total = Math.round(exact.reduce((sum, value) => sum + value, 0))
  const missing = Math.max(0, total - least.reduce((sum, value) => sum + value, 0))
  const order = exact
    .map((value, place) => ({ place, remainder: value - (least[place] ?? 0) }))
    .toSorted((one, other) => other.remainder - one.remainder || one.place - other.place)
  const raised = new Set(order.slice(0, missing).map((one) => one.place))
  return least.map((value, place) => value + (raised.has(place) ? 1 : 0))
}

/** `count` shared out as evenly as it goes, what is over to the first. */
export function shares(count: number, among: number): number[] {
  return Array.from(
    { length: among },
    (_, place) => Math.floor(count / among) + (place < count % among ? 1 : 0),
  )
}
