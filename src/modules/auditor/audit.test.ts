import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { consistentReport, print, PRINTS, withCell } from '../../testing/printed-report.ts'
import type { Audit } from './contract.ts'
import { auditFiles, auditText } from './reports.ts'

const broken = (audit: Audit) => audit.relations.filter((one) => one.verdict === 'broken')
const computations = (audit: Audit) => broken(audit).map((one) => one.computation)
const figureOf = (text: string) => {
  const [figure] = auditText(text).figures
  return figure && { value: figure.value, unit: figure.unit, approx: figure.approx }
}

describe('figures of the text', () => {
  test.each([
    ['全年主动公开政府信息1075703条。', 1_075_703, '条', null],
    ['主动公开政府信息10.9万条。', 109_000, '条', null],
    ['新浪微博粉丝1.06万个。', 10_600, '个', null],
    ['召开新闻发布会二十三场。', 23, '场', null],
    ['答复率98.9%。', 98.9, '%', null],
    ['按期答复率百分之九十一。', 91, '%', null],
    ['主动公开信息１，２３４条。', 1234, '条', null],
    ['发布政务微博信息3000余条。', 3000, '条', '余'],
    ['群众咨询约500人次。', 500, '人次', '约'],
    ['现场接待近200人次。', 200, '人次', '近'],
  ])('%s', (text, value, unit, approx) => {
    expect(figureOf(text)).toEqual({ value, unit, approx })
  })

  test('未收到 is zero, a blank is not', () => {
    const none = auditText('本年度未收到政府信息公开申请。').figures
    expect(none.map((one) => [one.value, one.implied])).toEqual([[0, true]])
    const blank = auditText('本年度收到政府信息公开申请  件。').figures
    expect(blank.every((one) => one.value === null)).toBe(true)
  })

  test('years, documents’ numbers and telephones are no figures', () => {
    const text = '根据国办发〔2019〕15号文件，2023年1月5日起执行，咨询电话：0763-5826407，邮编511500。'
    expect(auditText(text).figures).toEqual([])
  })
})

describe('relations of the text', () => {
  test('parts that do not make their total are named with both numbers', () => {
    const audit = auditText(
      '全年主动公开政府信息1000条，其中：网站公开700条，公报公开200条，其他方式公开90条。',
    )
    expect(broken(audit).map((one) => [one.left, one.right, one.difference])).toEqual([[990, 1000, -10]])
  })

  test('a share that was rounded is no fault, a share of something else is', () => {
    const about = (rate: string) =>
      auditText(`全年收到申请1767件，其中网上申请781件，占申请总数的${rate}；信函申请986件。`)
    expect(broken(about('44.2%'))).toEqual([])
    expect(computations(about('54.2%')).join()).toContain('781')
  })

  test('an increase over the year before is computed', () => {
    const about = (rate: string) =>
      auditText(`2023年公开政府信息1200条，2022年公开政府信息1000条，同比增长${rate}。`)
    expect(broken(about('20%'))).toEqual([])
    expect(broken(about('30%')).length).toBe(1)
  })

  test('where a number is only about right, nothing exact is asked of it', () => {
    expect(broken(auditText('全年公开信息1000余条，其中网站700条，公报380条。'))).toEqual([])
  })
})

describe('statutory tables, however they were copied', () => {
  const seeds = Array.from({ length: 20 }, (_, index) => index + 1)

  test.each(PRINTS.flatMap((as) => ([2019, 2021] as const).map((form) => [as, form] as const)))(
    'printed as %s in the form of %i: nothing is called broken that holds',
    (as, form) => {
      for (const seed of seeds) {
        const audit = auditText(print(consistentReport(seed, form), as))
        expect(computations(audit)).toEqual([])
        // The tables were found, not passed over.
        expect(audit.relations.filter((one) => one.verdict === 'holds').length).toBeGreaterThan(10)
      }
    },
  )

  test.each(PRINTS)('printed as %s: one more new request breaks the tie of the table', (as) => {
    for (const seed of seeds) {
      const report = consistentReport(seed)
      const value = Number(report.values['3.A.7']) + 1
      const audit = auditText(print(withCell(report, '3.A.7', String(value)), as))
      expect(broken(audit).some((one) => Math.abs(one.difference ?? 0) === 1)).toBe(true)
    }
  })
})

