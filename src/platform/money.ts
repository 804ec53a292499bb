/** Money is a whole number of fen; it becomes yuan or 万元 as text only, so nothing is ever rounded. */
function scaled(fen: number, digits: number, fewest: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`${fen} is not a whole number of fen`)
  const text = String(Math.abs(fen)).padStart(digits + 1, '0')
  const whole = text.slice(0, -digits)
  const part = text.slice(-digits).replace(/0+$/, '').padEnd(fewest, '0')
  return `${fen < 0 ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`
}

/** 123456 → 1234.56 */
export function formatYuan(fen: number): string {
  return scaled(fen, 2, 2)
}

/** 万元 with as many decimals as it needs: 123456 → 0.123456, 5000000 → 5 */
export function formatWan(fen: number): string {
  return scaled(fen, 6, 0)
}
