import { openBrowser, screenshot, checkAccessibility } from './src/platform/testing/browser.ts'
const [login, out, ...paths] = process.argv.slice(2)
const b = await openBrowser()
for (const [w, h] of [
  [1440, 900],
  [390, 844],
] as const) {
  const page = await b.newPage({ viewport: { width: w, height: h }, baseUrl: 'http://localhost:8091' })
  if (login !== '-') {
    await page.goto('/console/')
    await page.getByLabel('用户名').or(page.getByLabel('登录名')).first().fill(login!)
    await page.getByLabel('密码').first().fill('mingjing-demo-2026')
    await page.getByRole('button', { name: '登录' }).click()
    await page.waitForURL(/console\/(?!signin)/)
    await page.waitForTimeout(800)
  }
  for (const p of paths) {
    await page.goto(p)
    await page.waitForTimeout(login === '-' ? 100 : 1200)
    await page.screenshot({ path: `${out}/${p.replace(/[\/?=&.]+/g, '_')}-${w}.png`, fullPage: true })
    const v = await checkAccessibility(page)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    console.log(
      w,
      p,
      'wide',
      wide,
      v
        .map((x: any) => x.rule + ': ' + x.targets.slice(0, 2).join(' ') + ' ' + x.detail.slice(0, 150))
        .join('\n  '),
    )
  }
  console.log(page.problems.join('\n'))
  await page.close()
}
await b.close()
