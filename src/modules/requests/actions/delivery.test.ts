import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { getAnyCase } from '#kernel/cases/index.ts'
import { findClock } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { carryOut, correctResult, enterDecision, openRemedy } from '#modules/remedies/index.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { answerIn } from '../../../testing/procedure.ts'
import { GIVEN, startRequestWork, type RequestWork } from '../../../testing/request-work.ts'
import { buildDecision, buildOpening } from '../../../testing/remedies.ts'
import { redoClock } from '../kinds/clocks.ts'
import { presentRequest } from '../present/request.ts'
import { attachAnswerFile, deliver, propose, sendBack, sign } from './answer.ts'
import { close, redo, redoOrdered } from './ending.ts'
import { register } from './registration.ts'

let work: RequestWork
beforeAll(async () => {
  work = await startRequestWork()
})
afterAll(() => work.close())

const day = civilDate
const onPortal = (on: string) => ({ way: 'online', deliveredOn: day(on), proof: '' }) as const

describe('delivery and closing', () => {
  test('235号: the day of posting stops the clock and concludes the request', async () => {
    const id = await work.answered({ address: '云岚市青棠路1号', wantedWay: 'post' })
    const asked = { way: 'post', deliveredOn: day('2026-03-30'), proof: 'XA00000000098' } as const
    valueOf(await deliver(await work.officer('2026-03-30'), work.services, id, asked))
    const { row, clock, deliveries } = await work.everything(id)
    expect(row).toMatchObject({ state: 'delivered', outcome: 'C1', concluded_on: '2026-03-30' })
    // the last day of the limit is in time
    expect(clock).toMatchObject({ due_on: '2026-03-30', stopped_on: '2026-03-30', result: 'met' })
    const last = (await work.stateOf(id)).entries.at(-1)
    expect(last).toMatchObject({
      verb: 'requests.delivered',
      detail: { way: 'post', deliveredOn: '2026-03-30', clock: 'met', round: 1 },
    })
    expect(deliveries).toMatchObject([
      { way: 'post', delivered_on: '2026-03-30', proof: 'XA00000000098', round: 1 },
    ])
  })

  test('a day later the limit is missed, and stays so', async () => {
    const id = await work.answered()
    valueOf(await deliver(await work.officer('2026-04-02'), work.services, id, onPortal('2026-03-31')))
    const { row, clock, steps, verbs } = await work.stateOf(id)
    expect(clock).toMatchObject({ stopped_on: '2026-03-31', result: 'missed' })
    // entered two days after it happened: what counts is when it happened
    expect([row.concluded_on, steps.at(-1)?.taken_on]).toEqual(['2026-03-31', '2026-03-31'])
    expect(verbs).toContain('clock.overdue')
  })

  test('before the answer, or before there is one: refused, and nothing is left behind', async () => {
    const officer = await work.officer()
    const id = await work.answered()
    const before = await work.everything(id)
    expect(issuesOf(await deliver(officer, work.services, id, onPortal('2026-03-09')))).toEqual([
      'deliveredOn before_answer',
    ])
    expect(await work.everything(id)).toEqual(before)
    const { id: open } = await work.recorded()
    expect(issuesOf(await deliver(officer, work.services, open, onPortal('2026-03-10')))).toEqual([
      'state not_in_this_state',
    ])
  })

  test('closing puts the delivered case away and changes no figure of it', async () => {
    const officer = await work.officer()
    const id = await work.answered()
    expect(issuesOf(await close(officer, id))).toEqual(['state not_in_this_state'])
    valueOf(await deliver(officer, work.services, id, onPortal('2026-03-10')))
    const before = await work.stateOf(id)
    valueOf(await close(officer, id))
    const { row, clock, verbs, steps } = await work.stateOf(id)
    expect(row).toEqual({ ...before.row, state: 'closed', revision: before.row.revision + 1 })
    expect(clock).toEqual(before.clock)
    expect(verbs.at(-1)).toBe('requests.closed')
    expect(steps.map((step) => step.name)).toEqual(['open', 'propose', 'sign', 'deliver', 'close'])
    expect(issuesOf(await close(officer, id))).toEqual(['state not_in_this_state'])
  })
})

