import { describe, expect, test } from 'vitest'
import { RETRY_MINUTES } from './kinds.ts'
import { htmlOf } from './mail.tsx'
import { decideRetry, maskAddress, nextTry, readMobile, stateOf } from './rules.ts'

const NOW = new Date('2026-03-10T02:00:00Z')
const sealed = Buffer.from('x')

describe('a message that was not taken', () => {
  test('is tried again after a minute, then less and less often, the last time a day later, and then no more', () => {
    const minutes = Array.from({ length: 9 }, (_, tries) => {
      const at = nextTry(tries + 1, NOW)
      return at === undefined ? null : (at.getTime() - NOW.getTime()) / 60_000
    })
    expect(minutes).toEqual([...RETRY_MINUTES, null, null])
    expect([minutes[0], minutes.filter((one) => one !== null).at(-1)]).toEqual([1, 1440])
  })

  test('can be sent once more by hand only while it has failed and is still there', () => {
    const row = { sent_at: null, failed_at: NOW, address_sealed: sealed }
    const codes = (one: Parameters<typeof decideRetry>[0]) => {
      const decision = decideRetry(one)
      return decision.ok ? [] : decision.issues.map(({ code }) => code)
    }
    expect(codes(row)).toEqual([])
    expect(codes({ ...row, failed_at: null })).toEqual(['message_not_failed'])
    expect(codes({ ...row, failed_at: null, sent_at: NOW })).toEqual(['message_not_failed'])
    expect(codes({ ...row, address_sealed: null })).toEqual(['message_erased'])
    expect([row, { ...row, failed_at: null }, { sent_at: NOW, failed_at: null }].map(stateOf)).toEqual([
      'failed',
      'waiting',
      'sent',
    ])
  })
})

test('a mobile number is read however it was written down; a landline is none', () => {
  for (const typed of ['13800001234', '138 0000 1234', '+86 138-0000-1234', '８６１３８００００１２３４'])
    expect(readMobile(typed), typed).toBe('13800001234')
  for (const typed of ['', '0512-12345678', '1380000123', '138000012345', '23800001234', '13800001234转2'])
    expect(readMobile(typed), typed).toBeUndefined()
})

test('of an address only so much is shown that one can be told from another', () => {
  expect(maskAddress('mail', 'wang.xiaoming@mail.example')).toBe('w***@mail.example')
  expect(maskAddress('sms', '13800001234')).toBe('138****1234')
})

test('a text becomes a mail of paragraphs and links, with nothing in it that a mail program could run', () => {
  const html = htmlOf('您好：\n第二行 <b>&\n\n请看 https://www.city.example/a?b=1&c=2，谢谢。')
  expect(html).toContain('您好：</span><span><br/>第二行 &lt;b&gt;&amp;</span></p><p>')
  expect(html).toContain(
    '<a href="https://www.city.example/a?b=1&amp;c=2">https://www.city.example/a?b=1&amp;c=2</a>，谢谢。',
  )
  expect(htmlOf('javascript:alert(1) <script>')).not.toMatch(/<script|href/)
})
