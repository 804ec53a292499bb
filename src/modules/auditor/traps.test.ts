import { expect, test } from 'vitest'
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
