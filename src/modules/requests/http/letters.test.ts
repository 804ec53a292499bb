import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countEntries } from '#kernel/ledger/index.ts'
import { issuesIn, startRequestsApi, type RequestsApi } from '../../../testing/requests-api.ts'
import { answerIn } from '../../../testing/procedure.ts'
import { GIVEN } from '../../../testing/request-work.ts'
import type { LetterPreview } from '../contract/steps.ts'
import type { RequestView } from '../contract/views.ts'

const ANSWER = answerIn(GIVEN)

let api: RequestsApi
beforeAll(async () => {
  api = await startRequestsApi()
})
afterAll(() => api.close())

describe('letters and files of an answer', () => {
  test('a released file is given with the answer: only one of this very case', async () => {
    const id = await api.recorded()
    const path = `/${id}/answer-files/releases`
    const given = { releaseId: 999_999 }
    expect((await api.post(path, api.officer, given)).statusCode).toBe(404)
    expect((await api.post(path, api.reader, given)).statusCode).toBe(403)
    expect((await api.post(path, api.stranger, given)).statusCode).toBe(403)
    expect((await api.post(path, api.officer, { releaseId: 'x' })).statusCode).toBe(400)
  })

  test('the letter is shown before it is proposed, with every problem; nothing is kept of it', async () => {
    const id = await api.recorded()
    const path = `/${id}/answers/preview`
    const before = await countEntries(api.city.db)
    const shown = await api.post(path, api.officer, ANSWER)
    expect([shown.statusCode, shown.json()]).toMatchObject([
      200,
      { title: expect.any(String), recipient: '闻溪', text: expect.stringContaining(ANSWER.content) },
    ])
    expect(shown.json<LetterPreview>().text).toContain('河道保洁考核结果')
    const refused = await api.post(path, api.officer, { ...ANSWER, outcome: 'C3.4', form: 'C3.4.trade' })
    expect([refused.statusCode, issuesIn(refused)]).toEqual([
      422,
      ['outcome needs_opinion', 'reason required'],
    ])
    expect((await api.post(path, api.reader, ANSWER)).statusCode).toBe(403)
    expect((await api.post(path, api.stranger, ANSWER)).statusCode).toBe(404)
    expect((await api.post(path, api.officer, { ...ANSWER, content: '' })).statusCode).toBe(400)
    expect(await countEntries(api.city.db)).toBe(before)
    expect((await api.get(`/${id}`, api.officer)).json()).toMatchObject({
      state: 'registered',
      answers: [],
    })
  })

  test('the receipt at the counter is a letter, issued once', async () => {
    const id = await api.recorded()
    const path = `/${id}/receipts`
    expect((await api.post(path, api.reader)).statusCode).toBe(403)
    expect((await api.post(path, api.stranger)).statusCode).toBe(403)
    expect((await api.post('/999999/receipts', api.officer)).statusCode).toBe(404)
    const issued = await api.post(path, api.officer)
    const [letter, ...others] = issued.json<RequestView>().letters
    expect([issued.statusCode, letter?.template, others]).toEqual([200, 'requests.receipt', []])
    const pdf = await api.app.inject({ method: 'GET', url: letter?.pdf ?? '', headers: api.officer })
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await api.post(path, api.officer)).json<RequestView>().letters).toHaveLength(1)
  })
})
