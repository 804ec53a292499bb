import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCitizenId, checkCreditCode, checkDivisionCode, makeCreditCode } from './codes.ts'

// Seen in published papers; the first is the usual worked example of both checks.
const goodCreditCodes = [
  '91350100M000100Y43',
  '11441700007280420Y',
  '11500226753092798P',
  '11341702486344515H',
  '113325000026455663',
]
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'.split('')

describe('统一社会信用代码 (GB 32100, GB 11714)', () => {
  it.each(goodCreditCodes)('%s is good', (code) => {
    expect(checkCreditCode(code)).toEqual({ ok: true, code })
  })

  it.each([
    ['91350100m000100y43', 'lower case'],
    ['９１３５０１００Ｍ０００１００Ｙ４３', 'full width'],
    [' 91350100M000100Y43\n', 'blanks around it'],
    ['\u300091350100M000100Y43', 'a full-width blank'],
  ])('is taken in %j: %s', (text) => {
    expect(checkCreditCode(text)).toEqual({ ok: true, code: '91350100M000100Y43' })
  })

  it.each([
    ['', 'length'],
    ['91350100M000100Y4', 'length'],
    ['91350100M000100Y433', 'length'],
    ['91350100MO00100Y43', 'alphabet'],
    ['91350100M000100Z43', 'alphabet'],
    ['91350100M000100Y4I', 'alphabet'],
    ['9135O1A0M000100Y43', 'alphabet'],
    ['91A50100M000100Y43', 'alphabet'],
    ['91350100-000100Y43', 'alphabet'],
    ['91350100M000100Y44', 'check_digit'],
    ['19350100M000100Y43', 'check_digit'],
    ['91350100M000100Y56', 'organisation_check_digit'],
  ])('%j is refused: %s', (text, problem) => {
    expect(checkCreditCode(text)).toEqual({ ok: false, problem })
  })

  it('no single wrong character passes', () => {
    for (const code of goodCreditCodes) {
      for (let place = 0; place < 18; place += 1) {
        for (const wrong of alphabet.filter((one) => one !== code[place])) {
          expect(checkCreditCode(code.slice(0, place) + wrong + code.slice(place + 1)).ok).toBe(false)
        }
      }
    }
  })

  it('is made with both check characters', () => {
    for (const code of goodCreditCodes) {
      expect(makeCreditCode(code.slice(0, 8), code.slice(8, 16))).toBe(code)
    }
    const organisation = fc.array(fc.constantFrom(...alphabet), { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(organisation, (characters) => {
        const code = makeCreditCode('11320583', characters.join(''))
        expect(checkCreditCode(code)).toEqual({ ok: true, code })
      }),
    )
  })

  it.each([
    ['1132058', '00728042'],
    ['11320583', '0072804'],
    ['11320583', '007280423'],
    ['1132O583', '00728042'],
    ['11320583', '0072804S'],
    ['113205830', '0072804'],
  ])('is not made of %s and %s', (first, organisation) => {
    expect(() => makeCreditCode(first, organisation)).toThrow('make no credit code')
  })
})

describe('行政区划代码 (GB/T 2260)', () => {
  it.each([
    ['320000', 'province'],
    ['500000', 'province'],
    ['320500', 'prefecture'],
    ['320583', 'county'],
    ['441900', 'prefecture'],
    ['469001', 'county'],
    ['320583100', 'town'],
    ['441900003', 'town'],
    ['441803450', 'town'],
    ['320583100001', 'village'],
  ])('%s is that of a %s', (code, level) => {
    expect(checkDivisionCode(code)).toEqual({ ok: true, code, level })
  })

  it.each([
    ['32', 'length'],
    ['32058', 'length'],
    ['3205831', 'length'],
    ['32058A', 'alphabet'],
    ['-20583', 'alphabet'],
    ['320001', 'shape'],
    ['000000', 'shape'],
    ['020583', 'shape'],
    ['900000', 'shape'],
    ['320583000', 'shape'],
    ['320000100', 'shape'],
    ['320583000000', 'shape'],
    ['320583100000', 'shape'],
  ])('%s is refused: %s', (text, problem) => {
    expect(checkDivisionCode(text)).toEqual({ ok: false, problem })
  })

  it('is taken in full width', () => {
    expect(checkDivisionCode('３２０５８３')).toEqual({ ok: true, code: '320583', level: 'county' })
  })

  const folder = fileURLToPath(new URL('../../../../shared/data/divisions', import.meta.url))
  const codes = (file: string, separator: string, column: number) =>
    (
      parse(readFileSync(`${folder}/${file}`, 'utf8'), {
        delimiter: separator,
        quote: separator === ',',
      }) as string[][]
    )
      .slice(1)
      .map((row) => row[column] ?? '')
  it.skipIf(!existsSync(folder))(
    'knows the level of every published code (skipped where the shared data is not present)',
    () => {
      const levels = (all: string[]) => {
        const seen = new Map<string, number>()
        for (const code of all) {
          const checked = checkDivisionCode(code)
          const level = checked.ok ? checked.level : `${code}: ${checked.problem}`
          seen.set(level, (seen.get(level) ?? 0) + 1)
        }
        return Object.fromEntries(seen)
      }
      expect(levels(codes('provinces.csv', ',', 0).map((code) => `${code}0000`))).toEqual({ province: 31 })
      expect(levels(codes('cities.csv', ',', 0).map((code) => `${code}00`))).toEqual({ prefecture: 342 })
      // Three cities without counties stand in the list of counties under their own codes.
      expect(levels(codes('areas.csv', ',', 0))).toEqual({ county: 2975, prefecture: 3 })
      expect(levels(codes('towns-selected.csv', ',', 0))).toEqual({ town: 362 })
      for (const edition of ['200212', '200712', 'mca-200812', 'mca-201312', 'mca-201512', 'stats-201810']) {
        const found = levels(codes(`gb2260-${edition}.tsv`, '\t', 2))
        expect(Object.keys(found).toSorted()).toEqual(['county', 'prefecture', 'province'])
      }
    },
  )
})

describe('公民身份号码 (GB 11643)', () => {
  it.each([
    ['11010519491231002X', '11010519491231002X'],
    ['11010519491231002x', '11010519491231002X'],
    ['１１０１０５１９４９１２３１００２Ｘ', '11010519491231002X'],
    ['440524188001010014', '440524188001010014'],
  ])('%s is good', (text, code) => {
    expect(checkCitizenId(text)).toEqual({ ok: true, code })
  })

  it.each([
    ['110105491231002', 'length'],
    ['11010519491231002', 'length'],
    ['1101051949123100X2', 'alphabet'],
    ['01010519491231002X', 'alphabet'],
    ['11010519490229002X', 'birth_date'],
    ['11010519491331002X', 'birth_date'],
    ['110105194912310021', 'check_digit'],
    ['11010519491231003X', 'check_digit'],
    ['440524188001010013', 'check_digit'],
  ])('%s is refused: %s', (text, problem) => {
    expect(checkCitizenId(text)).toEqual({ ok: false, problem })
  })
})
