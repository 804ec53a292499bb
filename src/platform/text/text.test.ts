import { describe, expect, test } from 'vitest'
import { fold } from './fold.ts'
import { traditionalPage } from './hant.ts'
import { searchQuery, searchVector, tellingWords, wordsOf } from './words.ts'

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

describe('what a question is about', () => {
  test('its rare words tell; what every question says does not', () => {
    const words = tellingWords('请问您好，新生儿需要什么材料，怎样落户？', 6).map((one) => one.word)
    expect(words).toEqual(expect.arrayContaining(['新生儿', '落户']))
    expect(words.filter((word) => ['请问', '需要', '什么', '怎样'].includes(word))).toEqual([])
  })

  test('each is a word by which the text itself is found', () => {
    const text = '公租房申请条件有哪些，收費標準是多少？'
    const searched = wordsOf(text)
    expect(tellingWords(text, 6).every(({ word }) => searched.includes(word))).toBe(true)
  })

  test('nothing but politeness is about nothing', () =>
    expect(tellingWords('你好，请问怎么办理？', 6)).toEqual([]))
})
