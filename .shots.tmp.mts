import { openBrowser, screenshot } from './src/platform/testing/browser.ts'
const base='http://localhost:8091'
const browser=await openBrowser()
for(const [n,u] of Object.entries({g:'/gazette',gi:'/gazette/2026/5'})) for (const w of [390,1200]){const p=await browser.newPage({viewport:{width:w,height:900}});await p.goto(base+u);await screenshot(p,`/tmp/s-${n}-${w}.png`,{fullPage:false});await p.close()}
const p=await browser.newPage({viewport:{width:1300,height:900}})
p.on('console',m=>{if(m.type()==='error')console.log('CONSOLE',m.text())})
await p.goto(base+'/console/');await p.getByLabel('用户名').fill('officer');await p.getByLabel('密码',{exact:true}).fill('mingjing-demo-2026');await p.getByRole('button',{name:'登录'}).click()
await p.waitForTimeout(1500);await p.goto(base+'/console/gazette');await p.waitForTimeout(1500);await screenshot(p,'/tmp/s-gl.png')
await p.locator('table a').first().click();await p.waitForTimeout(1500);await p.getByLabel('查找文件').fill('停车');await p.waitForTimeout(1200);await screenshot(p,'/tmp/s-gc.png',{fullPage:true})
await p.goto(base+'/console/gazette');await p.waitForTimeout(1000);await p.locator('table a').nth(1).click();await p.waitForTimeout(1500);await screenshot(p,'/tmp/s-gs.png',{fullPage:true})
await browser.close()
