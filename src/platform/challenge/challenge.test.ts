import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '../dates.ts'
import type { Decision } from '../decision.ts'
import type { Tx } from '../db/connect.ts'
import { createSecrets } from '../secrets.ts'
import { testDatabase, type TestDatabase } from '../testing/database.ts'
import { networkOf } from './client.ts'
import { offerChallenge } from './decide.ts'
import {
  askQuestion,
  createChallenge,
  decideChallenge,
  forgetTries,
  hashClient,
  limitTries,
  triesLeft,
  verifyChallenge,
  type OfferedChallenge,
  type Question,
  type Way,
} from './index.ts'
import { readAnswer, readNumber } from './question.ts'
import { countUsed, forget } from './store.ts'
import { loadFactor } from './work.ts'

const NOW = new Date('2026-03-10T02:00:00Z')
const after = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
const secrets = createSecrets(Buffer.alloc(32, 5))
const FORM = 'tests.form'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const within = <T>(run: (tx: Tx) => Promise<T>) => database.db.transaction().execute(run)

async function solved({ challenge }: OfferedChallenge): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey })
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
}

const work = async (purpose = FORM, now = NOW) => solved(await createChallenge(secrets, purpose, now))
const verify = (payload: string, now = NOW, purpose = FORM, formKey = '') =>
  within((tx) => verifyChallenge(tx, secrets, purpose, payload, now, formKey))

describe('work that a script did', () => {
  test('passes once, in time, for the form that it was asked for', async () => {
    const payload = await work()
    expect(await verify(payload, NOW, 'tests.other')).toBe('failed')
    expect(await verify(payload, after(121))).toBe('failed')
    expect(await verify(payload, after(119))).toBe('passed')
    expect(await verify(payload, after(119))).toBe('used')
  })

  test('of one solution sent by two forms at the same moment one passes', async () => {
    const payload = await work()
    const outcomes = await Promise.all([verify(payload), verify(payload), verify(payload)])
    expect(outcomes.toSorted()).toEqual(['passed', 'used', 'used'])
  })

  test('the same form sent twice is one use, another form with its solution is not', async () => {
    const payload = await work()
    expect(await verify(payload, NOW, FORM, 'form-1')).toBe('passed')
    expect(await verify(payload, NOW, FORM, 'form-1')).toBe('passed')
    expect(await verify(payload, NOW, FORM, 'form-2')).toBe('used')
    expect(await verify(payload, NOW, FORM, '')).toBe('used')
  })

  test('what was not worked for does not pass: another cost, another counter, other bytes', async () => {
    const offered = await createChallenge(secrets, FORM, NOW)
    const right = JSON.parse(Buffer.from(await solved(offered), 'base64').toString('utf8')) as {
      challenge: { parameters: object; signature: string }
      solution: { counter: number; derivedKey: string }
    }
    const sent = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')
    const { challenge, solution } = right
    for (const wrong of [
      { challenge: { ...challenge, parameters: { ...challenge.parameters, cost: 1 } }, solution },
      { challenge, solution: { ...solution, derivedKey: `${'00'.repeat(32)}` } },
      { challenge: { ...challenge, signature: '' }, solution },
      { challenge, solution: null },
      { challenge: null, solution },
      null,
      7,
    ])
      expect(await verify(sent(wrong)), JSON.stringify(wrong)).toBe('failed')
    for (const bytes of ['', '{}', '%%%', 'A'.repeat(10_000)]) expect(await verify(bytes)).toBe('failed')
    expect(await verify(sent(right))).toBe('passed')
  })

  test('a solution of another city is none', async () => {
    const foreign = createSecrets(Buffer.alloc(32, 6))
    expect(await verify(await solved(await createChallenge(foreign, FORM, NOW)))).toBe('failed')
  })

  test('the work grows with the forms of the last ten minutes, eight times at most', () => {
    expect([0, 30, 31, 60, 61, 121, 10_000].map(loadFactor)).toEqual([1, 1, 2, 2, 4, 8, 8])
  })

  test('forms of other purposes and of longer ago are no load', async () => {
    const count = (purpose: string) => countUsed(database.db, purpose, after(-10))
    await verify(await work('tests.load'), NOW, 'tests.load')
    await verify(await work('tests.load', after(-11)), after(-11), 'tests.load')
    expect([await count('tests.load'), await count('tests.idle')]).toEqual([1, 0])
    const { challenge, seconds } = await offerChallenge(database.db, secrets, 'tests.load', NOW)
    expect([challenge.parameters.cost, seconds]).toEqual([5_000, 7_200])
  })
})

