import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { createSecrets } from '#platform/secrets.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createContext, publicActor, type Context } from '#kernel/identity/index.ts'
import { countEntries, listEntries as listLedger } from '#kernel/ledger/index.ts'
import {
  answerQuestion,
  closeQuestion,
  consultationsModule,
  submitQuestion,
} from '#modules/consultations/index.ts'
import type { Question } from '#modules/consultations/contract.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import * as actions from './actions.ts'
import type { EntryBody, NewEntry } from './contract.ts'
import { casebookDesk } from './desk.ts'
import { presentEntry, presentMonth } from './present.ts'
import { findAnswers, findEntries, listMonths, listShown, searchShown, shownByIds } from './shown.ts'
import { textsIn } from './sources.ts'
import * as store from './store.ts'

const services = { secrets: createSecrets(Buffer.alloc(32, 5)), publicUrl: 'http://localhost' }
const consultations = consultationsModule(services)
const sources = () => (consultations.casebookSource ? [consultations.casebookSource] : [])
const KIND = 'consultations.consultation'
let database: TestDatabase
let city: SmallCity
let drafter: Context
let officer: Context
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  drafter = await city.as('drafter')
  officer = await city.as('disclosure_officer')
})
afterAll(() => database.close())

const ON = civilDate('2026-03-10')

/** A consultation, answered and closed. */
async function closed(part: Partial<Question> = {}, answer = '请带出生医学证明。'): Promise<number> {
  const question = {
    title: '新生儿怎样落户',
    question: '孩子刚出生，需要带哪些材料？',
    name: '程听雨',
    phone: '',
    email: '',
    ...part,
  }
  const asPublic = createContext(city.db, publicActor, TODAY)
  const { id } = valueOf(await submitQuestion(asPublic, services, city.one.id, question, randomUUID()))
  valueOf(await answerQuestion(drafter, services, id, { content: answer, answeredOn: ON }))
  valueOf(await closeQuestion(drafter, id))
  return id
}

async function drafted(part: Partial<Question> = {}, kind: NewEntry['kind'] = 'question', answer?: string) {
  const sourceId = await closed(part, answer)
  return valueOf(await actions.createEntry(drafter, sources, { kind, sourceKind: KIND, sourceId }))
}

async function bodyOf(id: number, part: Partial<EntryBody> = {}): Promise<EntryBody> {
  const entry = await store.findEntry(city.db, id)
  const version = await store.getVersion(city.db, id, entry?.version ?? 0)
  const { topic, month } = version
  return { ...textsIn(version), topic, month, basedOn: version.version, ...part }
}

const on = async (id: number) => ({ basedOn: (await store.findEntry(city.db, id))?.version ?? 0 })

async function published(part: Partial<Question> = {}, answer?: string): Promise<number> {
  const id = await drafted(part, 'question', answer)
  valueOf(await actions.checkEntry(drafter, sources, id, await on(id)))
  valueOf(await actions.publishEntry(officer, sources, id, await on(id)))
  return id
}

describe('writing', () => {
  test('an entry begins with the words of the case, without the name of who asked', async () => {
    const id = await drafted({ question: '我是程听雨，怎样落户？' })
    const view = await presentEntry(drafter, sources, id)
    expect(view.texts.question).toBe('我是某某，怎样落户？')
    expect(view).toMatchObject({ state: 'draft', open: 0, source: { compared: true } })
  })

  test('a case that is not closed, or of another unit, cannot be used', async () => {
    const sourceId = await closed()
    const foreign = await city.as('drafter', city.other)
    const asked = { kind: 'question', sourceKind: KIND, sourceId } as const
    await expect(actions.createEntry(foreign, sources, asked)).rejects.toThrow('not_found')
  })

  test('a case is used once for a question and once for a typical case', async () => {
    const sourceId = await closed()
    const asked = { kind: 'question', sourceKind: KIND, sourceId } as const
    valueOf(await actions.createEntry(drafter, sources, asked))
    valueOf(await actions.createEntry(drafter, sources, { ...asked, kind: 'case' }))
    expect(issuesOf(await actions.createEntry(drafter, sources, asked))).toEqual(['sourceId already_used'])
  })

  test('each saving is a version; who wrote on an older one is told', async () => {
    const id = await drafted()
    const body = await bodyOf(id, { title: '新生儿落户' })
    valueOf(await actions.editEntry(drafter, id, body))
    expect((await store.getVersion(city.db, id, 2)).based_on).toBe(1)
    await expect(actions.editEntry(officer, id, body)).rejects.toThrow('changed_meanwhile')
  })

  test('the name of who asked is marked wherever it is written back, and never sent', async () => {
    const id = await drafted()
    const body = await bodyOf(id, { answer: '程 听雨：请带证件，电话13812345678。' })
    valueOf(await actions.editEntry(drafter, id, body))
    const view = await presentEntry(drafter, sources, id)
    expect(view.marks.map(({ field, kind, applicant }) => [field, kind, applicant])).toEqual([
      ['answer', 'name', true],
      ['answer', 'mobile', false],
    ])
    expect(JSON.stringify({ ...view, texts: null })).not.toContain('听雨')
  })
})

