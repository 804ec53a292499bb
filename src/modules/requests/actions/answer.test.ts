import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import type { Context } from '#kernel/identity/index.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { answerIn } from '../../../testing/procedure.ts'
import { GIVEN, startRequestWork, type RequestWork } from '../../../testing/request-work.ts'
import { findAnswer, listAnswerFiles } from '../store/answers.ts'
import { answerAtOnce, attachAnswerFile, propose, removeAnswerFile, sendBack, sign } from './answer.ts'

let work: RequestWork
beforeAll(async () => {
  work = await startRequestWork()
})
afterAll(() => work.close())

const day = civilDate
const ANSWER = answerIn(GIVEN)
const DRAFT = answerIn({ outcome: 'C3.6', form: 'C3.6.discussion', details: [] })

/** Signs what is there now. */
async function signNow(ctx: Context, id: number) {
  const { revision } = (await work.stateOf(id)).row
  return sign(ctx, work.services, id, { revision })
}

describe('the answer', () => {
  test('is written with ground and remedy by rule; it counts for nothing until it is signed', async () => {
    const { id } = await work.recorded()
    const officer = await work.officer()
    valueOf(await propose(officer, id, { ...DRAFT, reason: ' 属于讨论过程中的文稿。 ' }))
    const { row, clock, verbs, entries } = await work.stateOf(id)
    expect(row).toMatchObject({ state: 'proposed', outcome: null, concluded_on: null })
    expect(clock?.stopped_on).toBeNull()
    expect(verbs).toEqual(['requests.recorded', 'requests.proposed'])
    expect(entries.at(-1)?.detail).toEqual({ outcome: 'C3.6', form: 'C3.6.discussion', round: 1 })
    expect(await findAnswer(work.city.db, id)).toMatchObject({
      ground: '根据《中华人民共和国政府信息公开条例》第十六条第二款',
      reason: '属于讨论过程中的文稿。',
      remedy: expect.stringContaining('先申请行政复议'),
      answered_by: officer.actor.staffId,
      signed_by: null,
    })
  })

  test('is signed by somebody else; with the signature comes its letter, and the clock runs on until delivery', async () => {
    const { id } = await work.recorded()
    const writer = await work.officer()
    valueOf(await propose(writer, id, DRAFT))
    const before = await work.everything(id)
    expect(issuesOf(await signNow(writer, id))).toEqual(['state own_answer'])
    expect(await work.everything(id)).toEqual(before)
    const head = await work.head()
    valueOf(await signNow(head, id))
    const { row, clock, verbs, entries } = await work.stateOf(id)
    expect(row).toMatchObject({ state: 'answered', outcome: 'C3.6', concluded_on: null })
    expect(clock?.stopped_on).toBeNull()
    expect(verbs.slice(-3)).toEqual(['requests.proposed', 'papers.issued', 'requests.answered'])
    expect(entries.at(-1)?.detail).toEqual({ outcome: 'C3.6', answeredOn: '2026-03-10', round: 1 })
    expect(await findAnswer(work.city.db, id)).toMatchObject({
      signed_by: head.actor.staffId,
      signed_on: '2026-03-10',
    })
  })

  test('行政复议法: names the remedies of the day on which it is signed, not of the day it was written', async () => {
    const { id } = await work.recorded({ arrivedOn: day('2023-12-20') })
    valueOf(await propose(await work.officer('2023-12-29'), id, DRAFT))
    expect((await findAnswer(work.city.db, id))?.remedy).not.toContain('先申请行政复议')
    valueOf(await signNow(await work.head('2024-01-02'), id))
    expect((await findAnswer(work.city.db, id))?.remedy).toContain('先申请行政复议')
  })

  test('what changed since it was seen is not signed', async () => {
    const { id } = await work.recorded()
    valueOf(await propose(await work.officer(), id, DRAFT))
    const { revision } = (await work.stateOf(id)).row
    const head = await work.head()
    const before = await work.everything(id)
    const stale = sign(head, work.services, id, { revision: revision - 1 })
    await expect(stale).rejects.toMatchObject({ code: 'changed_meanwhile' })
    expect(await work.everything(id)).toEqual(before)
  })

  test('goes back with what is to be changed, and is written anew', async () => {
    const { id } = await work.recorded()
    const writer = await work.officer()
    valueOf(await propose(writer, id, DRAFT))
    expect(issuesOf(await sendBack(await work.head(), id, { opinion: ' ' }))).toEqual(['opinion required'])
    valueOf(await sendBack(await work.head(), id, { opinion: '请写明依据。' }))
    expect((await work.stateOf(id)).row.state).toBe('registered')
    expect((await findAnswer(work.city.db, id))?.returned).toBe('请写明依据。')
    valueOf(await propose(writer, id, ANSWER))
    expect(await findAnswer(work.city.db, id)).toMatchObject({ outcome: 'C1', returned: '' })
  })

  test('without a reason, twice, or of a request not registered: refused, and nothing is left behind', async () => {
    const officer = await work.officer()
    const { id } = await work.recorded()
    const before = await work.everything(id)
    expect(issuesOf(await propose(officer, id, { ...DRAFT, reason: ' ' }))).toEqual(['reason required'])
    expect(await work.everything(id)).toEqual(before)
    valueOf(await propose(officer, id, ANSWER))
    expect(issuesOf(await propose(officer, id, ANSWER))).toEqual(['state not_in_this_state'])
    const { id: waiting } = await work.submit()
    expect(issuesOf(await propose(officer, waiting, ANSWER))).toEqual(['state not_in_this_state'])
  })

  test('第三十三条第一款: given on the spot, it is written, given and done in one', async () => {
    const { id } = await work.recorded()
    valueOf(await answerAtOnce(await work.officer(), work.services, id, { ...ANSWER, proof: '本人签收' }))
    const { row, clock, verbs, deliveries } = await work.everything(id)
    expect(row).toMatchObject({ state: 'delivered', outcome: 'C1', concluded_on: '2026-03-10' })
    expect(clock).toMatchObject({ stopped_on: '2026-03-10', result: 'met' })
    expect(verbs).toEqual(['requests.recorded', 'papers.issued', 'requests.answered_at_once'])
    expect(deliveries).toMatchObject([{ way: 'pickup', delivered_on: '2026-03-10', proof: '本人签收' }])
  })
})

