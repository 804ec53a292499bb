import { describe, expect, test } from 'vitest'
import { findPersonalData } from './detect.ts'
import { makeSnippets, type Snippet } from './snippets.ts'

const kindsIn = (text: string) => findPersonalData(text).map((one) => one.kind)

describe('on many pieces of text', () => {
  const { positive, negative } = makeSnippets(600)
  const missed: Snippet[] = []
  let right = 0
  let wrong = 0
  for (const snippet of positive) {
    const found = kindsIn(snippet.text)
    right += snippet.kinds.filter((kind) => found.includes(kind)).length
    wrong += found.filter((kind) => !snippet.kinds.includes(kind)).length
    if (snippet.kinds.some((kind) => !found.includes(kind))) missed.push(snippet)
  }
  const alarms = negative.filter((snippet) => kindsIn(snippet.text).length > 0)
  wrong += alarms.reduce((sum, snippet) => sum + kindsIn(snippet.text).length, 0)
  const wanted = positive.reduce((sum, snippet) => sum + snippet.kinds.length, 0)
  const recall = right / wanted
  const precision = right / (right + wrong)

  test('finds at least 99 of a hundred, and of a hundred findings at least 97 are right', () => {
    process.stdout.write(
      `personal data: ${positive.length} + ${negative.length} snippets, recall ${(recall * 100).toFixed(2)}%, precision ${(precision * 100).toFixed(2)}%\n`,
    )
    expect(missed.slice(0, 5)).toEqual([])
    expect(alarms.slice(0, 5).map((one) => [one.text, kindsIn(one.text)])).toEqual([])
    expect(recall).toBeGreaterThanOrEqual(0.99)
    expect(precision).toBeGreaterThanOrEqual(0.97)
  })
})

const card = '9558881234567890121'

test.each([
  ['citizen_id', '村民雷远山（身份证号码 110105\u00a019491231\u00a0002X）已签字'],
  ['citizen_id', '110105\t19491231\t002X'],
  ['citizen_id', '110105—19491231—002X'],
  ['citizen_id', 'ID11010519491231002X'],
  ['citizen_id', '1234\t110105\t19491231\t002X'],
  ['citizen_id', '身份证No.11010519491231002X'],
  ['citizen_id', '身份证号：1101051949\n1231002X'],
  ['citizen_id', '户主480101650312004，家庭人口3人'],
  ['mobile', 'Tel13900001234'],
  ['mobile', '1390 0001 234'],
  ['mobile', '投诉人单某，139.0000.1234'],
  ['mobile', '快递员 139—0000—1234'],
  ['mobile', '申请编号人：13900001234'],
  ['mobile', '值班手机13900001234元旦不休'],
  ['mobile', '请拨打一三九零零零零一二三四'],
  ['phone', '家里座机是0980—5550123'],
  ['bank_card', `请退至${card}`],
  ['bank_card', '卡号：622848 003812345677'],
  ['home_address', '和畅家园12#楼1单元302'],
  ['home_address', '收件地址：云岚市听澜区观潮街20号锦绣华庭5栋1203'],
  ['home_address', '市市场监督管理局查明：当事人闻溪，住云岚市听澜区云岫路18号'],
  ['home_address', '工作单位：无，家庭住址：云岚市望岫区竹园巷9号'],
  ['home_address', '滑青，云岚机械厂退休职工，住石渡区明德路66号'],
  ['home_address', '患者柏禾，市医院，望江花园3幢2单元501室'],
  ['home_address', '经营者雷溪，云岚望江餐饮店，住址：青棠区堤东路3号'],
  ['mobile', 'Tel No.13900001234'],
  ['mobile', '13900001234号机主'],
  ['birth_date', '出生日期：1988年4月2日 至今居住'],
  ['home_address', '租住于城关镇东门外街44号'],
  ['birth_date', '出生日期 19880402'],
  ['birth_date', '生于一九八八年四月二日'],
  ['birth_date', 'DOB：1988-04-02'],
])('%s blocks: %s', (kind, text) => {
  const found = findPersonalData(text)
  expect(found.map((one) => [one.kind, one.severity])).toEqual([[kind, 'blocking']])
})

test.each([
  '企业住所：云岚市听澜区堤东路88号科创大厦5楼',
  '云岚清波商贸有限公司，住所：听澜区云岫路18号',
  '望江花园5号楼物业用房改造',
  '公司住所地：云岚市青棠区明德路12号',
  '会议室在市政府大院2号楼301室',
  '和畅家园物业服务中心地址：和畅家园1号楼101室',
  '清波社区卫生服务站，地址望江花园2幢103室',
  '清波小区8号楼1单元加装电梯',
  '准考证号 15048010112',
  '户号15012345678缴费成功',
  '学号13820260101',
  '招标编号YLZB-2026-13900001234',
  '报警回执13812345678号',
  '人口13912345678人次',
  '产生日期2026-04-02生',
  '监督电话12388，热线12345，局办公室0980-5550008',
])('nothing blocks: %s', (text) => {
  expect(findPersonalData(text).filter((one) => one.severity === 'blocking')).toEqual([])
})

describe('what is found', () => {
  test('lies at its place, with its words and a mask', () => {
    const text = '申请人身份证号11010519491231002X，手机１３８-１２３４-５６７８。'
    expect(findPersonalData(text)).toEqual([
      {
        kind: 'citizen_id',
        severity: 'blocking',
        start: 7,
        end: 25,
        text: '11010519491231002X',
        masked: '110105********002X',
      },
      {
        kind: 'mobile',
        severity: 'blocking',
        start: 28,
        end: 41,
        text: '１３８-１２３４-５６７８',
        masked: '138****5678',
      },
    ])
  })

  test('a fixed line blocks only as somebody’s own; a month of birth is a hint', () => {
    const severity = (text: string) => findPersonalData(text).map((one) => one.severity)
    expect(severity('咨询电话：0980-5550001')).toEqual(['hint'])
    expect(severity('户主家庭电话：0980-5550001')).toEqual(['blocking'])
    expect(severity('闻溪，1975年3月生，拟任副局长')).toEqual(['hint'])
    expect(severity('闻溪，1975年3月8日生')).toEqual(['blocking'])
  })

  test('what is masked is found no more', () => {
    const { positive } = makeSnippets(600)
    const still = positive.filter(({ text }) => {
      let shown = text
      for (const one of findPersonalData(text).toReversed())
        shown = shown.slice(0, one.start) + one.masked + shown.slice(one.end)
      return findPersonalData(shown).some((one) => one.severity === 'blocking')
    })
    expect(still.slice(0, 5)).toEqual([])
  })

  test('a long text of digits takes no time to speak of', () => {
    const started = performance.now()
    findPersonalData('1'.repeat(200_000))
    findPersonalData('住'.repeat(50_000))
    findPersonalData('云岚市'.repeat(50_000))
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
