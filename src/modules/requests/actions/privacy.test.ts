import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createContext } from '#kernel/identity/index.ts'
import { buildCity, type SmallCity } from '../../../testing/city.ts'
import { answerIn } from '../../../testing/procedure.ts'
import { buildPaper, requestServices } from '../../../testing/requests.ts'
import { listOpinions } from '../store/steps.ts'
import { deliver, propose, sign } from './answer.ts'
import { askCorrection, receiveCorrection } from './correction.ts'
import { close } from './ending.ts'
import { eraseIdentities } from './erase.ts'
import { addFile, recordPaperRequest } from './intake.ts'
import { charge, extend } from './limits.ts'
import { consult, recordOpinion } from './opinions.ts'

// Words that stand nowhere else: wherever one is found, it came from the applicant or from who was asked.
const APPLICANT = {
  name: '瞿玄羲',
  representative: '阚鹓鶵',
  phone: '13987650123',
  email: 'xuanxi.q@mail.example',
  address: '栖霞里九十九号',
}
const IDENTITY = '11010519491231002X'
const ADDRESSEE = '鱟屿渔具行'
const OPINION = '本行的进货渠道'

let database: TestDatabase
let city: SmallCity
let services: Awaited<ReturnType<typeof requestServices>>
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  services = await requestServices()
})
afterAll(async () => {
  await database.close()
  await services.remove()
})

/** Every table that holds this text anywhere in a row, whatever the column's kind. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
     order by 1`.execute(city.db)
  const hex = Buffer.from(text).toString('hex')
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ found: boolean }>`
      select exists (select 1 from ${sql.raw(name)} t where t::text like ${`%${text}%`} or t::text like ${`%${hex}%`}) as found`.execute(
      city.db,
    )
    if (rows[0]?.found) found.push(name)
  }
  return found
}

const day = (on: string) => new Date(`${on}T02:00:00Z`)

test('who asked and who was asked stands where it must, and nowhere else', async () => {
  const drafter = await city.as('drafter')
  const head = await city.as('section_head')
  const stranger = await city.as('drafter', city.other)
  const on = (who: typeof drafter, date: string) => createContext(city.db, who.actor, day(date))
  const answered: string[] = []
  const say = async (taken: Promise<unknown>) => {
    const what = await taken.catch((error: unknown) => error)
    answered.push(what instanceof Error ? `${what.message} ${what.stack}` : JSON.stringify(what))
    return what
  }

  const made = await recordPaperRequest(on(drafter, '2026-03-02'), services, {
    ...buildPaper({ unitId: city.one.id, arrivedOn: civilDate('2026-03-02') }),
    ...APPLICANT,
    applicantKind: 'enterprise',
    identityKind: 'credit_code',
    identityNumber: '91110000100006485B',
  })
  // A firm must give its code; what is refused says nothing of who asked.
  await say(Promise.resolve(made))
  const person = await recordPaperRequest(on(drafter, '2026-03-02'), services, {
    ...buildPaper({ unitId: city.one.id, arrivedOn: civilDate('2026-03-02') }),
    ...APPLICANT,
    representative: '',
    identityNumber: IDENTITY,
  })
  if (!person.ok) throw new Error(JSON.stringify(person.issues))
  const { id } = person.value
  const paper = {
    kind: 'identity' as const,
    name: '瞿玄羲身份证.txt',
    content: Buffer.from(`${IDENTITY} 瞿玄羲`),
  }
  expect(await addFile(on(drafter, '2026-03-02'), services, id, paper)).toMatchObject({ ok: true })
  const correction = { missing: '请写明年份。', dueOn: civilDate('2026-03-20') }
  expect(await askCorrection(on(drafter, '2026-03-03'), services, id, correction)).toMatchObject({ ok: true })
  await say(askCorrection(on(drafter, '2026-03-03'), services, id, correction))
  await say(askCorrection(on(stranger, '2026-03-03'), services, id, correction))
  expect(
    await receiveCorrection(on(drafter, '2026-03-05'), services, id, {
      receivedOn: civilDate('2026-03-05'),
      reply: '2025年。',
      wantedTitle: '2025年河道保洁考核结果',
      wantedNumber: '',
      description: '',
    }),
  ).toMatchObject({ ok: true })
  const asked = {
    kind: 'third_party' as const,
    addressee: ADDRESSEE,
    question: '是否同意公开？',
    sentOn: civilDate('2026-03-06'),
  }
  expect(await consult(on(drafter, '2026-03-06'), services, id, asked)).toMatchObject({ ok: true })
  const [opinion] = await listOpinions(city.db, id)
  expect(
    await recordOpinion(on(drafter, '2026-03-09'), id, opinion?.id ?? 0, {
      answeredOn: civilDate('2026-03-09'),
      opinion: 'refuses',
      words: OPINION,
      reasonable: true,
    }),
  ).toMatchObject({ ok: true })
  await say(charge(on(drafter, '2026-03-10'), services, id, { basis: 'items', pages: null, where: '转账' }))
  expect(
    await extend(on(head, '2026-03-10'), services, id, { days: 10, reason: '逐卷查找。' }),
  ).toMatchObject({
    ok: true,
  })
  const way = { outcome: 'C3.4', form: 'C3.4.trade', details: [] }
  expect(await propose(on(drafter, '2026-03-11'), id, answerIn(way))).toMatchObject({ ok: true })
  await say(sign(on(head, '2026-03-11'), services, id, { revision: 1 }))
  const { rows } = await sql<{ revision: number }>`select revision from cases.case where id = ${id}`.execute(
    city.db,
  )
  const seen = { revision: rows[0]?.revision ?? 0 }
  expect(await sign(on(head, '2026-03-11'), services, id, seen)).toMatchObject({ ok: true })
  const delivery = { way: 'online' as const, deliveredOn: civilDate('2026-03-12'), proof: '' }
  expect(await deliver(on(drafter, '2026-03-12'), services, id, delivery)).toMatchObject({ ok: true })
  expect(await close(on(drafter, '2026-03-12'), id)).toMatchObject({ ok: true })

  const letters = ['papers.paper', 'requests.applicant']
  expect(await tablesWith(APPLICANT.name)).toEqual(letters)
  for (const contact of [APPLICANT.phone, APPLICANT.email, APPLICANT.address])
    expect(await tablesWith(contact)).toEqual(['requests.applicant'])
  // Sealed, and only sealed.
  expect(await tablesWith(IDENTITY)).toEqual([])
  expect(await tablesWith(ADDRESSEE)).toEqual(['papers.paper'])
  expect(await tablesWith(OPINION)).toEqual(['requests.opinion'])
  const words = [...Object.values(APPLICANT), IDENTITY, ADDRESSEE, OPINION]
  for (const word of words) expect(answered.join('\n')).not.toContain(word)
  expect(answered).toHaveLength(5)

  // 90 days after the end (the city's policy) the number and the copies are gone.
  const late = createContext(city.db, drafter.actor, day('2026-06-30'))
  expect(await eraseIdentities(late)).toBe(1)
  const { rows: kept } = await sql<{ papers: number; sealed: Buffer | null }>`
    select (select count(*)::int from requests.identity_paper) as papers,
           (select identity_sealed from requests.applicant where case_id = ${id}) as sealed`.execute(city.db)
  expect(kept).toEqual([{ papers: 0, sealed: null }])
})
