import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addDays, civilDate, civilDateOf } from '#platform/dates.ts'
import type { PageContent, PageRequest, Redirect } from '#platform/http/page.ts'
import { MailRefused, type Mail, type Mailer } from '#platform/mail/index.ts'
import { createSecrets } from '#platform/secrets.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createContext, operatorActor, publicActor, systemActor } from '#kernel/identity/index.ts'
import { countFigure } from '#kernel/figures/index.ts'
import { end as endDocument, importDocuments } from '#modules/publishing/index.ts'
import { addChannel } from '#modules/sites/index.ts'
import { valueOf } from '#platform/decision.ts'
import { renderToStaticMarkup } from 'react-dom/server'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { ask, confirm } from './actions.ts'
import { figures } from './figures.ts'
import { deliver, invite, planDigests, subscriptionJobs } from './jobs.ts'
import { subscriptionPages } from './pages.tsx'
import type { Target } from './store.ts'
import { tidy } from './tidy.ts'

const secrets = createSecrets(Buffer.alloc(32, 5))
const sent: Mail[] = []
let answer: (mail: Mail) => void
const mailer: Mailer = {
  async send(mail) {
    answer(mail)
    sent.push(mail)
  },
  close: () => undefined,
}
const services = { secrets, mailer, publicUrl: 'https://www.city.example' }

let held: TestDatabase
let city: SmallCity

beforeAll(async () => {
  held = await testDatabase()
  city = await buildCity(held.db)
  await city.as('disclosure_officer')
  await held.db.transaction().execute(async (tx) => {
    const { site_id: siteId } = await tx
      .selectFrom('sites.channel')
      .select('site_id')
      .executeTakeFirstOrThrow()
    const column = { slug: 'below', name: '通知', kind: '', description: '', position: 2 }
    return addChannel(tx, systemActor, { ...column, siteId, parentId: city.channelId })
  })
})
afterAll(() => held.close())
beforeEach(async () => {
  sent.length = 0
  answer = () => undefined
  await sql`truncate subscriptions.subscriber, subscriptions.subscription, subscriptions.delivery, subscriptions.tally,
            graphile_worker._private_jobs`.execute(held.db)
})

const at = (day: string, time = '07:30') => new Date(`${day}T${time}:00+08:00`)
const somebody = (now = TODAY) => createContext(held.db, publicActor, now)
const theSystem = (now = TODAY) => createContext(held.db, systemActor, now)

async function publish(title: string, day: string, channel = 'news'): Promise<number> {
  const value = {
    id: title,
    title,
    kind: 'official',
    publishDate: day,
    topic: '02',
    genre: '08',
    text: '正文。',
  }
  const result = await importDocuments(createContext(held.db, operatorActor, at(day)), {
    unitCode: 'one',
    channel,
    officerLogin: undefined,
    source: {
      rows: (async function* rows() {
        yield { line: 1, value }
      })(),
      totalBytes: 0,
      readBytes: () => 0,
    },
    progress: () => undefined,
  })
  expect(result.errors).toEqual([])
  const { document_id: id } = await held.db
    .selectFrom('documents.version')
    .select('document_id')
    .where('title', '=', title)
    .executeTakeFirstOrThrow()
  return id
}

/** The jobs that wait under a name, as the worker would hand them over; they are gone then. */
async function takeJobs(name: string): Promise<Record<string, string | number>[]> {
  const { rows } = await sql<{ payload: Record<string, string | number> }>`
    delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = ${name} returning j.payload`.execute(held.db)
  return rows.map((row) => row.payload)
}

async function runInvitations(): Promise<void> {
  for (const { subscription, at: asked } of await takeJobs('subscriptions.invite'))
    await invite(held.db, services, Number(subscription), new Date(String(asked)))
}

const linkIn = (mail: Mail | undefined, page: string) =>
  new RegExp(`/subscriptions/${page}\\?k=([\\w-]+)`).exec(mail?.text ?? '')?.[1] ?? ''

async function subscribe(
  address: string,
  target: Target = { kind: 'channel', channelId: city.channelId },
  rhythm = 'daily',
  now = TODAY,
): Promise<number> {
  valueOf(await ask(somebody(now), secrets, target, { address, rhythm }))
  await runInvitations()
  const row = await confirm(somebody(now), linkIn(sent.at(-1), 'confirm'))
  sent.length = 0
  if (!row) throw new Error('not confirmed')
  return row.id
}

