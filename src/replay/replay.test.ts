import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { folderMailer } from '#platform/mail/index.ts'
import { folderTexter } from '#platform/sms/index.ts'
import { civilDate } from '#platform/dates.ts'
import { countEntries } from '#kernel/ledger/index.ts'
import { find } from '#kernel/search/index.ts'
import { getUnitByCode } from '#kernel/organisation/index.ts'
import { computeReport, viewReport } from '#modules/reports/index.ts'
import { buildHouse } from '../modules.ts'
import { requestServices } from '../testing/requests.ts'
import { runReplay } from './index.ts'
import { readProfile, type Profile } from './profile.ts'
import type { Progress } from './replay.ts'

const NOW = new Date('2026-03-10T02:00:00Z')

const services = await requestServices()
const databases: TestDatabase[] = []
afterAll(async () => {
  for (const database of databases) await database.close()
  await services.remove()
})

const { declared } = buildHouse({
  ...services,
  mailer: folderMailer('/nowhere', ''),
  texter: folderTexter('/nowhere'),
  secure: false,
})

async function empty(): Promise<TestDatabase> {
  const database = await testDatabase()
  databases.push(database)
  return database
}

const replay = (
  database: TestDatabase,
  profile: Profile,
  scale: number,
  progress: Progress = () => undefined,
) =>
  runReplay(
    { ...services, database },
    { profile, scale, password: 'a long enough password', now: NOW, declared, progress, clock: () => 0 },
  )

/** Everything that the replay made and that does not tell when it was made. */
async function records({ db }: TestDatabase): Promise<unknown[]> {
  const { rows } = await sql`
    select 'document' as what, d.id, d.index_number || v.title || v.body_html || d.originally_published_on as text
      from documents.document d join documents.version v on v.document_id = d.id
    union all
    select 'placement', p.document_id, c.slug || p.shown_on from publishing.placement p join sites.channel c on c.id = p.channel_id
    union all
    select 'request', c.id, c.number || c.received_on || c.concluded_on || c.outcome || r.wanted_title || a.form
      from cases.case c join requests.request r on r.case_id = c.id join requests.answer a on a.case_id = c.id
    union all
    select 'row', id, register || unit_id || occurred_on || data::text from registers.row
    union all
    select 'clock', id, subject || due_on || stopped_on || result from clock.clock
    union all
    select 'issue', e.document_id, i.year || '/' || i.number || i.issued_on from gazette.entry e join gazette.issue i on i.id = e.issue_id
    order by 1, 2, 3`.execute(db)
  return rows
}

const byId = (figures: Awaited<ReturnType<typeof replay>>['figures'], id: string) =>
  figures.find((one) => one.id === id)

describe('a city-year', () => {
  test('Kunshan 2013, a fiftieth: every figure is met by the year’s own report, and what nothing carries is named', async () => {
    const database = await empty()
    const { figures, documents } = await replay(database, readProfile('kunshan-2013'), 0.02)
    expect(documents).toBe(186)
    expect(figures.map((one) => [one.id, one.published, one.platform, one.verdict])).toEqual([
      ['published', 186, 186, 'met'],
      ['conferences', 1, 1, 'met'],
      ['f03', 6, null, 'not_carried'],
      ['requests', 1, 1, 'met'],
      ['f05', 2, null, 'not_carried'],
      ['f06', 8, null, 'not_carried'],
      ['f07', 2, null, 'not_carried'],
      ['key-areas', 74, 74, 'met'],
      ['departments', 112, 112, 'met'],
    ])
    expect(byId(figures, 'f03')?.why).toBe('热线来电和恳谈尚未承载')
    const unit = await getUnitByCode(database.db, 'kunshan')
    const report = await computeReport(database.db, declared, unit, 2013, undefined, civilDate('2026-03-10'))
    const cells = viewReport(report).tables.flatMap((table) => table.rows.flat())
    expect(cells.find((cell) => 'cell' in cell && cell.cell === 'annex.01')).toMatchObject({ value: 186 })
    expect(report.relations.filter((relation) => !relation.holds)).toEqual([])
    expect((await find(database.db, { source: 'document', typed: '重演', offset: 0, limit: 1 })).total).toBe(
      186,
    )
  })

  test('two runs make the same records, and one that broke off goes on to the same', async () => {
    const [one, other] = [await empty(), await empty()]
    const profile = readProfile('qingxin-2013')
    await replay(one, profile, 0.02)
    let calls = 0
    await expect(
      replay(other, profile, 0.02, () => {
        calls += 1
        if (calls === 3) throw new Error('the power went')
      }),
    ).rejects.toThrow('the power went')
    expect((await replay(other, profile, 0.02)).begun).toBe('resumed')
    const made = await records(one)
    expect(made.length).toBeGreaterThan(300)
    expect(await records(other)).toEqual(made)
  })

  test('Qingxin 2013, whose channels are more than their total: the true sum, and the difference by name', async () => {
    const database = await empty()
    const { figures } = await replay(database, readProfile('qingxin-2013'), 0.05)
    expect(byId(figures, 'published')).toMatchObject({
      published: 700,
      platform: 716,
      difference: 16,
      shownBy: 'annex.01',
      verdict: 'source_disagrees',
      why: '各分项之和14321，多于公布的合计14003，差318',
    })
    expect(byId(figures, 'website-rate')).toMatchObject({
      published: 91,
      platform: 89,
      verdict: 'source_disagrees',
    })
    expect(byId(figures, 'late')).toMatchObject({ platform: 1, verdict: 'met' })
    expect(byId(figures, 'consultations')).toMatchObject({ platform: 535, approx: '约', verdict: 'met' })
    expect(byId(figures, 'sites')).toMatchObject({ platform: 47, verdict: 'met' })
    expect(figures.filter((one) => one.verdict === 'missed')).toEqual([])
  })

  test('a record that is taken away is seen: the figure is not met', async () => {
    const database = await empty()
    let taken = false
    const { figures } = await replay(database, readProfile('qingxin-2013'), 0.02, (what) => {
      // While the gazette is made the documents are all there.
      if (what !== 'gazette' || taken) return
      taken = true
      void sql`update registers.row set revoked_on = '2013-12-31', revoke_reason = '试验'
                where register = 'outreach.boards'`.execute(database.db)
    })
    expect(byId(figures, 'boards')).toMatchObject({ platform: 0, verdict: 'missed' })
  })
})

describe('a data folder that is not empty', () => {
  test('a finished replay, another scale of one that was begun, and any other city are refused', async () => {
    const database = await empty()
    const profile = readProfile('yancheng-2019')
    await replay(database, profile, 0.01)
    const before = await countEntries(database.db)
    await expect(replay(database, profile, 0.01)).rejects.toThrow(/is finished here/)
    await expect(replay(database, readProfile('kunshan-2013'), 0.01)).rejects.toThrow(/holds a city already/)
    const begun = await empty()
    await expect(
      replay(begun, profile, 0.02, () => {
        throw new Error('the power went')
      }),
    ).rejects.toThrow('the power went')
    await expect(replay(begun, profile, 0.03)).rejects.toThrow(/begun at scale 0.02/)
    expect(await countEntries(database.db)).toBe(before)
  })
})
