import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import type { Context } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { defineTemplate, type Template } from '#kernel/papers/index.ts'
import { buildCity, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { editTemplate, resetTemplate, setUnitWord } from './edit.ts'
import { previewPaper } from './index.ts'
import { presentComparison, presentList, presentPreview, presentTemplate } from './present.ts'
import { addVersion, listVersions } from './store.ts'

let database: TestDatabase
let city: SmallCity
let officer: Context
let template: Template
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  officer = await city.as('disclosure_officer', city.city, { covers: 'subtree' })
})
afterAll(() => database.close())

let kinds = 0
beforeEach(() => {
  kinds += 1
  template = defineTemplate({
    name: `test.kind${kinds}`,
    label: '回执',
    title: '回执',
    cites: '第一条',
    fields: [
      { name: 'number', label: '登记编号', sample: '12' },
      { name: 'phone', label: '电话' },
    ],
    mustContain: ['number'],
    body: '编号{{number}}。{{#phone}}电话{{phone}}。{{/phone}}',
  })
})

const write = (unitId: number, words: string, basedOn = 0, ctx = officer) =>
  editTemplate(ctx, unitId, template, { title: '回执', body: `${words}{{number}}`, basedOn })
const said = async (unitId: number) =>
  valueOf(
    await previewPaper(city.db, {
      template,
      unitId,
      recipient: '某',
      on: civilDate('2026-03-10'),
      values: { number: '7' },
    }),
  ).text

describe('whose words are in force', () => {
  test('a unit’s own, else those of the nearest unit above, else the declared ones', async () => {
    expect(await said(city.one.id)).toBe('编号7。')
    valueOf(await write(city.city.id, '市'))
    expect([await said(city.city.id), await said(city.one.id)]).toEqual(['市7', '市7'])
    valueOf(await write(city.one.id, '局'))
    expect([await said(city.one.id), await said(city.other.id)]).toEqual(['局7', '市7'])
    valueOf(await write(city.one.id, '新局', 1))
    expect(await said(city.one.id)).toBe('新局7')
    valueOf(await resetTemplate(officer, city.one.id, template, 2))
    expect(await said(city.one.id)).toBe('市7')
    valueOf(await resetTemplate(officer, city.city.id, template, 1))
    expect(await said(city.one.id)).toBe('编号7。')
    valueOf(await write(city.one.id, '又', 3))
    expect(await said(city.one.id)).toBe('又7')
  })

  test('the list and the page of a template say so', async () => {
    valueOf(await write(city.city.id, '市'))
    const { items } = await presentList(officer, city.one.id, [template])
    expect(items).toMatchObject([
      {
        label: '回执',
        module: 'test',
        source: { from: 'above', unit: '试验市人民政府', number: 1 },
        issues: [],
      },
    ])
    valueOf(await write(city.one.id, '局'))
    expect((await presentList(officer, city.one.id, [template])).items).toMatchObject([
      { source: { from: 'own', number: 1 } },
    ])
    expect(await presentTemplate(officer, city.one.id, template)).toMatchObject({
      source: { from: 'own', number: 1 },
      wording: { body: '局{{number}}' },
      inherited: { body: '市{{number}}' },
      last: 1,
      mayEdit: true,
      fields: [
        { name: 'number', needed: true },
        { name: 'phone', needed: false },
      ],
    })
  })

  test('words from before the kind of letter changed are told not to fit, and nothing is issued from them', async () => {
    valueOf(await write(city.one.id, '局'))
    const changed = { ...template, mustContain: ['number', 'phone'] }
    const { items } = await presentList(officer, city.one.id, [changed])
    expect(items[0]?.issues.map(({ code }) => code)).toEqual(['template_lacks'])
    const asked = { template: changed, unitId: city.one.id, recipient: '某', on: civilDate('2026-03-10') }
    const shown = await previewPaper(city.db, { ...asked, values: { number: '7', phone: '1' } })
    expect(issuesOf(shown)).toEqual(['body template_lacks'])
  })
})

/** Until somebody stands in line behind a transaction that is under way. */
async function waitsForLock(): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      city.db,
    )
    if (rows.length > 0) return
  }
}

