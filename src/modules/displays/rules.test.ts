import { expect, test } from 'vitest'
import { decideSetting, secondsFor } from './rules.ts'

test('an item stands as long as it takes to read, within what the site asks and a minute', () => {
  expect(secondsFor('短', 12)).toBe(12)
  expect(secondsFor('字'.repeat(100), 12)).toBe(22)
  expect(secondsFor(`${'字 '.repeat(100)}`, 12)).toBe(22)
  expect(secondsFor('字'.repeat(1000), 12)).toBe(60)
})

test('only columns of the site, each once and not too many; every problem at once', () => {
  const own = new Set([1, 2, 3])
  expect(decideSetting({ channelIds: [3, 1], seconds: 10 }, own)).toMatchObject({ ok: true })
  expect(decideSetting({ channelIds: [1, 1, 9], seconds: 4 }, own)).toMatchObject({
    ok: false,
    issues: [{ code: 'out_of_range' }, { code: 'not_a_choice' }, { code: 'column_twice' }],
  })
  const many = Array.from({ length: 13 }, (_, index) => index + 1)
  expect(decideSetting({ channelIds: many, seconds: 10 }, new Set(many))).toMatchObject({
    issues: [{ code: 'too_many_columns', params: { max: 12 } }],
  })
})
