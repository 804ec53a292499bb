import { civilDate, civilDateOf } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import type { Register, RowData } from '#kernel/registers/index.ts'
import { addRegisterRow } from '#modules/registers/index.ts'
import {
  fillSheet,
  listSheets,
  openYear,
  publishSheet,
  registers,
  submitSheet,
} from '#modules/siteyear/index.ts'
import { eachByItself, idOf, type Demo } from './demo.ts'
import { seeded } from './random.ts'

const OFFICE = { first: 'officer', second: 'second' }
/** Its sheet waits for its people. */
const LEFT = 'swj'

/** What was done about web sites last year, and the sheets of that year: published, but for one that is still filled in. */
export async function fillSiteYear(demo: Demo, declared: Declared): Promise<void> {
  const today = civilDateOf(demo.now)
  const year = Number(today.slice(0, 4)) - 1
  if (today < `${year + 1}-02-01`) return
  const people = eachByItself(demo)
  const random = seeded(20_317)
  const at = (day: string) => new Date(`${day}T02:00:00Z`)
  const city = idOf(demo.unitIds, 'yunlan')
  const officer = await people.as(OFFICE.first, at(`${year + 1}-01-06`))
  const add = async (register: Register, on: string, data: RowData, unit = 'yunlan') =>
    valueOf(
      await addRegisterRow(officer, register, {
        unitId: idOf(demo.unitIds, unit),
        occurredOn: civilDate(on),
        data,
      }),
    )
  for (let month = 1; month <= 12; month += 1) {
    const on = `${year}-${String(month).padStart(2, '0')}-28`
    for (const site of ['main', 'fgw', 'swj']) {
      const visitors = site === 'main' ? 41_000 + random.next(9_000) : 2_000 + random.next(900)
      const visits = visitors * 3 + random.next(700)
      const row = { site, visits, visitors, source: '网站日志统计（演示）' }
      await add(registers.visits, on, row, site === 'main' ? 'yunlan' : site)
    }
    if (month % 3 === 0) {
      const found = random.next(4)
      await add(registers.security, on, {
        site: 'main',
        title: `第${month / 3}季度漏洞扫描和渗透测试`,
        found,
        mended: found,
      })
      await add(registers.spotChecks, on, {
        title: `${year}年第${month / 3}季度政府网站检查`,
        checked: 3,
        failed: month === 3 ? 1 : 0,
      })
    }
    if (month % 2 === 0)
      await add(registers.errors, on, { site: 'main', result: month === 4 ? 'late' : 'in_time' })
  }
  await add(registers.fakes, `${year}-06-11`, { address: 'yunlan-gov.example', result: 'closed' })
  await add(registers.trainings, `${year}-05-20`, { title: '政府网站内容保障和安全培训', people: 86 })
  await add(registers.trainings, `${year}-10-15`, { title: '政务公开和政策解读培训', people: 112 })
  valueOf(await openYear(officer, { unitId: city, year }))
  const writer = await people.as(OFFICE.first, at(`${year + 1}-01-20`))
  const publisher = await people.as(OFFICE.second, at(`${year + 1}-01-26`))
  const sheets = await listSheets(
    demo.city.database.db,
    [...demo.unitIds.values()],
    { year },
    { offset: 0, limit: 100 },
  )
  for (const sheet of sheets) {
    if (sheet.slug === LEFT) continue
    const facts =
      sheet.kind === 'work'
        ? { ...SITE_FACTS, type: sheet.slug === 'main' ? 'portal' : 'department' }
        : SIGNED
    valueOf(await fillSheet(writer, sheet.id, { facts, basedOn: sheet.revision }))
    valueOf(await submitSheet(writer, sheet.id))
    valueOf(await publishSheet(publisher, declared, sheet.id, 'https://www.yunlan.example'))
  }
}

const SIGNED = { leader: '何怀远', writer: '宋知微', phone: '0999-5550100' }
const SITE_FACTS = {
  ...SIGNED,
  service_list: 'yes',
  one_platform: 'yes',
  smart_answers: 'no',
  monitoring: 'yes',
  drill: 'yes',
  responsible: 'yes',
  new_media: 'no',
  search_service: 'no',
  languages: 'no',
  accessible: 'yes',
  personal: 'no',
}
