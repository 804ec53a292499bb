import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { linkIn, startSubscribing, type Subscribing } from '../../testing/subscriptions.ts'

let work: Subscribing
beforeAll(async () => {
  work = await startSubscribing()
})
afterAll(() => work.close())
beforeEach(() => work.empty())

describe('managing and ending', () => {
  test('by the link in the mail: list, rhythm, end of one, end of all; a forged link is none', async () => {
    const id = await work.subscribe('wang@mail.example')
    await work.subscribe('wang@mail.example', { kind: 'search', words: '防汛' })
    await work.publish('给管理的公告', '2026-04-02')
    await work.morning('2026-04-03')
    const k = linkIn(work.sent[0], 'manage')
    expect(await work.shown('GET', '/subscriptions/manage', { k })).toMatch(/要闻[\s\S]*防汛/)
    const wish = (form: Record<string, string>) => work.open('POST', '/subscriptions/manage', { k }, form)
    await wish({ subscription: String(id), wish: 'weekly' })
    expect(await work.shown('GET', '/subscriptions/manage', { k })).toContain('每周一早上发送')
    await wish({ subscription: String(id), wish: 'end' })
    await wish({ subscription: String(id), wish: 'end' })
    expect(await work.shown('GET', '/subscriptions/manage', { k })).not.toContain('要闻')
    await wish({ wish: 'end_all' })
    expect([await work.count('subscriber'), await work.count('subscription')]).toEqual([0, 0])
    const forged = k.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    for (const key of [forged, '', 'x', `${Number(k.split('-')[0]) + 1}-${k.split('-')[1]}`])
      expect(await work.open('GET', '/subscriptions/manage', { k: key })).toBeUndefined()
  })

  test('nobody changes what is another’s with his own link', async () => {
    const theirs = await work.subscribe('li@mail.example')
    await work.subscribe('wang@mail.example')
    await work.publish('给两个人的公告', '2026-04-06')
    await work.morning('2026-04-07')
    const k = linkIn(
      work.sent.find((mail) => mail.to.startsWith('wang')),
      'manage',
    )
    await work.open('POST', '/subscriptions/manage', { k }, { subscription: String(theirs), wish: 'end' })
    expect(await work.count('subscription')).toBe(2)
  })

  test('RFC 8058: the POST of a mail program ends it without a page before; done again it is still ended', async () => {
    await work.subscribe('wang@mail.example')
    await work.publish('给退订的公告', '2026-04-08')
    await work.morning('2026-04-09')
    const k = new URL(work.sent[0]?.unsubscribe ?? '').searchParams.get('k') ?? ''
    expect(await work.shown('GET', '/subscriptions/end', { k })).toContain('<form')
    expect(await work.count('subscription')).toBe(1)
    const form = { 'List-Unsubscribe': 'One-Click' }
    expect(await work.shown('POST', '/subscriptions/end', { k }, form)).toContain('不会再收到')
    expect(await work.shown('POST', '/subscriptions/end', { k }, form)).toContain('不会再收到')
    expect([await work.count('subscriber'), await work.count('delivery')]).toEqual([0, 0])
  })
})
