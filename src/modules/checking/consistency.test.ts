import { expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { checkConsistency } from './consistency.ts'

const sound = {
  documentNumber: '云政发〔2026〕12号',
  writtenOn: civilDate('2026-03-01'),
  effectiveOn: civilDate('2026-04-01'),
  expiresOn: civilDate('2031-03-31'),
  bodyHtml: '<p><img src="/a.png" alt="办事流程图"></p>',
}
const kinds = (part: Partial<Parameters<typeof checkConsistency>[0]>) =>
  checkConsistency({ ...sound, ...part }).map((one) => [one.kind, one.severity, one.excerpt.hit])

test('a document that fits together raises nothing', () => {
  expect(kinds({})).toEqual([])
  expect(kinds({ documentNumber: null, writtenOn: null, effectiveOn: null, expiresOn: null })).toEqual([])
  // Of the day itself, and a number that names no year.
  expect(kinds({ effectiveOn: civilDate('2026-03-01'), documentNumber: '云岚市人民政府令第12号' })).toEqual(
    [],
  )
})

test('dates that contradict each other and a number of another year are pointed at', () => {
  expect(kinds({ effectiveOn: civilDate('2026-02-28') })).toEqual([
    ['effective_before_written', 'hint', '2026-02-28 早于 2026-03-01'],
  ])
  expect(kinds({ expiresOn: civilDate('2026-03-31') })).toEqual([
    ['expires_before_effective', 'hint', '2026-03-31 早于 2026-04-01'],
  ])
  expect(kinds({ documentNumber: '云政发[2025]12号' })).toEqual([
    ['number_of_other_year', 'hint', '云政发[2025]12号，成文日期 2026-03-01'],
  ])
})

test('pictures without words are counted', () => {
  expect(
    kinds({ bodyHtml: '<img src="/a.png"><img alt=" " src="/b.png"><img src="/c.png" alt="图">' }),
  ).toEqual([['no_picture_words', 'hint', '2 张图片']])
})
