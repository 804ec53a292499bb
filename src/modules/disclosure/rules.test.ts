import { describe, expect, test } from 'vitest'
import { addDays, civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { article20, itemsFor, lists, statutoryItems } from './items.ts'
import {
  agencyCount,
  changesOf,
  decideConfirmation,
  decideDeclaration,
  decideGuide,
  decideItemSetting,
  emptyText,
  endOfDeclaration,
  factsOf,
  guideStateOf,
  missingOf,
  stateOf,
} from './rules.ts'

const today = civilDate('2026-03-10')
const codesFor = (kind: string) => itemsFor(kind).map((item) => item.code)

describe('what must be public', () => {
  test('第二十条: fifteen items, of every agency from the city to the town', () => {
    expect(article20.map((item) => item.code.slice(-2)).join()).toBe(
      '01,02,03,04,05,06,07,08,09,10,11,12,13,14,15',
    )
    for (const kind of ['city', 'district', 'department', 'town'])
      expect(codesFor(kind).filter((code) => code.startsWith('R20'))).toHaveLength(15)
  })

  test('第二十一条: cities, counties and their departments have other items than towns', () => {
    const own = (kind: string) =>
      itemsFor(kind).flatMap((item) => (item.list.startsWith('21') ? [item.label] : []))
    expect(own('district')).toEqual([
      '市政建设',
      '公共服务',
      '公益事业',
      '土地征收',
      '房屋征收',
      '治安管理',
      '社会救助',
    ])
    expect(own('department')).toEqual(own('city'))
    expect(own('town')).toHaveLength(8)
    expect(own('town')).toContain('宅基地使用情况审核')
  })

  test('a village is no administrative agency and owes none of it', () =>
    expect(codesFor('village')).toEqual([]))

  test('codes are unique, and every item cites the article of its list', () => {
    expect(new Set(statutoryItems.map((item) => item.code)).size).toBe(statutoryItems.length)
    for (const item of statutoryItems)
      expect(item.cites).toContain(lists.find((list) => list.code === item.list)?.article)
  })
})

describe('how a unit stands with an item', () => {
  const newest = addDays(today, -90)
  test.each([
    [{ count: 0, newest: null }, false, 90, 'missing'],
    [{ count: 0, newest: null }, true, 90, 'declared'],
    [{ count: 3, newest }, false, 90, 'published'],
    [{ count: 3, newest }, false, 89, 'stale'],
    [{ count: 3, newest }, true, 89, 'stale'],
    [{ count: 3, newest }, false, null, 'published'],
    [{ count: 1, newest: null }, false, 1, 'published'],
  ] as const)('%j, declared %s, renewed within %s days: %s', (found, declared, days, state) => {
    expect(stateOf(found, declared, days, today)).toBe(state)
  })

  test('第二十条第（二）项: stands once a unit says what it does, where, when and how it is reached', () => {
    const unit = { functions: '管路', address: '一号', office_hours: '九点', phone: '' }
    expect(agencyCount(unit, 'R20-02', undefined)?.count).toBe(0)
    expect(agencyCount({ ...unit, phone: '1' }, 'R20-02', { confirmed_on: today })).toEqual({
      count: 1,
      newest: today,
    })
    expect(agencyCount(unit, 'R20-03', undefined)).toBeUndefined()
  })
})

describe('a declaration that there is nothing', () => {
  const unit = { kind: 'department', closed_on: null }
  const reason = '本机关不承担这项职能'
  const decideOn = (items: string[], count = 0, declared = false, why = reason, of = unit) =>
    decideDeclaration(
      { items, reason: why },
      of,
      new Map(items.map((item) => [item, { count, declared }])),
      today,
    )

  test('holds for a year', () => {
    const { expiresOn } = valueOf(decideOn(['R20-09', 'R21-05']))
    expect(expiresOn).toBe('2027-03-10')
    expect(endOfDeclaration({ expires_on: expiresOn }, 0, expiresOn)).toBeUndefined()
    expect(endOfDeclaration({ expires_on: expiresOn }, 0, addDays(expiresOn, 1))).toBe('expired')
  })

  test('lapses as soon as something stands there', () => {
    expect(endOfDeclaration({ expires_on: addDays(today, 300) }, 1, today)).toBe('published')
  })

  test('is refused with every reason at once', () => {
    expect(issuesOf(decideOn(['R21-14', 'R20-09'], 2, false, ' '))).toEqual([
      'items not_of_this_unit',
      'items something_published',
      'reason required',
    ])
    expect(issuesOf(decideOn(['R20-09'], 0, true, '没有'))).toEqual([
      'items already_declared',
      'reason reason_too_short',
    ])
    expect(issuesOf(decideOn(['R20-09'], 0, false, reason, { kind: 'village', closed_on: null }))).toEqual([
      'items not_of_this_unit',
    ])
  })
})

describe('a guide', () => {
  const unit = {
    name: '市水务局',
    address: '一号',
    office_hours: '九点',
    phone: '1',
    fax: '',
    email: 'a@b.example',
    postcode: '',
    functions: '',
    closed_on: null,
  }

  test('第十二条: names the office, and takes of the unit what it does not say itself', () => {
    expect(missingOf(emptyText, unit)).toEqual(['office', 'fax'])
    expect(missingOf({ ...emptyText, office: '办公室', fax: '没有传真' }, unit)).toEqual([])
  })

  test('is not confirmed while the article asks for more', () => {
    expect(issuesOf(decideConfirmation(emptyText, unit))).toEqual([
      'office guide_part_missing',
      'fax guide_part_missing',
    ])
    const whole = { ...emptyText, office: '办公室', fax: '2' }
    expect(issuesOf(decideConfirmation(whole, unit))).toEqual([])
    expect(issuesOf(decideConfirmation(whole, { ...unit, closed_on: today }))).toEqual([
      'guide unit_is_closed',
    ])
  })

  test('says what of the unit has changed since it was confirmed', () => {
    const confirmed: unknown = JSON.parse(JSON.stringify(factsOf(unit)))
    expect(changesOf(confirmed, unit)).toEqual([])
    expect(changesOf(confirmed, { ...unit, phone: '2', address: '二号' })).toEqual(['address', 'phone'])
    expect(changesOf(null, unit)).toEqual([])
  })

  const standing = {
    version: 2,
    confirmed_version: 2,
    yellow_on: addDays(today, 1),
    due_on: addDays(today, 31),
  }
  test.each([
    [{}, false, 'confirmed'],
    [{ yellow_on: today }, false, 'soon'],
    [{ due_on: today, yellow_on: today }, false, 'soon'],
    [{ due_on: addDays(today, -1) }, true, 'expired'],
    [{ version: 3 }, false, 'changed'],
    [{}, true, 'changed'],
    [{ confirmed_version: null }, true, 'unconfirmed'],
  ])('with %j, data changed %s: %s', (part, changed, state) => {
    expect(guideStateOf({ ...standing, ...part }, changed, today)).toBe(state)
  })

  test('written without a change is no new version', () => {
    expect(issuesOf(decideGuide({ ...emptyText, office: '  ' }, emptyText))).toEqual([
      'guide nothing_changed',
    ])
    expect(valueOf(decideGuide({ ...emptyText, office: ' 办公室 ' }, emptyText)).office).toBe('办公室')
  })
})

test('a setting names columns that there are, each once, and none that counts already', () => {
  const existing = new Set(['parks', 'land'])
  expect(
    valueOf(decideItemSetting({ renewDays: 30, channels: [' parks', 'parks', 'land'] }, ['land'], existing)),
  ).toEqual({ renewDays: 30, channels: ['parks'] })
  expect(issuesOf(decideItemSetting({ renewDays: null, channels: ['公园', 'woods'] }, [], existing))).toEqual(
    ['channels slug_form', 'channels no_such_channel'],
  )
})
