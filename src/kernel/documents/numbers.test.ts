import { describe, expect, it } from 'vitest'
import { makeIndexNumber, normaliseDocumentNumber } from './numbers.ts'

describe('索引号', () => {
  it.each([
    ['11441700007280420Y', 2021, 50, '11441700007280420Y/2021-00050'],
    ['11500226753092798P', 2020, 45, '11500226753092798P/2020-00045'],
    ['11500226753092798P', 2020, 1, '11500226753092798P/2020-00001'],
    ['11500226753092798P', 2020, 99_999, '11500226753092798P/2020-99999'],
    ['11500226753092798P', 2020, 100_000, '11500226753092798P/2020-100000'],
  ])('of %s in %i, number %i, is %s', (code, year, serial, number) => {
    expect(makeIndexNumber(code, year, serial)).toBe(number)
  })

  it.each([
    ['', 2021, 50],
    ['007280420', 2021, 50],
    ['11441700007280420y', 2021, 50],
    ['11441700007280420Y', 21, 50],
    ['11441700007280420Y', 2021, 0],
    ['11441700007280420Y', 2021, 1.5],
  ])('is not made of %j, %d and %d', (code, year, serial) => {
    expect(() => makeIndexNumber(code, year, serial)).toThrow(RangeError)
  })
})

describe('发文字号 (GB/T 9704-2012, 7.2.5)', () => {
  it.each([
    ['国办发〔2017〕47号', '国办发〔2017〕47号'],
    ['国办发[2017]47号', '国办发〔2017〕47号'],
    ['国办发［2017］47号', '国办发〔2017〕47号'],
    ['国办发(2017)47号', '国办发〔2017〕47号'],
    ['国办发（2017）47号', '国办发〔2017〕47号'],
    ['国办发（2017)47号', '国办发〔2017〕47号'],
    ['国办发﹝2017﹞47号', '国办发〔2017〕47号'],
    ['国办发〔２０１７〕４７号', '国办发〔2017〕47号'],
    [' 国办发 〔2017〕 47 号\n', '国办发〔2017〕47号'],
    ['国办发〔2017〕047号', '国办发〔2017〕47号'],
    ['国办发〔2017〕第47号', '国办发〔2017〕47号'],
    ['国办发〔2017〕100号', '国办发〔2017〕100号'],
    ['国办公开办函[2015]207号', '国办公开办函〔2015〕207号'],
    ['建房（规）[2018]1号', '建房（规）〔2018〕1号'],
  ])('%j is written %s', (text, written) => {
    expect(normaliseDocumentNumber(text)).toBe(written)
    expect(normaliseDocumentNumber(written)).toBe(written)
  })

  it.each([
    ['', 'nothing'],
    ['国办发〔17〕47号', 'the year cut short'],
    ['国办发2017年47号', 'no brackets'],
    ['国办发〔2017〕47', 'no 号'],
    ['国办发〔2017〕号', 'no serial'],
    ['国办发〔2017〕0号', 'serial 0'],
    ['国办发〔2017〕47号文', 'more behind it'],
    ['〔2017〕47号', 'no agency'],
    ['国务院令第711号', 'an order'],
    ['国办发〔2017〕4.7号', 'no whole number'],
  ])('%j is not of that form: %s', (text) => {
    expect(normaliseDocumentNumber(text)).toBeUndefined()
  })
})
