import { expect, test } from 'vitest'
import sharp from 'sharp'
import { words } from '#platform/typst/markup.ts'
import { typeset } from '#platform/typst/typeset.ts'
import { bodyOf, issueOf, type SetIssue } from './typst.ts'

const none = () => undefined
const HOSTILE = '#panic("x") $a$ @b *c* _d_ `e` \\ ] [ // <f> "g" ~ = - + / ; } {'

const issue = (html: string): SetIssue => ({
  name: '试验市人民政府公报',
  year: 2026,
  number: 3,
  totalNumber: 120,
  unit: '试验市人民政府',
  date: '2026年3月31日',
  imprint: '主办：试验市人民政府\n准印号：000',
  sections: [
    {
      title: '市政府文件',
      documents: [
        {
          title: '关于河道保洁的通知',
          number: '试政〔2026〕1号',
          issuer: '试验市人民政府',
          date: '2026年3月2日',
          html,
        },
      ],
    },
  ],
})

async function textOf(source: string, pictures: readonly (readonly [string, Uint8Array])[] = []) {
  const set = await typeset({ source, pictures, lackingGlyphs: 'refuse' })
  if ('problem' in set) throw new Error(set.problem)
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const pdf = await getDocument({ data: new Uint8Array(set.pdf), verbosity: 0 }).promise
  const pages: string[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const content = await (await pdf.getPage(number)).getTextContent()
    pages.push(
      content.items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .replace(/\s/g, ''),
    )
  }
  return { pages, count: set.pages }
}

test('words mean nothing to the typesetter, whatever they hold', async () => {
  const { pages } = await textOf(`${words(HOSTILE)}${words('.text')}(x)`)
  expect(pages.join('')).toBe(`${HOSTILE}.text(x)`.replace(/\s/g, ''))
})

test('a whole issue has its cover, contents with page numbers, documents and imprint', async () => {
  const long = Array.from(
    { length: 120 },
    (_, n) => `<p>第${n + 1}条　各单位要做好保洁。${HOSTILE.replace(/</g, '&lt;')}</p>`,
  )
  const { pages, count } = await textOf(issueOf(issue(long.join('')), () => none))
  expect(count).toBe(pages.length)
  expect(pages[0]).toContain('2026年第3期')
  expect(pages[0]).toContain('（总第120期）')
  expect(pages[1]).toMatch(/目录.*市政府文件.*1.*关于河道保洁的通知.*1/)
  expect(pages[2]).toContain('关于河道保洁的通知')
  expect(pages[2]).toContain('—1—')
  expect(pages.at(-1)).toContain('准印号：000')
})

test('headings, lists, tables with spans and pictures are set', async () => {
  const picture = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#088' } })
    .png()
    .toBuffer()
  const html = `<h2>一、总体</h2><ol start="3"><li><p>甲</p></li><li>乙<ul><li>丙</li></ul></li></ol>
    <table><caption>表一</caption><thead><tr><th colspan="2"><p>河段</p></th></tr></thead>
    <tbody><tr><td rowspan="2">东河</td><td>3<br>公里</td></tr><tr><td><a href="https://www.example.gov.cn/?a=%22">4</a></td></tr></tbody></table>
    <p>见图<img src="/pictures/7" alt="示意"></p><p><img src="/pictures/8" alt="缺的图"></p><blockquote><p>引文</p></blockquote><hr>`
  const source = issueOf(issue(html), () => (lineage) => (lineage === 7 ? '/pictures/7' : undefined))
  const { pages } = await textOf(source, [['/pictures/7', picture]])
  const all = pages.join('')
  for (const said of [
    '一、总体',
    '甲',
    '丙',
    '表一',
    '河段',
    '东河',
    '公里',
    '见图',
    '（图片：缺的图）',
    '引文',
  ])
    expect(all, said).toContain(said)
})

test('what holds nothing makes nothing', () => {
  expect(bodyOf('<p> </p><table></table><ul></ul>', none)).toBe('')
})
