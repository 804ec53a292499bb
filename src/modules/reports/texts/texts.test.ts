import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { civilDate } from '#platform/dates.ts'
import { ask, defineFigure, narrow, term, type Ask } from '#kernel/figures/index.ts'
import { form2021, formOf } from '../forms/index.ts'
import { readLine } from './grammar.ts'
import { findBareNumbers } from './numbers.ts'
import { offeredTokens, suggestFor } from './offers.ts'
import { linesOf, plainText, printText, readText } from './read.ts'
import type { Known } from './resolve.ts'

const figure = (name: string, dimensions: string[], unit = '件') =>
  defineFigure({
    name,
    label: `标签${name}`,
    unit,
    cohort: 'received',
    dimensions,
    cites: '试验',
    changedBy: [],
    records: () => sql`select 1`,
  })
const figures = [
  figure('requests.received', ['applicant']),
  figure('requests.concluded', ['outcome', 'applicant']),
  figure('powers.fees', [], '分'),
]
const form2019 = formOf(2019, civilDate('2026-11-24'))
const known: Known = { form: form2021, figures }
const keyOf = (asked: Ask, year = 0) => `${asked.figure} ${JSON.stringify(asked.filter)} ${year}`

/** Answers of the records, all others 0. */
function answers(given: readonly (readonly [asked: Ask, value: number, year?: number])[]) {
  const values = new Map(given.map(([asked, value, year]) => [keyOf(asked, year), value]))
  return (asked: Ask, year = 0) => values.get(keyOf(asked, year)) ?? 0
}
const received = ask('requests.received')
const VALUES = answers([
  [received, 40],
  [received, 32, -1],
  [narrow(received, { applicant: 'natural' }), 10],
  [ask('requests.concluded'), 30],
  [ask('powers.fees'), 123_450],
])

const print = (body: string) => {
  const { paragraphs, problems } = printText(readText(body, known), VALUES, () => null)
  return { text: plainText(paragraphs), codes: problems.map((one) => one.code) }
}

describe('a number in a text is what it is a value of', () => {
  test.each([
    ['收到{{3.A.7}}件', '收到40件'],
    ['上年{{3.A.7 year=-1}}件', '上年32件'],
    ['自然人{{requests.received applicant=natural}}件', '自然人10件'],
    ['比上年{{3.A.7 show=change}}件', '比上年增加8件'],
    ['比前年{{3.A.7 year=-1 show=change}}件', '比前年增加32件'],
    ['办结{{3.C7.7 show=change}}件', '办结增加30件'],
    ['与上年{{3.B.7 show=change}}', '与上年持平'],
    ['占{{3.A.1 show=rate of=3.A.7}}', '占25.0%'],
    ['占{{requests.received applicant=natural show=rate of=requests.received}}', '占25.0%'],
    ['收费{{2.fees.1}}万元', '收费0.12345万元'],
    ['收费{{powers.fees}}万元', '收费0.12345万元'],
  ])('%s', (body, text) => {
    expect(print(body)).toEqual({ text, codes: [] })
  })

  test('what fell is said to have fallen', () => {
    const fell = answers([
      [received, 5],
      [received, 9, -1],
    ])
    const read = readText('{{3.A.7 show=change}}件', known)
    expect(plainText(printText(read, fell, () => null).paragraphs)).toBe('减少4件')
  })

  test('everything that is wrong is told at once', () => {
    const body = [
      '{{3.X.7}} {{no.figure}} {{}} {{3.A.7 year=1}} {{3.A.7 year=x}}',
      '{{3.A.7 show=all}} {{3.A.7 show=rate}} {{3.A.7 of=3.A.7}} {{3.A.7 applicant=natural}}',
      '{{requests.received applicant=nobody}} {{requests.received colour=red}} {{requests.received unit=x}}',
      '{{3.A.1 show=rate of=3.B.7}} {{3.A.1 show=rate of=3.Z.1}} {{3.A.7',
    ].join('\n')
    expect(print(body).codes).toEqual([
      'reference_unknown',
      'reference_unknown',
      'reference_form',
      'reference_year',
      'reference_year',
      'reference_show',
      'reference_rate_of',
      'reference_rate_of',
      'reference_dimension',
      'reference_value',
      'reference_dimension',
      'reference_value',
      'reference_unknown',
      'reference_form',
      'reference_division',
    ])
  })

  test('a cell that nothing carries yet cannot be referred to', () => {
    const read = readText('上一年{{2.permits.1}}项', { form: form2019, figures })
    expect(read.problems.map((one) => one.code)).toEqual(['reference_empty'])
  })

  test('what stands around the references is printed as it was written', () => {
    fc.assert(
      fc.property(fc.string(), (body) => {
        const words = body.replaceAll('{{', '')
        expect(print(words).text).toBe(linesOf(words).join('\n'))
      }),
    )
  })

  test('a line in its pieces is the line', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('收到', '{{3.A.7}}', '{{', '}}', '38件', ' ')), (parts) => {
        const line = parts.join('')
        const pieces = readLine(line)
        const ends = pieces.map((_, index) => pieces[index + 1]?.start ?? line.length)
        expect(pieces.map((piece, index) => line.slice(piece.start, ends[index])).join('')).toBe(line)
      }),
    )
  })

  test('short numbered lines are headings, sentences are not', () => {
    const read = readText('（一）主动公开\n1. 基本情况\n一、概述\n（二）全年收到申请。\n正文', known)
    const kinds = printText(read, VALUES, () => null).paragraphs.map((one) => one.kind)
    expect(kinds).toEqual(['heading', 'heading', 'heading', 'paragraph', 'paragraph'])
  })

  test('every offered reference can be asked', () => {
    for (const token of offeredTokens(known)) expect(readText(token, known).problems).toEqual([])
    expect(offeredTokens({ form: form2019, figures })).not.toContain('{{2.permits.1}}')
  })
})

