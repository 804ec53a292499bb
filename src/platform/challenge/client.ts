import { isIPv6 } from 'node:net'
import { civilDateOf } from '../dates.ts'
import type { Db } from '../db/connect.ts'
import type { Secrets } from '../secrets.ts'
import { saltOf } from './store.ts'

/**
 * A word for the network from which somebody asks: the same on every process for a day, another the day after. With the
 * day's salt deleted nobody can tell from it which network it was.
 */
export async function hashClient(db: Db, secrets: Secrets, address: string, now: Date): Promise<string> {
  const salt = await saltOf(db, civilDateOf(now))
  return secrets.derive('challenge.client', `${salt.toString('hex')} ${networkOf(address)}`)
}

/** The /24 of an IPv4 address, the /64 of an IPv6 one: what one household or office may choose from freely. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  if (!isIPv6(mapped)) return mapped.split('.').slice(0, 3).join('.')
  const [head = '', tail = ''] = (mapped.split('%')[0] ?? '').split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === '' ? [] : tail.split(':')
  const groups = mapped.includes('::')
    ? [...front, ...Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0'), ...back]
    : front
  return groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')
}
