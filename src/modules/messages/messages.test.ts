import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MailRefused, type Mail } from '#platform/mail/index.ts'
import { TextRefused, type ShortMessage } from '#platform/sms/index.ts'
import { createSecrets } from '#platform/secrets.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createContext, publicActor, systemActor } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { keepFor, retry, tell, type Told } from './actions.ts'
import { RETRY_MINUTES } from './kinds.ts'
import { messageJobs, send, sweep, tidy } from './jobs.ts'
import * as store from './store.ts'

const after = (minutes: number) => new Date(TODAY.getTime() + minutes * 60_000)
const DAY = 24 * 60
const mails: Mail[] = []
const texts: ShortMessage[] = []
/** Addresses named so are refused, as often as they are asked. */
const services = {
  secrets: createSecrets(Buffer.alloc(32, 4)),
  mailer: {
    async send(mail: Mail) {
      if (mail.to.startsWith('gone@')) throw new MailRefused('550 no such user', true)
      if (mail.to.startsWith('full@')) throw new MailRefused('452 mailbox full', false)
      if (mail.to.startsWith('broken@')) throw new TypeError('a fault of ours')
      mails.push(mail)
    },
    close: () => undefined,
  },
  texter: {
    async send(text: ShortMessage) {
      if (text.to === '13900000404') throw new TextRefused('404 unknown', true)
      texts.push(text)
    },
    close: () => undefined,
  },
}

let database: TestDatabase
let city: SmallCity
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
})
beforeEach(async () => {
  mails.length = 0
  texts.length = 0
  await sql`truncate messages.outbox`.execute(database.db)
  await sql`delete from graphile_worker._private_jobs`.execute(database.db)
})
afterAll(() => database.close())

const at = (now: Date) => createContext(database.db, systemActor, now)
const told = (more: Partial<Told> = {}): Told => ({
  to: { email: 'wang@mail.example', phone: '138 0000 1234' },
  subject: '您的申请已登记',
  text: '王某某您好：\n您的申请已登记。',
  about: 'request:12',
  unitId: 1,
  ...more,
})
const tellNow = (more: Partial<Told> = {}) => {
  const ctx = createContext(database.db, publicActor, TODAY)
  return ctx.transaction((tx) => tell(tx, ctx, services, told(more)))
}
const rows = () => database.db.selectFrom('messages.outbox').selectAll().orderBy('id').execute()
const only = async () => {
  const [row] = await rows()
  if (!row) throw new Error('the outbox is empty')
  return row
}
async function waitingJobs(): Promise<{ key: string; at: Date }[]> {
  const { rows: jobs } = await sql<{ key: string; at: Date }>`
    select key, run_at as at from graphile_worker.jobs where task_identifier = 'messages.send' order by id`.execute(
    database.db,
  )
  return jobs
}
const verbs = async (about: string) =>
  (await listEntries(database.db, { subject: about, limit: 100 })).map(({ verb }) => verb)

describe('telling somebody outside', () => {
  test('by mail and by text message, each with its job, written into the ledger without to whom or what', async () => {
    expect(await tellNow({ about: 'request:1', short: '您的申请已登记。' })).toEqual(['mail', 'sms'])
    const [mail, sms] = await rows()
    expect([mail?.channel, sms?.channel, mail?.key === sms?.key]).toEqual(['mail', 'sms', true])
    expect((await waitingJobs()).map(({ key }) => key)).toEqual([
      `messages.send:${mail?.id}`,
      `messages.send:${sms?.id}`,
    ])
    for (const row of await rows()) await send(at(after(1)), services, row.id)
    expect(mails).toMatchObject([
      { to: 'wang@mail.example', subject: '您的申请已登记', text: told().text, key: mail?.key },
    ])
    expect(mails[0]?.html).toContain('王某某您好：')
    expect(texts).toEqual([{ key: sms?.key, to: '13800001234', text: '您的申请已登记。' }])
    const entries = await listEntries(database.db, { subject: 'request:1', limit: 10 })
    expect(entries.map(({ verb }) => verb)).toEqual([
      'messages.queued',
      'messages.queued',
      'messages.sent',
      'messages.sent',
    ])
    const everything = JSON.stringify(entries)
    for (const secret of ['wang', '1380000', '王某某', '登记']) expect(everything).not.toContain(secret)
  })

  test('whom nothing reaches is told nothing, and the caller knows it', async () => {
    expect(await tellNow({ to: {} })).toEqual([])
    expect(await tellNow({ to: { email: 'nobody', phone: '0512-12345678' } })).toEqual([])
    expect(await tellNow({ to: { email: null, phone: '13800001234' } })).toEqual(['sms'])
    expect((await rows()).map(({ channel }) => channel)).toEqual(['sms'])
  })

  test('goes with the transaction that it tells of', async () => {
    const ctx = at(TODAY)
    await expect(
      ctx.transaction(async (tx) => {
        await tell(tx, ctx, services, told({ about: 'request:2' }))
        throw new Error('the case could not be saved')
      }),
    ).rejects.toThrow('could not be saved')
    expect([await rows(), await waitingJobs(), await verbs('request:2')]).toEqual([[], [], []])
  })

  test('told twice under one key it is sent once', async () => {
    for (let time = 0; time < 2; time += 1)
      expect(await tellNow({ key: 'request-3-registered', about: 'request:3' })).toEqual(['mail', 'sms'])
    expect(await rows()).toHaveLength(2)
    expect(await verbs('request:3')).toEqual(['messages.queued', 'messages.queued'])
  })

  test('address and text cannot be read in the database', async () => {
    await tellNow()
    const raw = (await rows()).map(({ address_sealed: address, text_sealed: text }) =>
      Buffer.concat([address ?? Buffer.alloc(0), text ?? Buffer.alloc(0)]),
    )
    expect(raw).toHaveLength(2)
    for (const bytes of raw) {
      expect(bytes.length).toBeGreaterThan(50)
      for (const secret of ['wang', '13800001234', '王某某']) expect(bytes.includes(secret)).toBe(false)
    }
  })
})

