import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { createServer, type Api } from '#platform/http/server.ts'
import { guard } from '#kernel/identity/index.ts'
import { TODAY } from '../../testing/city.ts'
import { signIn, type Headers } from '../../testing/requests-api.ts'
import { buildDecision } from '../../testing/remedies.ts'
import { startRemedies, type RemediesDesk } from '../../testing/remedies-desk.ts'
import type { RemedySummary, RemedyView } from './contract.ts'
import { remediesDesk } from './desk.ts'
import * as remedies from './index.ts'

let desk: RemediesDesk
let app: Api
let officer: Headers
let inspector: Headers
let stranger: Headers
let ids: Record<'overdue' | 'soon' | 'later' | 'waits' | 'old' | 'new', number>

beforeAll(async () => {
  desk = await startRemedies()
  app = await createServer({
    logLevel: 'silent',
    trustProxy: false,
    secure: false,
    version: 'test',
    problemPage: (problem, _request, reply) => reply.code(problem.status).send(problem.code),
  })
  guard(app, { db: desk.city.db, now: () => TODAY, secure: false })
  const house = remedies.remediesModule(desk.services)
  await app.register(async (api) => house.api?.(api as Api), { prefix: '/api/v1' })
  officer = await signIn(desk.city, 'disclosure_officer')
  inspector = await signIn(desk.city, 'inspector')
  stranger = await signIn(desk.city, 'drafter', desk.city.other)

  // Today is 2026-03-10, a Tuesday; ten working days are the limit.
  const received = (day: string) => desk.open({ receivedOn: civilDate(day) })
  const [later, overdue, soon] = [
    await received('2026-03-09'),
    await received('2026-02-09'),
    await received('2026-02-27'),
  ]
  const waits = await received('2026-01-05')
  valueOf(await remedies.reply(desk.officer, waits, { repliedOn: civilDate('2026-01-12') }))
  const [old, recent] = [await received('2025-03-03'), await received('2026-01-06')]
  valueOf(await remedies.reply(desk.officer, recent, { repliedOn: civilDate('2026-01-12') }))
  const ended = (day: string) => buildDecision({ decidedOn: civilDate(day), servedOn: civilDate(day) })
  valueOf(await remedies.enterDecision(desk.officer, old, ended('2025-04-01')))
  valueOf(await remedies.enterDecision(desk.officer, recent, ended('2026-02-02')))
  ids = { overdue, soon, later, waits, old, new: recent }
})
afterAll(async () => {
  await app.close()
  await desk.close()
})

const get = (path: string, headers: Headers) =>
  app.inject({ method: 'GET', url: `/api/v1/remedies${path}`, headers })

async function listed(query: string, headers = officer): Promise<number[]> {
  const answer = await get(`?kind=reconsideration${query}`, headers)
  return answer.json<{ items: RemedySummary[] }>().items.map((one) => one.id)
}

describe('the list', () => {
  test('has what is due soonest first, then what waits for the organ, then the decided, newest first', async () => {
    expect(await listed('')).toEqual([ids.overdue, ids.soon, ids.later, ids.waits, ids.new, ids.old])
  })

  test('has every case once, whatever the size of the page', async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => listed(`&size=2&page=${page}`)))
    expect(pages).toEqual([
      [ids.overdue, ids.soon],
      [ids.later, ids.waits],
      [ids.new, ids.old],
    ])
    expect(await listed('&size=4&page=2')).toEqual([ids.new, ids.old])
  })

  test.each<[string, (keyof typeof ids)[]]>([
    // What was never replied to stays red when it is decided.
    ['&light=red', ['overdue', 'old']],
    ['&light=yellow', ['soon']],
    ['&light=green', ['later']],
    ['&state=replied', ['waits']],
    ['&state=decided', ['new', 'old']],
    ['&year=2025', ['old']],
    ['&state=decided&year=2026', ['new']],
    ['&state=redoing', []],
  ])('is narrowed by %s', async (query, expected) => {
    expect(await listed(query)).toEqual(expected.map((name) => ids[name]))
  })

  test('finds a case by its number in any case of letters', async () => {
    const { number } = (await get(`/${ids.soon}`, officer)).json<RemedyView>()
    expect(await listed(`&number=${number.toLowerCase()}`)).toEqual([ids.soon])
    expect(await listed('&number=%00')).toEqual([])
  })

  test('of another unit is empty, whatever unit its address asks for', async () => {
    expect(await listed('', stranger)).toEqual([])
    expect(await listed(`&unitId=${desk.city.one.id}`, stranger)).toEqual([])
    expect((await get('.csv', stranger)).body.trim().split('\r\n')).toHaveLength(1)
  })

  test('goes out as a table with a line for each case and nobody who brought it', async () => {
    const answer = await get('.csv?kind=reconsideration', officer)
    expect(answer.headers['content-type']).toContain('text/csv')
    expect(answer.body.trim().split('\r\n')).toHaveLength(7)
    expect(answer.body).not.toContain('闻溪')
  })
})

describe('a case', () => {
  test('is not found for who does not read its unit, and says what each reader may do', async () => {
    expect((await get(`/${ids.soon}`, stranger)).statusCode).toBe(404)
    const [own, seen] = [await get(`/${ids.soon}`, officer), await get(`/${ids.soon}`, inspector)]
    expect(own.json<RemedyView>().next.every((next) => next.allowed)).toBe(true)
    expect(seen.json<RemedyView>()).toMatchObject({ applicant: '＊＊＊', mayHandle: false })
    expect(seen.json<RemedyView>().next.every((next) => !next.allowed)).toBe(true)
  })

  test('a step that cannot be is refused with all its reasons', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: `/api/v1/remedies/${ids.later}/decisions`,
      headers: officer,
      payload: buildDecision({ result: 'stands.affirmed', servedOn: civilDate('2026-03-11') }),
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toMatchObject({
      error: {
        issues: [
          { field: 'decidedOn', code: 'before_notice' },
          { field: 'servedOn', code: 'in_the_future' },
          { field: 'result', code: 'not_a_choice' },
        ],
      },
    })
  })
})

describe('what stands on a request', () => {
  test('is read by who reads the unit, and may be added to by who handles its remedies', async () => {
    const subject = await desk.openRequest()
    const of = (headers: Headers) => get(`/of?subject=${subject}`, headers)
    expect((await of(officer)).json()).toEqual({ items: [], mayOpen: true })
    const id = await desk.open({
      subject,
      kind: 'complaint',
      sameApplicant: true,
      applicant: '',
      receivedOn: civilDate('2026-03-02'),
    })
    expect((await of(inspector)).json()).toMatchObject({ items: [{ id }], mayOpen: false })
    expect((await of(stranger)).statusCode).toBe(404)
    expect((await get('/of?subject=letter:1', officer)).statusCode).toBe(404)
  })
})

test('the desk has what the unit owes, the most pressing first, and nothing that waits for the organ', async () => {
  const share = await remediesDesk(desk.officer)
  const reconsiderations = share.items.filter((item) => item.title.includes('行政复议'))
  expect(reconsiderations.map((item) => [item.id, item.light])).toEqual([
    [ids.overdue, 'red'],
    [ids.soon, 'yellow'],
    [ids.later, 'green'],
  ])
  expect(share.counts).toEqual({ remedies: 2 })
  expect(await remediesDesk(await desk.city.as('inspector'))).toEqual({ counts: {}, items: [] })
})
