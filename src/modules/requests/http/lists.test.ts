import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issuesIn, startRequestsApi, type Headers, type RequestsApi } from '../../../testing/requests-api.ts'
import type { NumbersView, SimilarView } from '../contract/list.ts'
import type { RequestView } from '../contract/views.ts'

let api: RequestsApi
beforeAll(async () => {
  api = await startRequestsApi()
})
afterAll(() => api.close())

describe('beside the list', () => {
  test('the table holds what the list shows, and nothing of other units', async () => {
    const id = await api.recorded({ wantedTitle: '路灯改造清单' })
    const { number } = (await api.get(`/${id}`, api.reader)).json<RequestView>()
    const table = await api.get('/list.csv?waits=us', api.reader)
    expect([table.statusCode, table.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(table.body).toContain(`${number},${api.city.one.name},路灯改造清单,自然人`)
    expect((await api.get('/list.csv?waits=applicant', api.reader)).body).not.toContain(number)
    const elsewhere = await api.signIn('inspector', api.city.other)
    expect((await api.get('/list.csv', elsewhere)).body.trim().split('\r\n')).toHaveLength(1)
    expect((await api.get('/list.csv?waits=nobody', api.reader)).statusCode).toBe(400)
  })

  test('how the units stand: of those one reads', async () => {
    await api.recorded()
    const numbers = (await api.get('/numbers', api.reader)).json<NumbersView>()
    expect(numbers.open).toBeGreaterThan(0)
    const elsewhere = await api.signIn('inspector', api.city.other)
    expect((await api.get(`/numbers?unitId=${api.city.one.id}`, elsewhere)).json()).toMatchObject({
      open: 0,
    })
    expect((await api.get('/numbers?unitId=one', api.reader)).statusCode).toBe(400)
  })

  test('earlier requests like this one; not found for who may not read it', async () => {
    const earlier = await api.recorded({ wantedTitle: '老旧小区电梯加装补贴' })
    const id = await api.recorded({ wantedTitle: '电梯加装补贴标准' })
    const similar = (await api.get(`/${id}/similar`, api.officer)).json<SimilarView>()
    expect(similar.like.map((one) => one.id)).toContain(earlier)
    expect((await api.get(`/${id}/similar`, api.stranger)).statusCode).toBe(404)
  })

  test('the city’s policy: read by who reads requests, set by who holds it for the city', async () => {
    const read = (await api.get('/policy', api.reader)).json<{ current: object; maySet: boolean }>()
    expect(read).toMatchObject({ maySet: false, versions: [] })
    const city = await api.signIn('disclosure_officer', api.city.city)
    const put = (headers: Headers, from: string, policy: object = { ...read.current, correctionDays: 15 }) =>
      api.app.inject({ method: 'PUT', url: '/api/v1/requests/policy', headers, payload: { from, policy } })
    expect((await put(api.reader, '2026-04-01')).statusCode).toBe(403)
    expect((await put(api.officer, '2026-04-01')).statusCode).toBe(404)
    expect(issuesIn(await put(city, '2026-03-09'))).toEqual(['from must_not_have_passed'])
    expect((await put(city, '2026-04-01', { ...read.current, correctionDays: 0 })).statusCode).toBe(400)
    expect((await put(city, '2026-04-01')).statusCode).toBe(200)
    expect((await api.get('/policy', city)).json()).toMatchObject({
      maySet: true,
      current: { correctionDays: 10 },
      versions: [{ from: '2026-04-01', policy: { correctionDays: 15 } }],
    })
  })
})
