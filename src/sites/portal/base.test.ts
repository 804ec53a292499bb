import { expect, test } from 'vitest'
import { withinSite } from './base.ts'

test.each([
  ['<a href="/channels/news">', '<a href="/s/zfb/channels/news">'],
  ['<a class="x" href="/documents/12" lang="zh">', '<a class="x" href="/s/zfb/documents/12" lang="zh">'],
  ['<a href="/">', '<a href="/s/zfb">'],
  ['<a href="/hant">', '<a href="/hant/s/zfb">'],
  ['<a href="/hant/channels/news?page=2">', '<a href="/hant/s/zfb/channels/news?page=2">'],
  ['<form action="/search" method="get">', '<form action="/s/zfb/search" method="get">'],
  ['<a href="/search?q=a&amp;page=2">', '<a href="/s/zfb/search?q=a&amp;page=2">'],
  ['<a href="/sitemap">', '<a href="/s/zfb/sitemap">'],
])('%s stays within the site', (tag, within) => expect(withinSite(tag, '/s/zfb')).toBe(within))

test.each([
  '<a href="/" rel="up">',
  '<a href="/requests/new">',
  '<a href="/search/feed.xml?q=a">',
  '<a href="/channels/news/feed.xml">',
  '<a href="https://www.gov.cn/channels/x">',
  '<a href="#content">',
  '<a href="">',
  '<link href="/channels/news">',
  '<p>href="/channels/news"</p>',
  '<a title="a" href="/files/3/x.pdf">',
])('%s is left as it is', (tag) => expect(withinSite(tag, '/s/zfb')).toBe(tag))

test('on a host of its own nothing changes', () => {
  expect(withinSite('<a href="/channels/news">', '')).toBe('<a href="/channels/news">')
})
