import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerIn } from '../../../testing/procedure.ts'
import { GIVEN } from '../../../testing/request-work.ts'
import { issuesIn, startRequestsApi, type RequestsApi } from '../../../testing/requests-api.ts'
import type { RequestView } from '../contract/views.ts'

let api: RequestsApi
beforeAll(async () => {
  api = await startRequestsApi()
})
afterAll(() => api.close())

describe('files of a request', () => {
  test('answer files: not permitted, not valid', async () => {
    const id = await api.recorded()
    const path = `/${id}/answer-files`
    const file = { name: '结果.txt', content: '优秀' }
    expect((await api.upload(path, api.reader, file)).statusCode).toBe(403)
    expect((await api.upload(path, api.stranger, file)).statusCode).toBe(403)
    expect((await api.upload(path, {}, file)).statusCode).toBe(401)
    expect((await api.upload(path, api.officer, { name: '结果.exe', content: 'MZ' })).statusCode).toBe(415)
    expect((await api.post(path, api.officer, {})).json()).toMatchObject({ error: { code: 'file_missing' } })
    expect((await api.get(`${path}/1/1`, api.officer)).statusCode).toBe(404)
    await api.post(`/${id}/answers`, api.officer, answerIn(GIVEN))
    expect(issuesIn(await api.upload(path, api.officer, file))).toEqual(['state files_are_fixed'])
  })

  test('copies of identity papers: seen by who handles the request, and by nobody else', async () => {
    const id = await api.recorded()
    const file = { name: '证件.txt', content: '证件' }
    const added = await api.upload(`/${id}/identity-papers`, api.officer, file)
    const [paperView] = added.json<RequestView>().identityPapers
    expect([added.statusCode, paperView?.name]).toEqual([200, '证件.txt'])
    const seen = await api.app.inject({ method: 'GET', url: paperView?.address ?? '', headers: api.officer })
    expect([seen.statusCode, seen.body]).toEqual([200, '证件'])
    expect((await api.get(`/${id}`, api.reader)).json<RequestView>().identityPapers).toEqual([])
    for (const headers of [api.reader, api.head, api.stranger])
      expect(
        (await api.app.inject({ method: 'GET', url: paperView?.address ?? '', headers })).statusCode,
      ).toBe(403)
  })
})
