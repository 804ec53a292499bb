import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { startRequestWork, type RequestWork } from '../../../testing/request-work.ts'
import { getRequest } from '../store/intake.ts'
import { discard, register, transfer } from './registration.ts'

let work: RequestWork
beforeAll(async () => {
  work = await startRequestWork()
})
afterAll(() => work.close())

const day = civilDate

describe('registration', () => {
  test('第三十一条、第三十三条: the day both sides confirm is the day of receipt, the twentieth working day after it is due', async () => {
    const { id } = await work.submit()
    const officer = await work.officer('2026-03-12')
    valueOf(await register(officer, work.services, id, { confirmedOn: day('2026-03-11') }))
    const { row, clock, verbs, entries, steps } = await work.stateOf(id)
    expect(row).toMatchObject({ state: 'registered', received_on: '2026-03-11', law_from: '2019-05-15' })
    expect(clock).toMatchObject({
      started_on: '2026-03-11',
      days: 20,
      // 清明 2026: 4 to 6 April are off
      due_on: '2026-04-09',
      yellow_on: '2026-04-01',
      unit_id: work.city.one.id,
      provisional: false,
      stopped_on: null,
    })
    expect(verbs).toEqual(['requests.submitted', 'requests.registered'])
    expect(entries.at(-1)?.detail).toEqual({ receivedOn: '2026-03-11', dueOn: '2026-04-09' })
    expect(steps.at(-1)).toMatchObject({
      name: 'register',
      taken_on: '2026-03-12',
      staff_id: officer.actor.staffId,
    })
    expect((await getRequest(work.city.db, id)).confirmed_on).toBe('2026-03-11')
  })

  test('without a confirmation, and of a request already registered: refused, and nothing is left behind', async () => {
    const officer = await work.city.as('disclosure_officer')
    const { id } = await work.submit()
    const before = await work.everything(id)
    expect(issuesOf(await register(officer, work.services, id, { confirmedOn: null }))).toEqual([
      'confirmedOn required',
    ])
    expect(await work.everything(id)).toEqual(before)
    valueOf(await register(officer, work.services, id, { confirmedOn: day('2026-03-10') }))
    const after = await work.everything(id)
    expect(issuesOf(await register(officer, work.services, id, { confirmedOn: day('2026-03-10') }))).toEqual([
      'state not_in_this_state',
    ])
    expect(await work.everything(id)).toEqual(after)
  })

  test('two officers at once: one registers, the other is told', async () => {
    const { id } = await work.submit()
    const officers = await Promise.all([work.city.as('disclosure_officer'), work.city.as('drafter')])
    const asked = { confirmedOn: day('2026-03-10') }
    const decisions = await Promise.all(
      officers.map((officer) => register(officer, work.services, id, asked)),
    )
    expect(decisions.filter((one) => one.ok)).toHaveLength(1)
    expect((await work.stateOf(id)).verbs).toEqual(['requests.submitted', 'requests.registered'])
  })
})

describe('what is not registered', () => {
  test('第十条: goes to the unit that it concerns, with its number; that one registers it', async () => {
    const { id, number } = await work.submit()
    const asked = { unitId: work.city.other.id, reason: '由该机关制作。' }
    valueOf(await transfer(await work.officer(), work.services, id, asked))
    const { row, clock, entries } = await work.stateOf(id)
    expect(row).toMatchObject({ state: 'submitted', unit_id: work.city.other.id, number })
    expect(clock).toBeUndefined()
    expect(entries.at(-1)).toMatchObject({
      verb: 'requests.transferred',
      detail: { from: work.city.one.id, to: work.city.other.id },
    })
    const confirmed = { confirmedOn: day('2026-03-10') }
    await expect(register(await work.officer(), work.services, id, confirmed)).rejects.toMatchObject({
      code: 'not_permitted',
    })
    const there = await work.city.as('disclosure_officer', work.city.other)
    valueOf(await register(there, work.services, id, confirmed))
    expect((await work.stateOf(id)).clock?.unit_id).toBe(work.city.other.id)
  })

  test('is put aside with the reason, by whoever signs, and never had a limit', async () => {
    const { id } = await work.submit()
    const asked = { why: 'not_a_request', words: '广告。' } as const
    const drafter = await work.city.as('drafter')
    await expect(discard(drafter, id, asked)).rejects.toMatchObject({ code: 'not_permitted' })
    valueOf(await discard(await work.head(), id, asked))
    const { row, clock, verbs } = await work.stateOf(id)
    expect(row).toMatchObject({ state: 'discarded', received_on: null, outcome: null, concluded_on: null })
    expect(clock).toBeUndefined()
    expect(verbs).toEqual(['requests.submitted', 'requests.discarded'])
  })
})
