import { expect, test } from 'vitest'
import { consistentReport, print } from '../../testing/printed-report.ts'
import { auditText } from './reports.ts'

/** Words of our own around the ways in which published figures fail, and around what only looks like it. */
const judged = (text: string) => auditText(text).relations
const broken = (text: string) =>
  judged(text)
    .filter((one) => one.verdict === 'broken')
    .map((one) => [one.kind, one.left, one.right, one.difference])

test('eleven kinds that the text says make up the total are 41 short of it', () => {
  const parts = [24, 36, 58, 71, 43, 66, 102, 33, 95, 31, 15]
  const names = '指南,概况,文件,重点工作,重点项目,计划总结,工作进展,统计数据,政务动态,政策信息,人事任免'
  const listed = names.split(',').map((name, index) => `${name}类${parts[index]}条`)
  const text = `累计主动公开政府信息615条，其中：${listed.join('，')}。`
  expect(broken(text)).toEqual([['sum', 574, 615, -41]])
})

test('one and a half times what is more than twice as much', () => {
  expect(broken('全年公开政府信息2401条，上年公开1128条，是上年的1.5倍。')).toEqual([
    ['ratio', 2.129, 1.5, 0.629],
  ])
})

test('a rate that was cut off so that all make a hundred is no more than a rounding', () => {
  const text =
    '全年主动公开政府信息92条，其中：动态信息59条，占信息总数的64.1%；其他信息33条，占信息总数的35.8%。'
  const verdicts = judged(text).map((one) => [one.kind, one.verdict])
  expect(verdicts.filter(([kind]) => kind === 'sum')).toEqual([['sum', 'holds']])
  const cut = judged(text).find((one) => one.right === 35.8)
  expect(cut?.verdict).toMatch(/rounding|broken/)
  expect(cut?.computation).toContain('33 ÷ 92')
})

test('none in the words and four in the table', () => {
  const text = [
    '一、总体情况',
    '本年制发行政规范性文件0件。',
    '二、主动公开政府信息情况',
    '第二十条第（一）项',
    '信息内容\t本年制发件数\t本年废止件数\t现行有效件数',
    '规章\t0\t0\t0',
    '行政规范性文件\t4\t0\t32',
    '第二十条第（五）项',
    '信息内容\t本年处理决定数量',
    '行政许可\t12',
    '第二十条第（六）项',
    '信息内容\t本年处理决定数量',
    '行政处罚\t3',
    '行政强制\t0',
  ].join('\n')
  expect(broken(text)).toEqual([['cross', 4, 0, 4]])
})

test('a row of the city’s own and a stroke in a cell change nothing of the others', () => {
  const text = [
    '第二十条第（一）项',
    '信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量',
    '规章\t0\t0\t0',
    '规范性文件\t2\t2\t19',
    '其他主动公开文件\t186\t86\t255',
    '第二十条第（五）项',
    '信息内容\t上一年项目数量\t本年增/减\t处理决定数量',
    '行政许可\t8\t+5\t93',
    '其他对外管理服务事项\t7\t-\t12',
    '第二十条第（六）项',
    '信息内容\t上一年项目数量\t本年增/减\t处理决定数量',
    '行政处罚\t310\t-6\t41',
    '行政强制\t13\t0\t2',
  ].join('\n')
  expect(broken(text)).toEqual([])
  const values = auditText(text).figures.map((one) => one.value)
  for (const value of [2, 19, 8, 5, 93, 310, -6, 41, 13]) expect(values).toContain(value)
})

test('an amount of money among counts is named', () => {
  const rows = [
    '第二十条第（一）项',
    '信息内容\t本年制发件数\t本年废止件数\t现行有效件数',
    '规章\t0\t0\t0',
    '行政规范性文件\t1\t0\t3',
    '第二十条第（五）项',
    '信息内容\t本年处理决定数量',
    '行政许可\t12.6万元',
    '第二十条第（六）项',
    '信息内容\t本年处理决定数量',
    '行政处罚\t3',
    '行政强制\t0',
  ]
  expect(judged(rows.join('\n')).filter((one) => one.kind === 'cell')).toMatchObject([
    { verdict: 'broken', note: expect.stringContaining('件数') as string },
  ])
})

