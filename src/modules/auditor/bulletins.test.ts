import { expect, test } from 'vitest'
import { auditText } from './reports.ts'

// Words of our own around figures that hotlines and offices published, each failing in the way in which it did.

const judged = (text: string) => auditText(text).relations
const verdicts = (text: string, kind: string) =>
  judged(text)
    .filter((one) => one.kind === kind)
    .map((one) => [one.left, one.right, one.verdict])

const CLASSES: readonly (readonly [name: string, count: number, share: string])[] = [
  ['咨询类', 124_599, '63.72'],
  ['求助类', 56_672, '28.98'],
  ['投诉类', 1983, '1.01'],
  ['建议类', 1182, '0.6'],
  ['举报类', 890, '0.46'],
  ['感谢类', 415, '0.21'],
  ['其他类', 9791, '5.01'],
]

test('classes that add up to far less than the total, though their shares are of their own sum', () => {
  const listed = CLASSES.map(([name, count, share]) => `${name}${count}件，占${share}%`).join('；')
  const text = `11月热线共受理诉求284406件，其中${listed}。省派工单2917件，已处理2349件，正在办理568件。`
  const sums = judged(text).filter((one) => one.kind === 'sum' && one.right === 284_406)
  expect(sums.map((one) => [one.left, one.difference, one.verdict])).toEqual([[195_532, -88_874, 'broken']])
  // Each share is right of the sum of the classes: none of them is called wrong.
  expect(verdicts(text, 'rate').filter(([, , verdict]) => verdict === 'broken')).toEqual([])
  expect(judged(text).some((one) => one.right === 2917 && one.verdict === 'holds')).toBe(true)
})

test('five ways to divide the same tickets, each of them whole', () => {
  const text =
    '共办理热线工单2495件，其中交办二级责任单位2388件，县热线办直办107件。按期回复2424件，逾期回复71件。' +
    '按类别分：求决类1878件、咨询类267件、揭发控告类87件、意见建议类53件、其他类210件。'
  const sums = judged(text).filter((one) => one.kind === 'sum' && one.right === 2495)
  expect(sums.every((one) => one.verdict === 'holds')).toBe(true)
  expect(sums.length).toBeGreaterThanOrEqual(2)
})

test('a share that was cut off and not rounded, beside shares that were rounded', () => {
  const text =
    '共受理群众诉求2877件，其中疫情政策类212件，占7.3%；消费者权益类58件，占2%；油烟扰民类54件，占1.9%。'
  const found = judged(text).filter((one) => one.kind === 'rate')
  expect(found.map((one) => [one.right, one.verdict === 'broken'])).toEqual([
    [7.3, true],
    [2, false],
    [1.9, false],
  ])
  expect(found[0]?.note).toContain('截去')
})

test('what differs by one in the last printed place of 万 is rounded, not wrong', () => {
  const text = '各市受理诉求173.83万件，其中已办结144.18万件，办理中29.64万件。'
  expect(verdicts(text, 'sum')).toEqual([[1_738_200, 1_738_300, 'rounding']])
})

const budget = (cells: readonly (readonly [label: string, value: string])[], unit: string) =>
  `“三公”经费预算表\n单位：${unit}\n\n| 项目 | 本年预算数 |\n| --- | --- |\n${cells.map(([label, value]) => `| ${label} | ${value} |`).join('\n')}\n`

test('a parent that is nought above a part that is not, and a total that counts the part', () => {
  const text = budget(
    [
      ['合计', '34.35'],
      ['1.因公出国（境）费用', '0'],
      ['2.公务接待费', '1.7'],
      ['3.公务用车购置及运行费', '0'],
      ['其中：（1）公务用车运行维护费', '32.65'],
      ['（2）公务用车购置费', '0'],
    ],
    '万元',
  )
  const broken = judged(text).filter((one) => one.verdict === 'broken')
  expect(broken.map((one) => [one.left, one.right])).toContainEqual([32.65, 0])
})

test('a cell that says that nothing is to be filled in holds no number, and the sum of the others is the total', () => {
  const text = budget(
    [
      ['合计', '21.63'],
      ['1.因公出国（境）费用', '单位不需填列'],
      ['2.公务接待费', '14.83'],
      ['3.公务用车购置及运行费', '6.8'],
    ],
    '万元',
  )
  const { figures, relations } = auditText(text)
  expect(figures.map((one) => one.unit)).toEqual(['万元', '万元', '万元'])
  expect(figures.map((one) => one.value)).toEqual([21.63, 14.83, 6.8])
  expect(relations.filter((one) => one.verdict === 'broken')).toEqual([])
})

test('yuan are yuan where the table says so', () => {
  const text = budget(
    [
      ['合计', '250000'],
      ['1.因公出国（境）费用', ''],
      ['2.公务接待费', '150000'],
      ['3.公务用车购置及运行费', '100000'],
    ],
    '元',
  )
  const { figures, relations } = auditText(text)
  expect(figures.map((one) => [one.value, one.unit])).toEqual([
    [250_000, '元'],
    [150_000, '元'],
    [100_000, '元'],
  ])
  expect(relations.map((one) => [one.left, one.right, one.verdict])).toContainEqual([
    250_000,
    250_000,
    'holds',
  ])
})
