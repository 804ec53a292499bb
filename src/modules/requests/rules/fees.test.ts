import { assert as check, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { feeByItems, feeByPages, feeForNext } from './fees.ts'

const yuan = (fen: number) => fen / 100

describe('国办函〔2020〕109号 第四条: by item, progressive', () => {
  test.each([
    [1, 0],
    [10, 0],
    [11, 100],
    [30, 2000],
    [31, 2200],
    [40, 4000],
    [41, 4300],
    [50, 7000],
    [51, 7400],
    [60, 11_000],
  ])('%i requests of one calendar month cost %i yuan', (items, fee) => {
    expect(yuan(feeByItems(items))).toBe(fee)
  })

  test('what each one costs adds up to what all cost', () => {
    check(
      property(integer({ min: 0, max: 300 }), (items) => {
        let sum = 0
        for (let before = 0; before < items; before += 1) sum += feeForNext(before)
        expect(sum).toBe(feeByItems(items))
      }),
    )
  })
})

describe('国办函〔2020〕109号 第五条: by page, progressive', () => {
  test.each([
    [1, 0],
    [30, 0],
    [31, 10],
    [100, 700],
    [101, 720],
    [200, 2700],
    [201, 2740],
    [250, 4700],
  ])('%i pages cost %i yuan', (pages, fee) => {
    expect(yuan(feeByPages(pages))).toBe(fee)
  })

  test('a page more never costs less', () => {
    check(
      property(integer({ min: 1, max: 5000 }), (pages) => {
        expect(feeByPages(pages + 1)).toBeGreaterThanOrEqual(feeByPages(pages))
      }),
    )
  })
})