describe('sending', () => {
  const mailTo = (email: string, about = 'request:20') => tellNow({ to: { email }, about })

  test('two processes at once send one message once', async () => {
    await mailTo('wang@mail.example')
    const { id } = await only()
    await Promise.all(Array.from({ length: 6 }, () => send(at(after(1)), services, id)))
    expect(mails).toHaveLength(1)
    await send(at(after(60)), services, id)
    expect(mails).toHaveLength(1)
  })

  test('refused for good it has failed at once; the reason stands there, the address does not', async () => {
    await mailTo('gone@mail.example', 'request:21')
    await send(at(after(1)), services, (await only()).id)
    expect(await only()).toMatchObject({ failed_at: after(1), reason: '550 no such user', tries: 1 })
    expect(await verbs('request:21')).toEqual(['messages.queued', 'messages.failed'])
    await tellNow({ to: { phone: '13900000404' }, about: 'request:21' })
    await send(at(after(1)), services, (await rows()).at(-1)?.id ?? 0)
    expect((await rows()).at(-1)).toMatchObject({ reason: '404 unknown', failed_at: after(1) })
  })

  test('refused for now it comes again, later each time, and is given up in the end', async () => {
    await mailTo('full@mail.example', 'request:22')
    const { id } = await only()
    let now = after(1)
    for (const minutes of RETRY_MINUTES) {
      await send(at(now), services, id)
      const next = new Date(now.getTime() + minutes * 60_000)
      expect(await only()).toMatchObject({ next_try_at: next, failed_at: null, reason: '452 mailbox full' })
      expect((await waitingJobs()).map((job) => job.at)).toEqual([next])
      // Before its time nobody sends it.
      await send(at(new Date(next.getTime() - 1000)), services, id)
      now = next
    }
    await send(at(now), services, id)
    expect(await only()).toMatchObject({ failed_at: now, tries: RETRY_MINUTES.length + 1 })
    expect(await verbs('request:22')).toEqual(['messages.queued', 'messages.failed'])
  })

  test('a fault of ours is told to the log, and the message comes again', async () => {
    await mailTo('broken@mail.example')
    const { id } = await only()
    await expect(send(at(after(1)), services, id)).rejects.toThrow('a fault of ours')
    expect(await only()).toMatchObject({ next_try_at: after(2), failed_at: null, reason: 'fault' })
  })

  test('what a process took and did not live to send is taken by another ten minutes later', async () => {
    await mailTo('wang@mail.example')
    const { id } = await only()
    expect(await store.claim(database.db, id, after(1), after(11))).toMatchObject({ id })
    await send(at(after(10)), services, id)
    expect(mails).toHaveLength(0)
    await send(at(after(11)), services, id)
    expect(mails).toHaveLength(1)
  })

  test('a message that lost its job gets another within minutes; one that has its own is left alone', async () => {
    await mailTo('wang@mail.example')
    await sql`delete from graphile_worker._private_jobs`.execute(database.db)
    await sweep(at(after(1)))
    expect(await waitingJobs()).toHaveLength(0)
    const [sendJob] = messageJobs(services)
    await sendJob?.run({ db: database.db, now: after(3) }, { _cron: { ts: 'now' } })
    await sweep(at(after(4)))
    expect((await waitingJobs()).map(({ key }) => key)).toEqual([`messages.send:${(await only()).id}`])
    await sendJob?.run({ db: database.db, now: after(5) }, { message: (await only()).id })
    expect(mails).toHaveLength(1)
  })
})

describe('afterwards', () => {
  test('text and address are erased when the city’s days are over, also of what failed, never of what waits', async () => {
    for (const email of ['wang@mail.example', 'gone@mail.example', 'full@mail.example'])
      await tellNow({ to: { email } })
    for (const { id } of await rows()) await send(at(after(1)), services, id)
    const sealed = async () =>
      (await rows()).map((row) => row.text_sealed !== null && row.address_sealed !== null)
    expect(await tidy(at(after(30 * DAY)))).toBe(0)
    expect(await tidy(at(after(30 * DAY + 2)))).toBe(2)
    expect(await sealed()).toEqual([false, false, true])
    const admin = await city.as('administrator')
    await keepFor(admin, 7)
    await tellNow()
    for (const { id } of (await rows()).slice(3)) await send(at(after(1)), services, id)
    expect(await tidy(at(after(7 * DAY + 2)))).toBe(2)
    await keepFor(admin, 30)
  })

  test('a failed message is sent again by hand with all its tries, an erased one is not', async () => {
    await tellNow({ to: { email: 'gone@mail.example' }, about: 'request:30' })
    const { id } = await only()
    await send(at(after(1)), services, id)
    const admin = await city.as('administrator')
    expect(await retry(admin, id)).toEqual({ ok: true, value: id })
    expect(await only()).toMatchObject({ failed_at: null, tries: 0 })
    expect(await waitingJobs()).toHaveLength(1)
    expect(await retry(admin, id)).toMatchObject({ issues: [{ code: 'message_not_failed' }] })
    await send(at(after(1)), services, id)
    await tidy(at(after(40 * DAY)))
    expect(await retry(admin, id)).toMatchObject({ issues: [{ code: 'message_erased' }] })
    expect(await verbs('request:30')).toEqual([
      'messages.queued',
      'messages.failed',
      'messages.retried',
      'messages.failed',
    ])
  })
})