describe('publishing', () => {
  test('is refused while anything personal stands there, also if only the first check had missed it', async () => {
    const id = await drafted()
    valueOf(await actions.editEntry(drafter, id, await bodyOf(id, { answer: '程听雨，打13812345678。' })))
    expect(issuesOf(await actions.checkEntry(drafter, sources, id, await on(id)))).toEqual([
      'marks applicant_named',
      'marks personal_unresolved',
    ])
    await sql`update casebook.entry set state = 'checked' where id = ${id}`.execute(city.db)
    const before = await countEntries(city.db)
    expect(issuesOf(await actions.publishEntry(officer, sources, id, await on(id)))).toEqual([
      'marks applicant_named',
      'marks personal_unresolved',
    ])
    expect(await shownByIds(city.db, [id])).toEqual([])
    expect(await countEntries(city.db)).toBe(before)
  })

  test('what is an office’s own is justified with a reason; what is the asker’s own never is', async () => {
    const id = await drafted()
    valueOf(await actions.editEntry(drafter, id, await bodyOf(id, { answer: '程听雨，打13812345678。' })))
    const [own, office] = (await presentEntry(drafter, sources, id)).marks
    const say = (key: string | undefined, note: string) =>
      actions.justifyMark(drafter, sources, id, { key: key ?? '', note })
    expect(issuesOf(await say(own?.key, '同意公开'))).toEqual(['key applicant_not_justified'])
    expect(issuesOf(await say('0', ' '))).toEqual(['key no_such_finding', 'note required'])
    valueOf(await say(office?.key, '窗口值班电话'))
    expect(issuesOf(await actions.checkEntry(drafter, sources, id, await on(id)))).toEqual([
      'marks applicant_named',
    ])
    valueOf(await actions.editEntry(drafter, id, await bodyOf(id, { answer: '您好，打13812345678。' })))
    valueOf(await actions.checkEntry(drafter, sources, id, await on(id)))
  })

  test('nobody publishes what they wrote in, and the database refuses it too', async () => {
    const id = await drafted()
    valueOf(await actions.editEntry(officer, id, await bodyOf(id, { title: '落户' })))
    valueOf(await actions.checkEntry(drafter, sources, id, await on(id)))
    expect(issuesOf(await actions.publishEntry(officer, sources, id, await on(id)))).toEqual([
      'state own_entry',
    ])
    await expect(
      sql`update casebook.version set published_by = ${officer.actor.staffId}, published_at = now()
           where entry_id = ${id} and version = 2`.execute(city.db),
    ).rejects.toThrow('check')
    await expect(
      sql`insert into casebook.shown select id, 2, ${officer.actor.staffId}, kind, unit_id, '22', null, '落户', now()
            from casebook.entry where id = ${id}`.execute(city.db),
    ).rejects.toThrow('foreign key')
    const leader = await city.as('unit_leader')
    valueOf(await actions.publishEntry(leader, sources, id, await on(id)))
  })

  test('a drafter may not publish, nor the officer of another unit', async () => {
    const id = await drafted()
    valueOf(await actions.checkEntry(drafter, sources, id, await on(id)))
    const foreign = await city.as('disclosure_officer', city.other)
    const other = await city.as('drafter')
    await expect(actions.publishEntry(other, sources, id, { basedOn: 1 })).rejects.toThrow('not_permitted')
    await expect(actions.publishEntry(foreign, sources, id, { basedOn: 1 })).rejects.toThrow('not_permitted')
    expect((await casebookDesk(officer)).items.map((item) => item.id)).toContain(id)
  })

  test('a typical case needs all its parts', async () => {
    const id = await drafted({}, 'case')
    expect(issuesOf(await actions.checkEntry(drafter, sources, id, await on(id)))).toEqual([
      'dispute required',
      'basis required',
      'insight required',
    ])
  })

  test('given back with a reason, it is a draft again', async () => {
    const id = await drafted()
    valueOf(await actions.checkEntry(drafter, sources, id, await on(id)))
    expect(issuesOf(await actions.returnEntry(officer, id, { reason: ' ' }))).toEqual(['reason required'])
    valueOf(await actions.returnEntry(officer, id, { reason: '答复不完整' }))
    expect(await presentEntry(drafter, sources, id)).toMatchObject({
      state: 'draft',
      returnedBecause: '答复不完整',
    })
  })

  test('while a new text is written the public keeps reading the old one', async () => {
    const id = await published({ title: '居住证怎样续签' })
    valueOf(await actions.editEntry(drafter, id, await bodyOf(id, { title: '居住证续签办法' })))
    expect((await shownByIds(city.db, [id])).map((one) => one.title)).toEqual(['居住证怎样续签'])
    valueOf(await actions.checkEntry(drafter, sources, id, await on(id)))
    valueOf(await actions.publishEntry(officer, sources, id, await on(id)))
    const [shown] = await shownByIds(city.db, [id])
    expect(shown?.title).toBe('居住证续签办法')
    const verbs = (await listLedger(city.db, { subject: `entry:${id}`, limit: 20 })).map((one) => one.verb)
    expect(verbs).toEqual([
      'casebook.drafted',
      'casebook.checked',
      'casebook.published',
      'casebook.edited',
      'casebook.checked',
      'casebook.published',
    ])
  })

  test('withdrawn, it is in no list and no search; a draft that nobody saw goes by its author', async () => {
    const id = await published({ title: '公租房申请条件' })
    await expect(actions.withdrawEntry(drafter, id, { reason: '过时' })).rejects.toThrow('not_permitted')
    valueOf(await actions.withdrawEntry(officer, id, { reason: '政策已经调整' }))
    expect(await shownByIds(city.db, [id])).toEqual([])
    const found = await searchShown(city.db, { kind: 'question' }, '公租房', { offset: 0, limit: 10 })
    expect(found.total).toBe(0)
    const unseen = await drafted()
    expect(issuesOf(await actions.withdrawEntry(officer, unseen, { reason: '重复' }))).toEqual([
      'state not_in_this_state',
    ])
    valueOf(await actions.discardEntry(drafter, unseen, { reason: '重复' }))
    expect(issuesOf(await actions.editEntry(drafter, unseen, await bodyOf(unseen)))).toEqual([
      'state not_in_this_state',
    ])
  })
})

