import { expect, test } from 'vitest'
import { formatWan, formatYuan } from './money.ts'

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [-150, '-1.50'],
  [123_456_789_012, '1234567890.12'],
])('%d fen are %s yuan', (fen, yuan) => {
  expect(formatYuan(fen)).toBe(yuan)
})

test.each([
  [0, '0'],
  [1, '0.000001'],
  [1_000_000, '1'],
  [1_230_000, '1.23'],
  // 0.1 + 0.2 in floating yuan would print a tail here.
  [300_000_000_000_001, '300000000.000001'],
])('%d fen are %s 万元', (fen, wan) => {
  expect(formatWan(fen)).toBe(wan)
})

test('half a fen is a fault', () => {
  expect(() => formatYuan(0.5)).toThrow(RangeError)
})
