import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'

/** One message to one person. */
export interface Mail {
  /** Its Message-ID without the host: the same message sent again after a crash is known by it. */
  readonly key: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Where a mail program ends the subscription with one POST (RFC 8058). */
  readonly unsubscribe?: string
}

/** The one door by which mail leaves the house. */
export interface Mailer {
  /** Resolves when the next server has taken the message; throws `MailRefused` where it did not. */
  send(mail: Mail): Promise<void>
  close(): void
}

/** Why a message was not taken: for good (5xx), or for now (4xx, no connection), so that trying again makes sense. */
export class MailRefused extends Error {
  readonly permanent: boolean
  constructor(reason: string, permanent: boolean) {
    super(reason)
    this.name = 'MailRefused'
    this.permanent = permanent
  }
}

const MAX_REASON = 300

/** By the server at `url` (smtp:// or smtps://). */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
  })
  return {
    async send(mail) {
      try {
        await transport.sendMail(messageOf(mail, from))
      } catch (error) {
        throw refusalOf(error, mail.to)
      }
    },
    close: () => transport.close(),
  }
}

/** Into a folder, one .eml file for each message: what a city without a mail server sees of it. */
export function folderMailer(folder: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true })
  return {
    async send(mail) {
      const { message } = await transport.sendMail(messageOf(mail, from))
      // Only the owner may read it: it holds an address.
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      await writeFile(join(folder, `${mail.key}.eml`), message as Buffer, { mode: 0o600 })
    },
    close: () => transport.close(),
  }
}

function messageOf(mail: Mail, from: string): SendMailOptions {
  if (!/^[a-z0-9-]+$/.test(mail.key)) throw new Error(`'${mail.key}' is no key of a message`)
  const host = /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'localhost'
  return {
    from,
    // An object, so that nothing in an address can be read as a second one.
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.key}@${host}>`,
    headers: {
      // Out-of-office programs stay silent (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      ...(mail.unsubscribe === undefined
        ? {}
        : {
            'List-Unsubscribe': { prepared: true, value: `<${mail.unsubscribe}>` },
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
  }
}

/** The server's answer without the address, which servers like to repeat; as its cause the log would have it again. */
function refusalOf(error: unknown, to: string): MailRefused {
  const { responseCode, response, message } = error as {
    responseCode?: number
    response?: string
    message?: string
  }
  const reason = (response ?? message ?? String(error)).replaceAll(to, '…').slice(0, MAX_REASON)
  return new MailRefused(reason, responseCode !== undefined && responseCode >= 500)
}
