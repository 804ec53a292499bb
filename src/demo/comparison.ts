import { civilDate, civilDateOf } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import type { Register, RowData } from '#kernel/registers/index.ts'
import { registers } from '#modules/figures/index.ts'
import { addRegisterRow } from '#modules/registers/index.ts'
import { allTogether, idOf, type Demo } from './demo.ts'
import { officerOf } from './staff.ts'
import { DISTRICTS } from './units/districts.ts'

const YEARS = 5
const CITY = 3_126_000
const SOURCE = '年国民经济和社会发展统计公报（演示）'

/** Numbers that real places printed in their reports; the places of the demo are not among them. */
const PUBLISHED: readonly {
  readonly place: string
  readonly year: number
  readonly source: string
  readonly values: Readonly<Record<string, number>>
}[] = [
  {
    place: '盐城市',
    year: 2019,
    source: '盐城市2019年政府信息公开工作年度报告',
    values: { 'requests.concluded': 2408 },
  },
  {
    place: '青岛市',
    year: 2014,
    source: '2014年度青岛市政府信息公开工作“成绩单”（主动公开信息原文为10.9万条）',
    values: { 'documents.published': 109_000, 'outreach.conferences': 113 },
  },
  {
    place: '昆山市',
    year: 2013,
    source: '昆山市2013年政府信息公开工作年度报告（信息数为入口网站发布数）',
    values: { 'documents.published': 9306, 'requests.received': 51, 'outreach.conferences': 32 },
  },
  {
    place: '攀枝花市',
    year: 2012,
    source: '攀枝花市2012年政府信息公开工作年度报告（各类相加为1075590条）',
    values: { 'documents.published': 1_075_703 },
  },
]

/** A city that there is not, so that numbers for so many inhabitants can be set side by side. */
const NEIGHBOUR = { place: '邻江市（演示）', inhabitants: 2_410_000, values: [38, 44, 41, 57, 63] }

/** Inhabitants of the city and its districts, and what other places published. */
export async function fillComparison(demo: Demo): Promise<void> {
  const last = Number(civilDateOf(demo.now).slice(0, 4)) - 1
  await allTogether(demo, async (people) => {
    const officer = await people.as(officerOf('zfb'))
    const add = async (register: Register, unit: string, year: number, data: RowData) =>
      valueOf(
        await addRegisterRow(officer, register, {
          unitId: idOf(demo.unitIds, unit),
          occurredOn: civilDate(`${year}-12-31`),
          data,
        }),
      )
    for (let year = last - YEARS + 1; year <= last; year += 1) {
      const inhabitants = CITY + (year - last) * 9_000
      await add(registers.population, 'yunlan', year, { inhabitants, source: `云岚市${year}${SOURCE}` })
      for (const [index, [code, name]] of DISTRICTS.entries())
        await add(registers.population, code, year, {
          inhabitants: Math.round(inhabitants / (DISTRICTS.length + 1)) + index * 41_000,
          source: `${name}${year}${SOURCE}`,
        })
    }
    for (const { place, year, source, values } of PUBLISHED)
      for (const [figure, value] of Object.entries(values))
        await add(registers.published, 'yunlan', year, { place, figure, value, source })
    for (const [index, value] of NEIGHBOUR.values.entries()) {
      const year = last - NEIGHBOUR.values.length + 1 + index
      await add(registers.published, 'yunlan', year, {
        place: NEIGHBOUR.place,
        figure: 'requests.received',
        value,
        inhabitants: NEIGHBOUR.inhabitants,
        source: `${NEIGHBOUR.place}${year}年政府信息公开工作年度报告`,
      })
    }
  })
}
