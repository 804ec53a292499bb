import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderToStaticMarkup } from 'react-dom/server'
import { civilDate, civilDateOf } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { getDocument } from '#kernel/documents/index.ts'
import { countFigure, yearPeriod } from '#kernel/figures/index.ts'
import { beginCorrection } from '#modules/publishing/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { startPublishing, type Publishing } from '../../testing/documents.ts'
import * as actions from './actions.ts'
import { normativeDesk } from './desk.ts'
import { figures } from './figures.ts'
import { normativePages } from './pages.tsx'
import { listItems, listRules } from './store.ts'

let database: TestDatabase
let city: SmallCity
let work: Publishing
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  work = await startPublishing(city)
})
afterAll(async () => {
  await database.close()
  await work.close()
})

const state = async (id: number) => (await getDocument(city.db, id)).state
async function read(path: string, params: Record<string, string>, query: Record<string, string> = {}) {
  const content = await normativePages
    .find((page) => page.path === path)
    ?.read({
      db: city.db,
      site: 'main',
      publicUrl: 'https://www.yunlan.example',
      now: TODAY,
      today: civilDateOf(TODAY),
      params,
      query,
      form: {},
      cookies: {},
      client: async () => 'somebody',
    })
  return content && 'main' in content ? renderToStaticMarkup(content.main) : undefined
}

test('a round asks every unit of every rule, and carries its decisions through', async () => {
  const publish = (n: number, title: string) =>
    work.published({ kind: 'normative', documentNumber: `试政规〔2026〕${n}号`, title })
  const [kept, amended, repealed, held] = [
    await publish(1, '保留办法'),
    await publish(2, '修改办法'),
    await publish(3, '废止办法'),
    await publish(4, '审核中的办法'),
  ]
  await work.published({ title: '不是规范性文件' })
  const officer = await city.as('disclosure_officer', city.city, { covers: 'subtree' })
  const round = {
    unitId: city.city.id,
    title: '2026年规范性文件清理',
    basis: '按照上级统一部署',
    dueOn: civilDate('2026-04-30'),
    writtenUntil: civilDate('2026-03-10'),
  }
  const id = valueOf(await actions.openCleanup(officer, round))
  expect((await listItems(city.db, id)).map((item) => item.document_id).toSorted((a, b) => a - b)).toEqual([
    kept,
    amended,
    repealed,
    held,
  ])

  const drafter = await city.as('drafter')
  const leader = await city.as('unit_leader')
  expect((await normativeDesk(drafter)).items).toMatchObject([
    { kind: 'cleanup', id, why: '还有 4 件没有清理意见', dueOn: '2026-04-30' },
  ])
  const say = (documentIds: number[], decision: 'keep' | 'amend' | 'repeal', reason = '') =>
    actions.decideItems(drafter, id, city.one.id, { documentIds, decision, reason })
  valueOf(await say([kept], 'keep'))
  valueOf(await say([amended], 'amend', '机构名称已变'))
  expect(issuesOf(await actions.confirmUnit(leader, id, city.one.id))).toEqual(['items cleanup_undecided'])
  expect(issuesOf(await say([repealed, held], 'repeal'))).toEqual(['reason required'])
  valueOf(await say([repealed, held], 'repeal', '上位法已废止'))
  const foreign = await city.as('drafter', city.other)
  await expect(
    actions.decideItems(foreign, id, city.one.id, { documentIds: [kept], decision: 'keep', reason: '' }),
  ).rejects.toMatchObject({ code: 'not_permitted' })
  await expect(actions.confirmUnit(drafter, id, city.one.id)).rejects.toMatchObject({ code: 'not_permitted' })
  expect(issuesOf(await actions.closeCleanup(officer, id, ''))).toEqual(['note cleanup_open_units'])
  valueOf(await actions.confirmUnit(leader, id, city.one.id))
  expect(issuesOf(await say([kept], 'keep'))).toEqual(['state cleanup_confirmed'])
  expect(await read('/normative/cleanups/:cleanupId', { cleanupId: String(id) })).toBeUndefined()
  valueOf(await actions.closeCleanup(officer, id, ''))
  expect(await state(repealed)).toBe('published')

  valueOf(await beginCorrection(drafter, held))
  await work.edit(drafter, held, {
    kind: 'normative',
    documentNumber: '试政规〔2026〕4号',
    title: '审核中的办法',
    correctionReason: '笔误',
  })
  valueOf(await work.submit(drafter, held))
  expect(await actions.applyCleanup(officer, id)).toEqual({
    ended: 1,
    failed: [{ title: '审核中的办法', reasons: ['correction_in_review'] }],
  })
  expect([await state(repealed), await state(held), await state(kept)]).toEqual([
    'repealed',
    'in_review',
    'published',
  ])
  valueOf(await work.signAs(await city.as('section_head'), held, 'returned'))
  expect(await actions.applyCleanup(officer, id)).toEqual({ ended: 1, failed: [] })
  expect(await state(held)).toBe('repealed')
  expect(await actions.applyCleanup(officer, id)).toEqual({ ended: 0, failed: [] })

  const [figure] = figures
  if (!figure) throw new Error('no figure')
  const scope = { period: yearPeriod(2026), unitIds: [city.one.id] }
  expect(await countFigure(city.db, figure, scope, { decision: 'repeal' })).toBe(2)
  const page = await read('/normative/cleanups/:cleanupId', { cleanupId: String(id) })
  expect(page).toContain('修改（1 件）')
  expect(page).toContain('上位法已废止')
  expect(await read('/normative', {}, { q: '办法' })).toContain('保留办法')
  expect(await read('/normative', {}, { q: '废止办法' })).toContain('没有相符的文件')
  expect(await read('/normative', {}, { ended: '1' })).toContain('废止办法')
  const of = { kinds: ['normative'], unitId: undefined, year: 2025, words: '', ended: false }
  expect((await listRules(city.db, of, { offset: 0, limit: 10 })).total).toBe(0)
})
