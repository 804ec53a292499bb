import { addDays, civilDate, dayOfWeek, formatChinese, type CivilDate } from '#platform/dates.ts'
import { seeded, type Random } from '../random.ts'
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

/** The last ten weeks' prices, every Friday. */
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
      channel: 'prices',
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

type Weekly = Pick<DemoDocument, 'unit' | 'title' | 'topic' | 'keywords' | 'summary' | 'text'>

function hotline(random: Random, day: CivilDate): Weekly {
  const [asked, complained, helped, advised] = [
    3200 + random.next(600),
    1100 + random.next(300),
    700 + random.next(200),
    90 + random.next(40),
  ]
  const total = asked + complained + helped + advised
  return {
    unit: 'rxzx',
    title: `12345热线一周受理情况（截至${formatChinese(day)}）`,
    topic: '02',
    keywords: ['12345热线', '办理情况'],
    summary: `本周受理群众诉求${total}件，按时办结率99.${random.next(9)}%。`,
    text: paragraphs(
      `本周12345热线受理群众诉求${total}件，其中咨询${asked}件、投诉${complained}件、求助${helped}件、建议${advised}件。`,
      '咨询较多的是社保缴费、学籍办理和公积金提取；投诉较多的是施工噪声、物业服务和停车秩序。能够直接解答的当场答复，其余转有关单位办理，五个工作日内回复。',
      '群众对办理结果不满意的，可以再次来电，由热线中心督办。',
    ),
  }
}

function traffic(random: Random, day: CivilDate): Weekly {
  const [drunk, racing, helmet] = [30 + random.next(20), 8 + random.next(8), 900 + random.next(400)]
  return {
    unit: 'gaj',
    title: `一周交通秩序整治情况（截至${formatChinese(day)}）`,
    topic: '16',
    keywords: ['交通安全', '整治'],
    summary: `本周查处酒驾${drunk}起，劝导未戴头盔骑行${helmet}人次。`,
    text: paragraphs(
      `本周，公安交管部门开展夜间集中整治3次，查处酒后驾驶${drunk}起、非法改装和飙车${racing}起，劝导教育未佩戴头盔的电动自行车骑乘人员${helmet}人次。`,
      '对学校周边道路增派警力，上下学时段实行“护学岗”。请家长按照公布的即停即走区域接送，不要占用公交车道。',
      '市民发现交通违法行为，可以通过随手拍渠道举报，举报人信息依法保密。',
    ),
  }
}

function estates(_: Random, day: CivilDate, week: number): Weekly {
  const done = 31 - week
  const working = 5 + Math.floor(week / 2)
  return {
    unit: 'zjj',
    title: `老旧小区改造进展（截至${formatChinese(day)}）`,
    topic: '10',
    keywords: ['老旧小区', '民生实事'],
    summary: `年度38个改造小区中，已完工${done}个，在建${working}个。`,
    text: paragraphs(
      `年度计划改造的38个城镇老旧小区中，已完工${done}个，在建${working}个，其余正在办理开工手续。`,
      '本周重点推进雨污分流、外墙保温和加装无障碍坡道。施工单位应当在小区出入口公布当周停水停电和管线开挖安排。',
      '居民对工程质量有意见的，可以向小区公示牌上的监督电话反映，住建部门在三个工作日内到场核实。',
    ),
  }
}

/** Something every Wednesday of the last six weeks: a column of news that stands still for two weeks fails the site. */
function weeklyNews(today: CivilDate): DemoDocument[] {
  const wednesday = addDays(today, -((dayOfWeek(today) + 4) % 7))
  const kinds = [hotline, estates, traffic]
  return Array.from({ length: 6 }, (_, week) => {
    const day = addDays(wednesday, -7 * week)
    const weekly = (kinds[week % kinds.length] ?? hotline)(seeded(Number(day.replaceAll('-', ''))), day, week)
    return {
      id: `week-${day}`,
      channel: 'department-news',
      kind: 'information',
      genre: '99',
      publishDate: day,
      ...weekly,
    }
  })
}

/** What comes out again and again, up to this day. */
export function seriesDocuments(today: CivilDate): DemoDocument[] {
  return [...economy(), ...airReports(today), ...weeklyPrices(today), ...weeklyNews(today)]
}
