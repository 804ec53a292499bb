import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { findClock } from '#kernel/clock/index.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { startRemedies, type RemediesDesk } from '../../../testing/remedies-desk.ts'
import { replyClock } from '../clocks.ts'
import * as remedies from '../index.ts'
import { presentRemedy } from '../present.ts'
import { addFile, setLimit } from './keeping.ts'

let desk: RemediesDesk
beforeAll(async () => {
  desk = await startRemedies()
})
afterAll(() => desk.close())

describe('papers and limits', () => {
  test('a paper is kept for good, and those of an annulled case get no more', async () => {
    const id = await desk.open()
    const file = {
      kind: 'decision',
      name: 'C:\\扫描件\\复议决定书.pdf',
      content: Buffer.from('%PDF-1.4\n'),
    } as const
    valueOf(await addFile(desk.officer, desk.services.files, id, file))
    expect((await presentRemedy(desk.officer, desk.services, id)).files).toMatchObject([
      { position: 1, name: '复议决定书.pdf', kindLabel: '决定、裁判文书' },
    ])
    valueOf(await remedies.annul(desk.officer, id, { reason: '重复录入' }))
    expect(issuesOf(await addFile(desk.officer, desk.services.files, id, file))).toEqual([
      'state not_in_this_state',
    ])
  })

  test('the city sets its own limit for what comes from that day on; what runs keeps its own', async () => {
    const chief = await desk.city.as('disclosure_officer', desk.city.city)
    const id = await desk.open({ receivedOn: civilDate('2026-03-09') })
    const before = await findClock(desk.city.db, replyClock, `reconsideration:${id}`)
    valueOf(
      await setLimit(chief, desk.city.city.id, {
        limit: 'remedies.reply',
        from: civilDate('2026-03-10'),
        days: 7,
        dayKind: 'working',
        cites: '核对后的条文',
      }),
    )
    const next = await desk.open({ receivedOn: civilDate('2026-03-10') })
    expect(await findClock(desk.city.db, replyClock, `reconsideration:${id}`)).toEqual(before)
    expect(await findClock(desk.city.db, replyClock, `reconsideration:${next}`)).toMatchObject({
      days: 7,
      due_on: '2026-03-19',
    })
    await expect(
      setLimit(desk.officer, desk.city.city.id, {
        limit: 'remedies.reply',
        from: addDays(civilDate('2026-03-10'), 1),
        days: 7,
        dayKind: 'working',
        cites: 'x',
      }),
    ).rejects.toMatchObject({ code: 'not_permitted' })
  })
})