async function morning(day: string): Promise<{ subscriptions: number; mails: number }> {
  sent.length = 0
  const planned = await planDigests(theSystem(at(day)))
  for (const { delivery } of await takeJobs('subscriptions.deliver'))
    await deliver(theSystem(at(day)), services, Number(delivery))
  return planned
}

async function open(
  method: 'GET' | 'POST',
  path: string,
  query: Record<string, string>,
  form: Record<string, string> = {},
): Promise<PageContent | Redirect | undefined> {
  const page = subscriptionPages(secrets).find((one) => one.method === method && one.path === path)
  const request: PageRequest = {
    db: held.db,
    site: 'main',
    publicUrl: 'https://www.yunlan.example',
    now: TODAY,
    today: civilDateOf(TODAY),
    params: {},
    query,
    form,
    cookies: {},
    client: async () => 'somebody',
  }
  return page?.read(request)
}

async function shown(...asked: Parameters<typeof open>): Promise<string> {
  const page = await open(...asked)
  return page && 'main' in page ? renderToStaticMarkup(page.main) : JSON.stringify(page)
}

const count = async (table: 'subscriber' | 'subscription' | 'delivery') => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${sql.table(`subscriptions.${table}`)}`.execute(held.db)
  return rows[0]?.n
}

describe('asking', () => {
  test('the answer is the same, whether the address is known or not, and the mail tells which', async () => {
    const form = { address: 'wang@mail.example', rhythm: 'daily' }
    const first = await open('POST', '/subscriptions/new', { channel: 'news' }, form)
    await runInvitations()
    await confirm(somebody(), linkIn(sent[0], 'confirm'))
    const again = await open(
      'POST',
      '/subscriptions/new',
      { channel: 'news' },
      { ...form, address: 'WANG@mail.example' },
    )
    await runInvitations()
    expect(first).toEqual({ redirect: '/subscriptions/asked', status: 303 })
    expect(again).toEqual(first)
    expect(sent.map((mail) => mail.subject.slice(0, 4))).toEqual(['请确认订', '您已订阅'])
    expect([await count('subscriber'), await count('subscription')]).toEqual([1, 1])
  })

  test('neither the address nor the token stands in the database', async () => {
    await open('POST', '/subscriptions/new', { q: '停车' }, { address: 'wang@mail.example', rhythm: 'daily' })
    await runInvitations()
    const { rows } = await sql<{ text: string }>`
      select s::text || x::text || (select coalesce(string_agg(e::text, ''), '') from ledger.entry e) as text
        from subscriptions.subscriber s, subscriptions.subscription x`.execute(held.db)
    expect(rows[0]?.text).not.toMatch(/wang|mail\.example/)
    expect(rows[0]?.text).not.toContain(Buffer.from('wang@').toString('hex'))
    expect(rows[0]?.text).not.toContain(linkIn(sent[0], 'confirm'))
  })

  test('a wrong form says everything at once and asks for nothing', async () => {
    const html = await shown('POST', '/subscriptions/new', { topic: '02' }, { address: 'wang', rhythm: '' })
    expect(html).toContain('还有 2 处需要修改')
    expect(html).toContain('value="wang"')
    expect(await count('subscriber')).toBe(0)
  })

  test('what is not there cannot be subscribed to; a page without a choice says where to begin', async () => {
    for (const query of [
      { channel: 'none' },
      { channel: 'news', site: 'none' },
      { unit: 'none' },
      { topic: '99' },
      { q: '！' },
    ])
      expect(await open('GET', '/subscriptions/new', query as Record<string, string>)).toBeUndefined()
    expect(await shown('GET', '/subscriptions/new', {})).toContain('href="/subscriptions/new?topic=05"')
    expect(await shown('GET', '/subscriptions/new', { unit: 'one' })).toContain('机构“one局”')
  })

  test('one mailbox has five invitations in an hour, whoever asks', async () => {
    for (let time = 0; time < 8; time += 1) {
      valueOf(
        await ask(
          somebody(),
          secrets,
          { kind: 'search', words: `词${time}` },
          { address: 'li@mail.example', rhythm: 'daily' },
        ),
      )
    }
    await runInvitations()
    expect(sent).toHaveLength(5)
  })
})

describe('confirming', () => {
  const asked = async () => {
    valueOf(
      await ask(
        somebody(),
        secrets,
        { kind: 'topic', topic: '02' },
        { address: 'wang@mail.example', rhythm: 'weekly' },
      ),
    )
    await runInvitations()
    return linkIn(sent[0], 'confirm')
  }

  test('opening the link changes nothing, the button does, once; the ledger knows no address', async () => {
    const k = await asked()
    expect(await shown('GET', '/subscriptions/confirm', { k })).toContain('确认订阅')
    const before = await held.db
      .selectFrom('subscriptions.subscription')
      .select('confirmed_at')
      .executeTakeFirstOrThrow()
    expect(before.confirmed_at).toBeNull()
    expect(await shown('POST', '/subscriptions/confirm', { k })).toContain('周一早上')
    expect(await shown('POST', '/subscriptions/confirm', { k })).toContain('只能用一次')
    const entry = await held.db
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
    expect(await confirm(somebody(late), k)).toBeUndefined()
    expect(await tidy(theSystem(new Date(late.getTime() - 1)))).toEqual({ expired: 0, addresses: 0 })
    expect(await tidy(theSystem(late))).toEqual({ expired: 1, addresses: 1 })
    expect([await count('subscriber'), await count('subscription')]).toEqual([0, 0])
  })

  test('a job that is tried again makes a new link, and the old one is none', async () => {
    const old = await asked()
    const { id } = await held.db
      .selectFrom('subscriptions.subscription')
      .select('id')
      .executeTakeFirstOrThrow()
    await invite(held.db, services, id, TODAY)
    expect(await confirm(somebody(), old)).toBeUndefined()
    const soon = new Date(TODAY.getTime() + 60_000)
    expect(await confirm(somebody(soon), linkIn(sent[1], 'confirm'))).toMatchObject({ id })
    await invite(held.db, services, id, TODAY)
    expect(sent).toHaveLength(2)
  })
})

describe('the digest', () => {
  test('tells each morning what is new in a column and below it, and nothing twice or from before', async () => {
    await publish('早先的通知', '2026-03-09')
    await subscribe('wang@mail.example')
    expect(await morning('2026-03-11')).toEqual({ subscriptions: 1, mails: 0 })
    await publish('停车管理办法', '2026-03-11')
    const second = await publish('集市经营的通知', '2026-03-11', 'below')
    expect(await morning('2026-03-12')).toEqual({ subscriptions: 1, mails: 1 })
    expect(sent[0]).toMatchObject({
      to: 'wang@mail.example',
      subject: expect.stringContaining('新公开 2 条'),
    })
    for (const title of ['停车管理办法', '集市经营的通知']) expect(sent[0]?.text).toContain(title)
    expect(sent[0]?.text).not.toContain('早先的通知')
    expect(sent[0]?.unsubscribe).toMatch(
      /^https:\/\/www\.city\.example\/subscriptions\/end\?k=\d+-[0-9a-f]{32}$/,
    )
    // Placed in the upper column as well, it is no news to who read of it below.
    await held.db
      .insertInto('publishing.placement')
      .values({ channel_id: city.channelId, document_id: second, shown_on: civilDate('2026-03-11') })
      .execute()
    expect(await morning('2026-03-13')).toEqual({ subscriptions: 1, mails: 0 })
    // Run twice on one day, it does nothing.
    expect(await planDigests(theSystem(at('2026-03-13', '09:00')))).toEqual({ subscriptions: 0, mails: 0 })
  })

  test('units, topics and searches are told of theirs, weekly ones on Monday', async () => {
    await subscribe('unit@mail.example', { kind: 'unit', unitId: city.one.id })
    await subscribe('other@mail.example', { kind: 'unit', unitId: city.other.id })
    await subscribe('topic@mail.example', { kind: 'topic', topic: '02' })
    await subscribe('search@mail.example', { kind: 'search', words: '防汛' })
    await subscribe('week@mail.example', { kind: 'unit', unitId: city.one.id }, 'weekly')
    await publish('做好防汛工作的通知', '2026-03-13')
    await publish('规范养犬的通知', '2026-03-13')
    await morning('2026-03-14')
    expect(sent.map((mail) => `${mail.to} ${/新公开 (\d+)/.exec(mail.subject)?.[1]}`).toSorted()).toEqual([
      'search@mail.example 1',
      'topic@mail.example 2',
      'unit@mail.example 2',
    ])
    await morning('2026-03-16')
    expect(sent.map((mail) => mail.to)).toEqual(['week@mail.example'])
  })

  test('an archive that is imported is no news; of very many the first fifty are named', async () => {
    await subscribe('wang@mail.example')
    await publish('十年前的文件', '2016-05-01')
    expect(await morning('2026-03-17')).toMatchObject({ mails: 0 })
    for (let number = 0; number < 52; number += 1) await publish(`第${number}号公告`, '2026-03-17')
    await morning('2026-03-18')
    expect(sent[0]?.text.match(/\/documents\/\d+/g)).toHaveLength(50)
    expect(sent[0]?.text).toContain('另有 2 条没有列出')
  })

  test('what is withdrawn between the plan and the mail is left out', async () => {
    await subscribe('wang@mail.example')
    const id = await publish('发错的公告', '2026-03-19')
    await publish('没有错的公告', '2026-03-19')
    await planDigests(theSystem(at('2026-03-20')))
    const officer = await city.as('disclosure_officer', city.one, { now: at('2026-03-20') })
    valueOf(
      await endDocument(officer, id, {
        state: 'withdrawn',
        on: civilDate('2026-03-20'),
        reason: '发错',
        replacedById: null,
      }),
    )
    const [job] = await takeJobs('subscriptions.deliver')
    await deliver(theSystem(at('2026-03-20')), services, Number(job?.['delivery']))
    expect(sent[0]?.subject).toContain('新公开 1 条')
    expect(sent[0]?.text).not.toContain('发错的公告')
  })

  test('two planners at once plan nobody twice', async () => {
    for (let number = 0; number < 5; number += 1) await subscribe(`p${number}@mail.example`)
    await publish('给五个人的公告', '2026-03-21')
    const ran = await Promise.all([
      planDigests(theSystem(at('2026-03-22'))),
      planDigests(theSystem(at('2026-03-22'))),
    ])
    expect(ran[0].mails + ran[1].mails).toBe(5)
    expect(await count('delivery')).toBe(5)
  })
})

describe('sending', () => {
  const plan = async (day: string): Promise<number> => {
    const before = civilDate(day)
    await publish(`${day}的公告`, addDays(before, -1))
    await planDigests(theSystem(at(day)))
    return Number((await takeJobs('subscriptions.deliver'))[0]?.['delivery'])
  }
  const delivery = (id: number) =>
    held.db.selectFrom('subscriptions.delivery').selectAll().where('id', '=', id).executeTakeFirst()
  const tally = () => held.db.selectFrom('subscriptions.tally').select(['sent', 'failed']).execute()

  test('a refusal for now fails the job, which is tried again; the mail is then sent once', async () => {
    await subscribe('wang@mail.example')
    const id = await plan('2026-03-24')
    answer = () => {
      throw new MailRefused('452 later', false)
    }
    await expect(deliver(theSystem(), services, id)).rejects.toThrow('452 later')
    expect(await delivery(id)).toMatchObject({ state: 'waiting', reason: '452 later' })
    answer = () => undefined
    await deliver(theSystem(), services, id)
    await deliver(theSystem(), services, id)
    expect(sent).toHaveLength(1)
    expect(await tally()).toEqual([{ sent: 1, failed: 0 }])
  })

  test('stopped between sending and noting, the same message is sent again under the same key', async () => {
    await subscribe('wang@mail.example')
    const id = await plan('2026-03-25')
    answer = (mail) => {
      sent.push(mail)
      throw new Error('the process ends here')
    }
    await expect(deliver(theSystem(), services, id)).rejects.toThrow('ends here')
    answer = () => undefined
    await deliver(theSystem(), services, id)
    expect(sent.map((mail) => mail.key)).toEqual([`digest-${id}`, `digest-${id}`])
    expect(await tally()).toEqual([{ sent: 1, failed: 0 }])
  })

  test('a refusal for good is given up with its reason; the third in a row deletes the address', async () => {
    await subscribe('gone@mail.example')
    answer = () => {
      throw new MailRefused('550 no such user', true)
    }
    const first = await plan('2026-03-26')
    await deliver(theSystem(), services, first)
    expect(await delivery(first)).toMatchObject({ state: 'failed', reason: '550 no such user' })
    await deliver(theSystem(), services, await plan('2026-03-27'))
    expect(await count('subscriber')).toBe(1)
    await deliver(theSystem(), services, await plan('2026-03-28'))
    expect([await count('subscriber'), await count('subscription')]).toEqual([0, 0])
    expect(await tally()).toEqual([
      { sent: 0, failed: 1 },
      { sent: 0, failed: 1 },
      { sent: 0, failed: 1 },
    ])
  })

  test('what no attempt could send is given up after two days', async () => {
    await subscribe('wang@mail.example')
    const id = await plan('2026-03-29')
    await tidy(theSystem(at('2026-03-31')))
    expect(await delivery(id)).toMatchObject({ state: 'waiting' })
    await tidy(theSystem(at('2026-04-01')))
    expect(await delivery(id)).toMatchObject({ state: 'failed', reason: expect.stringContaining('in time') })
  })
})

describe('managing and ending', () => {
  test('by the link in the mail: list, rhythm, end of one, end of all; a forged link is none', async () => {
    const id = await subscribe('wang@mail.example')
    await subscribe('wang@mail.example', { kind: 'search', words: '防汛' })
    await publish('给管理的公告', '2026-04-02')
    await morning('2026-04-03')
    const k = linkIn(sent[0], 'manage')
    expect(await shown('GET', '/subscriptions/manage', { k })).toMatch(/要闻[\s\S]*防汛/)
    const wish = (form: Record<string, string>) => open('POST', '/subscriptions/manage', { k }, form)
    await wish({ subscription: String(id), wish: 'weekly' })
    expect(await shown('GET', '/subscriptions/manage', { k })).toContain('每周一早上发送')
    await wish({ subscription: String(id), wish: 'end' })
    await wish({ subscription: String(id), wish: 'end' })
    expect(await shown('GET', '/subscriptions/manage', { k })).not.toContain('要闻')
    await wish({ wish: 'end_all' })
    expect([await count('subscriber'), await count('subscription')]).toEqual([0, 0])
    const forged = k.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    for (const key of [forged, '', 'x', `${Number(k.split('-')[0]) + 1}-${k.split('-')[1]}`])
      expect(await open('GET', '/subscriptions/manage', { k: key })).toBeUndefined()
  })

  test('nobody changes what is another’s with his own link', async () => {
    const theirs = await subscribe('li@mail.example')
    await subscribe('wang@mail.example')
    await publish('给两个人的公告', '2026-04-06')
    await morning('2026-04-07')
    const k = linkIn(
      sent.find((mail) => mail.to.startsWith('wang')),
      'manage',
    )
    await open('POST', '/subscriptions/manage', { k }, { subscription: String(theirs), wish: 'end' })
    expect(await count('subscription')).toBe(2)
  })

  test('RFC 8058: the POST of a mail program ends it without a page before; done again it is still ended', async () => {
    await subscribe('wang@mail.example')
    await publish('给退订的公告', '2026-04-08')
    await morning('2026-04-09')
    const k = new URL(sent[0]?.unsubscribe ?? '').searchParams.get('k') ?? ''
    expect(await shown('GET', '/subscriptions/end', { k })).toContain('<form')
    expect(await count('subscription')).toBe(1)
    const form = { 'List-Unsubscribe': 'One-Click' }
    expect(await shown('POST', '/subscriptions/end', { k }, form)).toContain('不会再收到')
    expect(await shown('POST', '/subscriptions/end', { k }, form)).toContain('不会再收到')
    expect([await count('subscriber'), await count('delivery')]).toEqual([0, 0])
  })
})

test('the figure counts confirmed subscriptions for the unit that they are of', async () => {
  await subscribe('wang@mail.example', { kind: 'unit', unitId: city.one.id })
  await subscribe('wang@mail.example')
  valueOf(
    await ask(
      somebody(),
      secrets,
      { kind: 'topic', topic: '02' },
      { address: 'li@mail.example', rhythm: 'daily' },
    ),
  )
  const [figure] = figures
  if (!figure) throw new Error('no figure')
  const period = { from: civilDate('2026-01-01'), to: civilDate('2026-12-31') }
  const value = (unitId: number) => countFigure(held.db, figure, { period, unitIds: [unitId] })
  expect([await value(city.one.id), await value(city.city.id), await value(city.other.id)]).toEqual([1, 1, 0])
})

test('the jobs have the times that the city was told', () => {
  const times = subscriptionJobs(services).map(({ name, daily }) => [name, daily])
  expect(times).toContainEqual(['subscriptions.digest', '07:30'])
})
