import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createContext, systemActor, type Context } from '#kernel/identity/index.ts'
import { countEntries, listEntries } from '#kernel/ledger/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import * as actions from './actions.ts'
import type { ChannelBody, SiteBody } from './contract.ts'
import * as store from './store.ts'

let database: TestDatabase
let city: SmallCity
let admin: Context
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  admin = await city.as('administrator', city.city, { covers: 'subtree' })
})
afterAll(() => database.close())

const column = (slug: string, part: Partial<ChannelBody> = {}): ChannelBody => ({
  slug,
  name: slug,
  kind: '',
  description: '',
  keywords: '',
  ...part,
})
const about = (part: Partial<SiteBody> = {}): SiteBody => ({
  name: '一局网站',
  theme: 'blue',
  tagline: '',
  phone: '',
  idCode: '',
  icpNumber: '',
  policeNumber: '',
  hosts: [],
  ...part,
})

let sites = 0
const open = async () => {
  sites += 1
  return valueOf(
    await actions.openSite(admin, {
      unitId: city.one.id,
      slug: `site${sites}`,
      name: '一局网站',
      withColumns: false,
    }),
  )
}
const add = async (siteId: number, slug: string, parentId: number | null = null) =>
  valueOf(await actions.createChannel(admin, siteId, { ...column(slug), parentId }))

/** The tree as text: a(b c) d */
async function tree(siteId: number): Promise<string> {
  const all = await store.listTree(city.db, siteId)
  const below = (parentId: number | null): string =>
    all
      .filter((one) => one.parent_id === parentId)
      .map((one) => `${one.slug}${below(one.id) && `(${below(one.id)})`}`)
      .join(' ')
  return below(null)
}

