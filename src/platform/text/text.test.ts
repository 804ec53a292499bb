import { describe, expect, test } from 'vitest'
import { fold } from './fold.ts'
import { traditionalPage } from './hant.ts'
import { searchQuery, searchVector, wordsOf } from './words.ts'

describe('one form for search and comparison', () => {
  test.each([
    ['崑山', '昆山'],
    ['ＡＢＣ１２３', 'abc123'],
    ['政府信息公開條例', '政府信息公开条例'],
    ['Plain TEXT', 'plain text'],
  ])('%s meets %s', (one, other) => expect(fold(one)).toBe(fold(other)))
})

describe('a page in Traditional characters', () => {
  const page =
    '<html lang="zh-Hans"><body><a href="/channels/laws" title="档案">档案</a><a href="/files/1/档案.pdf">下载</a></body></html>'

  test('converts what is read and keeps addresses as they are', () => {
    const converted = traditionalPage(page)
    expect(converted).toContain('lang="zh-Hant"')
    expect(converted).toContain('title="檔案">檔案</a>')
    expect(converted).toContain('href="/files/1/档案.pdf">下載')
  })

  test('internal links keep the script; the link to the other script is left alone', () => {
    expect(traditionalPage('<a href="/">首页</a>')).toBe('<a href="/hant">首頁</a>')
    expect(traditionalPage('<a href="/units">机构</a>')).toBe('<a href="/hant/units">機構</a>')
    expect(traditionalPage('<form action="/search"></form>')).toBe('<form action="/hant/search"></form>')
    const other = '<a href="/units" hreflang="zh-Hans">'
    expect(traditionalPage(other)).toBe(other)
    expect(traditionalPage('<a href="/api/v1/units">')).toBe('<a href="/api/v1/units">')
  })

  test('leaves scripts, styles and what somebody typed as they are', () => {
    for (const html of ['<script>"档案"</script>', '<style>.档案 {}</style>', '<textarea>档案</textarea>'])
      expect(traditionalPage(html)).toBe(html)
  })
})

describe('the words of a text', () => {
  test('long words and the words inside them, without punctuation', () => {
    const words = wordsOf('政府信息公开，条例。')
    expect(words).toContain('公开')
    expect(words.join('')).not.toMatch(/[，。]/)
  })

  test('title words weigh more, and quotes cannot end the vector early', () => {
    const vector = searchVector("it's 停车", '停车 停车')
    expect(vector).toMatch(/'停车':\d+A,\d+,\d+/)
    expect(searchVector("a'b\\c", '')).not.toMatch(/[^']'[^':\\]+'[^:, ]/)
  })

  test('a query asks for every word; nothing searchable is no query', () => {
    expect(searchQuery('停车 收费')?.split(' & ').length).toBe(2)
    expect(searchQuery('！？。')).toBeUndefined()
  })
})
