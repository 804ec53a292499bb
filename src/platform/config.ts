import { mkdirSync, accessSync, constants } from 'node:fs'
import { resolve } from 'node:path'
import { StartupError } from './errors.ts'
import { parseScannerAddress, type ScannerAddress } from './files/clamav.ts'

export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** undefined: the program brings its own PostgreSQL in the data folder. */
  readonly databaseUrl: string | undefined
  /** Where citizens reach the portal, without a trailing slash. */
  readonly publicUrl: string
  /** Behind TLS (PUBLIC_URL is https): cookies are Secure and HSTS is sent. */
  readonly secure: boolean
  /** How many proxies of ours stand in front, whose X-Forwarded-* are believed. */
  readonly trustProxy: number
  readonly logLevel: string
  /** 32 bytes as hex; undefined: a key file in the data folder. */
  readonly secretKey: string | undefined
  /** The virus scanner that every stored file passes; undefined: files are not scanned. */
  readonly clamav: ScannerAddress | undefined
  /** undefined: messages are written as files below the data folder. */
  readonly smtpUrl: string | undefined
  /** Whom messages are from: an address, or 名称 <address>. */
  readonly mailFrom: string
  /** The gateway of text messages, and the secret that signs what is sent to it; undefined: files, as with mail. */
  readonly sms: { readonly url: string; readonly secret: string } | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** Settings from the environment, checked at start: every problem at once, each saying what to do. */
export function readConfig(env: Environment = process.env): Config {
  const problems: string[] = []
  const port = Number(env['PORT'] ?? '8080')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    problems.push(`PORT must be a number from 0 to 65535, not "${env['PORT']}".`)
  }
  const databaseUrl = env['DATABASE_URL'] || undefined
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    problems.push(
      'DATABASE_URL must begin with postgres:// (for example postgres://user:password@host:5432/mingjing).',
    )
  }
  const publicUrl = (env['PUBLIC_URL'] || `http://localhost:${port}`).replace(/\/+$/, '')
  if (!/^https?:\/\/[^/\s]+$/.test(publicUrl)) {
    problems.push('PUBLIC_URL must be an address such as https://www.example.gov.cn, without a path.')
  }
  const proxies = Number(env['TRUST_PROXY'] || '0')
  if (!Number.isInteger(proxies) || proxies < 0 || proxies > MAX_PROXIES) {
    problems.push(
      `TRUST_PROXY must be how many proxies of yours stand in front, from 0 to ${MAX_PROXIES}, not "${env['TRUST_PROXY']}".`,
    )
  }
  const secretKey = env['SECRET_KEY'] || undefined
  if (secretKey !== undefined && !/^[0-9a-f]{64}$/i.test(secretKey)) {
    problems.push('SECRET_KEY must be 64 hexadecimal digits (make one with: openssl rand -hex 32).')
  }
  const clamavUrl = env['CLAMAV_URL'] || undefined
  const clamav = clamavUrl === undefined ? undefined : parseScannerAddress(clamavUrl)
  if (clamavUrl !== undefined && clamav === undefined)
    problems.push('CLAMAV_URL must be tcp://host:3310 or unix:/path/of/clamd.sock.')
  const smtpUrl = env['SMTP_URL'] || undefined
  if (smtpUrl !== undefined && !isSmtpUrl(smtpUrl))
    problems.push(
      'SMTP_URL must be smtp://user:password@host:587 or smtps://user:password@host:465; special characters in it percent-encoded.',
    )
  const mailFrom = env['MAIL_FROM'] || (smtpUrl === undefined ? 'mingjing@localhost' : '')
  if (!SENDER.test(mailFrom))
    problems.push(
      'MAIL_FROM must be the address that messages come from, such as noreply@example.gov.cn or 某市人民政府 <noreply@example.gov.cn>; it is needed with SMTP_URL.',
    )
  const smsUrl = env['SMS_URL'] || undefined
  const smsSecret = env['SMS_SECRET'] ?? ''
  if (smsUrl !== undefined && !isHttpUrl(smsUrl))
    problems.push('SMS_URL must be the address of the gateway, such as https://sms.example.gov.cn/send.')
  if (smsUrl !== undefined && smsSecret.length < MIN_SMS_SECRET)
    problems.push(
      `SMS_SECRET must be at least ${MIN_SMS_SECRET} characters, the same as at the gateway; it is needed with SMS_URL (make one with: openssl rand -hex 32).`,
    )
  if (problems.length > 0) throw new StartupError(problems.join('\n'))
  return {
    port,
    host: env['HOST'] || '0.0.0.0',
    dataDir: resolve(env['DATA_DIR'] || './data'),
    databaseUrl,
    publicUrl,
    secure: publicUrl.startsWith('https:'),
    trustProxy: proxies,
    logLevel: env['LOG_LEVEL'] || 'warn',
    secretKey,
    clamav,
    smtpUrl,
    mailFrom,
    sms: smsUrl === undefined ? undefined : { url: smsUrl, secret: smsSecret },
  }
}

const SENDER = /^(?:[^<>@\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/

const MIN_SMS_SECRET = 16
const MAX_PROXIES = 5

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return /^smtps?:$/.test(protocol) && hostname !== ''
}

/** Makes the data folder, or says in one sentence why it cannot be used. */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new StartupError(
      `The data folder ${dataDir} cannot be written: choose another with DATA_DIR or give this user the right to write there.`,
      { cause: error },
    )
  }
}
