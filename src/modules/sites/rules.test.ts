import { describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { issuesOf } from '../../testing/decisions.ts'
import type { BlockBody, SiteBody } from './contract.ts'
import { decideBlocks, decideChannel, decideClosing, decideMove, decideMoved, decideSite } from './rules.ts'

const site = (part: Partial<SiteBody> = {}): SiteBody => ({
  name: '市水务局网站',
  theme: 'blue',
  tagline: '',
  phone: '',
  idCode: '',
  icpNumber: '',
  policeNumber: '',
  hosts: [],
  ...part,
})

describe('a site', () => {
  test('keeps its hosts in small letters, each once', () => {
    expect(
      valueOf(decideSite(site({ hosts: [' SWJ.Yunlan.example', 'swj.yunlan.example', ''] }))).hosts,
    ).toEqual(['swj.yunlan.example'])
  })

  test.each([
    [{ name: ' ' }, ['name required']],
    [{ idCode: '48010' }, ['idCode site_id_code_form']],
    [{ idCode: '4801000012' }, []],
    [{ idCode: 'bm12345678' }, []],
    [
      { hosts: ['a b', 'https://x.cn', 'x', '-a.cn', 'ok.cn'] },
      ['hosts host_form', 'hosts host_form', 'hosts host_form', 'hosts host_form'],
    ],
  ])('%j: %j', (part, issues) => expect(issuesOf(decideSite(site(part)))).toEqual(issues))

  test('closes after today, with a notice, and never the portal itself', () => {
    const today = civilDate('2026-03-10')
    const close = (on: string, notice: string, slug = 'swj', state = 'open') =>
      issuesOf(decideClosing({ on: civilDate(on), notice }, { slug, state }, today, 'main'))
    expect(close('2026-03-11', '并入门户网站')).toEqual([])
    expect(close('2026-03-10', ' ', 'main')).toEqual([
      'state main_site_stays',
      'on not_after_today',
      'notice required',
    ])
    expect(close('2026-03-11', '并入', 'swj', 'closed')).toEqual(['state site_is_closed'])
  })
})

describe('a column', () => {
  test('is of the kind of its name where none is said', () => {
    const asked = { name: ' 通知 ', slug: 'notices', kind: '', description: '', keywords: '' }
    expect(valueOf(decideChannel(asked))).toMatchObject({ name: '通知', kind: '通知' })
    expect(issuesOf(decideChannel({ ...asked, name: '', slug: '通知' }))).toEqual([
      'name required',
      'slug slug_form',
    ])
  })

  test('is not moved below itself, nor before what stands elsewhere', () => {
    expect(issuesOf(decideMove(7, [1, 3], undefined, 3))).toEqual([])
    expect(issuesOf(decideMove(7, [1, 7, 9], { id: 4, parentId: 2 }, 9))).toEqual([
      'parentId below_itself',
      'beforeId not_a_choice',
    ])
  })
})

describe('a home page', () => {
  const block = (part: Partial<BlockBody>): BlockBody => ({
    kind: 'newest',
    title: '最新',
    channelId: null,
    body: '',
    size: 5,
    ...part,
  })

  test('keeps of each block what its kind shows', () => {
    const blocks = [
      block({ channelId: 3, body: '多余' }),
      block({ kind: 'column', channelId: 3 }),
      block({ kind: 'text', body: ' 欢迎 ', channelId: 3 }),
    ]
    expect(valueOf(decideBlocks(blocks, new Set([3])))).toEqual([
      block({}),
      block({ kind: 'column', channelId: 3 }),
      block({ kind: 'text', body: '欢迎' }),
    ])
  })

  test('shows columns of its own site only', () => {
    const blocks = [block({ kind: 'column', channelId: 4 }), block({ kind: 'text', title: '' })]
    expect(issuesOf(decideBlocks(blocks, new Set([3])))).toEqual([
      'blocks.0.channelId not_a_choice',
      'blocks.1.title required',
      'blocks.1.body required',
    ])
  })
})

test.each([
  ['/old', '/channels/news', []],
  ['/col/col123/index.html', 'https://www.yunlan.example/x?y=1', []],
  ['/old?x=1', '/', ['path path_form']],
  ['old', '//evil.example', ['path path_form', 'target address_form']],
  ['/old', 'javascript:alert(1)', ['target address_form']],
  ['/old', 'http://plain.example/', ['target address_form']],
  ['/old', '/old', ['target leads_to_itself']],
])('readers of %s are sent to %s: %j', (path, target, issues) => {
  expect(issuesOf(decideMoved({ path, target }))).toEqual(issues)
})
