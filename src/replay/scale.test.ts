import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scaled, scaledParts, shares } from './scale.ts'

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

describe('a figure at a scale', () => {
  test.each([
    [0, 0.5, 0],
    [1, 0.01, 1],
    [51, 0.1, 5],
    [14_003, 1, 14_003],
  ])('%i at %f is %i', (value, scale, expected) => {
    expect(scaled(value, scale)).toBe(expected)
  })

  test('parts by largest remainder: their sum is the scaled sum, and none that was there is lost', () => {
    expect(scaledParts([237, 4580, 713_726, 265, 356_782], 0.01)).toEqual([2, 46, 7137, 3, 3568])
    expect(scaledParts([1, 4], 0.01)).toEqual([1, 1])
    expect(scaledParts([0, 7], 0.5)).toEqual([0, 4])
  })

  test('at scale 1 nothing changes, at any scale no part is off by one or more', () => {
    const parts = fc.array(fc.integer({ min: 0, max: 2_000_000 }), { minLength: 1, maxLength: 12 })
    const scale = fc.integer({ min: 1, max: 100 }).map((hundredths) => hundredths / 100)
    fc.assert(
      fc.property(parts, scale, (given, at) => {
        expect(scaledParts(given, 1)).toEqual(given)
        const made = scaledParts(given, at)
        const least = sum(given.map((part) => Math.max(part === 0 ? 0 : 1, Math.floor(part * at + 1e-9))))
        expect(sum(made)).toBe(
          Math.max(least, Math.round(given.map((part) => part * at).reduce((all, one) => all + one, 0))),
        )
        for (const [place, part] of given.entries())
          expect(Math.abs((made[place] ?? 0) - part * at)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('what is shared out is all there, as evenly as it goes', () => {
    expect(shares(10, 4)).toEqual([3, 3, 2, 2])
    expect(shares(1, 3)).toEqual([1, 0, 0])
  })
})
