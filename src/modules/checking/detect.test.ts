import { describe, expect, test } from 'vitest'
import { findPersonalData } from './detect.ts'
import { makeSnippets, type Snippet } from './snippets.ts'

const kindsIn = (text: string) => findPersonalData(text).map((one) => one.kind)

describe('on many pieces of text', () => {
  const { positive, negative } = makeSnippets(600)
  const missed: Snippet[] = []
  let right = 0
  let wrong = 0
  for (const snippet of positive) {
    const found = kindsIn(snippet.text)
    right += snippet.kinds.filter((kind) => found.includes(kind)).length
    wrong += found.filter((kind) => !snippet.kinds.includes(kind)).length
    if (snippet.kinds.some((kind) => !found.includes(kind))) missed.push(snippet)
  }
  const alarms = negative.filter((snippet) => kindsIn(snippet.text).length > 0)
  wrong += alarms.reduce((sum, snippet) => sum + kindsIn(snippet.text).length, 0)
  const wanted = positive.reduce((sum, snippet) => sum + snippet.kinds.length, 0)
  const recall = right / wanted
  const precision = right / (right + wrong)

  test('finds at least 99 of a hundred, and of a hundred findings at least 97 are right', () => {
    process.stdout.write(
      `personal data: ${positive.length} + ${negative.length} snippets, recall ${(recall * 100).toFixed(2)}%, precision ${(precision * 100).toFixed(2)}%\n`,
    )
    expect(missed.slice(0, 5)).toEqual([])
    expect(alarms.slice(0, 5).map((one) => [one.text, kindsIn(one.text)])).toEqual([])
    expect(recall).toBeGreaterThanOrEqual(0.99)
    expect(precision).toBeGreaterThanOrEqual(0.97)
  })
})

describe('what is found', () => {
  test('lies at its place, with its words and a mask', () => {
    const text = '申请人身份证号11010519491231002X，手机１３８-１２３４-５６７８。'
    expect(findPersonalData(text)).toEqual([
      {
        kind: 'citizen_id',
        severity: 'blocking',
        start: 7,
        end: 25,
        text: '11010519491231002X',
        masked: '110105********002X',
      },
      {
        kind: 'mobile',
        severity: 'blocking',
        start: 28,
        end: 41,
        text: '１３８-１２３４-５６７８',
        masked: '138****5678',
      },
    ])
  })

  test('a fixed line blocks only as somebody’s own; a month of birth is a hint', () => {
    const severity = (text: string) => findPersonalData(text).map((one) => one.severity)
    expect(severity('咨询电话：0980-5550001')).toEqual(['hint'])
    expect(severity('户主家庭电话：0980-5550001')).toEqual(['blocking'])
    expect(severity('闻溪，1975年3月生，拟任副局长')).toEqual(['hint'])
    expect(severity('闻溪，1975年3月8日生')).toEqual(['blocking'])
  })

  test('what is masked is found no more', () => {
    const { positive } = makeSnippets(600)
    const still = positive.filter(({ text }) => {
      let shown = text
      for (const one of findPersonalData(text).toReversed())
        shown = shown.slice(0, one.start) + one.masked + shown.slice(one.end)
      return findPersonalData(shown).some((one) => one.severity === 'blocking')
    })
    expect(still.slice(0, 5)).toEqual([])
  })

  test('a long text of digits takes no time to speak of', () => {
    const started = performance.now()
    findPersonalData('1'.repeat(200_000))
    findPersonalData('住'.repeat(50_000))
    findPersonalData('云岚市'.repeat(50_000))
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
