import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { StartupError } from './errors.ts'

/** Seals small personal data at rest: AES-256-GCM, the purpose bound in, so that one field's bytes fit no other. */
export interface Secrets {
  seal(purpose: string, text: string): Buffer
  /** Throws when the bytes were changed, or sealed for another purpose or with another key. */
  open(purpose: string, sealed: Buffer): string
  /** A word that only this installation can compute: 32 letters and digits, the same for the same input. */
  derive(purpose: string, input: string): string
}

const NONCE = 12
const TAG = 16

export function createSecrets(key: Buffer): Secrets {
  const keyFor = (purpose: string) => Buffer.from(hkdfSync('sha256', key, '', `mingjing:${purpose}`, 32))
  return {
    seal(purpose, text) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    open(purpose, sealed) {
      const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), sealed.subarray(0, NONCE))
      decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
      return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
    },
    derive: (purpose, input) =>
      createHmac('sha256', keyFor(purpose)).update(input).digest('hex').slice(0, 32),
  }
}

/** The key from SECRET_KEY, or from a file in the data folder that is made on first use. */
export function loadSecrets(config: Pick<Config, 'secretKey' | 'dataDir'>): Secrets {
  if (config.secretKey !== undefined) return createSecrets(Buffer.from(config.secretKey, 'hex'))
  const path = join(config.dataDir, 'secret.key')
  try {
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const text = readFileSync(path, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new StartupError(
      `The key file ${path} is damaged: restore it from a backup; sealed data cannot be read without it.`,
    )
  }
  return createSecrets(Buffer.from(text, 'hex'))
}
