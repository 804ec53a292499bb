import { openBrowser, screenshot } from './src/platform/testing/browser.ts'
const browser = await openBrowser()
const base = 'http://127.0.0.1:8077'
async function signIn(login: string, viewport = { width: 1440, height: 900 }) {
  const page = await browser.newPage({ baseUrl: base, viewport })
  await page.goto('/console/signin')
  await page.getByLabel('用户名').fill(login)
  await page.getByLabel('密码').fill('mingjing-demo-2026')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '今天要办' }).waitFor()
  return page
}
const shot = async (page: any, name: string) => { await page.waitForTimeout(700); await screenshot(page, `/tmp/shots-cw/${name}.png`) }
const head = await signIn('sectionhead')
await head.goto('/console/casework/load'); await shot(head, 'load')
const first = await head.getByRole('button', { name: /安排代办|为.*安排代办/ }).count()
console.log('buttons', first)
if (first > 0) { await head.getByRole('button', { name: /^为.*安排代办$/ }).first().click(); await shot(head, 'deputy'); await head.keyboard.press('Escape') }
await head.goto('/console/casework/overview'); await shot(head, 'overview-head')
const drafter = await signIn('drafter')
await drafter.goto('/console/requests'); await shot(drafter, 'requests')
await drafter.keyboard.press('j'); await drafter.keyboard.press('j'); await drafter.keyboard.press('Enter')
await drafter.getByRole('heading', { name: '承办' }).waitFor(); await shot(drafter, 'request')
const take = drafter.getByRole('button', { name: '由我承办' })
if (await take.count()) { await take.click(); await shot(drafter, 'taken') }
await drafter.getByRole('button', { name: '请其他单位会办' }).click(); await shot(drafter, 'ask')
await drafter.getByLabel('需要会办的问题').fill('请提供2025年度考核结果的形成过程材料。\n本月底前需答复申请人。')
const boxes = drafter.getByRole('dialog').getByRole('checkbox')
for (let i = 0; i < 3; i++) await boxes.nth(i).check()
await drafter.getByRole('button', { name: '发出' }).click(); await shot(drafter, 'asked')
await drafter.keyboard.press('Escape')
await drafter.getByLabel('留言').fill('申请人三月来过电话，先核对考核口径。').catch((e: unknown) => console.log(String(e).slice(0, 200)))
await drafter.getByRole('button', { name: '留言' }).click(); await shot(drafter, 'noted')
await drafter.goto('/console/cohandlings?side=asking'); await shot(drafter, 'cohandlings')
await drafter.goto('/console/requests?light=red'); await shot(drafter, 'requests-red')
await drafter.getByRole('button', { name: '存为常用视图' }).click(); await drafter.getByLabel('名称').fill('超期的'); await shot(drafter, 'view-dialog')
await drafter.getByRole('button', { name: '保存' }).click(); await shot(drafter, 'view-saved')
await drafter.goto('/console/requests'); await drafter.getByRole('button', { name: '超期的' }).click(); await shot(drafter, 'view-open'); console.log(drafter.url())
const inspector = await signIn('inspector')
await inspector.goto('/console/casework/overview?sort=red&descending=true'); await shot(inspector, 'overview')
const phone = await signIn('inspector', { width: 390, height: 844 }); await phone.goto('/console/casework/overview'); await shot(phone, 'overview-phone')
const phone2 = await signIn('sectionhead', { width: 390, height: 844 }); await phone2.goto('/console/casework/load'); await shot(phone2, 'load-phone')
for (const p of [head, drafter, inspector, phone, phone2]) console.log(p.problems)
await browser.close()
