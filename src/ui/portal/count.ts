/** Four digits and more with separators. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}
