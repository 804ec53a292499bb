import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { getCase } from '#kernel/cases/index.ts'
import { findClock } from '#kernel/clock/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { startRequestWork, type RequestWork } from '../../../testing/request-work.ts'
import { importRequests, type ImportedRequest } from '../index.ts'
import { replyClock } from '../kinds/clocks.ts'
import { disclosureRequest } from '../kinds/procedure.ts'
import { presentRequest } from '../present/request.ts'

let work: RequestWork
beforeAll(async () => {
  work = await startRequestWork()
})
afterAll(() => work.close())

const row = (part: Partial<ImportedRequest> = {}): ImportedRequest => ({
  id: '2013-7',
  applicantKind: 'natural',
  receiptWay: 'in_person',
  arrivedOn: '2013-03-04',
  receivedOn: '2013-03-04',
  wanted: '河道清淤合同',
  answer: 'C1.provided',
  concludedOn: '2013-03-20',
  ...part,
})

async function bring(rows: readonly ImportedRequest[]) {
  return importRequests(await work.officer(), { unitId: work.city.one.id, rows })
}

async function idOf(key: string): Promise<number> {
  const { rows } = await sql<{ case_id: number }>`
    select case_id from requests.request where source_key = ${`one/${key}`}`.execute(work.city.db)
  return rows[0]?.case_id ?? 0
}

describe('requests of an earlier register', () => {
  test('come in concluded, under the law of their day, with one entry of the ledger and nobody’s name', async () => {
    expect(await bring([row(), row({ id: '2013-8', concludedOn: '2013-04-02' })])).toEqual({
      read: 2,
      imported: 2,
      unchanged: 0,
      errors: [],
    })
    const id = await idOf('2013-7')
    expect(await getCase(work.city.db, disclosureRequest, id)).toMatchObject({
      number: 'YSQ-ONE-2013-00001',
      state: 'closed',
      received_on: '2013-03-04',
      law_from: '2008-05-01',
      outcome: 'C1',
      concluded_on: '2013-03-20',
    })
    // 条例（2007）第二十四条: fifteen working days.
    expect(await findClock(work.city.db, replyClock, `request:${id}`)).toMatchObject({
      days: 15,
      due_on: '2013-03-25',
      result: 'met',
    })
    const late = await idOf('2013-8')
    expect((await findClock(work.city.db, replyClock, `request:${late}`))?.result).toBe('missed')
    const entries = await listEntries(work.city.db, { after: 0, limit: 1000 })
    const imported = entries.filter((entry) => entry.verb === 'requests.imported')
    expect(imported.map((entry) => entry.detail)).toEqual([{ requests: 2, first: id, last: late }])
    const { rows } = await sql<{ name: string; identity_sealed: Buffer | null }>`
      select name, identity_sealed from requests.applicant where case_id = ${id}`.execute(work.city.db)
    expect(rows).toEqual([{ name: '（旧登记簿所载申请人，未导入）', identity_sealed: null }])
  })

  test('are read in the console like any other, with the step that is known of them', async () => {
    const shown = await presentRequest(await work.officer(), work.services, await idOf('2013-7'))
    expect(shown.steps.map((step) => step.label)).toEqual(['提交申请', '由旧登记簿导入'])
  })

  test('brought in again are left alone, and the next number is free', async () => {
    expect(await bring([row(), row({ id: '2013-9' })])).toMatchObject({ imported: 1, unchanged: 1 })
    const { number } = await getCase(work.city.db, disclosureRequest, await idOf('2013-9'))
    expect(number).toBe('YSQ-ONE-2013-00003')
  })

  test('that are still open run against their limit', async () => {
    await bring([
      row({
        id: 'open',
        arrivedOn: '2026-03-02',
        receivedOn: '2026-03-02',
        answer: null,
        concludedOn: null,
      }),
    ])
    const id = await idOf('open')
    expect(await getCase(work.city.db, disclosureRequest, id)).toMatchObject({
      state: 'registered',
      outcome: null,
    })
    expect(await findClock(work.city.db, replyClock, `request:${id}`)).toMatchObject({
      days: 20,
      result: null,
    })
  })

  test('with everything that is wrong with a row at once; the rest comes in', async () => {
    const result = await bring([
      row({
        id: 'bad',
        applicantKind: 'company',
        receiptWay: 'pigeon',
        wanted: ' ',
        answer: 'C9',
        concludedOn: '2013-01-01',
      }),
      row({ id: 'early', arrivedOn: '2007-01-04', receivedOn: '2007-01-04' }),
      row({ id: 'half', answer: null }),
      row({ id: 'good' }),
      row({ id: 'good' }),
    ])
    expect(result.imported).toBe(1)
    expect(result.errors.map((one) => [one.id, one.reason])).toEqual([
      [
        'bad',
        'wanted required; applicantKind not_a_choice; receiptWay not_a_choice; answer not_a_choice; concludedOn before_receipt',
      ],
      ['early', 'receivedOn before_the_law'],
      ['half', 'answer required'],
      ['good', 'id named_twice'],
    ])
  })

  test('of a unit whose requests one does not handle are refused', async () => {
    const foreign = await work.city.as('disclosure_officer', work.city.other)
    await expect(importRequests(foreign, { unitId: work.city.one.id, rows: [row()] })).rejects.toMatchObject({
      code: 'not_permitted',
    })
  })
})
