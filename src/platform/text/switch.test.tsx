import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { traditionalPage } from '#platform/text/hant.ts'

test('a link of another language keeps its address and its words as React writes it', () => {
  const link = renderToStaticMarkup(
    <a href="/units" hrefLang="zh-Hans" lang="zh-Hans">
      简体
    </a>,
  )
  expect(traditionalPage(link)).toBe(link)
  expect(traditionalPage(`${link}<a href="/units">机构</a>`)).toBe(`${link}<a href="/hant/units">機構</a>`)
})
