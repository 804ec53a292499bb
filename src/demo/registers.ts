import { addDays, civilDate, civilDateOf } from '#platform/dates.ts'
import { makeCreditCode } from '#kernel/organisation/index.ts'
import { registers } from '#modules/powers/index.ts'
import { addRegisterRow } from '#modules/registers/index.ts'
import { remedies } from '#modules/reports/index.ts'
import { idOf, type Demo } from './index.ts'
import { valueOf } from './publish.ts'
import { seeded } from './random.ts'

const NAMES = ['听潮', '云岫', '青禾', '石渡', '汐城', '望川', '南浦', '沙溪', '松间', '柳岸']
const TRADES = ['餐饮有限公司', '建材商行', '物流有限公司', '环保科技有限公司', '食品厂', '医药连锁店', '建筑工程有限公司', '电子商务有限公司']

/** Who decides what: unit, what is permitted or punished, and how a paper of theirs is numbered. */
const PERMITTING = [
  ['spj', '食品经营许可', '云审批食许'],
  ['spj', '道路运输经营许可', '云审批运许'],
  ['zrj', '建设工程规划许可', '云规建许'],
  ['sthj', '排污许可', '云环排许'],
  ['wjw', '医疗机构执业许可', '云卫医许'],
] as const
const PENALISING = [
  ['scj', '经营超过保质期的食品，没收违法所得并处罚款5000元', 'fine', '云市监处罚'],
  ['sthj', '未按规定保存环境监测记录，处罚款2万元', 'fine', '云环罚'],
  ['jtj', '客运车辆未按规定线路行驶，责令改正并警告', 'warning', '云交罚'],
  ['yjj', '未如实记录安全培训情况，处罚款1万元', 'fine', '云应急罚'],
  ['zjj', '施工现场扬尘控制不力，责令停工整改', 'business', '云建罚'],
] as const

/** Decisions, charges and remedies of three years. */
export async function fillRegisters(demo: Demo): Promise<void> {
  const random = seeded(20_260)
  const officer = await demo.as('officer')
  const today = civilDateOf(demo.now)
  const party = () => `云岚市${random.pick(NAMES)}${random.pick(TRADES)}`
  const code = () => makeCreditCode('91980100', String(10_000_000 + random.next(89_999_999)))
  const add = async (register: (typeof registers)[keyof typeof registers] | typeof remedies, unit: string, on: string, data: Record<string, string | number>) => {
    const occurredOn = civilDate(on)
    if (occurredOn > today) return
    valueOf(await addRegisterRow(officer, register, { unitId: idOf(demo.unitIds, unit), occurredOn, data }))
  }
  for (const year of [2024, 2025, 2026]) {
    for (let number = 1; number <= 45; number += 1) {
      const on = addDays(civilDate(`${year}-01-05`), random.next(355))
      const [unit, permit, prefix] = random.pick(PERMITTING)
      await add(registers.permits, unit, on, {
        party: party(), creditCode: code(), documentNumber: `${prefix}〔${year}〕${number}号`, content: `准予${permit}`,
      })
    }
    for (let number = 1; number <= 25; number += 1) {
      const on = addDays(civilDate(`${year}-01-05`), random.next(355))
      const [unit, content, kind, prefix] = random.pick(PENALISING)
      await add(registers.penalties, unit, on, {
        party: party(), creditCode: code(), documentNumber: `${prefix}〔${year}〕${number}号`, kind, content,
      })
    }
    for (let number = 1; number <= 4; number += 1) {
      const on = addDays(civilDate(`${year}-02-01`), random.next(300))
      await add(registers.coercions, 'scj', on, {
        party: party(), creditCode: code(), documentNumber: `云市监强〔${year}〕${number}号`, content: '查封不符合安全标准的食品及原料',
      })
    }
    for (let month = 1; month <= 12; month += 1) {
      const on = `${year}-${String(month).padStart(2, '0')}-20`
      await add(registers.fees, 'zrj', on, { item: '不动产登记费', amountFen: (180 + random.next(90)) * 8000 })
    }
  }
  for (const [on, way, data] of REMEDIES) await add(remedies, 'yunlan', on, { ...data, way })
}

const REMEDIES: readonly (readonly [on: string, way: string, data: Record<string, string>])[] = [
  ['2025-03-11', 'reconsideration', { requestNumber: 'YSQ-ZRJ-2025-00002', decidedOn: '2025-05-08', result: 'upheld' }],
  ['2025-06-24', 'reconsideration', { requestNumber: 'YSQ-ZJJ-2025-00003', decidedOn: '2025-08-19', result: 'corrected' }],
  ['2025-11-18', 'reconsideration', { requestNumber: 'YSQ-GAJ-2025-00004' }],
  ['2025-04-15', 'litigation_direct', { requestNumber: 'YSQ-YUNLAN-2025-00003', decidedOn: '2025-09-30', result: 'upheld' }],
  ['2025-10-09', 'litigation_after_review', { requestNumber: 'YSQ-ZRJ-2025-00002', decidedOn: '2025-12-20', result: 'other' }],
  ['2026-04-02', 'reconsideration', { requestNumber: 'YSQ-SCJ-2026-00001', decidedOn: '2026-05-29', result: 'upheld' }],
]