describe('政府信息公开条例 第五十一条、行政复议法 第七十七条: a new answer that was ordered', () => {
  const ORDER = buildDecision({
    decidedOn: day('2026-03-10'),
    servedOn: day('2026-03-10'),
    result: 'corrected.revoked',
    redo: { from: day('2026-03-10'), days: 15, dayKind: 'working' },
  })
  /** An answer that was delivered, and a decision that ordered another. */
  const ordered = async () => {
    const id = await work.answered()
    const officer = await work.officer()
    valueOf(await deliver(officer, work.services, id, onPortal('2026-03-10')))
    const opening = { unitId: work.city.one.id, subject: `request:${id}`, sameApplicant: true, applicant: '' }
    const remedy = valueOf(
      await openRemedy(officer, work.services, buildOpening({ ...opening, receivedOn: day('2026-03-10') })),
    )
    valueOf(await enterDecision(officer, remedy, ORDER))
    const begin = async (remedyId = remedy) =>
      redoOrdered(await work.head(), work.services, id, { remedyId, reason: '撤销，重新答复' })
    return { id, officer, remedy, begin }
  }
  const written = async (id: number, officer: Context) => {
    valueOf(await propose(officer, id, answerIn(GIVEN)))
    const { revision } = (await work.stateOf(id)).row
    valueOf(await sign(await work.head(), work.services, id, { revision }))
  }
  const stateOf = async (remedy: number) => (await getAnyCase(work.city.db, remedy)).state

  test('is begun with what the decision says, and carries it out when it is delivered, not before', async () => {
    const { id, officer, remedy, begin } = await ordered()
    const shown = await presentRequest(officer, work.services, id)
    expect(shown.orders).toMatchObject([
      { remedyId: remedy, orderedBy: 'reconsideration', servedOn: '2026-03-10', dueOn: '2026-03-31' },
    ])
    valueOf(await begin())
    const begun = await presentRequest(officer, work.services, id)
    expect(begun.trail.redos).toMatchObject([
      { round: 2, orderedBy: 'reconsideration', on: '2026-03-10', dueOn: '2026-03-31' },
    ])
    // The limit of the decision is the one that runs.
    expect(await findClock(work.city.db, redoClock, `request:${id}/2`)).toBeUndefined()
    await written(id, officer)
    expect(await stateOf(remedy)).toBe('redoing')
    const refused = await deliver(officer, work.services, id, onPortal('2026-03-11'))
    expect([issuesOf(refused), await stateOf(remedy)]).toEqual([['deliveredOn in_the_future'], 'redoing'])
    valueOf(await deliver(officer, work.services, id, onPortal('2026-03-10')))
    expect(await stateOf(remedy)).toBe('decided')
    expect((await presentRequest(officer, work.services, id)).orders).toEqual([])
    const limits = await work.city.db
      .selectFrom('clock.clock')
      .select(['name', 'stopped_on', 'result'])
      .where('subject', '=', `reconsideration:${remedy}`)
      .where('name', '=', 'remedies.redo')
      .execute()
    expect(limits).toEqual([{ name: 'remedies.redo', stopped_on: '2026-03-10', result: 'met' }])
    const entries = await listEntries(work.city.db, { subject: `reconsideration:${remedy}`, limit: 9 })
    expect(entries.at(-1)).toMatchObject({ verb: 'remedies.redone', detail: { on: '2026-03-10' } })
  })

  test('carries it out too when it was begun without it', async () => {
    const { id, officer, remedy } = await ordered()
    const own = { orderedBy: 'own', reason: '自行纠正', orderedOn: day('2026-03-10'), days: null } as const
    valueOf(await redo(await work.head(), work.services, id, own))
    await written(id, officer)
    valueOf(await deliver(officer, work.services, id, onPortal('2026-03-10')))
    expect(await stateOf(remedy)).toBe('decided')
  })

  test('is due when the decision says now, also where its day is put right on the way', async () => {
    const { id, officer, remedy, begin } = await ordered()
    valueOf(await begin())
    const longer = { from: day('2026-03-10'), days: 30, dayKind: 'calendar' } as const
    valueOf(await correctResult(officer, remedy, { ...ORDER, redo: longer, reason: '期限录错' }))
    expect((await presentRequest(officer, work.services, id)).trail.redos[0]?.dueOn).toBe('2026-04-09')
  })

  test("is not begun with another request's decision, nor with one that was carried out", async () => {
    const { id, begin, remedy, officer } = await ordered()
    const before = await work.everything(id)
    expect(issuesOf(await begin((await ordered()).remedy))).toEqual(['remedyId order_not_open'])
    valueOf(await carryOut(officer, remedy, { doneOn: day('2026-03-10') }))
    expect(issuesOf(await begin())).toEqual(['remedyId order_not_open'])
    const { row, steps } = await work.everything(id)
    expect({ row, steps }).toEqual({ row: before.row, steps: before.steps })
  })

  test('says until when the newest answer may still be fought', async () => {
    const id = await work.answered()
    const officer = await work.officer()
    expect((await presentRequest(officer, work.services, id)).openRemedies).toEqual([])
    valueOf(await deliver(officer, work.services, id, onPortal('2026-03-10')))
    expect((await presentRequest(officer, work.services, id)).openRemedies).toEqual([
      { label: '申请行政复议', until: '2026-05-09', provisional: false },
      { label: '提起行政诉讼', until: '2026-09-10', provisional: false },
    ])
  })
})

