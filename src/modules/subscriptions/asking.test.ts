import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { countFigure } from '#kernel/figures/index.ts'
import { valueOf } from '#platform/decision.ts'
import { TODAY } from '../../testing/city.ts'
import { linkIn, startSubscribing, type Subscribing } from '../../testing/subscriptions.ts'
import { ask, confirm } from './actions.ts'
import { figures } from './figures.ts'
import { invite } from './jobs.ts'
import { tidy } from './tidy.ts'

let work: Subscribing
beforeAll(async () => {
  work = await startSubscribing()
})
afterAll(() => work.close())
beforeEach(() => work.empty())

describe('asking', () => {
  test('the answer is the same, whether the address is known or not, and the mail tells which', async () => {
    const form = { address: 'wang@mail.example', rhythm: 'daily' }
    const first = await work.open('POST', '/subscriptions/new', { channel: 'news' }, form)
    await work.runInvitations()
    await confirm(work.somebody(), linkIn(work.sent[0], 'confirm'))
    const again = await work.open(
      'POST',
      '/subscriptions/new',
      { channel: 'news' },
      { ...form, address: 'WANG@mail.example' },
    )
    await work.runInvitations()
    expect(first).toEqual({ redirect: '/subscriptions/asked', status: 303 })
    expect(again).toEqual(first)
    expect(work.sent.map((mail) => mail.subject.slice(0, 4))).toEqual(['请确认订', '您已订阅'])
    expect([await work.count('subscriber'), await work.count('subscription')]).toEqual([1, 1])
  })

  test('neither the address nor the token stands in the database', async () => {
    await work.open(
      'POST',
      '/subscriptions/new',
      { q: '停车' },
      { address: 'wang@mail.example', rhythm: 'daily' },
    )
    await work.runInvitations()
    const { rows } = await sql<{ text: string }>`
      select s::text || x::text || (select coalesce(string_agg(e::text, ''), '') from ledger.entry e) as text
        from subscriptions.subscriber s, subscriptions.subscription x`.execute(work.city.db)
    expect(rows[0]?.text).not.toMatch(/wang|mail\.example/)
    expect(rows[0]?.text).not.toContain(Buffer.from('wang@').toString('hex'))
    expect(rows[0]?.text).not.toContain(linkIn(work.sent[0], 'confirm'))
  })

  test('a wrong form says everything at once and asks for nothing', async () => {
    const html = await work.shown(
      'POST',
      '/subscriptions/new',
      { topic: '02' },
      { address: 'wang', rhythm: '' },
    )
    expect(html).toContain('还有 2 处需要修改')
    expect(html).toContain('value="wang"')
    expect(await work.count('subscriber')).toBe(0)
  })

  test('what is not there cannot be subscribed to; a page without a choice says where to begin', async () => {
    for (const query of [
      { channel: 'none' },
      { channel: 'news', site: 'none' },
      { unit: 'none' },
      { topic: '99' },
      { q: '！' },
    ])
      expect(await work.open('GET', '/subscriptions/new', query as Record<string, string>)).toBeUndefined()
    expect(await work.shown('GET', '/subscriptions/new', {})).toContain('href="/subscriptions/new?topic=05"')
    expect(await work.shown('GET', '/subscriptions/new', { unit: 'one' })).toContain('机构“one局”')
  })

  test('one mailbox has five invitations in an hour, whoever asks', async () => {
    for (let time = 0; time < 8; time += 1) {
      valueOf(
        await ask(
          work.somebody(),
          work.services.secrets,
          { kind: 'search', words: `词${time}` },
          { address: 'li@mail.example', rhythm: 'daily' },
        ),
      )
    }
    await work.runInvitations()
    expect(work.sent).toHaveLength(5)
  })
})

describe('confirming', () => {
  const asked = async () => {
    valueOf(
      await ask(
        work.somebody(),
        work.services.secrets,
        { kind: 'topic', topic: '02' },
        { address: 'wang@mail.example', rhythm: 'weekly' },
      ),
    )
    await work.runInvitations()
    return linkIn(work.sent[0], 'confirm')
  }

  test('opening the link changes nothing, the button does, once; the ledger knows no address', async () => {
    const k = await asked()
    expect(await work.shown('GET', '/subscriptions/confirm', { k })).toContain('确认订阅')
    const before = await work.city.db
      .selectFrom('subscriptions.subscription')
      .select('confirmed_at')
      .executeTakeFirstOrThrow()
    expect(before.confirmed_at).toBeNull()
    expect(await work.shown('POST', '/subscriptions/confirm', { k })).toContain('周一早上')
    expect(await work.shown('POST', '/subscriptions/confirm', { k })).toContain('只能用一次')
    const entry = await work.city.db
      .selectFrom('ledger.entry')
      .selectAll()
      .where('verb', '=', 'subscriptions.confirmed')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({ actor_kind: 'public', detail: { kind: 'topic', rhythm: 'weekly' } })
  })

  test('after forty-eight hours the link is none, and the night deletes the address', async () => {
    const k = await asked()
    const late = new Date(TODAY.getTime() + 48 * 3_600_000)
    expect(await confirm(work.somebody(late), k)).toBeUndefined()
    expect(await tidy(work.theSystem(new Date(late.getTime() - 1)))).toEqual({ expired: 0, addresses: 0 })
    expect(await tidy(work.theSystem(late))).toEqual({ expired: 1, addresses: 1 })
    expect([await work.count('subscriber'), await work.count('subscription')]).toEqual([0, 0])
  })

  test('a job that is tried again makes a new link, and the old one is none', async () => {
    const old = await asked()
    const { id } = await work.city.db
      .selectFrom('subscriptions.subscription')
      .select('id')
      .executeTakeFirstOrThrow()
    await invite(work.city.db, work.services, id, TODAY)
    expect(await confirm(work.somebody(), old)).toBeUndefined()
    const soon = new Date(TODAY.getTime() + 60_000)
    expect(await confirm(work.somebody(soon), linkIn(work.sent[1], 'confirm'))).toMatchObject({ id })
    await invite(work.city.db, work.services, id, TODAY)
    expect(work.sent).toHaveLength(2)
  })
})

test('the figure counts confirmed subscriptions for the unit that they are of', async () => {
  await work.subscribe('wang@mail.example', { kind: 'unit', unitId: work.city.one.id })
  await work.subscribe('wang@mail.example')
  valueOf(
    await ask(
      work.somebody(),
      work.services.secrets,
      { kind: 'topic', topic: '02' },
      { address: 'li@mail.example', rhythm: 'daily' },
    ),
  )
  const [figure] = figures
  if (!figure) throw new Error('no figure')
  const period = { from: civilDate('2026-01-01'), to: civilDate('2026-12-31') }
  const value = (unitId: number) => countFigure(work.city.db, figure, { period, unitIds: [unitId] })
  expect([
    await value(work.city.one.id),
    await value(work.city.city.id),
    await value(work.city.other.id),
  ]).toEqual([1, 1, 0])
})
