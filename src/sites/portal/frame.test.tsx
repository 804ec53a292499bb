import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { PageContent } from '#platform/http/page.ts'
import { Frame, type FrameInput, type SiteInfo } from './frame.tsx'
import { navigation } from './navigation.ts'
import { problemContent } from './problem.tsx'

const site: SiteInfo = {
  slug: 'main',
  tagline: '',
  theme: 'vermilion',
  state: 'open',
  closingOn: null,
  closingNotice: '',
  navigation: [],
  name: '试验市人民政府门户网站',
  unitName: '试验市人民政府',
  domain: 'www.example.gov.cn',
  idCode: '4801000001',
  icpNumber: '某ICP备00000000号',
  policeNumber: '某公网安备00000000000000号',
  address: '试验路1号',
  phone: '0000-5550001',
  publicUrl: 'https://www.example.gov.cn',
}

function shown(page: Partial<PageContent>, input: Partial<FrameInput> = {}): string {
  return renderToStaticMarkup(
    <Frame
      page={{ title: '机构', tags: [], main: <h1>机构</h1>, ...page }}
      site={site}
      path="/units"
      script="zh-Hans"
      navigation={navigation}
      assets={(name) => `/assets/${name}`}
      {...input}
    />,
  )
}

describe('the frame of every page', () => {
  test('carries the tags of the site rules, and no tag that is empty', () => {
    const html = shown({
      meta: [
        { name: 'ColumnName', content: '机构' },
        { name: 'Keywords', content: '' },
      ],
    })
    for (const [name, content] of [
      ['SiteName', site.name],
      ['SiteDomain', site.domain],
      ['SiteIDCode', site.idCode],
      ['ColumnName', '机构'],
    ]) {
      expect(html).toContain(`<meta name="${name}" content="${content}"/>`)
    }
    expect(html).not.toContain('name="Keywords"')
  })

  test('has the elements of the footer that are checked: 主办单位, 标识码, 备案, 联系方式, 网站地图', () => {
    const footer = /<footer.*<\/footer>/s.exec(shown({}))?.[0] ?? ''
    for (const value of [
      site.unitName,
      site.idCode,
      site.icpNumber,
      site.policeNumber,
      site.phone,
      site.address,
    ]) {
      expect(footer).toContain(value)
    }
    expect(footer).toContain('href="/sitemap"')
    expect(footer).toContain('href="https://beian.miit.gov.cn/"')
  })

  test('leads past the navigation to the text, and marks where the reader is', () => {
    const html = shown({ section: 'units' })
    expect(html.indexOf('href="#content"')).toBeLessThan(html.indexOf('<nav'))
    expect(html).toContain('<main id="content" tabindex="-1">')
    expect(html.match(/aria-current/g)).toHaveLength(1)
    expect(html).toContain('<a href="/units" aria-current="true">机构</a>')
  })

  test('names itself in both scripts; a page for one reader alone is named nowhere', () => {
    const html = shown({})
    expect(html).toContain('<link rel="canonical" href="https://www.example.gov.cn/units"/>')
    expect(html).toContain('hrefLang="zh-Hant" href="https://www.example.gov.cn/hant/units"')
    const own = shown({ private: true })
    expect(own).not.toMatch(/rel="(canonical|alternate)"|本页地址/)
    expect(own).toContain('<meta name="robots" content="noindex"/>')
  })

  test.each([
    ['/units', 'zh-Hans', '/hant/units'],
    ['/', 'zh-Hans', '/hant'],
    ['/units', 'zh-Hant', '/units'],
  ] as const)('the switch of scripts on %s in %s keeps the page', (path, script, other) => {
    expect(shown({}, { path, script })).toContain(`<a href="${other}" hrefLang=`)
  })

  test('needs no script and no inline style: buttons that do are hidden until they work', () => {
    const html = shown({ main: renderProblem() })
    expect(html).not.toMatch(/ style=|<style|<script>| on[a-z]+="/)
    for (const button of html.matchAll(/<button type="button"[^>]*>/g))
      expect(button[0]).toContain('hidden=""')
  })
})

const renderProblem = () => problemContent({ status: 404, code: 'not_found', requestId: '1' }).main

describe('an error page', () => {
  test('says what happened and where to go; a fault has its number and nothing else', () => {
    const fault = renderToStaticMarkup(
      problemContent({ status: 500, code: 'fault', requestId: 'abc-1' }).main,
    )
    expect(fault).toContain('故障编号：abc-1')
    const missing = renderToStaticMarkup(renderProblem())
    expect(missing).toContain('没有找到这个页面')
    expect(missing).toContain('href="/sitemap"')
    expect(missing).not.toContain('故障编号')
  })
})
