import type { Secrets } from '#platform/secrets.ts'

const ADDRESS = 'messages.address'
const TEXT = 'messages.text'

export function sealMessage(
  secrets: Secrets,
  message: { readonly address: string; readonly text: string },
): { address_sealed: Buffer; text_sealed: Buffer } {
  return {
    address_sealed: secrets.seal(ADDRESS, message.address),
    text_sealed: secrets.seal(TEXT, message.text),
  }
}

export function openAddress(secrets: Secrets, sealed: Buffer): string {
  return secrets.open(ADDRESS, sealed)
}

export function openText(secrets: Secrets, sealed: Buffer): string {
  return secrets.open(TEXT, sealed)
}
