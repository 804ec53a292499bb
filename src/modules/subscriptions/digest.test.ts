import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addDays, civilDate } from '#platform/dates.ts'
import { MailRefused } from '#platform/mail/index.ts'
import { end as endDocument } from '#modules/publishing/index.ts'
import { valueOf } from '#platform/decision.ts'
import { at, startSubscribing, type Subscribing } from '../../testing/subscriptions.ts'
import { deliver, planDigests, subscriptionJobs } from './jobs.ts'
import { tidy } from './tidy.ts'

let work: Subscribing
beforeAll(async () => {
  work = await startSubscribing()
})
afterAll(() => work.close())
beforeEach(() => work.empty())

describe('the digest', () => {
  test('tells each morning what is new in a column and below it, and nothing twice or from before', async () => {
    await work.publish('早先的通知', '2026-03-09')
    await work.subscribe('wang@mail.example')
    expect(await work.morning('2026-03-11')).toEqual({ subscriptions: 1, mails: 0 })
    await work.publish('停车管理办法', '2026-03-11')
    const second = await work.publish('集市经营的通知', '2026-03-11', 'below')
    expect(await work.morning('2026-03-12')).toEqual({ subscriptions: 1, mails: 1 })
    expect(work.sent[0]).toMatchObject({
      to: 'wang@mail.example',
      subject: expect.stringContaining('新公开 2 条'),
    })
    for (const title of ['停车管理办法', '集市经营的通知']) expect(work.sent[0]?.text).toContain(title)
    expect(work.sent[0]?.text).not.toContain('早先的通知')
    expect(work.sent[0]?.unsubscribe).toMatch(
      /^https:\/\/www\.city\.example\/subscriptions\/end\?k=\d+-[0-9a-f]{32}$/,
    )
    // Placed in the upper column as well, it is no news to who read of it below.
    await work.city.db
      .insertInto('publishing.placement')
      .values({ channel_id: work.city.channelId, document_id: second, shown_on: civilDate('2026-03-11') })
      .execute()
    expect(await work.morning('2026-03-13')).toEqual({ subscriptions: 1, mails: 0 })
    // Run twice on one day, it does nothing.
    expect(await planDigests(work.theSystem(at('2026-03-13', '09:00')))).toEqual({
      subscriptions: 0,
      mails: 0,
    })
  })

  test('units, topics and searches are told of theirs, weekly ones on Monday', async () => {
    await work.subscribe('unit@mail.example', { kind: 'unit', unitId: work.city.one.id })
    await work.subscribe('other@mail.example', { kind: 'unit', unitId: work.city.other.id })
    await work.subscribe('topic@mail.example', { kind: 'topic', topic: '02' })
    await work.subscribe('search@mail.example', { kind: 'search', words: '防汛' })
    await work.subscribe('week@mail.example', { kind: 'unit', unitId: work.city.one.id }, 'weekly')
    await work.publish('做好防汛工作的通知', '2026-03-13')
    await work.publish('规范养犬的通知', '2026-03-13')
    await work.morning('2026-03-14')
    expect(
      work.sent.map((mail) => `${mail.to} ${/新公开 (\d+)/.exec(mail.subject)?.[1]}`).toSorted(),
    ).toEqual(['search@mail.example 1', 'topic@mail.example 2', 'unit@mail.example 2'])
    await work.morning('2026-03-16')
    expect(work.sent.map((mail) => mail.to)).toEqual(['week@mail.example'])
  })

  test('an archive that is imported is no news; of very many the first fifty are named', async () => {
    await work.subscribe('wang@mail.example')
    await work.publish('十年前的文件', '2016-05-01')
    expect(await work.morning('2026-03-17')).toMatchObject({ mails: 0 })
    for (let number = 0; number < 52; number += 1) await work.publish(`第${number}号公告`, '2026-03-17')
    await work.morning('2026-03-18')
    expect(work.sent[0]?.text.match(/\/documents\/\d+/g)).toHaveLength(50)
    expect(work.sent[0]?.text).toContain('另有 2 条没有列出')
  })

  test('what is withdrawn between the plan and the mail is left out', async () => {
    await work.subscribe('wang@mail.example')
    const id = await work.publish('发错的公告', '2026-03-19')
    await work.publish('没有错的公告', '2026-03-19')
    await planDigests(work.theSystem(at('2026-03-20')))
    const officer = await work.city.as('disclosure_officer', work.city.one, { now: at('2026-03-20') })
    valueOf(
      await endDocument(officer, id, {
        state: 'withdrawn',
        on: civilDate('2026-03-20'),
        reason: '发错',
        replacedById: null,
      }),
    )
    const [job] = await work.takeJobs('subscriptions.deliver')
    await deliver(work.theSystem(at('2026-03-20')), work.services, Number(job?.['delivery']))
    expect(work.sent[0]?.subject).toContain('新公开 1 条')
    expect(work.sent[0]?.text).not.toContain('发错的公告')
  })

  test('two planners at once plan nobody twice', async () => {
    for (let number = 0; number < 5; number += 1) await work.subscribe(`p${number}@mail.example`)
    await work.publish('给五个人的公告', '2026-03-21')
    const ran = await Promise.all([
      planDigests(work.theSystem(at('2026-03-22'))),
      planDigests(work.theSystem(at('2026-03-22'))),
    ])
    expect(ran[0].mails + ran[1].mails).toBe(5)
    expect(await work.count('delivery')).toBe(5)
  })
})