test('what grew from one number to another by so many times, told in words before them', () => {
  expect(broken('行政许可处理决定数量比去年增长1.5倍，由1204件增至2530件。')).toEqual([
    ['ratio', 1.101, 1.5, -0.399],
  ])
  // Some write so for what is twice as much: nobody can tell which is meant.
  expect(broken('行政许可处理决定数量比去年增长2.1倍，由1204件增至2530件。')).toEqual([])
})

test('by how much and by what share it grew agree with what there is now', () => {
  const verdicts = (text: string) => judged(text).map((one) => [one.kind, one.verdict, one.computation])
  expect(verdicts('全年公开政府信息326条，较上年增加41条，增长14.4%。')).toContainEqual([
    'change',
    'rounding',
    '41 ÷ (326 - 41) = 14.386% ≈ 14.4%',
  ])
  expect(broken('全年公开政府信息326条，较上年增加41条，增长24.4%。')).toEqual([
    ['change', 14.386, 24.4, -10.014],
  ])
  // Of another number than the one before it: nothing can be told.
  expect(broken('全年公开政府信息326条，其中动态类比上年增加41条，增长24.4%。')).toEqual([])
  expect(broken('公务用车费28.5万元，比上年减少3.35万元，下降10.52%。')).toEqual([])
})

test('what was spent of what was planned, and no unit of measure out of a name', () => {
  const text =
    '支出预算为45.60万元，支出决算为32.65万元，完成预算的71.60%，其中接待费支出决算为4.15万元，完成预算的54.61%。'
  expect(broken(text)).toEqual([])
  expect(judged(text).find((one) => one.right === 71.6)?.verdict).toBe('rounding')
  expect(broken(text.replace('71.60', '76.10'))).toEqual([['rate', 71.6009, 76.1, -4.4991]])
  const table =
    '某单位2023年度收支\n\n| 项目 | 预算数 | 决算数 |\n| --- | --- | --- |\n| 合计 | 45.60 | 32.65 |'
  expect(auditText(table).figures.map((one) => [one.label, one.unit])).toEqual([
    ['合计|预算数', null],
    ['合计|决算数', null],
  ])
})

test('what came and what was there is what ended and what is left, in words', () => {
  expect(broken('新收申请1767件，上年结转81件，办结1790件，结转下年58件。')).toEqual([])
  expect(broken('新收申请1767件，上年结转81件，办结1790件，结转下年68件。')).toEqual([
    ['tie', 1848, 1858, -10],
  ])
  expect(broken('新收申请1767件，收到投诉5件，上年结转81件，办结1790件，结转下年68件。')).toEqual([])
})

test('numbers in words count what there are ten and more of; labels keep no brackets', () => {
  const found = auditText(
    '编发简报四十六期，在线访谈十二期，第三期培训班。甲县（99.8分）、乙区（99.6分）。',
  ).figures
  expect(found.map((one) => [one.label, one.value, one.unit])).toEqual([
    ['编发简报', 46, '期'],
    ['在线访谈', 12, '期'],
    ['甲县', 99.8, '分'],
    ['乙区', 99.6, '分'],
  ])
})

test('what a year before had stands after its year, and what there is now before it', () => {
  const verdicts = (text: string) => judged(text).map((one) => [one.kind, one.verdict, one.left])
  expect(verdicts('投入专项经费126.5万元，比2015年的98.2万元增长28.8%。')).toEqual([
    ['change', 'rounding', 28.819],
  ])
  expect(broken('投入专项经费126.5万元，比2015年的98.2万元增长38.8%。')).toEqual([
    ['change', 28.819, 38.8, -9.981],
  ])
})

