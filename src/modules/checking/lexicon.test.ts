import { expect, test } from 'vitest'
import { issuesOf } from '../../testing/decisions.ts'
import { decideEntry } from './lexicon-actions.ts'
import { buildLexicon, checkLexicon, findWrong, putRight, type Entry } from './lexicon.ts'

const error = (wrong: string, right: string): Entry => ({ wrong, right, kind: 'error' })
const lexicon = buildLexicon('1', [
  error('截止目前', '截至目前'),
  error('云岚市数据局', '云岚市数据管理局'),
  error('云岚市数据', '云岚市公共数据'),
  error('帐号', '账号'),
  error('必需', '必须'),
  error('数据', '公共数据'),
])
const hits = (text: string) => findWrong(text, lexicon).map(({ start, entry }) => [start, entry.wrong])

test('the longest wrong word is found, each where it stands', () => {
  expect(hits('截止目前，云岚市数据局登记帐号。')).toEqual([
    [0, '截止目前'],
    [5, '云岚市数据局'],
    [13, '帐号'],
  ])
})

test('what stands within its right form is right', () => {
  expect(hits('开放公共数据')).toEqual([])
  expect(hits('开放数据')).toEqual([[2, '数据']])
})

test('each word is told once for each place, with how it is written right', () => {
  const words = { title: '帐号管理', summary: '', bodyHtml: '<p>帐号、<strong>帐号</strong></p>' }
  const found = checkLexicon(words, lexicon)
  expect(found.map((one) => [one.where, one.excerpt.hit, one.replacement, one.severity])).toEqual([
    ['标题', '帐号', '账号', 'hint'],
    ['正文', '帐号', '账号', 'hint'],
  ])
  const righted = putRight(words, lexicon, found[1]?.key ?? '')
  expect(righted).toEqual({ ...words, bodyHtml: '<p>账号、<strong>账号</strong></p>' })
  expect(putRight(words, lexicon, 'none')).toBe(words)
})

test('an entry says two different things', () => {
  expect(issuesOf(decideEntry({ wrong: '错', right: '错', kind: 'x', note: '' }, '3.'))).toEqual([
    '3.wrong lexicon_too_short',
    '3.right lexicon_same',
    '3.kind not_a_choice',
  ])
})
