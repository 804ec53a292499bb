import { addDays, civilDate, civilDateOf, type CivilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { makeCreditCode } from '#kernel/organisation/index.ts'
import type { Register, RowData } from '#kernel/registers/index.ts'
import { registers } from '#modules/powers/index.ts'
import { addRegisterRow } from '#modules/registers/index.ts'
import { allTogether, idOf, type Demo } from './demo.ts'
import { seeded, type Random } from './random.ts'
import { officerOf } from './staff.ts'
import { PROVINCE } from './units/index.ts'

interface Row {
  readonly register: Register
  readonly unit: string
  readonly on: CivilDate
  readonly data: RowData
}

/** A kind of decision: whose, how its paper is numbered, whom it concerns, what it says. */
interface Decided {
  readonly unit: string
  readonly prefix: string
  readonly trades: readonly string[]
  readonly contents: readonly string[]
  readonly kind?: string
}

const FOOD = ['餐饮有限公司', '食品厂', '老面馆', '鲜果超市', '烘焙坊']
const BUILDING = ['建筑工程有限公司', '市政园林有限公司', '置业有限公司']
const INDUSTRY = ['环保科技有限公司', '精密机械有限公司', '纺织印染有限公司', '建材有限公司']
const TRANSPORT = ['物流有限公司', '客运有限公司', '危险货物运输有限公司']

const PERMITS: readonly Decided[] = [
  {
    unit: 'spj',
    prefix: '云审批食许',
    trades: FOOD,
    contents: [
      '准予食品经营许可，经营项目：热食类食品制售',
      '准予食品经营许可，经营项目：预包装食品销售',
      '准予食品生产许可，类别：糕点',
    ],
  },
  {
    unit: 'spj',
    prefix: '云审批运许',
    trades: TRANSPORT,
    contents: ['准予道路普通货物运输经营许可', '准予道路旅客运输经营许可，班线：云岚至临汐'],
  },
  {
    unit: 'zrj',
    prefix: '云规建许',
    trades: BUILDING,
    contents: ['核发建设工程规划许可证，建设规模12,400平方米', '核发建设用地规划许可证，用地面积1.8公顷'],
  },
  {
    unit: 'sthj',
    prefix: '云环排许',
    trades: INDUSTRY,
    contents: ['核发排污许可证，主要污染物：化学需氧量、氨氮', '重新核发排污许可证，变更污染防治设施'],
  },
  {
    unit: 'wjw',
    prefix: '云卫医许',
    trades: ['口腔门诊部', '康复医院', '中医诊所有限公司'],
    contents: ['准予设置医疗机构', '准予医疗机构执业登记，诊疗科目：内科、康复医学科'],
  },
  {
    unit: 'yjj',
    prefix: '云应急危许',
    trades: ['化工贸易有限公司', '加油站有限公司'],
    contents: ['准予危险化学品经营许可，有效期三年'],
  },
]
const PENALTIES: readonly Decided[] = [
  {
    unit: 'scj',
    prefix: '云市监处罚',
    trades: FOOD,
    kind: 'fine',
    contents: [
      '经营超过保质期的食品，没收违法所得320元，罚款5,000元',
      '使用不合格计量器具，罚款2,000元',
      '采购食品原料没有查验合格证明，罚款5,000元',
    ],
  },
  {
    unit: 'sthj',
    prefix: '云环罚',
    trades: INDUSTRY,
    kind: 'fine',
    contents: ['没有按照规定保存环境监测原始记录，罚款2万元', '擅自停运污染防治设施，罚款12万元'],
  },
  {
    unit: 'jtj',
    prefix: '云交罚',
    trades: TRANSPORT,
    kind: 'warning',
    contents: ['客运车辆没有按照规定线路行驶，给予警告'],
  },
  {
    unit: 'jtj',
    prefix: '云交罚',
    trades: TRANSPORT,
    kind: 'fine',
    contents: ['车辆超限运输，罚款3,000元', '没有取得从业资格人员驾驶营运车辆，罚款5,000元'],
  },
  {
    unit: 'yjj',
    prefix: '云应急罚',
    trades: [...INDUSTRY, ...BUILDING],
    kind: 'fine',
    contents: [
      '没有如实记录安全生产教育培训情况，罚款1万元',
      '没有在危险因素较大的设备上设置安全警示标志，罚款2万元',
    ],
  },
  {
    unit: 'zjj',
    prefix: '云建罚',
    trades: BUILDING,
    kind: 'business',
    contents: ['施工现场扬尘污染防治不符合规定，经责令改正拒不改正，责令停工整治'],
  },
  {
    unit: 'rsj',
    prefix: '云人社罚',
    trades: [...BUILDING, ...FOOD],
    kind: 'fine',
    contents: ['没有按照规定以银行转账形式支付农民工工资，罚款5万元'],
  },
]
const COERCIONS: readonly Decided[] = [
  {
    unit: 'scj',
    prefix: '云市监强',
    trades: FOOD,
    contents: ['查封不符合食品安全标准的食品及原料', '扣押涉嫌假冒的商品48件'],
  },
  { unit: 'sthj', prefix: '云环封', trades: INDUSTRY, contents: ['查封违法排放污染物的生产设备'] },
]

const PLACES = [
  '听潮',
  '云岫',
  '青禾',
  '石渡',
  '汐城',
  '望川',
  '南浦',
  '沙溪',
  '松间',
  '柳岸',
  '白鹭',
  '长风',
]

/** Decisions and charges from January 2024 up to today, and what became of answers that were fought over. */
export async function fillRegisters(demo: Demo): Promise<void> {
  const today = civilDateOf(demo.now)
  const random = seeded(20_260)
  const years = Array.from({ length: Number(today.slice(0, 4)) - 2023 }, (_, index) => 2024 + index)
  const rows = years.flatMap((year) => rowsOf(random, year)).filter(({ on }) => on <= today)
  await allTogether(demo, async (people) => {
    for (const { register, unit, on, data } of rows) {
      const officer = await people.as(officerOf(unit))
      valueOf(
        await addRegisterRow(officer, register, { unitId: idOf(demo.unitIds, unit), occurredOn: on, data }),
      )
    }
  })
}

function rowsOf(random: Random, year: number): Row[] {
  return [
    ...decisions(random, year, registers.permits, PERMITS, 48),
    ...decisions(random, year, registers.penalties, PENALTIES, 28),
    ...decisions(random, year, registers.coercions, COERCIONS, 6),
    ...charges(random, year),
  ]
}

/** So many decisions of a year, numbered in the order of their days. */
function decisions(
  random: Random,
  year: number,
  register: Register,
  kinds: readonly Decided[],
  count: number,
): Row[] {
  const days = Array.from({ length: count }, () =>
    addDays(civilDate(`${year}-01-04`), random.next(358)),
  ).toSorted()
  const last = new Map<string, number>()
  return days.map((on) => {
    const { unit, prefix, trades, contents, kind } = random.pick(kinds)
    const serial = (last.get(prefix) ?? 0) + 1
    last.set(prefix, serial)
    const data = {
      party: `云岚市${random.pick(PLACES)}${random.pick(trades)}`,
      creditCode: makeCreditCode(`91${PROVINCE}0100`, String(10_000_000 + random.next(89_999_999))),
      documentNumber: `${prefix}〔${year}〕${serial}号`,
      ...(kind === undefined ? {} : { kind }),
      content: random.pick(contents),
    }
    return { register, unit, on, data }
  })
}

/** What is charged: by whom, for what, in which months, so many times so much (in fen). */
const CHARGES = [
  ['zrj', '不动产登记费', 1, 180, 90, 8_000],
  ['cgj', '城镇垃圾处理费', 1, 4_200, 600, 12_000],
  ['gdb', '防空地下室易地建设费', 3, 800, 900, 100_000],
  ['rsj', '人力资源社会保障考试考务费', 3, 2_400, 1_800, 6_100],
] as const

function charges(random: Random, year: number): Row[] {
  return CHARGES.flatMap(([unit, item, everyMonths, from, spread, fen]) =>
    Array.from({ length: 12 / everyMonths }, (_, index): Row => {
      const month = String((index + 1) * everyMonths).padStart(2, '0')
      const data = { item, amountFen: (from + random.next(spread)) * fen }
      return { register: registers.fees, unit, on: civilDate(`${year}-${month}-25`), data }
    }),
  )
}