describe('two years of one unit', () => {
  const title = (year: number) => `云岚市${year}年政府信息公开工作年度报告`
  const file = (year: number, text: string) => ({ name: `${year}.txt`, content: Buffer.from(text) })
  const earlier = consistentReport(7)

  test('what one carries out, the next carries in', async () => {
    const out = Number(earlier.values['3.D.7'])
    const later = withCell(consistentReport(8), '3.B.7', String(out + 3))
    const { audits } = await auditFiles([
      file(2023, print(later, 'tabs', title(2023))),
      file(2022, print(earlier, 'tabs', title(2022))),
    ])
    const carried = audits.flatMap((audit) => audit.relations.filter((one) => one.kind === 'carry'))
    expect(carried.length).toBe(7)
    expect(carried.at(-1)).toMatchObject({ verdict: 'broken', left: out, right: out + 3, difference: -3 })
  })

  test('years apart, or of different units, are not held against each other', async () => {
    const { audits } = await auditFiles([
      file(2024, print(earlier, 'tabs', title(2024))),
      file(2022, print(earlier, 'tabs', title(2022))),
      file(2023, print(earlier, 'tabs', '远岸县2023年政府信息公开工作年度报告')),
    ])
    expect(audits.flatMap((audit) => audit.relations.filter((one) => one.kind === 'carry'))).toEqual([])
  })
})

test('what cannot be read is named, the rest is judged', async () => {
  const { audits, unread } = await auditFiles([
    { name: 'picture.png', content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]) },
    { name: 'broken.pdf', content: Buffer.from('%PDF-1.7 and no more') },
    { name: 'empty.txt', content: Buffer.from('  \n') },
    { name: 'good.txt', content: Buffer.from('全年公开信息12条。') },
  ])
  expect(unread.map((one) => [one.file, one.code])).toEqual([
    ['picture.png', 'file_type'],
    ['broken.pdf', 'file_broken'],
    ['empty.txt', 'file_empty'],
  ])
  expect(audits.map((audit) => [audit.file, audit.figures.length])).toEqual([['good.txt', 1]])
})

const REAL = new URL('../../../../shared/data/seed-reports/', import.meta.url)
/** Real published reports; they are not part of the project. */
describe.skipIf(!existsSync(REAL))('five published reports', () => {
  interface Wanted {
    readonly figures: readonly { readonly value: number }[]
  }
  const reports = () =>
    readdirSync(REAL)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => ({ name, content: readFileSync(new URL(name, REAL)) }))

  test('at least 95 in 100 of their figures are found', async () => {
    const { audits } = await auditFiles(reports())
    let [found, all] = [0, 0]
    for (const audit of audits) {
      const wanted: Wanted = JSON.parse(
        readFileSync(new URL(audit.file.replace('.txt', '.json'), REAL), 'utf8'),
      ) as Wanted
      const values = audit.figures.map((one) => one.value)
      for (const { value } of wanted.figures) {
        all += 1
        const at = values.indexOf(value)
        if (at < 0) continue
        found += 1
        values.splice(at, 1)
      }
    }
    expect(found / all).toBeGreaterThanOrEqual(0.95)
  })

  test('two of them do not add up, and only these', async () => {
    const { audits } = await auditFiles(reports())
    expect(audits.flatMap(broken).map((one) => [one.left, one.right, one.difference])).toEqual([
      [1_075_590, 1_075_703, -113],
      [14_321, 14_003, 318],
    ])
  })
})
