import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import * as kit from './index.ts'

const html = renderToStaticMarkup

describe('lists', () => {
  test('crumbs begin at home and end at the page itself, which is no link', () => {
    const crumbs = html(<kit.Crumbs trail={[{ label: '机构', href: '/units' }, { label: '教育局' }]} />)
    expect(crumbs).toContain('<li><a href="/">首页</a></li>')
    expect(crumbs).toContain('<span aria-current="page">教育局</span>')
    expect(html(<kit.Crumbs trail={[]} />)).toBe('')
  })

  test('pages far apart are joined by a gap, and one page alone needs no way to others', () => {
    const address = (page: number) => `/list?page=${page}`
    const pages = html(<kit.Pagination page={6} size={20} total={400} href={address} />)
    const near = [...pages.matchAll(/>(\d+|…)</g)].map((found) => found[1])
    expect(near).toEqual(['1', '…', '4', '5', '6', '7', '8', '…', '20'])
    // One page left out is a gap as well.
    expect(html(<kit.Pagination page={5} size={20} total={400} href={address} />)).toMatch(
      /1<\/a>.*…<.*>3<\/a>/,
    )
    expect(html(<kit.Pagination page={4} size={20} total={120} href={address} />)).not.toContain('…')
    expect(pages).toContain('<span aria-current="page">6</span>')
    expect(pages).toContain('rel="prev" href="/list?page=5"')
    expect(pages).toContain('rel="next" href="/list?page=7"')
    expect(html(<kit.Pagination page={1} size={20} total={20} href={address} />)).toBe('')
  })

  test('a list says what is no longer in force, and dates it for machines', () => {
    const item = { href: '/documents/1', title: '某办法', date: '2026-01-31', mark: '已废止' }
    const list = html(<kit.ItemList items={[item]} />)
    expect(list).toContain('<span class="mark">已废止</span>')
    expect(list).toContain('<time dateTime="2026-01-31">2026-01-31</time>')
  })
})

describe('tables', () => {
  test('the name of a value is the head of its row', () => {
    const table = html(<kit.MetadataTable caption="文件信息" rows={[['索引号', '1148']]} />)
    expect(table).toContain('<caption>文件信息</caption>')
    expect(table).toContain('<th scope="row">索引号</th><td>1148</td>')
  })

  test('a statutory table keeps its spans, and a figure opens its records under a full name', () => {
    const table = html(
      <kit.StatTable
        caption="主动公开"
        head={[[{ text: '规章', head: 'colgroup', colSpan: 2 }]]}
        rows={[
          [
            { text: '制发', head: 'row' },
            { text: '3', numeric: true, href: '/cells/1', label: '规章制发件数：3，查看记录' },
          ],
        ]}
      />,
    )
    expect(table).toContain('<th scope="colgroup" colSpan="2">规章</th>')
    expect(table).toContain('<th scope="row">制发</th>')
    expect(table).toContain(
      '<td class="number"><a href="/cells/1" aria-label="规章制发件数：3，查看记录">3</a></td>',
    )
    // A table that scrolls sideways can be reached and moved by keyboard.
    expect(table).toContain('tabindex="0" role="region" aria-label="主动公开"')
  })
})

describe('states', () => {
  test.each([
    ['green', '正常'],
    ['yellow', '提醒'],
    ['red', '超期'],
    ['done', '已办结'],
  ] as const)('the %s light has its word; its sign is for eyes only', (light, word) => {
    const shown = html(<kit.Light light={light} />)
    expect(shown).toContain(word)
    expect(shown).toMatch(/<span aria-hidden="true">[●▲■✓]<\/span>/)
  })

  test('a day that does not count says so, and why', () => {
    const days = [
      { date: '2026-10-01', count: null, note: '国庆节' },
      { date: '2026-10-08', count: 1, note: '工作日' },
    ]
    const list = html(<kit.DayList summary="工作日怎样计算" days={days} />)
    expect(list).toContain('<td>不计</td><td>国庆节</td>')
    expect(list).toContain('<td>1</td><td>工作日</td>')
  })
})

test('no part of the kit carries a style of its own: the policy would refuse it', () => {
  const all = html(
    <>
      <kit.Tiles label="常用" tiles={[{ href: '/units', label: '找部门', hint: '地址、电话' }]} />
      <kit.Notice kind="warning" title="已废止" />
      <kit.EmptyState>没有内容</kit.EmptyState>
      <kit.ArticleHead title="某办法" essentials={['市政府', '2026-01-31']} />
      <kit.AttachmentList files={[{ name: '附件.pdf', href: '/files/1', size: 2048 }]} />
      <kit.ReviewTrail steps={[{ label: '承办人', on: '2026-01-30' }]} />
      <kit.StatusTimeline steps={[{ label: '提交', on: '2026-01-30' }, { label: '答复' }]} />
      <kit.DataTable caption="台账" columns={[{ label: '金额', numeric: true }]} rows={[['1.00']]} />
      <kit.FieldGroup title="联系方式">
        <kit.SubmitButton>提交</kit.SubmitButton>
      </kit.FieldGroup>
    </>,
  )
  expect(all).not.toMatch(/ style=|<style| on[a-z]+=/)
  expect(all).toContain('PDF，2 KB')
})