const answerOf = ({ text }: Question): number => {
  const [, one = '', sign = '', other = ''] = /^(.)(加|减)(.)等于几？$/.exec(text) ?? []
  const numbers = [one, other].map((word) => '零一二三四五六七八九'.indexOf(word))
  const [a = -1, b = -1] = numbers
  expect(Math.min(a, b)).toBeGreaterThan(0)
  return sign === '加' ? a + b : a - b
}
const filled = (question: Question, answer = String(answerOf(question))) => ({
  challenge: '',
  challengeQuestion: question.sealed,
  challengeAnswer: answer,
})

function decide(
  form: Readonly<Record<string, string>>,
  more: { now?: Date; client?: string; formKey?: string; purpose?: string } = {},
): Promise<Decision<Way>> {
  const { now = NOW, client = 'somebody', formKey = '', purpose = FORM } = more
  return within((tx) => decideChallenge(tx, { secrets, purpose, form, clientHash: client, now, formKey }))
}
const codes = (decision: Decision<Way>) =>
  decision.ok ? [decision.value] : decision.issues.map((i) => i.code)

describe('the question for whom no script solves anything', () => {
  test('a form passes with the right sum in digits of any width, or in words', () => {
    expect(['12', '１２', ' 12。', '十二', '十', '二十', '七', '零'].map(readNumber)).toEqual([
      12, 12, 12, 12, 10, 20, 7, 0,
    ])
    expect(['', '十二三', 'zwölf', '1e3', '-3', '12abc'].map(readNumber)).toEqual(Array(6).fill(undefined))
    for (let round = 0; round < 50; round += 1) {
      const question = askQuestion(secrets, FORM, NOW)
      const right = answerOf(question)
      expect(right).toBeGreaterThanOrEqual(0)
      const answer = (typed: number) => readAnswer(secrets, FORM, filled(question, String(typed)), NOW).kind
      expect([answer(right), answer(right + 1)]).toEqual(['right', 'wrong'])
    }
  })

  test('the page does not tell the answer, and a question fits one form only', async () => {
    const question = askQuestion(secrets, FORM, NOW)
    expect(Buffer.from(question.sealed, 'base64url').toString('utf8')).not.toContain('answer')
    expect(codes(await decide(filled(question), { purpose: 'tests.other' }))).toEqual(['challenge_expired'])
    expect(codes(await decide(filled(question), { now: after(121) }))).toEqual(['challenge_expired'])
    expect(codes(await decide({ ...filled(question), challengeQuestion: 'xyz' }))).toEqual([
      'challenge_expired',
    ])
  })

  test('is used once; the same form sent twice is one use', async () => {
    const form = filled(askQuestion(secrets, FORM, NOW))
    expect(codes(await decide(form, { client: 'once', formKey: 'a' }))).toEqual(['question'])
    expect(codes(await decide(form, { client: 'once', formKey: 'a' }))).toEqual(['question'])
    expect(codes(await decide(form, { client: 'once', formKey: 'b' }))).toEqual(['challenge_used'])
  })

  test('one network passes three in an hour by it; another is not held up, nor is work', async () => {
    const pass = (client: string, now = NOW) =>
      decide(filled(askQuestion(secrets, FORM, now)), { client, now })
    for (let form = 0; form < 3; form += 1) expect(codes(await pass('village'))).toEqual(['question'])
    expect(codes(await pass('village', after(59)))).toEqual(['challenge_too_many'])
    expect(codes(await pass('town'))).toEqual(['question'])
    expect(codes(await decide({ challenge: await work() }, { client: 'village' }))).toEqual(['work'])
    expect(codes(await pass('village', after(61)))).toEqual(['question'])
  })

  test('a form that is refused for another reason uses nothing up and is not asked anew', async () => {
    const form = filled(askQuestion(secrets, FORM, NOW))
    await expect(
      within(async (tx) => {
        await decideChallenge(tx, { secrets, purpose: FORM, form, clientHash: 'x', now: NOW })
        throw new Error('the form is not complete')
      }),
    ).rejects.toThrow('not complete')
    const again = askQuestion(secrets, FORM, NOW, form)
    expect([again.sealed, again.answer]).toEqual([form.challengeQuestion, form.challengeAnswer])
    expect(codes(await decide(form, { client: 'x' }))).toEqual(['question'])
    const wrong = askQuestion(secrets, FORM, NOW, { ...form, challengeAnswer: '99' })
    expect([wrong.sealed === form.challengeQuestion, wrong.answer]).toEqual([false, ''])
  })

  test('nothing, or a spent solution alone, is refused with what to do', async () => {
    expect(codes(await decide({}))).toEqual(['challenge_missing'])
    expect(codes(await decide({ challenge: 'nonsense' }))).toEqual(['challenge_expired'])
    const payload = await work()
    expect(codes(await decide({ challenge: payload }))).toEqual(['work'])
    expect(codes(await decide({ challenge: payload }))).toEqual(['challenge_used'])
    const question = askQuestion(secrets, FORM, NOW)
    expect(codes(await decide({ ...filled(question), challenge: payload }, { client: 'both' }))).toEqual([
      'question',
    ])
  })
})

