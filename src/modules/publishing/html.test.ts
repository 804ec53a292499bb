import { expect, test } from 'vitest'
import { cleanHtml } from './html.ts'

test.each([
  ['<script>alert(1)</script><p>文</p>', '<p>文</p>'],
  ['<p onclick="alert(1)" style="background:url(javascript:1)" class="x">文</p>', '<p>文</p>'],
  ['<a href="java&#10;script:alert(1)">点</a>', '<a>点</a>'],
  ['<a href="data:text/html,<script>alert(1)</script>">点</a>', '<a>点</a>'],
  ['<a href="//evil.example/" target="_blank" onmouseover="x()">点</a>', '<a href="//evil.example/">点</a>'],
  ['<img src=x onerror=alert(1)><img src="file:///C:/a.png"><img src="data:image/png;base64,AA">', ''],
  ['<svg><script>alert(1)</script></svg><math><mi xlink:href="javascript:1">x</mi></math>', 'x'],
  ['<iframe src="https://evil.example/"></iframe><form action="/x"><input name="a"></form>', ''],
  [
    '<table><tr><td colspan="2" onclick="x()"><p>格</p></td></tr></table>',
    '<table><tr><td colspan="2"><p>格</p></td></tr></table>',
  ],
  ['<style>p{display:none}</style><!--[if gte mso 9]><xml></xml><![endif]--><p>文</p>', '<p>文</p>'],
  ['<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
])('%s is shown as text without its powers', (sent, shown) => {
  expect(cleanHtml(sent)).toBe(shown)
})
