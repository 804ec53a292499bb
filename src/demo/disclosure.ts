import { sql } from 'kysely'
import { valueOf } from '#platform/decision.ts'
import { createContext, systemActor } from '#kernel/identity/index.ts'
import { confirmGuide, countEverything, declareNone, saveGuide } from '#modules/disclosure/index.ts'
import { allTogether, type Demo, type Workplace } from './demo.ts'
import { seeded, type Random } from './random.ts'
import { officerOf } from './staff.ts'

const DAY = 86_400_000
const GUIDE = {
  address: '',
  hours: '',
  phone: '',
  fax: '',
  online: '',
  arrangement: '',
  ways: '',
  supervision: '',
  notes: '',
}

/** Why somebody has nothing of an item, as offices put it. */
const REASONS: Readonly<Record<string, string>> = {
  'R20-03': '本机关没有牵头编制的规划，有关规划由市发展和改革委员会统一公布。',
  'R20-04': '统计信息由市统计局统一发布，本机关没有自行发布的统计信息。',
  'R20-05': '本机关没有行政许可和其他对外管理服务事项。',
  'R20-06': '本机关没有行政处罚和行政强制的职权。',
  'R20-08': '本机关没有行政事业性收费项目。',
  'R20-09': '本机关的采购由市机关事务管理局统一办理，没有自行组织的集中采购项目。',
  'R20-10': '本机关没有重大建设项目的批准和实施职责。',
  'R20-11': '本机关不承担教育、医疗、社会保障和就业方面的工作。',
  'R20-13': '本机关没有对外监督检查的职责。',
  'R20-14': '公务员招考由市人力资源和社会保障局统一公布。',
  'R21-01': '本机关不承担市政建设职责。',
  'R21-02': '本机关不直接向公众提供公共服务。',
  'R21-03': '本机关没有举办公益事业。',
  'R21-04': '土地征收由市自然资源和规划局及各区人民政府办理。',
  'R21-05': '房屋征收由市住房和城乡建设局及各区人民政府办理。',
  'R21-06': '治安管理由市公安局负责。',
  'R21-07': '社会救助由市民政局负责。',
}
const STREET_REASON = '本街道辖区已全部城市化，没有农村集体土地。'
/** What the governments of towns leave to their district. */
const TOWN_REASONS: Readonly<Record<string, string>> = {
  'R20-03': '规划由区人民政府统一编制和公布，本机关没有单独编制的规划。',
  'R20-04': '统计信息由区统计部门统一发布。',
  'R20-05': '行政许可由区级部门办理，本机关没有以自己名义作出的许可。',
  'R20-06': '本机关没有作出行政处罚和行政强制决定。',
  'R20-08': '本机关没有行政事业性收费项目。',
  'R20-09': '采购由区公共资源交易机构统一办理。',
  'R20-10': '本机关没有重大建设项目的批准和实施职责。',
  'R20-13': '监督检查由区级部门实施并公布结果。',
  'R20-14': '公务员招考由市人力资源和社会保障局统一公布。',
  'R21-15': '辖区内最近一年没有土地征收项目。',
  'R21-16': '辖区内最近一年没有房屋征收项目。',
}
const STREET_ITEMS = ['R21-11', 'R21-12', 'R21-13', 'R21-14', 'R21-17']

/** Whose own work it is: there a gap is a gap. */
const OWN_WORK: Readonly<Record<string, readonly string[]>> = {
  fgw: ['R20-03', 'R20-10'],
  tjj: ['R20-04'],
  czj: ['R20-09'],
  rsj: ['R20-11', 'R20-14'],
  jyj: ['R20-11', 'R21-02'],
  wjw: ['R20-11', 'R20-13', 'R21-02'],
  mzj: ['R20-11', 'R21-03', 'R21-07'],
  gaj: ['R20-06', 'R21-06'],
  zrj: ['R20-05', 'R21-04'],
  zjj: ['R20-05', 'R20-10', 'R21-01', 'R21-05'],
  sthj: ['R20-06', 'R20-13'],
  scj: ['R20-05', 'R20-06', 'R20-13'],
  yjj: ['R20-06', 'R20-13'],
  cgj: ['R20-06', 'R21-01'],
}

