import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { folderTexter, signatureOf, webhookTexter, type ShortMessage, type Texter } from './index.ts'

const SECRET = 'a secret of both sides'
const NOW = new Date('2026-03-10T02:00:00Z')
const taken: { headers: IncomingHttpHeaders; body: string }[] = []
/** A gateway that takes every message but to numbers whose last digits say what it answers instead. */
const gateway = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (chunk: string) => (body += chunk))
  request.on('end', () => {
    const { to, text } = JSON.parse(body) as ShortMessage
    const status = Number(/^13900000(\d{3})$/.exec(to)?.[1] ?? 200)
    if (status === 0) return
    if (status === 200) taken.push({ headers: request.headers, body })
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {})
    response.end(`to ${to}: ${text}\n${'x'.repeat(100_000)}`)
  })
})
const folder = mkdtempSync(join(tmpdir(), 'mingjing-sms-'))
let texter: Texter
let url: string

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    gateway.listen(0, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`
  texter = webhookTexter({ url, secret: SECRET, timeoutSeconds: 1 }, () => NOW)
})
afterEach(() => {
  taken.length = 0
})
afterAll(async () => {
  texter.close()
  gateway.closeAllConnections()
  await new Promise<void>((resolve) => {
    gateway.close(() => resolve())
  })
  rmSync(folder, { recursive: true, force: true })
})

const message = (to: string): ShortMessage => ({
  key: 'message-7',
  to,
  text: '王某某，您的申请已答复，请查看。',
})
const refused = (to: string) => texter.send(message(to)).catch((error: unknown) => error)

describe('by a gateway', () => {
  test('number, text and name arrive, signed together with the time by the secret of both sides', async () => {
    await texter.send(message('13800001234'))
    const [one] = taken
    expect(JSON.parse(one?.body ?? '')).toEqual(message('13800001234'))
    const timestamp = String(one?.headers['x-mingjing-timestamp'])
    expect(Number(timestamp)).toBe(NOW.getTime() / 1000)
    expect(one?.headers['x-mingjing-signature']).toBe(signatureOf(SECRET, timestamp, one?.body ?? ''))
    expect(signatureOf(SECRET, '0', one?.body ?? '')).not.toBe(one?.headers['x-mingjing-signature'])
    expect(one?.headers['content-type']).toContain('application/json')
  })

  test('what it says of the number is for good, what it says of us or of the moment is for now', async () => {
    const permanent = async (status: number) => {
      const error = await refused(`13900000${status}`)
      expect(error).toMatchObject({ name: 'TextRefused', message: expect.stringContaining(String(status)) })
      return (error as { permanent: boolean }).permanent
    }
    for (const status of [400, 403, 404, 422]) expect(await permanent(status), String(status)).toBe(true)
    for (const status of [302, 401, 408, 429, 500, 503])
      expect(await permanent(status), String(status)).toBe(false)
    expect(taken).toEqual([])
  })

  test('a reason names neither the number nor the text, however long the answer is', async () => {
    const error = await refused('13900000404')
    expect(inspect(error, { depth: 9 })).not.toMatch(/13900000404|王某某/)
    expect((error as Error).message.length).toBeLessThanOrEqual(300)
  })

  test('no answer in time and no gateway at all are refusals for now', async () => {
    expect(await refused('13900000000')).toMatchObject({ permanent: false, message: 'no answer in time' })
    const gone = createServer()
    const port = await new Promise<number>((resolve) => {
      gone.listen(0, '127.0.0.1', () => resolve((gone.address() as AddressInfo).port))
    })
    await new Promise((resolve) => {
      gone.close(resolve)
    })
    const away = webhookTexter({ url: `http://127.0.0.1:${port}/`, secret: SECRET }, () => NOW)
    await expect(away.send(message('13800001234'))).rejects.toMatchObject({
      permanent: false,
      message: 'ECONNREFUSED',
    })
  })
})

test('without a gateway: one file for each message, which only its owner reads', async () => {
  const files = folderTexter(join(folder, 'sms'))
  await files.send(message('13800001234'))
  await files.send(message('13800001234'))
  expect(readdirSync(join(folder, 'sms'))).toEqual(['message-7.json'])
  const path = join(folder, 'sms', 'message-7.json')
  expect(statSync(path).mode & 0o077).toBe(0)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
    to: '13800001234',
    text: message('').text,
  })
  for (const one of [files, texter])
    await expect(one.send({ ...message('13800001234'), key: '../x' })).rejects.toThrow('no key')
})

test('what is set wrongly stops the start, each with what to do', () => {
  expect(readConfig({}).sms).toBeUndefined()
  const set = { SMS_URL: 'https://sms.city.example/send', SMS_SECRET: '0123456789abcdef' }
  expect(readConfig(set).sms).toEqual({ url: set.SMS_URL, secret: set.SMS_SECRET })
  expect(() => readConfig({ SMS_URL: 'sms.city.example', SMS_SECRET: 'short' })).toThrow(
    /SMS_URL must be[^\n]*\nSMS_SECRET must be/,
  )
  expect(() => readConfig({ SMS_URL: set.SMS_URL })).toThrow('needed with SMS_URL')
})