describe('files of the answer', () => {
  const file = (name: string) => ({ name, content: Buffer.from('考核结果：优秀。') })

  test('are gathered before it is written, under their own name, and taken out again', async () => {
    const officer = await work.officer()
    const { id } = await work.recorded()
    const add = (name: string) => attachAnswerFile(officer, work.services, id, file(name))
    valueOf(await add('C:\\结果\\考核结果.txt'))
    valueOf(await add('附表.txt'))
    expect(await listAnswerFiles(work.city.db, id)).toMatchObject([
      { position: 1, name: '考核结果.txt', size: file('').content.length, media_type: 'text/plain' },
      { position: 2, name: '附表.txt' },
    ])
    valueOf(await removeAnswerFile(officer, id, 1))
    expect((await listAnswerFiles(work.city.db, id)).map((one) => one.name)).toEqual(['附表.txt'])
    expect((await work.stateOf(id)).verbs.slice(-3)).toEqual([
      'requests.file_added',
      'requests.file_added',
      'requests.file_removed',
    ])
    await expect(removeAnswerFile(officer, id, 1)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('one that may not be kept leaves nothing behind', async () => {
    const officer = await work.officer()
    const { id } = await work.recorded()
    const before = await work.everything(id)
    const program = { name: '考核结果.exe', content: Buffer.from('MZ') }
    await expect(attachAnswerFile(officer, work.services, id, program)).rejects.toMatchObject({
      code: 'file_type',
    })
    expect(await work.everything(id)).toEqual(before)
  })

  test('stay as they are from the day it is handed in to be signed', async () => {
    const officer = await work.officer()
    const { id } = await work.recorded()
    valueOf(await attachAnswerFile(officer, work.services, id, file('附表.txt')))
    valueOf(await propose(officer, id, ANSWER))
    const before = await work.everything(id)
    const late = [
      await attachAnswerFile(officer, work.services, id, file('晚了.txt')),
      await removeAnswerFile(officer, id, 1),
    ]
    expect(late.map(issuesOf)).toEqual([['state files_are_fixed'], ['state files_are_fixed']])
    expect(await work.everything(id)).toEqual(before)
  })
})
