import { createHash, timingSafeEqual } from 'node:crypto'
import type { Secrets } from '#platform/secrets.ts'

const ADDRESS = 'subscriptions.address'

/** The word by which an address is found again, and its sealed text: neither tells it to who has the database alone. */
export function sealAddress(secrets: Secrets, address: string): { hash: string; sealed: Buffer } {
  return { hash: secrets.derive(ADDRESS, address.toLowerCase()), sealed: secrets.seal(ADDRESS, address) }
}

export function openAddress(secrets: Secrets, sealed: Buffer): string {
  return secrets.open(ADDRESS, sealed)
}

/** Of a single-use link: 24 random bytes are not guessed, so a plain hash keeps them. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Signed links: of all subscriptions of one address, or of the end of one subscription. */
export type Purpose = 'subscriptions.manage' | 'subscriptions.end'

export function signLink(secrets: Secrets, purpose: Purpose, id: number): string {
  return `${id}-${secrets.derive(purpose, String(id))}`
}

/** The number that a signed link carries, where the signature is ours. */
export function readLink(secrets: Secrets, purpose: Purpose, text: string): number | undefined {
  const [, number = '', signature = ''] = /^([1-9]\d{0,14})-([0-9a-f]{32})$/.exec(text) ?? []
  if (signature === '') return undefined
  const right = secrets.derive(purpose, number)
  return timingSafeEqual(Buffer.from(right), Buffer.from(signature)) ? Number(number) : undefined
}