describe('editing', () => {
  test('is refused with every problem, and where nothing would change', async () => {
    const bad = { title: ' ', body: '{{nobody}} {{#phone}}', basedOn: 0 }
    expect(issuesOf(await editTemplate(officer, city.one.id, template, bad))).toEqual([
      'title required',
      'body template_unclosed_block',
      'body template_unknown_field',
      'body template_lacks',
    ])
    const same = { title: template.title, body: `${template.body}\r\n`, basedOn: 0 }
    expect(issuesOf(await editTemplate(officer, city.one.id, template, same))).toEqual([
      'body template_unchanged',
    ])
    expect(issuesOf(await resetTemplate(officer, city.one.id, template, 0))).toEqual([
      'template nothing_to_reset',
    ])
    expect(
      (await listVersions(city.db, { unitId: city.one.id, template: template.name }, { offset: 0, limit: 9 }))
        .total,
    ).toBe(0)
  })

  test('nobody writes over what they have not seen, not even at the same moment', async () => {
    const both = await Promise.allSettled(['甲', '乙', '丙'].map((words) => write(city.one.id, words)))
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of both)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'changed_meanwhile' })
    await expect(write(city.one.id, '丁')).rejects.toMatchObject({ code: 'changed_meanwhile' })
    await expect(resetTemplate(officer, city.one.id, template, 0)).rejects.toMatchObject({
      code: 'changed_meanwhile',
    })
  })

  test('who comes while another is saving waits for it and is refused', async () => {
    let late: Promise<unknown> | undefined
    await officer.transaction(async (tx) => {
      const first = { unitId: city.one.id, template: template.name, number: 1, editedBy: null }
      await addVersion(tx, { ...first, wording: { title: '回执', body: '先' }, editedAt: officer.now })
      late = write(city.one.id, '后').catch((error: unknown) => error)
      await waitsForLock()
    })
    expect(await late).toMatchObject({ code: 'changed_meanwhile' })
  })

  test('is for who may, and each version is told to the ledger and stays', async () => {
    const leader = await city.as('unit_leader')
    await expect(write(city.one.id, '局', 0, leader)).rejects.toMatchObject({ code: 'not_permitted' })
    const own = await city.as('disclosure_officer', city.one)
    await expect(write(city.city.id, '市', 0, own)).rejects.toMatchObject({ code: 'not_permitted' })
    await expect(presentList(own, city.other.id, [template])).rejects.toMatchObject({ code: 'not_found' })
    valueOf(await write(city.one.id, '局', 0, own))
    valueOf(await resetTemplate(own, city.one.id, template, 1))
    const subject = `template:${city.one.id}:${template.name}`
    const told = await listEntries(city.db, { subject, limit: 9 })
    expect(told.map(({ verb, detail }) => [verb, detail])).toEqual([
      ['papers.template_edited', { template: template.name, version: 1 }],
      ['papers.template_reset', { template: template.name, version: 2 }],
    ])
    for (const change of [
      sql`update papers.template_version set body = 'x' where template = ${template.name}`,
      sql`delete from papers.template_version where template = ${template.name}`,
    ])
      await expect(change.execute(city.db)).rejects.toThrow('stay as they are')
  })
})

describe('what an editor sees', () => {
  test('a preview fills every field, and shows what is wrong beside it', () => {
    expect(presentPreview(template, { title: '回执', body: '一{{number}}\n二{{phone}}{{nobody}}' })).toEqual({
      title: '回执',
      paragraphs: ['一12', '二〔电话〕'],
      issues: [{ field: 'body', code: 'template_unknown_field', params: { name: 'nobody' } }],
    })
  })

  test('two versions are compared by words; a reset stands for what holds above', async () => {
    valueOf(await write(city.one.id, '请您记住编号'))
    valueOf(await write(city.one.id, '请您保存编号', 1))
    valueOf(await resetTemplate(officer, city.one.id, template, 2))
    const compare = (from: number, to: number) =>
      presentComparison(officer, city.one.id, template, { from, to })
    expect((await compare(1, 2)).body).toEqual([
      { change: 'same', text: '请您' },
      { change: 'removed', text: '记住' },
      { change: 'added', text: '保存' },
      { change: 'same', text: '编号{{number}}' },
    ])
    expect(await compare(3, 0)).toEqual({
      title: [{ change: 'same', text: '回执' }],
      body: [{ change: 'same', text: template.body }],
    })
    await expect(compare(1, 9)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a unit’s word for its numbers is its short name until another is set', async () => {
    expect(await presentList(officer, city.other.id, [])).toMatchObject({ word: 'other', wordSet: false })
    expect(issuesOf(await setUnitWord(officer, city.other.id, '〔他〕'))).toEqual(['word unit_word_form'])
    valueOf(await setUnitWord(officer, city.other.id, ' 试他 '))
    valueOf(await setUnitWord(officer, city.other.id, '试他局'))
    expect(await presentList(officer, city.other.id, [])).toMatchObject({ word: '试他局', wordSet: true })
  })
})