describe('tries', () => {
  const limit = { purpose: 'tests.code', key: 'request:12', clientHash: 'a', most: 5, minutes: 15, now: NOW }
  const take = (more: Partial<typeof limit> = {}) => within((tx) => limitTries(tx, { ...limit, ...more }))

  test('five within a quarter of an hour, then none until the oldest is that long ago', async () => {
    for (let minute = 0; minute < 5; minute += 1)
      expect(await take({ now: after(minute) })).toMatchObject({ allowed: true, left: 4 - minute })
    expect(await take({ now: after(5) })).toEqual({ allowed: false, left: 0, until: after(15) })
    // What was refused does not put the end off.
    expect(await take({ now: after(14) })).toMatchObject({ allowed: false, until: after(15) })
    expect(await triesLeft(database.db, { ...limit, now: after(15) })).toMatchObject({
      allowed: true,
      left: 1,
    })
    expect(await take({ now: after(15) })).toMatchObject({ allowed: true, left: 0, until: after(16) })
  })

  test('a stranger’s tries do not lock whom they concern', async () => {
    expect(await take({ clientHash: 'b' })).toMatchObject({ allowed: true, left: 4 })
    expect(await take({ key: 'request:13' })).toMatchObject({ allowed: true, left: 4 })
    const { clientHash: _, ...all } = limit
    expect(await triesLeft(database.db, all)).toEqual({ allowed: true, left: 5, until: null })
  })

  test('of ten at the same moment five pass', async () => {
    const taken = await Promise.all(Array.from({ length: 10 }, () => take({ key: 'request:14' })))
    expect(taken.filter((one) => one.allowed)).toHaveLength(5)
  })

  test('after a success they count no more', async () => {
    await within((tx) => forgetTries(tx, { ...limit, key: 'request:14' }))
    expect(await take({ key: 'request:14' })).toMatchObject({ allowed: true, left: 4 })
  })
})

describe('who asks', () => {
  test('is a network: the /24 of an old address, the /64 of a new one', () => {
    expect(networkOf('203.0.113.77')).toBe('203.0.113')
    expect(networkOf('::ffff:203.0.113.9')).toBe('203.0.113')
    expect(networkOf('2001:db8:1:2:aaaa:bbbb:cccc:dddd')).toBe('2001:db8:1:2')
    expect(networkOf('2001:0db8:0001:0002::1')).toBe('2001:db8:1:2')
    expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0')
    expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0')
    expect(networkOf('::1')).toBe('0:0:0:0')
  })

  test('is one word on every process for a day, another the next day, and never the address', async () => {
    const word = (address: string, now = NOW) => hashClient(database.db, secrets, address, now)
    const [one, same, neighbour, tomorrow] = await Promise.all([
      word('203.0.113.77'),
      word('203.0.113.5'),
      word('203.0.114.5'),
      word('203.0.113.77', after(24 * 60)),
    ])
    expect(same).toBe(one)
    expect(new Set([one, neighbour, tomorrow]).size).toBe(3)
    expect(one).toMatch(/^[0-9a-f]{32}$/)
  })
})

test('what no longer counts is forgotten, with the salts of the days before', async () => {
  const rows = async () => {
    const of = (table: 'used' | 'tries' | 'salt') =>
      database.db
        .selectFrom(`challenge.${table}`)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
    return Promise.all((['used', 'tries', 'salt'] as const).map(async (table) => (await of(table)).count))
  }
  expect(Math.min(...(await rows()))).toBeGreaterThan(0)
  await within((tx) => forget(tx, NOW, civilDate('2026-03-10')))
  expect(Math.min(...(await rows()))).toBeGreaterThan(0)
  await within((tx) => forget(tx, after(3 * 24 * 60), civilDate('2026-03-13')))
  expect(await rows()).toEqual([0, 0, 0])
})