describe('a site', () => {
  test('is opened by the city’s administrator, with the standard columns if asked', async () => {
    const asked = { unitId: city.other.id, slug: 'other', name: '另一局', withColumns: true }
    const officer = await city.as('disclosure_officer', city.other)
    await expect(actions.openSite(officer, asked)).rejects.toMatchObject({ code: 'not_permitted' })
    const id = valueOf(await actions.openSite(admin, asked))
    expect((await store.listTree(city.db, id)).length).toBeGreaterThan(40)
    expect(issuesOf(await actions.openSite(admin, { ...asked, name: ' ' }))).toEqual([
      'name required',
      'slug taken',
    ])
    expect(issuesOf(await actions.openSite(admin, { ...asked, slug: '局' }))).toEqual(['slug slug_form'])
  })

  test('answers on hosts that no other site has; a refusal changes nothing', async () => {
    const [one, two] = [await open(), await open()]
    valueOf(await actions.editSite(admin, one, about({ hosts: ['a.example', 'b.example'] })))
    const before = await countEntries(city.db)
    const clash = await actions.editSite(
      admin,
      two,
      about({ name: '改名', hosts: ['b.example', 'c.example'] }),
    )
    expect(issuesOf(clash)).toEqual(['hosts host_taken'])
    expect(await store.getSite(city.db, two)).toMatchObject({ name: '一局网站' })
    expect((await store.listHosts(city.db)).map((row) => row.host)).toEqual(['a.example', 'b.example'])
    expect(await countEntries(city.db)).toBe(before)
    valueOf(await actions.editSite(admin, one, about({ hosts: ['a.example'] })))
    valueOf(await actions.editSite(admin, two, about({ hosts: ['b.example'] })))
    expect((await store.listHosts(city.db)).map((row) => [row.host, row.site_id])).toEqual([
      ['a.example', one],
      ['b.example', two],
    ])
  })

  test('is managed by the officer of its own unit and nobody else’s', async () => {
    const id = await open()
    valueOf(await actions.editSite(await city.as('disclosure_officer'), id, about({ name: '新名' })))
    const foreign = await city.as('disclosure_officer', city.other)
    for (const attempt of [
      () => actions.editSite(foreign, id, about()),
      () => actions.arrangeHome(foreign, id, []),
      () => actions.createChannel(foreign, id, { ...column('x'), parentId: null }),
      () => actions.moveAddress(foreign, id, { path: '/a', target: '/b' }),
      () => actions.announceClosing(foreign, id, { on: civilDate('2026-04-01'), notice: '并入' }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'not_permitted' })
  })

  test('closes on its day, not before, after a notice that can be called off', async () => {
    const id = await open()
    const asked = { on: civilDate('2026-03-20'), notice: '并入门户网站' }
    valueOf(await actions.announceClosing(admin, id, asked))
    valueOf(await actions.callOffClosing(admin, id))
    valueOf(await actions.announceClosing(admin, id, asked))
    const at = (day: string) => createContext(city.db, systemActor, new Date(`${day}T02:00:00Z`))
    expect(await actions.closeDueSites(at('2026-03-19'))).toBe(0)
    expect(await actions.closeDueSites(at('2026-03-20'))).toBe(1)
    expect(await store.getSite(city.db, id)).toMatchObject({ state: 'closed', closing_on: '2026-03-20' })
    expect(issuesOf(await actions.callOffClosing(admin, id))).toEqual(['state not_in_this_state'])
    const entries = await listEntries(city.db, { subject: `site:${id}`, limit: 20 })
    expect(entries.map((entry) => entry.verb)).toEqual([
      'sites.opened',
      'sites.closing_announced',
      'sites.closing_called_off',
      'sites.closing_announced',
      'sites.closed',
    ])
    expect(entries.at(-1)?.actorKind).toBe('system')
  })
})

describe('columns', () => {
  test('are moved with all below them, before a sibling or to the end', async () => {
    const id = await open()
    const a = await add(id, 'a')
    const b = await add(id, 'b')
    const c = await add(id, 'c')
    const d = await add(id, 'd', b)
    await add(id, 'e', d)
    expect(await tree(id)).toBe('a b(d(e)) c')
    valueOf(await actions.moveChannel(admin, c, { parentId: null, beforeId: a }))
    expect(await tree(id)).toBe('c a b(d(e))')
    valueOf(await actions.moveChannel(admin, d, { parentId: null, beforeId: a }))
    expect(await tree(id)).toBe('c d(e) a b')
    valueOf(await actions.moveChannel(admin, b, { parentId: d, beforeId: null }))
    expect(await tree(id)).toBe('c d(e b) a')
    const stuck = await actions.moveChannel(admin, d, { parentId: b, beforeId: null })
    expect(issuesOf(stuck)).toEqual(['parentId below_itself'])
    const elsewhere = await add(await open(), 'x')
    expect(issuesOf(await actions.moveChannel(admin, d, { parentId: elsewhere, beforeId: null }))).toEqual([
      'parentId not_a_choice',
    ])
    expect(await tree(id)).toBe('c d(e b) a')
  })

  test('two moves at once that would tie a knot: one is refused', async () => {
    const id = await open()
    const [a, b] = [await add(id, 'a'), await add(id, 'b')]
    const both = await Promise.all([
      actions.moveChannel(admin, a, { parentId: b, beforeId: null }),
      actions.moveChannel(admin, b, { parentId: a, beforeId: null }),
    ])
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    expect(['a(b)', 'b(a)']).toContain(await tree(id))
  })

  test('a changed address leaves a sign, and old signs lead there at once', async () => {
    const id = await open()
    const slug = (await store.getSite(city.db, id)).slug
    const channel = await add(id, 'first')
    valueOf(await actions.editChannel(admin, channel, column('second')))
    valueOf(await actions.editChannel(admin, channel, column('third')))
    expect(await store.findMoved(city.db, slug, '/channels/first')).toBe('/channels/third')
    expect(await store.findMoved(city.db, slug, '/channels/second')).toBe('/channels/third')
    // Back to an address that had moved: it is one again, and leads nowhere else.
    valueOf(await actions.editChannel(admin, channel, column('first')))
    expect(await store.findMoved(city.db, slug, '/channels/first')).toBeUndefined()
    expect(await store.findMoved(city.db, slug, '/channels/third')).toBe('/channels/first')
    await add(id, 'other')
    expect(issuesOf(await actions.editChannel(admin, channel, column('other')))).toEqual(['slug taken'])
  })

  test('one is removed only when nothing hangs on it', async () => {
    const id = await open()
    const slug = (await store.getSite(city.db, id)).slug
    const top = await add(id, 'top')
    const leaf = await add(id, 'leaf', top)
    const block = { kind: 'column', title: '叶', channelId: leaf, body: '', size: 5 } as const
    valueOf(await actions.arrangeHome(admin, id, [block]))
    const unused = async () => false
    expect(issuesOf(await actions.removeChannel(admin, top, unused))).toEqual(['channel channel_has_columns'])
    expect(issuesOf(await actions.removeChannel(admin, leaf, async () => true))).toEqual([
      'channel channel_has_documents',
      'channel channel_on_home',
    ])
    valueOf(await actions.arrangeHome(admin, id, []))
    valueOf(await actions.removeChannel(admin, leaf, unused))
    expect(await tree(id)).toBe('top')
    expect(await store.findMoved(city.db, slug, '/channels/leaf')).toBe('/channels/top')
  })

  test('a home page shows columns of its own site only', async () => {
    const [id, other] = [await open(), await open()]
    const foreign = await add(other, 'x')
    const block = { kind: 'column', title: '别处', channelId: foreign, body: '', size: 5 } as const
    expect(issuesOf(await actions.arrangeHome(admin, id, [block]))).toEqual([
      'blocks.0.channelId not_a_choice',
    ])
    expect(await store.listBlocks(city.db, id)).toEqual([])
  })
})

test('an address can be sent on and called back', async () => {
  const id = await open()
  const slug = (await store.getSite(city.db, id)).slug
  const ctx = createContext(city.db, admin.actor, TODAY)
  valueOf(await actions.moveAddress(ctx, id, { path: '/col/1.html', target: '/channels/news' }))
  valueOf(await actions.moveAddress(ctx, id, { path: '/col/1.html', target: 'https://www.yunlan.example/' }))
  expect(await store.findMoved(city.db, slug, '/col/1.html')).toBe('https://www.yunlan.example/')
  valueOf(await actions.forgetMoved(ctx, id, '/col/1.html'))
  await expect(actions.forgetMoved(ctx, id, '/col/1.html')).rejects.toMatchObject({ code: 'not_found' })
})
