const MAX_ADDRESS = 254
const LOCAL = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/i
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i

/** The address as it is written to, or undefined where there is none. A full-width ＠ of a Chinese keyboard is read as @. */
export function readAddress(typed: string): string | undefined {
  const address = typed.normalize('NFKC').trim()
  const at = address.lastIndexOf('@')
  if (at < 1 || address.length > MAX_ADDRESS) return undefined
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)]
  if (!LOCAL.test(local) || /^\.|\.\.|\.$/.test(local)) return undefined
  const labels = domain.split('.')
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return undefined
  return `${local}@${domain.toLowerCase()}`
}
