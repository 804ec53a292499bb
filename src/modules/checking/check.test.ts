import { describe, expect, test } from 'vitest'
import { checkContent, maskHtml, maskText, textOfHtml } from './check.ts'

const content = (part: Partial<{ title: string; summary: string; bodyHtml: string }>) => ({
  title: '公示',
  summary: '',
  bodyHtml: '',
  ...part,
})
const ID = '11010519491231002X'

describe('the check of a document', () => {
  test('says where each thing stands, and shows it masked with the words around it', () => {
    const findings = checkContent(
      content({ title: '闻溪手机13812345678', bodyHtml: `<p>身份证号</p><p>${ID}，请核对</p>` }),
      [],
    )
    expect(findings).toMatchObject([
      { kind: 'mobile', where: '标题', maskable: true, excerpt: { before: '闻溪手机', hit: '138****5678' } },
      {
        kind: 'citizen_id',
        where: '正文',
        excerpt: { before: '身份证号 ', hit: '110105********002X', after: '，请核对 ' },
      },
    ])
    expect(JSON.stringify(findings)).not.toContain(ID)
  })

  test('a list shows no neighbour’s number beside a masked one', () => {
    const body = '<p>闻溪13812345678住址：云岚市听澜区清波小区3号楼2单元501室</p>'
    const findings = checkContent(content({ bodyHtml: body }), [])
    expect(findings.map((one) => one.excerpt)).toEqual([
      { before: '闻溪', hit: '138****5678', after: '住址：云岚市听澜区**** ' },
      { before: '138****5678住址：', hit: '云岚市听澜区****', after: ' ' },
    ])
  })

  test('the same number twice in one part is one finding; in two parts two', () => {
    const body = '<p>13812345678</p><p>13812345678</p>'
    expect(checkContent(content({ bodyHtml: body }), [])).toHaveLength(1)
    expect(checkContent(content({ bodyHtml: body, summary: '13812345678' }), [])).toHaveLength(2)
  })

  test('an attachment is named with its part and cannot be masked; one that cannot be read is told', () => {
    const findings = checkContent(content({}), [
      { name: '名单.xlsx', extracted: { parts: [{ where: '隐藏的工作表“底表”', text: `A1\t${ID}` }] } },
      { name: '坏.pdf', extracted: { parts: [], problem: 'unreadable' } },
    ])
    expect(findings).toMatchObject([
      { kind: 'citizen_id', where: '附件《名单.xlsx》隐藏的工作表“底表”', maskable: false },
      { kind: 'unreadable', severity: 'hint', where: '附件《坏.pdf》' },
    ])
  })

  test('days that do not exist and wrong days of the week are told', () => {
    const kinds = (text: string) => checkContent(content({ summary: text }), []).map((one) => one.kind)
    expect(kinds('截止2026年2月30日')).toEqual(['no_such_day'])
    expect(kinds('定于2026年3月10日（星期三）召开')).toEqual(['other_weekday'])
    expect(kinds('定于2026年3月10日（星期二）召开，3月15日（周日）结束')).toEqual([])
    expect(kinds('2026年3月15日（周天）')).toEqual([])
  })
})

describe('the mask', () => {
  const keyIn = (part: Parameters<typeof content>[0]) => checkContent(content(part), [])[0]?.key ?? ''

  test('replaces every such hit and nothing else', () => {
    const text = '闻溪13812345678，闻溪13812345678，乐采薇13987654321'
    expect(maskText(text, '概述', keyIn({ summary: text }))).toBe(
      '闻溪138****5678，闻溪138****5678，乐采薇13987654321',
    )
    expect(maskText(text, '标题', keyIn({ summary: text }))).toBe(text)
  })

  test('works between tags, never within one', () => {
    const html = `<p title="${ID}">持证人<strong>${ID}</strong></p>`
    expect(maskHtml(html, '正文', keyIn({ bodyHtml: html }))).toBe(
      `<p title="${ID}">持证人<strong>110105********002X</strong></p>`,
    )
  })

  test('leaves what tags break up to the editor', () => {
    const html = '<p>手机138<em>1234</em>5678</p>'
    expect(maskHtml(html, '正文', keyIn({ bodyHtml: html }))).toBe(html)
  })
})

test('cells and blocks are kept apart', () => {
  expect(textOfHtml('<table><tr><td>138</td><td>1234</td></tr></table><p>a&amp;b</p>')).toBe(
    '138\t1234\t\na&b\n',
  )
})
