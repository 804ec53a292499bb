import { createHmac } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One text message to one mobile phone. */
export interface ShortMessage {
  /** Its name at the gateway: the same message sent again after a crash is known by it. */
  readonly key: string
  readonly to: string
  readonly text: string
}

/** The one door by which text messages leave the house. */
export interface Texter {
  /** Resolves when the gateway has taken the message; throws `TextRefused` where it did not. */
  send(message: ShortMessage): Promise<void>
  close(): void
}

/** Why a message was not taken: for good, or for now, so that trying again makes sense. */
export class TextRefused extends Error {
  readonly permanent: boolean
  constructor(reason: string, permanent: boolean) {
    super(reason)
    this.name = 'TextRefused'
    this.permanent = permanent
  }
}

const MAX_REASON = 300
const TIMEOUT_SECONDS = 20
/** Said of us or of the moment, not of the message: our key is wrong, too slow, too early, too many. */
const FOR_NOW = new Set([401, 408, 425, 429])

/**
 * By a gateway: POST of JSON { key, to, text }. The header `x-mingjing-signature` is the HMAC-SHA256, in hexadecimal,
 * of the header `x-mingjing-timestamp`, a full stop and the body, under the secret that both sides know.
 */
export function webhookTexter(
  gateway: { readonly url: string; readonly secret: string; readonly timeoutSeconds?: number },
  now: () => Date,
): Texter {
  const closing = new AbortController()
  return {
    async send(message) {
      const body = JSON.stringify({ key: checkedKey(message), to: message.to, text: message.text })
      const timestamp = String(Math.floor(now().getTime() / 1000))
      const late = AbortSignal.timeout((gateway.timeoutSeconds ?? TIMEOUT_SECONDS) * 1000)
      let refusal: TextRefused | undefined
      try {
        const response = await fetch(gateway.url, {
          method: 'POST',
          // To follow would send the message to whom nobody has named.
          redirect: 'manual',
          signal: AbortSignal.any([late, closing.signal]),
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'x-mingjing-timestamp': timestamp,
            'x-mingjing-signature': signatureOf(gateway.secret, timestamp, body),
          },
          body,
        })
        const said = await firstWords(response)
        if (!response.ok)
          refusal = new TextRefused(
            without(message, `${response.status} ${said}`.trim()),
            response.status >= 400 && response.status < 500 && !FOR_NOW.has(response.status),
          )
      } catch (error) {
        refusal = new TextRefused(without(message, reasonOf(error)), false)
      }
      if (refusal) throw refusal
    },
    close: () => closing.abort(),
  }
}

export function signatureOf(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
}

/** Into a folder, one file for each message: what a city without a gateway sees of it. */
export function folderTexter(folder: string): Texter {
  return {
    async send(message) {
      const name = `${checkedKey(message)}.json`
      // Only the owner may read it: it holds a telephone number.
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const { to, text } = message
      await writeFile(join(folder, name), `${JSON.stringify({ to, text }, null, 2)}\n`, { mode: 0o600 })
    },
    close: () => undefined,
  }
}

function checkedKey({ key }: ShortMessage): string {
  if (!/^[a-z0-9-]+$/.test(key)) throw new Error(`'${key}' is no key of a message`)
  return key
}

/** What a gateway says of a refusal stands at the beginning; the rest of a long page is not read. */
async function firstWords(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const { value } = await reader.read()
  await reader.cancel()
  return new TextDecoder().decode(value?.subarray(0, MAX_REASON * 4))
}

/** fetch says 'fetch failed' and keeps the reason, such as ECONNREFUSED, in the cause. */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } }
  return name === 'TimeoutError' ? 'no answer in time' : (cause?.code ?? cause?.message ?? message)
}

/** Gateways like to repeat whom and what: neither may stand in a reason, nor in the log by it. */
function without({ to, text }: ShortMessage, reason: string): string {
  return reason.replaceAll(text, '…').replaceAll(to, '…').replaceAll(/\s+/g, ' ').slice(0, MAX_REASON)
}
