import { expect, test } from 'vitest'
import type { ComparedVersion } from './compare.ts'
import { compareVersions } from './index.ts'

const version = (bodyHtml: string, part: Partial<ComparedVersion> = {}): ComparedVersion => ({
  fields: {},
  attachments: [],
  bodyHtml,
  ...part,
})
const blocks = (before: string, after: string) =>
  compareVersions(version(before), version(after)).blocks.map(
    ({ change, kind, pieces }) =>
      `${change} ${kind} ${pieces
        .map(
          (piece) =>
            ({ same: piece.text, added: `+${piece.text}+`, removed: `-${piece.text}-` })[piece.change],
        )
        .join('')}`,
  )

test('a changed paragraph shows the words, not the whole', () => {
  expect(
    blocks(
      '<h2>要求</h2><p>各单位应当在三十日内完成河道保洁工作。</p>',
      '<h2>要求</h2><p>各单位应当在<strong>二十日</strong>内完成河道保洁工作。</p>',
    ),
  ).toEqual(['same heading 要求', 'changed text 各单位应当在-三十日-+二十日+内完成河道保洁工作。'])
})

test('what came, what went and what has nothing in common', () => {
  expect(
    blocks('<p>甲方负责保洁。</p><p>附则</p>', '<p>本通知自发布之日起施行。</p><p>附则</p><p>结尾</p>'),
  ).toEqual([
    'added text +本通知自发布之日起施行。+',
    'removed text -甲方负责保洁。-',
    'same text 附则',
    'added text +结尾+',
  ])
  expect(blocks('', '')).toEqual([])
})

test('items and rows are blocks of their own', () => {
  const before =
    '<ul><li><p>东河</p></li><li>西河</li></ul><table><tr><th>河段</th><th>长度</th></tr><tr><td><p>东河城区段</p></td><td>3</td></tr></table>'
  const after = before.replace('>3<', '>5<').replace('<li>西河</li>', '')
  expect(blocks(before, after)).toEqual([
    'same item 东河',
    'removed item -西河-',
    'same row 河段 | 长度',
    'changed row 东河城区段 | -3-+5+',
  ])
})

test('fields and attachments', () => {
  const before = version('', {
    fields: { title: '通知', summary: '' },
    attachments: [
      { name: '表.xlsx', sha256: 'a' },
      { name: '旧.pdf', sha256: 'b' },
      { name: '同.pdf', sha256: 'c' },
    ],
  })
  const after = version('', {
    fields: { title: '通知（更正）', summary: '' },
    attachments: [
      { name: '同.pdf', sha256: 'c' },
      { name: '表.xlsx', sha256: 'd' },
      { name: '新.pdf', sha256: 'e' },
    ],
  })
  expect(compareVersions(before, after)).toEqual({
    fields: [{ name: 'title', before: '通知', after: '通知（更正）' }],
    blocks: [],
    attachments: [
      { name: '表.xlsx', change: 'replaced' },
      { name: '旧.pdf', change: 'removed' },
      { name: '新.pdf', change: 'added' },
    ],
  })
})
