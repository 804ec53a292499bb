import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { getAnyCase } from '#kernel/cases/index.ts'
import { findClock } from '#kernel/clock/index.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { startRemedies, type RemediesDesk } from '../../../testing/remedies-desk.ts'
import { buildDecision, buildOpening } from '../../../testing/remedies.ts'
import { replyClock } from '../clocks.ts'
import * as remedies from '../index.ts'
import { presentRemedy } from '../present.ts'

let desk: RemediesDesk
beforeAll(async () => {
  desk = await startRemedies()
})
afterAll(() => desk.close())

describe('opening', () => {
  test('a reconsideration stands under its number, its limit runs, the ledger says so', async () => {
    const id = await desk.open({ receivedOn: civilDate('2026-03-02') })
    const row = await getAnyCase(desk.city.db, id)
    expect(row).toMatchObject({ kind: 'remedies.reconsideration', state: 'received', outcome: null })
    expect(row.number).toMatch(/^FY-ONE-2026-\d{5}$/)
    // 行政复议法 第八十八条: ten working days, the day of receipt not counted.
    expect(await findClock(desk.city.db, replyClock, `reconsideration:${id}`)).toMatchObject({
      started_on: '2026-03-02',
      due_on: '2026-03-16',
      stopped_on: null,
    })
    expect(await desk.verbs(`reconsideration:${id}`)).toEqual(['remedies.opened'])
  })

  test('who it is stands sealed, and in no entry of the ledger', async () => {
    const id = await desk.open({ applicant: '濮阳不凡' })
    const { rows } = await sql<{ text: string }>`
      select row_to_json(r)::text as text from remedies.remedy r where case_id = ${id}
      union all select detail::text from ledger.entry where subject = ${`reconsideration:${id}`}`.execute(
      desk.city.db,
    )
    expect(rows).toHaveLength(2)
    expect(rows.some(({ text }) => text.includes('濮阳'))).toBe(false)
    expect((await presentRemedy(desk.officer, desk.services, id)).applicant).toBe('濮阳不凡')
    expect((await presentRemedy(await desk.city.as('inspector'), desk.services, id)).applicant).toBe('＊＊＊')
  })

  test('the same file is entered once, by however many at the same moment', async () => {
    const fileNumber = '试府复〔2026〕77号'
    const both = await Promise.all(
      [1, 2, 3].map(() =>
        remedies.openRemedy(
          desk.officer,
          desk.services,
          buildOpening({ unitId: desk.city.one.id, fileNumber }),
        ),
      ),
    )
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    expect(both.flatMap(issuesOf)).toEqual(Array(2).fill('fileNumber file_already_entered'))
    // The other defendant in one lawsuit enters the same number for itself; one entered wrongly gives it free.
    await desk.open(
      { unitId: desk.city.other.id, fileNumber },
      await desk.city.as('disclosure_officer', desk.city.other),
    )
    const [first] = both.flatMap((one) => (one.ok ? [one.value] : []))
    valueOf(await remedies.annul(desk.officer, first ?? 0, { reason: '录入有误' }))
    await desk.open({ fileNumber })
  })

  test('a subject is a disclosure request of this unit, and no remedy is fought over as one', async () => {
    const subject = await desk.openRequest()
    await desk.open({ subject, sameApplicant: true, applicant: '' })
    const other = await desk.city.as('disclosure_officer', desk.city.other)
    expect(
      issuesOf(
        await remedies.openRemedy(
          other,
          desk.services,
          buildOpening({ unitId: desk.city.other.id, subject }),
        ),
      ),
    ).toEqual(['unitId not_the_subjects_unit'])
    const id = await desk.open()
    for (const wrong of [`request:${id}`, 'request:999999', 'document:1', 'request:1 or 1=1'])
      await expect(desk.open({ subject: wrong })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a reconsideration is not annulled while a lawsuit begins to follow it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const reviewId = await desk.open()
      valueOf(await remedies.enterDecision(desk.officer, reviewId, buildDecision()))
      const suit = buildOpening({
        unitId: desk.city.one.id,
        kind: 'litigation',
        receivedOn: civilDate('2026-02-10'),
        afterReview: true,
        reviewId,
      })
      const both = await Promise.all([
        remedies.openRemedy(desk.officer, desk.services, suit),
        remedies.annul(desk.officer, reviewId, { reason: '重复录入' }),
      ])
      expect(both.filter((one) => one.ok)).toHaveLength(1)
    }
  })

  test('who does not handle cases of the unit does not open one', async () => {
    for (const who of [await desk.city.as('inspector'), await desk.city.as('drafter', desk.city.other)])
      await expect(desk.open({}, who)).rejects.toMatchObject({ code: 'not_permitted' })
  })
})
