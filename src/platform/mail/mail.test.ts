import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { folderMailer, smtpMailer, type Mail, type Mailer } from './index.ts'

/** A server that takes every message but to those whose name says otherwise. */
const taken: string[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo({ address }, _session, done) {
    const answers: Record<string, number> = { full: 452, gone: 550 }
    const code = answers[address.split('@')[0] ?? '']
    if (code === undefined) return done()
    done(Object.assign(new Error(`<${address}> is not taken`), { responseCode: code }))
  },
  onData(stream, _session, done) {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      taken.push(Buffer.concat(chunks).toString('utf8'))
      done()
    })
  },
})
const folder = mkdtempSync(join(tmpdir(), 'mingjing-mail-'))
let mailer: Mailer

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.server.address() as AddressInfo
  mailer = smtpMailer(`smtp://127.0.0.1:${port}`, '试验市人民政府 <noreply@city.example>')
})
afterEach(() => {
  taken.length = 0
})
afterAll(async () => {
  mailer.close()
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  rmSync(folder, { recursive: true, force: true })
})

const mail = (to: string, more: Partial<Mail> = {}): Mail => ({
  key: 'digest-7',
  to,
  subject: '栏目“规范性文件”新公开 3 条信息，请查看全部内容和附件',
  text: '第一条：停车管理办法',
  html: '<!doctype html><p>第一条：停车管理办法</p>',
  ...more,
})

function decoded(header: string): string {
  const words = [...header.matchAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi)]
  return words
    .map(([, way = '', text = '']) =>
      way.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString('utf8')
        : decodeURIComponent(text.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/g, '%$1')),
    )
    .join('')
}

function headerOf(message: string, name: string): string {
  const head = message.slice(0, message.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? ''
}

describe('by a server', () => {
  test('subject, text and simple HTML arrive in Chinese, from whom MAIL_FROM says', async () => {
    await mailer.send(mail('wang@mail.example'))
    const [message = ''] = taken
    expect(decoded(headerOf(message, 'subject'))).toBe(mail('').subject)
    expect(headerOf(message, 'from')).toMatch(/=\?UTF-8\?.*\?= <noreply@city\.example>/i)
    expect(headerOf(message, 'to')).toBe('wang@mail.example')
    expect(headerOf(message, 'message-id')).toBe('<digest-7@city.example>')
    expect(headerOf(message, 'content-type')).toMatch(/^multipart\/alternative/)
    for (const [kind, body] of [
      ['text/plain', mail('').text],
      ['text/html', mail('').html],
    ] as const) {
      const part = message.split(/^--.*$/m).find((one) => one.includes(kind)) ?? ''
      expect(part).toMatch(/charset=utf-8/i)
      const coded = part.slice(part.indexOf('\r\n\r\n')).trim()
      const text = /base64/i.test(part)
        ? Buffer.from(coded, 'base64').toString('utf8')
        : Buffer.from(
            coded
              .replace(/=\r\n/g, '')
              .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
            'latin1',
          ).toString('utf8')
      expect(text).toBe(body)
    }
  })

  test('RFC 8058: both headers, and neither in a mail from which nothing is to be unsubscribed', async () => {
    const unsubscribe = `https://www.city.example/subscriptions/end?k=12-${'0123456789abcdef'.repeat(2)}`
    await mailer.send(mail('wang@mail.example', { unsubscribe }))
    await mailer.send(mail('wang@mail.example'))
    const [first = '', second = ''] = taken
    expect(headerOf(first, 'list-unsubscribe').replaceAll(' ', '')).toBe(`<${unsubscribe}>`)
    expect(headerOf(first, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(second).not.toMatch(/list-unsubscribe/i)
  })

  test('a full mailbox is a refusal for now, one that is gone for good; the reason does not name the address', async () => {
    const full = await mailer.send(mail('full@mail.example')).catch((error: unknown) => error)
    expect(full).toMatchObject({
      name: 'MailRefused',
      permanent: false,
      message: expect.stringContaining('452'),
    })
    const gone = await mailer.send(mail('gone@mail.example')).catch((error: unknown) => error)
    expect(gone).toMatchObject({ permanent: true, message: expect.stringContaining('550') })
    expect(inspect([full, gone], { depth: 9 })).not.toContain('mail.example')
    expect(taken).toEqual([])
  })

  test('no server is a refusal for now', async () => {
    const away = smtpMailer('smtp://127.0.0.1:1', 'noreply@city.example')
    await expect(away.send(mail('wang@mail.example'))).rejects.toMatchObject({ permanent: false })
    away.close()
  })

  test('an address is one address, whatever stands in it', async () => {
    await mailer.send(mail('a@b.example,c@d.example')).catch(() => undefined)
    for (const message of taken) expect(message).not.toMatch(/^(to|cc|bcc):.*\bc@d\.example(?!")/im)
  })
})

test('without a server: one file for each message, which only its owner reads', async () => {
  const files = folderMailer(join(folder, 'mail'), 'mingjing@localhost')
  await files.send(mail('wang@mail.example'))
  await files.send(mail('wang@mail.example'))
  await files.send(mail('li@mail.example', { key: 'digest-8' }))
  expect(readdirSync(join(folder, 'mail')).toSorted()).toEqual(['digest-7.eml', 'digest-8.eml'])
  const path = join(folder, 'mail', 'digest-8.eml')
  expect(statSync(path).mode & 0o077).toBe(0)
  expect(headerOf(readFileSync(path, 'utf8').replace(/\r?\n/g, '\r\n'), 'to')).toBe('li@mail.example')
  await expect(files.send(mail('x@mail.example', { key: '../x' }))).rejects.toThrow('no key')
})

test('what is set wrongly stops the start, each with what to do', () => {
  expect(readConfig({})).toMatchObject({ smtpUrl: undefined, mailFrom: 'mingjing@localhost' })
  const set = { SMTP_URL: 'smtps://u:p@mail.example:465', MAIL_FROM: '某市 <noreply@city.example>' }
  expect(readConfig(set)).toMatchObject({ smtpUrl: set.SMTP_URL, mailFrom: set.MAIL_FROM })
  expect(() => readConfig({ SMTP_URL: 'mail.example:25', MAIL_FROM: 'nobody' })).toThrow(
    /SMTP_URL must be[^\n]*\nMAIL_FROM must be/,
  )
  expect(() => readConfig({ SMTP_URL: set.SMTP_URL })).toThrow('needed with SMTP_URL')
})
