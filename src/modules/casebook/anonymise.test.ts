import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PrivateWord } from '#kernel/declaration/index.ts'
import { marksIn, withoutPersonal } from './anonymise.ts'

const name: PrivateWord = { kind: 'name', word: '程听雨' }
const phone: PrivateWord = { kind: 'phone', word: '0980-5571234' }
const email: PrivateWord = { kind: 'email', word: 'Ting.Yu@example.cn' }
const address: PrivateWord = { kind: 'address', word: '云岚市澄江区松柏路18号3幢502室' }

const hits = (text: string, ...words: PrivateWord[]) =>
  marksIn('answer', text, words)
    .filter((mark) => mark.applicant)
    .map((mark) => text.slice(mark.start, mark.end))

describe('the asker’s own words are found however they are written', () => {
  test.each([
    ['程听雨您好', '程听雨'],
    ['程 听 雨您好', '程 听 雨'],
    ['申请人程·听雨', '程·听雨'],
  ])('the name in %s', (text, found) => expect(hits(text, name)).toEqual([found]))

  test.each([
    ['电话0980 5571234', '0980 5571234'],
    ['电话（0980）5571234', '0980）5571234'],
    ['电话０９８０－５５７１２３４', '０９８０－５５７１２３４'],
  ])('the telephone in %s', (text, found) => expect(hits(text, phone)).toEqual([found]))

  test('the e-mail in capitals', () =>
    expect(hits('TING.YU@EXAMPLE.CN', email)).toEqual(['TING.YU@EXAMPLE.CN']))

  test('a part of the address, to the door', () =>
    expect(hits('住在松柏路18号3幢的住户', address)).toEqual(['松柏路18号3幢']))

  test('the city alone is nobody’s address', () => expect(hits('云岚市澄江区的住户', address)).toEqual([]))

  test('a name of one character is not looked for everywhere', () =>
    expect(hits('雨天出行', { kind: 'name', word: '雨' })).toEqual([]))

  test('of a name within an address the longer place stands, once', () =>
    expect(hits('松柏路18号3幢502室', address, { kind: 'name', word: '松柏' })).toEqual([
      '松柏路18号3幢502室',
    ]))
})

test('what looks like anybody’s is told apart from the asker’s own', () => {
  const marks = marksIn('answer', '请拨打13812345678，程听雨。', [name])
  expect(marks.map(({ kind, applicant }) => [kind, applicant])).toEqual([
    ['mobile', false],
    ['name', true],
  ])
})

test('the same words in the same field have the same key, in another field another', () => {
  const [one] = marksIn('answer', '电话13812345678', [])
  const [moved] = marksIn('answer', '以前是：电话13812345678', [])
  const [other] = marksIn('question', '电话13812345678', [])
  expect(moved?.key).toBe(one?.key)
  expect(other?.key).not.toBe(one?.key)
})

test('taken out, a name is 某某 and a number is stars', () => {
  expect(withoutPersonal('程听雨，13812345678，ting.yu@example.cn', [name, email])).toBe(
    '某某，＊＊＊，＊＊＊',
  )
})

test('whatever stands around and within it, what was taken out is not found again', () => {
  const piece = fc.constantFrom(
    '您好，',
    '程听雨',
    '0980-5571234',
    '，',
    ' ',
    '请到松柏路18号3幢502室',
    '办理',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const left = withoutPersonal(pieces.join(''), [name, phone, address])
      expect(marksIn('', left, [name, phone, address]).filter((mark) => mark.applicant)).toEqual([])
    }),
  )
})
