import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import type { Context } from '#kernel/identity/index.ts'
import { listPapers } from '#modules/papers/index.ts'
import { buildCity, type SmallCity } from '../../../testing/city.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { GIVEN, requestsDesk, type RequestsDesk } from '../../../testing/requests-desk.ts'
import { requestServices } from '../../../testing/requests.ts'
import { replyClock } from '../kinds/clocks.ts'
import { findAnswer, listAnswerFiles, listDeliveries } from '../store/answers.ts'
import {
  answerAtOnce,
  attachAnswerFile,
  deliver,
  propose,
  removeAnswerFile,
  sendBack,
  sign,
} from './answer.ts'
import { close } from './ending.ts'
import { register } from './registration.ts'

let database: TestDatabase
let city: SmallCity
let services: Awaited<ReturnType<typeof requestServices>>
let desk: RequestsDesk
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  services = await requestServices()
  desk = requestsDesk(city, services, replyClock)
})
afterAll(async () => {
  await database.close()
  await services.remove()
})

const day = civilDate
const at = (text: string) => new Date(`${text}T02:00:00Z`)

describe('the answer', () => {
  test('is kept with ground and remedy by rule, and signed by somebody else; the clock runs on until it is delivered', async () => {
    const { id } = await desk.recorded()
    const officer = await city.as('disclosure_officer')
    const asked = { ...GIVEN, outcome: 'C3.6', form: 'C3.6.discussion', reason: ' 属于讨论过程中的文稿。 ' }
    valueOf(await propose(officer, id, asked))
    expect((await desk.stateOf(id)).row).toMatchObject({ state: 'proposed', outcome: null })
    await desk.sign(id)
    const { row, clock, verbs, entries } = await desk.stateOf(id)
    expect(row).toMatchObject({ state: 'answered', outcome: 'C3.6', concluded_on: null })
    expect(clock?.stopped_on).toBeNull()
    expect(verbs).toEqual(['requests.recorded', 'requests.proposed', 'requests.answered'])
    expect(entries.at(-1)?.detail).toEqual({ outcome: 'C3.6', answeredOn: '2026-03-10', round: 1 })
    expect(await findAnswer(city.db, id)).toMatchObject({
      ground: '根据《中华人民共和国政府信息公开条例》第十六条第二款',
      reason: '属于讨论过程中的文稿。',
      remedy: expect.stringContaining('先申请行政复议'),
      answered_by: officer.actor.staffId,
      signed_on: '2026-03-10',
    })
    const [letter] = await listPapers(city.db, `request:${id}`)
    expect(letter).toMatchObject({
      template: 'requests.answer.C3.6',
      number: expect.stringMatching(/公开复〔2026〕1号$/),
    })
  })

  test('without a reason, twice, or of a request not registered: refused, and nothing is left behind', async () => {
    const officer = await city.as('disclosure_officer')
    const { id } = await desk.recorded()
    const before = await desk.stateOf(id)
    const lacking = { ...GIVEN, outcome: 'C2', form: null }
    expect(issuesOf(await propose(officer, id, lacking))).toEqual(['reason required', 'withheld required'])
    expect(await desk.stateOf(id)).toEqual(before)
    valueOf(await propose(officer, id, GIVEN))
    expect(issuesOf(await propose(officer, id, GIVEN))).toEqual(['state not_in_this_state'])
    const { id: waiting } = await desk.submit()
    expect(issuesOf(await propose(officer, waiting, GIVEN))).toEqual(['state not_in_this_state'])
  })

  test('is not signed by who wrote it, nor when it changed after it was seen', async () => {
    const officer = await city.as('disclosure_officer')
    const head = await city.as('section_head')
    const { id } = await desk.recorded()
    valueOf(await propose(officer, id, GIVEN))
    const before = await desk.stateOf(id)
    const { revision } = before.row
    expect(issuesOf(await sign(officer, services, id, { revision }))).toEqual(['state own_answer'])
    await expect(sign(head, services, id, { revision: revision - 1 })).rejects.toMatchObject({
      code: 'changed_meanwhile',
    })
    expect(await desk.stateOf(id)).toEqual(before)
    valueOf(await sendBack(head, id, { opinion: '请写明依据。' }))
    expect((await findAnswer(city.db, id))?.returned).toBe('请写明依据。')
    valueOf(await propose(officer, id, { ...GIVEN, content: '现予提供，依据见附件。' }))
    await desk.sign(id)
    expect(await findAnswer(city.db, id)).toMatchObject({
      content: '现予提供，依据见附件。',
      returned: '',
      round: 1,
    })
  })

  test('what was signed the database does not let change', async () => {
    const id = await desk.answered()
    await expect(
      sql`update requests.answer set content = '别的' where case_id = ${id}`.execute(city.db),
    ).rejects.toThrow('a signed answer is not changed')
  })

  test('files are gathered before the answer is proposed, under their own name, and then stay', async () => {
    const officer = await city.as('disclosure_officer')
    const { id } = await desk.recorded()
    const file = Buffer.from('考核结果：优秀。')
    const add = (name: string, content = file) => attachAnswerFile(officer, services, id, { name, content })
    valueOf(await add('C:\\结果\\考核结果.txt'))
    valueOf(await add('附表.txt'))
    valueOf(await add('多余.txt'))
    valueOf(await removeAnswerFile(officer, id, 3))
    expect(await listAnswerFiles(city.db, id)).toMatchObject([
      { position: 1, name: '考核结果.txt', size: file.length, media_type: 'text/plain' },
      { position: 2, name: '附表.txt' },
    ])
    expect((await desk.stateOf(id)).verbs.slice(-2)).toEqual(['requests.file_added', 'requests.file_removed'])
    const before = await desk.stateOf(id)
    await expect(add('考核结果.exe', Buffer.from('MZ'))).rejects.toMatchObject({ code: 'file_type' })
    expect(await desk.stateOf(id)).toEqual(before)
    valueOf(await propose(officer, id, GIVEN))
    expect(issuesOf(await add('晚了.txt'))).toEqual(['state files_are_fixed'])
    expect(issuesOf(await removeAnswerFile(officer, id, 1))).toEqual(['state files_are_fixed'])
  })

  test('第三十三条第一款: what can be answered at once is, and is concluded on the day', async () => {
    const { id } = await desk.recorded({ arrivedOn: day('2026-03-10') })
    const officer = await city.as('disclosure_officer')
    valueOf(await answerAtOnce(officer, services, id, { ...GIVEN, proof: '本人签收' }))
    const { row, clock } = await desk.stateOf(id)
    expect(row).toMatchObject({ state: 'delivered', outcome: 'C1', concluded_on: '2026-03-10' })
    expect(clock).toMatchObject({ result: 'met', stopped_on: '2026-03-10' })
  })
})

