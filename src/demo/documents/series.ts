import { addDays, civilDate, dayOfWeek, formatChinese, type CivilDate } from '#platform/dates.ts'
import { seeded } from '../random.ts'
import { paragraphs, table, type DemoDocument } from './document.ts'

const QUARTERS = ['一季度', '上半年', '前三季度'] as const

/** Value added since January in 亿元: the three industries; their sum is printed, and the years' ends are the bulletins'. */
const ECONOMY: readonly (readonly [
  year: number,
  quarter: number,
  parts: readonly [number, number, number],
  growth: string,
])[] = [
  [2024, 1, [24.3, 162.1, 200.5], '5.4'],
  [2024, 2, [56.1, 343.6, 421.2], '5.5'],
  [2024, 3, [97.8, 524.9, 638.6], '5.6'],
  [2025, 1, [25.1, 172.8, 214.6], '5.5'],
  [2025, 2, [58.3, 364.9, 450.4], '5.6'],
  [2025, 3, [101.6, 557.3, 683.9], '5.7'],
  [2026, 1, [26.2, 182.4, 227.3], '5.4'],
  [2026, 2, [60.7, 384.2, 476.4], '5.5'],
  [2026, 3, [105.9, 586.1, 723.6], '5.6'],
]

function economy(): DemoDocument[] {
  return ECONOMY.map(([year, quarter, parts, growth]) => {
    const total = parts.reduce((sum, part) => sum + part, 0)
    const period = `${year}年${QUARTERS[quarter - 1] ?? ''}`
    const row = (label: string, value: number) => [
      label,
      value.toFixed(1),
      `${((value / total) * 100).toFixed(1)}%`,
    ]
    return {
      id: `tjj-${year}-q${quarter}`,
      unit: 'tjj',
      channel: 'economy',
      kind: 'information',
      title: `${period}云岚市经济运行情况`,
      publishDate: `${year}-${String(quarter * 3 + 1).padStart(2, '0')}-24`,
      topic: '03',
      genre: '99',
      keywords: ['经济运行', '地区生产总值'],
      summary: `${period}地区生产总值${total.toFixed(1)}亿元，增长${growth}%。`,
      text: paragraphs(
        `根据地区生产总值统一核算结果，${period}全市地区生产总值${total.toFixed(1)}亿元，按不变价格计算，同比增长${growth}%。`,
        table(
          ['产业', '增加值（亿元）', '占比'],
          row('第一产业', parts[0]),
          row('第二产业', parts[1]),
          row('第三产业', parts[2]),
          row('合计', total),
        ),
        '总体看，全市经济运行保持平稳，就业、物价总体稳定。下一阶段将继续做好统计监测，及时公布数据。',
        '说明：季度数据为初步核算数，年度数据以统计公报为准。占比因四舍五入，分项之和可能不等于100%。',
      ),
    }
  })
}

/** The months from January 2024 whose report, six days after their end, has come out by today. */
function airMonths(today: CivilDate): { year: number; month: number; publishDate: CivilDate }[] {
  const months = []
  for (let year = 2024, month = 1; ; month === 12 ? ((year += 1), (month = 1)) : (month += 1)) {
    const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`
    const publishDate = civilDate(`${next}-06`)
    if (publishDate > today) return months
    months.push({ year, month, publishDate })
  }
}

function airReports(today: CivilDate): DemoDocument[] {
  const random = seeded(980)
  return airMonths(today).map(({ year, month, publishDate }) => {
    const days = Number(addDays(civilDate(`${publishDate.slice(0, 7)}-01`), -1).slice(8))
    const winter = month <= 2 || month >= 11
    const light = winter ? 4 + random.next(5) : 1 + random.next(4)
    const medium = winter ? random.next(2) : 0
    const good = days - light - medium
    const fine = (winter ? 36 : 22) + random.next(9)
    const coarse = fine + 22 + random.next(8)
    const share = `${((good / days) * 100).toFixed(1)}%`
    return {
      id: `sthj-${year}-${month}`,
      unit: 'sthj',
      channel: 'environment',
      kind: 'information',
      title: `${year}年${month}月云岚市环境空气质量月报`,
      publishDate,
      topic: '10',
      genre: '99',
      keywords: ['空气质量', '月报', '环境质量'],
      summary: `${month}月市区空气质量优良${good}天，优良天数比率${share}。`,
      text: paragraphs(
        `${year}年${month}月，市区环境空气质量有效监测${days}天，优良${good}天，轻度污染${light}天，中度污染${medium}天，优良天数比率${share}。`,
        table(
          ['项目', '月均浓度（微克/立方米）'],
          ['细颗粒物（PM2.5）', String(fine)],
          ['可吸入颗粒物（PM10）', String(coarse)],
          ['二氧化氮', String(18 + random.next(12))],
          ['二氧化硫', String(5 + random.next(4))],
        ),
        '监测数据来自市区6个自动监测站点，评价依据为《环境空气质量标准》。实时数据可以在市生态环境局网页查询。',
      ),
    }
  })
}

const FOODS = [
  ['大米', 298],
  ['面粉', 262],
  ['猪肉（瘦）', 1680],
  ['鸡蛋', 520],
  ['草鱼', 860],
  ['青菜', 310],
  ['番茄', 345],
  ['豆腐', 265],
] as const

/** The last ten weeks' prices, every Friday: a column of news that stands still for two weeks fails the site. */
function weeklyPrices(today: CivilDate): DemoDocument[] {
  const friday = addDays(today, -((dayOfWeek(today) + 2) % 7))
  return Array.from({ length: 10 }, (_, week) => addDays(friday, -7 * week)).map((day) => {
    const random = seeded(Number(day.replaceAll('-', '')))
    const rows = FOODS.map(([name, fen]) => {
      const before = fen + random.next(31) - 15
      const price = before + random.next(25) - 12
      const change = ((price - before) / before) * 100
      return {
        cells: [
          name,
          (price / 100).toFixed(2),
          (before / 100).toFixed(2),
          `${change > 0 ? '+' : ''}${change.toFixed(1)}%`,
        ],
        sign: Math.sign(price - before),
      }
    })
    const count = (sign: number) => rows.filter((row) => row.sign === sign).length
    return {
      id: `fgw-price-${day}`,
      unit: 'fgw',
      channel: 'department-news',
      kind: 'information',
      title: `居民主要食品价格监测周报（${formatChinese(day)}）`,
      publishDate: day,
      topic: '03',
      genre: '99',
      keywords: ['价格监测', '周报'],
      summary: `本周监测的8种主要食品中，价格上涨${count(1)}种，下降${count(-1)}种，持平${count(0)}种。`,
      text: paragraphs(
        `市发展改革委对市区6家农贸市场、4家超市的监测显示，本周8种主要食品零售均价中，上涨${count(1)}种，下降${count(-1)}种，持平${count(0)}种。`,
        table(
          ['品种', '本周均价（元/500克）', '上周均价（元/500克）', '环比'],
          ...rows.map((row) => row.cells),
        ),
        '市场供应充足，价格总体平稳。发现价格违法行为，可以拨打12315举报。',
      ),
    }
  })
}

/** What comes out again and again, up to this day. */
export function seriesDocuments(today: CivilDate): DemoDocument[] {
  return [...economy(), ...airReports(today), ...weeklyPrices(today)]
}