describe('sending', () => {
  const plan = async (day: string): Promise<number> => {
    const before = civilDate(day)
    await work.publish(`${day}的公告`, addDays(before, -1))
    await planDigests(work.theSystem(at(day)))
    return Number((await work.takeJobs('subscriptions.deliver'))[0]?.['delivery'])
  }
  const delivery = (id: number) =>
    work.city.db.selectFrom('subscriptions.delivery').selectAll().where('id', '=', id).executeTakeFirst()
  const tally = () => work.city.db.selectFrom('subscriptions.tally').select(['sent', 'failed']).execute()

  test('a refusal for now fails the job, which is tried again; the mail is then sent once', async () => {
    await work.subscribe('wang@mail.example')
    const id = await plan('2026-03-24')
    work.answer = () => {
      throw new MailRefused('452 later', false)
    }
    await expect(deliver(work.theSystem(), work.services, id)).rejects.toThrow('452 later')
    expect(await delivery(id)).toMatchObject({ state: 'waiting', reason: '452 later' })
    work.answer = () => undefined
    await deliver(work.theSystem(), work.services, id)
    await deliver(work.theSystem(), work.services, id)
    expect(work.sent).toHaveLength(1)
    expect(await tally()).toEqual([{ sent: 1, failed: 0 }])
  })

  test('stopped between sending and noting, the same message is sent again under the same key', async () => {
    await work.subscribe('wang@mail.example')
    const id = await plan('2026-03-25')
    work.answer = (mail) => {
      work.sent.push(mail)
      throw new Error('the process ends here')
    }
    await expect(deliver(work.theSystem(), work.services, id)).rejects.toThrow('ends here')
    work.answer = () => undefined
    await deliver(work.theSystem(), work.services, id)
    expect(work.sent.map((mail) => mail.key)).toEqual([`digest-${id}`, `digest-${id}`])
    expect(await tally()).toEqual([{ sent: 1, failed: 0 }])
  })

  test('a refusal for good is given up with its reason; the third in a row deletes the address', async () => {
    await work.subscribe('gone@mail.example')
    work.answer = () => {
      throw new MailRefused('550 no such user', true)
    }
    const first = await plan('2026-03-26')
    await deliver(work.theSystem(), work.services, first)
    expect(await delivery(first)).toMatchObject({ state: 'failed', reason: '550 no such user' })
    await deliver(work.theSystem(), work.services, await plan('2026-03-27'))
    expect(await work.count('subscriber')).toBe(1)
    await deliver(work.theSystem(), work.services, await plan('2026-03-28'))
    expect([await work.count('subscriber'), await work.count('subscription')]).toEqual([0, 0])
    expect(await tally()).toEqual([
      { sent: 0, failed: 1 },
      { sent: 0, failed: 1 },
      { sent: 0, failed: 1 },
    ])
  })

  test('what no attempt could send is given up after two days', async () => {
    await work.subscribe('wang@mail.example')
    const id = await plan('2026-03-29')
    await tidy(work.theSystem(at('2026-03-31')))
    expect(await delivery(id)).toMatchObject({ state: 'waiting' })
    await tidy(work.theSystem(at('2026-04-01')))
    expect(await delivery(id)).toMatchObject({ state: 'failed', reason: expect.stringContaining('in time') })
  })
})

test('the jobs have the times that the city was told', () => {
  const times = subscriptionJobs(work.services).map(({ name, daily }) => [name, daily])
  expect(times).toContainEqual(['subscriptions.digest', '07:30'])
})