describe('who may', () => {
  type Step = readonly [name: string, take: (ctx: Context, id: number) => Promise<unknown>]
  const handled: readonly Step[] = [
    ['register', (ctx, id) => register(ctx, work.services, id, { confirmedOn: day('2026-03-10') })],
    ['propose', (ctx, id) => propose(ctx, id, answerIn(GIVEN))],
    [
      'attach',
      (ctx, id) => attachAnswerFile(ctx, work.services, id, { name: '答复.txt', content: Buffer.from('答') }),
    ],
    ['deliver', (ctx, id) => deliver(ctx, work.services, id, onPortal('2026-03-10'))],
    ['close', (ctx, id) => close(ctx, id)],
  ]
  const signed: readonly Step[] = [
    ['sign', (ctx, id) => sign(ctx, work.services, id, { revision: 1 })],
    ['send back', (ctx, id) => sendBack(ctx, id, { opinion: '请写明依据。' })],
  ]

  async function expectNotPermitted(take: Step[1], others: readonly Context[]) {
    const { id } = await work.recorded()
    const before = await work.everything(id)
    for (const ctx of others) await expect(take(ctx, id)).rejects.toMatchObject({ code: 'not_permitted' })
    expect(await work.everything(id)).toEqual(before)
  }

  test.each(handled)('%s is not permitted to another unit, to readers and to the public', async (_, take) => {
    await expectNotPermitted(take, [
      await work.city.as('disclosure_officer', work.city.other),
      await work.city.as('inspector'),
      await work.city.as('unit_leader'),
      work.asPublic(),
    ])
  })

  test.each(signed)(
    '%s is not permitted to another unit, to those who write, and to the public',
    async (_, take) => {
      await expectNotPermitted(take, [
        await work.city.as('section_head', work.city.other),
        await work.city.as('inspector'),
        await work.city.as('drafter'),
        work.asPublic(),
      ])
    },
  )

  test.each([...handled, ...signed])('%s of a request that is not there is not found', async (_, take) => {
    await expect(take(await work.officer(), 999_999)).rejects.toMatchObject({ code: 'not_found' })
  })
})