test('the one row of 其他处理 is read in the printing of 2019, and counts in its total', () => {
  const rows = print(consistentReport(1, 2019), 'tabs')
  const totals = auditText(rows).relations.filter((one) => one.computation.split(' + ').length > 10)
  expect(totals.length).toBeGreaterThan(0)
  expect(totals.filter((one) => one.verdict !== 'holds')).toEqual([])
})

test('a power of ten without a number, and a year at the head of a column, are no figures', () => {
  const text =
    '金额单位：万元\n2022年预算数\t\t2023年预算数\n合计\t接待费\t合计\t接待费\n23.50\t3.50\t21.80\t3.00\n'
  expect(auditText(text).figures.map((one) => one.value)).not.toContain(10_000)
  expect(auditText(text).figures.map((one) => one.value)).not.toContain(2023)
  expect(auditText(text).figures.map((one) => one.value)).toContain(23.5)
})

const ANNEX_LINES: readonly (readonly [text: string, unit: string, value: string])[] = [
  ['（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）', '条', '12036'],
  ['其中：主动公开规范性文件数', '条', '18'],
  ['（一）收到申请数', '件', '45'],
  ['1.当面申请数', '件', '12'],
  ['2.传真申请数', '件', '0'],
  ['3.网络申请数', '件', '25'],
  ['4.信函申请数', '件', '8'],
  ['（二）申请办结数', '件', '46'],
  ['1.按时办结数', '件', '44'],
  ['2.延期办结数', '件', '1'],
  ['四、行政复议数量', '件', '2'],
  ['（一）维持具体行政行为数', '件', '1'],
  ['（二）被依法纠错数', '件', '0'],
  ['（三）其他情形数', '件', '1'],
]

test.each([
  ['with tabs', '\t', '\n'],
  ['with each cell on a line', '\n', '\n'],
  ['with nothing between', '', '\n'],
])('the annex of 2014 to 2018 copied %s: what is not the sum of its lines is named', (_, between, end) => {
  const lines = ANNEX_LINES.map((line) => line.join(between)).join(end)
  const audit = auditText(
    `2016年政府信息公开情况统计表\n统计指标${between}单位${between}统计数${end}${lines}\n`,
  )
  expect(audit.figures.map((one) => [one.value, one.unit])).toEqual(
    ANNEX_LINES.map(([, unit, value]) => [Number(value), unit]),
  )
  const found = audit.relations
    .filter((one) => one.kind === 'table')
    .map((one) => [one.left, one.right, one.verdict])
  expect(found).toEqual([
    [45, 45, 'holds'],
    [45, 46, 'broken'],
    [2, 2, 'holds'],
  ])
})

test('points by which a share rose agree with both shares', () => {
  const text = '公开率由2021年的56.2%提升至61.8%，提高5.6个百分点。'
  expect(judged(text).map((one) => [one.kind, one.verdict])).toContainEqual(['change', 'holds'])
  expect(broken(text.replace('5.6个', '6.6个'))).toEqual([['change', 5.6, 6.6, -1]])
})

test('what may be meant otherwise is not called wrong', () => {
  const budgets = '年初预算为40万元，调整预算为45.6万元，支出决算为32.65万元，完成年初预算的81.6%。'
  expect(broken(budgets)).toEqual([])
  expect(judged(budgets).find((one) => one.right === 81.6)?.computation).toContain('32.65 ÷ 40')
  expect(broken(budgets.replace('81.6', '95.5'))).toEqual([])
  // Some ended otherwise than by an answer.
  expect(broken('新收申请10件，上年结转2件，答复9件，其他处理1件，结转下年2件。')).toEqual([])
  const many = auditText('发放资料万余份，接待群众上千人次。').figures
  expect(many.map((one) => [one.value, one.unit])).toEqual([
    [10_000, '份'],
    [1000, '人次'],
  ])
})