describe('finding', () => {
  test('a question in other words finds the answer that is there', async () => {
    const id = await published(
      { title: '残疾人两项补贴怎样申领', question: '困难残疾人生活补贴和护理补贴到哪里申请？' },
      '向户籍所在地乡镇人民政府申请，凭残疾人证办理。',
    )
    const found = await findAnswers(city.db, '你好，我母亲有残疾人证，想申请护理补贴，请问去哪办？', 5)
    expect(found[0]).toMatchObject({
      kind: 'question',
      address: `/questions/${id}`,
      title: '残疾人两项补贴怎样申领',
    })
    expect(found[0]?.excerpt).toContain('户籍所在地')
  })

  test('words that everybody uses find nothing', async () => {
    expect(await findAnswers(city.db, '你好', 5)).toEqual([])
    expect(await findAnswers(city.db, '', 5)).toEqual([])
  })

  test('the search of the portal tells how many there are of each kind', async () => {
    const [questions, cases] = await findEntries(city.db, '残疾人')
    expect(questions).toMatchObject({ total: 1, href: `/questions?${new URLSearchParams({ q: '残疾人' })}` })
    expect(cases?.total).toBe(0)
  })
})

describe('the month', () => {
  test('shows how cases ended, what is proposed, and what is written', async () => {
    const sourceId = await closed({ title: '道路占用怎样投诉' })
    const proposed = { sourceKind: KIND, sourceId, month: civilDate('2026-03-25'), note: '答复说理充分' }
    expect(issuesOf(await actions.nominateCase(drafter, sources, { ...proposed, note: ' ' }))).toEqual([
      'note required',
    ])
    valueOf(await actions.nominateCase(drafter, sources, proposed))
    const id = await drafted({}, 'case')
    const whole = { dispute: '争', basis: '据', insight: '启', month: civilDate('2026-03-31') }
    valueOf(await actions.editEntry(drafter, id, await bodyOf(id, whole)))
    const kinds = consultations.caseKinds ?? []
    const month = await presentMonth(officer, sources, kinds, {
      unitId: city.one.id,
      month: civilDate('2026-03-01'),
    })
    expect(month.nominated).toMatchObject([{ title: '道路占用怎样投诉', note: '答复说理充分' }])
    expect(month.entries.map((entry) => entry.id)).toContain(id)
    expect(month.outcomes).toMatchObject([{ kind: '咨询', label: '已解答' }])
    valueOf(await actions.checkEntry(drafter, sources, id, await on(id)))
    valueOf(await actions.publishEntry(officer, sources, id, await on(id)))
    expect(await listMonths(city.db)).toEqual([{ month: '2026-03-01', count: 1 }])
    const { items } = await listShown(
      city.db,
      { kind: 'case', month: civilDate('2026-03-01') },
      { offset: 0, limit: 5 },
    )
    expect(items.map((one) => one.id)).toEqual([id])
  })
})
