import { describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { readAddress } from '#platform/mail/address.ts'
import { decideAsked, linkIsValid, nextInvitation, toldBefore } from './rules.ts'

describe('an address', () => {
  test.each([
    ['wang@mail.example', 'wang@mail.example'],
    ['  Wang.Fang+city@Mail.Example ', 'Wang.Fang+city@mail.example'],
    ['ｗａｎｇ＠mail.example', 'wang@mail.example'],
  ])('%s is written to as %s', (typed, address) => {
    expect(readAddress(typed)).toBe(address)
  })

  test.each([
    'wang',
    '@mail.example',
    'wang@example',
    'wang@mail..example',
    'wang..fang@mail.example',
    'wang@mail.example\r\nbcc: all@mail.example',
    'a@b.example,c@d.example',
    '<a@b.example>',
    `${'x'.repeat(65)}@mail.example`,
  ])('%j is none', (typed) => {
    expect(readAddress(typed)).toBeUndefined()
  })

  test('every problem is told at once', () => {
    expect(decideAsked({ address: 'wang', rhythm: 'hourly' })).toEqual({
      ok: false,
      issues: [
        { field: 'address', code: 'not_an_address' },
        { field: 'rhythm', code: 'not_a_choice' },
      ],
    })
    expect(decideAsked({ address: ' ', rhythm: 'daily' })).toMatchObject({
      issues: [{ field: 'address', code: 'required' }],
    })
  })
})

const NOW = new Date('2026-03-10T02:00:00Z')
const earlier = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000)

test('a link works for forty-eight hours and not a moment longer', () => {
  expect(linkIsValid(earlier(47.99), NOW)).toBe(true)
  expect(linkIsValid(earlier(48), NOW)).toBe(false)
})

test('one address has five invitations in an hour, then none until the hour is over', () => {
  expect(nextInvitation({ invited: 0, since: NOW }, NOW)).toEqual({ invited: 1, since: NOW })
  expect(nextInvitation({ invited: 4, since: earlier(0.9) }, NOW)).toEqual({
    invited: 5,
    since: earlier(0.9),
  })
  expect(nextInvitation({ invited: 5, since: earlier(0.9) }, NOW)).toBeUndefined()
  expect(nextInvitation({ invited: 5, since: earlier(1) }, NOW)).toEqual({ invited: 1, since: NOW })
})

test.each([
  ['daily', '2026-03-09', '2026-03-10', true],
  ['daily', '2026-03-10', '2026-03-10', false],
  ['weekly', '2026-03-02', '2026-03-09', true],
  ['weekly', '2026-03-09', '2026-03-09', false],
  ['weekly', '2026-03-09', '2026-03-10', false],
  // The Monday of 2026-03-09 was missed.
  ['weekly', '2026-03-02', '2026-03-10', true],
] as const)('%s, last told on %s, on %s is due: %s', (rhythm, last, today, due) => {
  expect(civilDate(last) < toldBefore(rhythm, civilDate(today))).toBe(due)
})