describe('delivery and closing', () => {
  test('235号: the day of posting stops the clock and concludes the request', async () => {
    const id = await desk.answered({ address: '云岚市青棠路1号', wantedWay: 'post' })
    const officer = await city.as('disclosure_officer', city.one, { now: at('2026-03-30') })
    const asked = { way: 'post', deliveredOn: day('2026-03-30'), proof: 'XA00000000098' } as const
    valueOf(await deliver(officer, services, id, asked))
    const { row, clock, entries } = await desk.stateOf(id)
    expect(row).toMatchObject({ state: 'delivered', outcome: 'C1', concluded_on: '2026-03-30' })
    // the last day of the limit is in time
    expect(clock).toMatchObject({ due_on: '2026-03-30', stopped_on: '2026-03-30', result: 'met' })
    expect(entries.at(-1)).toMatchObject({
      verb: 'requests.delivered',
      detail: { way: 'post', deliveredOn: '2026-03-30', clock: 'met' },
    })
    expect(await listDeliveries(city.db, id)).toMatchObject([
      { way: 'post', delivered_on: '2026-03-30', proof: 'XA00000000098' },
    ])
  })

  test('a day later the limit is missed, and stays so', async () => {
    const id = await desk.answered()
    const officer = await city.as('disclosure_officer', city.one, { now: at('2026-04-02') })
    valueOf(
      await deliver(officer, services, id, { way: 'online', deliveredOn: day('2026-03-31'), proof: '' }),
    )
    const { row, clock, steps } = await desk.stateOf(id)
    expect(clock).toMatchObject({ stopped_on: '2026-03-31', result: 'missed' })
    // entered two days after it happened: what counts is when it happened
    expect([row.concluded_on, steps.at(-1)?.taken_on]).toEqual(['2026-03-31', '2026-03-31'])
  })

  test('before the answer, or before there is one: refused, and nothing is left behind', async () => {
    const officer = await city.as('disclosure_officer')
    const asked = { way: 'online', deliveredOn: day('2026-03-09'), proof: '' } as const
    const id = await desk.answered()
    const before = await desk.stateOf(id)
    expect(issuesOf(await deliver(officer, services, id, asked))).toEqual(['deliveredOn before_answer'])
    expect(await desk.stateOf(id)).toEqual(before)
    const { id: open } = await desk.recorded()
    expect(issuesOf(await deliver(officer, services, open, asked))).toEqual(['state not_in_this_state'])
  })

  test('closing puts the delivered case away and changes no figure of it', async () => {
    const officer = await city.as('disclosure_officer')
    const id = await desk.answered()
    expect(issuesOf(await close(officer, id))).toEqual(['state not_in_this_state'])
    valueOf(
      await deliver(officer, services, id, { way: 'online', deliveredOn: day('2026-03-10'), proof: '' }),
    )
    const before = await desk.stateOf(id)
    valueOf(await close(officer, id))
    const { row, clock, verbs, steps } = await desk.stateOf(id)
    expect(row).toEqual({ ...before.row, state: 'closed', revision: before.row.revision + 1 })
    expect(clock).toEqual(before.clock)
    expect(verbs.at(-1)).toBe('requests.closed')
    expect(steps.map((step) => step.name)).toEqual(['open', 'propose', 'sign', 'deliver', 'close'])
    expect(issuesOf(await close(officer, id))).toEqual(['state not_in_this_state'])
  })
})