describe('a number that somebody typed', () => {
  const bare = (body: string) => findBareNumbers(body).map((one) => one.text)

  test.each([
    ['全年收到申请38件', ['38']],
    ['发布信息1,234条，阅读量1.2万次', ['1,234', '1.2万']],
    ['办结率98.5%', ['98.5%']],
    ['召开会议３次', ['3']],
    ['收到{{3.A.7}}件，其中38件', ['38']],
    ['（一）\n答复12件', ['12']],
    ['网站点击55000次', ['55000']],
  ])('%s is a count', (body, found) => {
    expect(bare(body)).toEqual(found)
  })

  test.each([
    '2025年1月31日前公布',
    '2024—2025年度',
    '自2025-01-01起',
    '依据《条例》第49条、第20条第1款',
    '云政发〔2025〕12号',
    '1. 主动公开\n2、依申请公开\n(3)其他',
    '电话0000-8123456，手机13800000000',
    '拨打12345热线',
    '见https://www.yunlan.example/a/2025/38.html',
    '《2025年政务公开工作要点》',
    '20个工作日内答复，7×24小时',
    '收到{{3.A.7}}件，上年{{3.A.7 year=-1}}件',
    '推进“1+3+N”体系',
    '上午9:30开会',
    '没有数字',
  ])('%s is none', (body) => {
    expect(bare(body)).toEqual([])
  })

  test('says its line and its value, and which cell has it', () => {
    const [one] = findBareNumbers('第一段\n\n收到1.4万件')
    expect(one).toMatchObject({ line: 2, value: 14_000, text: '1.4万' })
    const values = { '3.A.1': 14_000, '3.A.7': 14_000, '3.D.7': 3 }
    if (!one) throw new Error('no number was found')
    expect(suggestFor(one, form2021, values).map((offer) => offer.token)).toEqual(['{{3.A.7}}', '{{3.A.1}}'])
    expect(suggestFor({ ...one, value: null }, form2021, values)).toEqual([])
  })

  test('a term of one figure is asked once for its own year', () => {
    expect(readText('{{3.A.7 year=-2}}', known).terms).toEqual([term(received, -2)])
  })
})
