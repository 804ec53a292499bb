import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { getAnyCase } from '#kernel/cases/index.ts'
import { findClock } from '#kernel/clock/index.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { startRemedies, type RemediesDesk } from '../../../testing/remedies-desk.ts'
import { buildDecision } from '../../../testing/remedies.ts'
import { replyClock } from '../clocks.ts'
import * as remedies from '../index.ts'

let desk: RemediesDesk
beforeAll(async () => {
  desk = await startRemedies()
})
afterAll(() => desk.close())

describe('the way to a decision', () => {
  test('a reply in time keeps the limit, one after it does not', async () => {
    const [kept, missed] = [await desk.open(), await desk.open()]
    valueOf(await remedies.reply(desk.officer, kept, { repliedOn: civilDate('2026-01-19') }))
    valueOf(await remedies.reply(desk.officer, missed, { repliedOn: civilDate('2026-01-20') }))
    expect(await findClock(desk.city.db, replyClock, `reconsideration:${kept}`)).toMatchObject({
      result: 'met',
    })
    expect(await findClock(desk.city.db, replyClock, `reconsideration:${missed}`)).toMatchObject({
      result: 'missed',
    })
  })

  test('a decision before any reply lets the limit fall away', async () => {
    const id = await desk.open()
    const early = { decidedOn: civilDate('2026-01-08'), servedOn: civilDate('2026-01-09') }
    valueOf(
      await remedies.enterDecision(desk.officer, id, buildDecision({ result: 'other.ended', ...early })),
    )
    expect(await findClock(desk.city.db, replyClock, `reconsideration:${id}`)).toMatchObject({
      result: 'void',
    })
    expect(await getAnyCase(desk.city.db, id)).toMatchObject({
      state: 'decided',
      outcome: 'other.ended',
      concluded_on: '2026-01-08',
    })
  })

  test('a refusal leaves nothing behind', async () => {
    const id = await desk.open()
    const asked = buildDecision({ decidedOn: civilDate('2026-01-01') })
    expect(issuesOf(await remedies.enterDecision(desk.officer, id, asked))).toEqual([
      'decidedOn before_notice',
    ])
    expect(await getAnyCase(desk.city.db, id)).toMatchObject({ state: 'received', revision: 1 })
    expect(await desk.verbs(`reconsideration:${id}`)).toEqual(['remedies.opened'])
  })

  test('two who enter the decision at once: one is first, the other is told', async () => {
    const id = await desk.open()
    const both = await Promise.all(
      [1, 2].map(() => remedies.enterDecision(desk.officer, id, buildDecision())),
    )
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    expect(both.flatMap(issuesOf)).toEqual(['state not_in_this_state'])
    expect(await desk.verbs(`reconsideration:${id}`)).toEqual(['remedies.opened', 'remedies.decided'])
  })

  test('only a lawsuit has a second instance', async () => {
    const id = await desk.open()
    valueOf(await remedies.enterDecision(desk.officer, id, buildDecision()))
    const asked = {
      level: 'second',
      broughtBy: 'applicant',
      organ: '法院',
      fileNumber: '',
      receivedOn: civilDate('2026-02-10'),
    } as const
    await expect(remedies.addInstance(desk.officer, id, asked)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a case of another kind is no remedy', async () => {
    const request = Number((await desk.openRequest()).slice('request:'.length))
    await expect(
      remedies.reply(desk.officer, request, { repliedOn: civilDate('2026-02-10') }),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