describe('who may', () => {
  type Step = readonly [name: string, take: (ctx: Context, id: number) => Promise<unknown>]
  const steps: readonly Step[] = [
    ['register', (ctx, id) => register(ctx, services, id, { confirmedOn: day('2026-03-10') })],
    ['propose', (ctx, id) => propose(ctx, id, GIVEN)],
    [
      'attach',
      (ctx, id) => attachAnswerFile(ctx, services, id, { name: '答复.txt', content: Buffer.from('答') }),
    ],
    [
      'deliver',
      (ctx, id) => deliver(ctx, services, id, { way: 'online', deliveredOn: day('2026-03-10'), proof: '' }),
    ],
    ['close', (ctx, id) => close(ctx, id)],
  ]

  test.each(steps)('%s is not permitted to another unit, to readers and to the public', async (_, take) => {
    const { id } = await desk.recorded()
    const others = [
      await city.as('disclosure_officer', city.other),
      await city.as('inspector'),
      await city.as('unit_leader'),
      desk.asPublic(),
    ]
    const before = await desk.stateOf(id)
    for (const ctx of others) await expect(take(ctx, id)).rejects.toMatchObject({ code: 'not_permitted' })
    expect(await desk.stateOf(id)).toEqual(before)
  })

  test.each(steps)('%s of a request that is not there is not found', async (_, take) => {
    await expect(take(await city.as('disclosure_officer'), 999_999)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