interface DemoUnit {
  readonly id: number
  readonly code: string
  readonly kind: string
  readonly name: string
}

/** Most units have confirmed their guide and said what they have nothing of; some have gaps, some are late. */
export async function keepDisclosure(demo: Demo): Promise<void> {
  const { db } = demo.city.database
  const { rows: units } = await sql<DemoUnit>`
    select id, code, kind, name from organisation.unit where kind <> 'village' order by id`.execute(db)
  const system = createContext(db, systemActor, demo.now)
  await countEverything(system)
  const { rows: gaps } = await sql<{ unit_id: number; item: string }>`
    select unit_id, item from disclosure.standing where state = 'missing' order by unit_id, item`.execute(db)
  const random = seeded(20_190_515)
  await allTogether(demo, async (people) => {
    for (const [place, unit] of units.entries()) {
      const missing = gaps.filter((gap) => gap.unit_id === unit.id).map((gap) => gap.item)
      // Of towns and streets, which are many and alike, every fourth has come to it; so the first start is short.
      if (unit.kind !== 'town' || place % 4 === 0) await declareGaps(demo, people, unit, missing, random)
      await keepGuide(demo, people, unit, place, random)
    }
  })
  await countEverything(system)
}

const ago = (demo: Demo, days: number) => new Date(demo.now.getTime() - days * DAY)

async function declareGaps(
  demo: Demo,
  people: Workplace,
  unit: DemoUnit,
  missing: readonly string[],
  random: Random,
): Promise<void> {
  const own = OWN_WORK[unit.code] ?? []
  const street = unit.kind === 'town' && unit.name.includes('街道')
  const reasonFor = (item: string): string | undefined => {
    if (own.includes(item) || random.next(10) > 7) return undefined
    if (unit.kind === 'department') return REASONS[item]
    if (unit.kind !== 'town') return undefined
    return street && STREET_ITEMS.includes(item) ? STREET_REASON : TOWN_REASONS[item]
  }
  const officer = await people.as(officerOf(unit.code), ago(demo, 20 + random.next(250)))
  const reasons = new Map<string, string[]>()
  for (const item of missing) {
    const reason = reasonFor(item)
    if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), item])
  }
  for (const [reason, items] of reasons) valueOf(await declareNone(officer, unit.id, { items, reason }))
}

/** By its place: who has never confirmed, whose year is over or nearly, who has changed something since. */
function confirmedDaysAgo(place: number, random: Random): number | undefined {
  if (place % 16 === 5) return undefined
  if (place % 16 === 9) return 380 + random.next(20)
  if (place % 16 === 12) return 340 + random.next(15)
  return 20 + random.next(280)
}

async function keepGuide(
  demo: Demo,
  people: Workplace,
  unit: DemoUnit,
  place: number,
  random: Random,
): Promise<void> {
  const login = officerOf(unit.code)
  const days = confirmedDaysAgo(place, random)
  const text = {
    ...GUIDE,
    office: unit.kind === 'town' ? '党政综合办公室' : '办公室（政务公开科）',
    supervision: '对本机关政府信息公开工作有意见的，可以拨打云岚市政务服务热线（演示）反映。',
    ways: place % 3 === 0 ? '需要纸质文件的，可以在办公时间到本机关一楼政务公开查阅点查阅、抄录。' : '',
  }
  // Whoever has not got round to it has at least begun, or not even that.
  if (days === undefined && place % 32 === 5) return
  const written = await people.as(login, ago(demo, (days ?? 30) + 1))
  const version = valueOf(await saveGuide(written, unit.id, { ...text, basedOn: 0 }))
  if (days === undefined) return
  valueOf(await confirmGuide(await people.as(login, ago(demo, days)), unit.id, version))
  if (place % 16 !== 3) return
  const changed = { ...text, notes: '本机关将于近期搬迁，新址以公告为准。', basedOn: version }
  valueOf(await saveGuide(await people.as(login, ago(demo, 5)), unit.id, changed))
}
