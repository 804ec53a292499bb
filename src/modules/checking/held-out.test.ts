import { describe, expect, test } from 'vitest'
import { findPersonalData } from './detect.ts'
import { heldOutNegatives, heldOutPositives } from './snippets-held-out.ts'
import { makeSnippets } from './snippets.ts'

describe('on text that the rules were not tuned on', () => {
  const { positive, negative } = makeSnippets(600, {
    positives: heldOutPositives,
    negatives: heldOutNegatives,
  })
  const missed: string[] = []
  const alarms: string[] = []
  let wanted = 0
  let right = 0
  let wrong = 0
  for (const { text, kinds } of positive) {
    const found = findPersonalData(text)
    const seen = new Set(found.map((one) => one.kind))
    const others = found.filter((one) => one.severity === 'blocking' && !kinds.includes(one.kind))
    wanted += kinds.length
    right += kinds.filter((kind) => seen.has(kind)).length
    wrong += others.length
    if (kinds.some((kind) => !seen.has(kind))) missed.push(text)
    if (others.length > 0) alarms.push(text)
  }
  for (const { text } of negative) {
    const blocking = findPersonalData(text).filter((one) => one.severity === 'blocking')
    wrong += blocking.length
    if (blocking.length > 0) alarms.push(text)
  }

  test('finds at least 99 of a hundred, and of a hundred that block at least 97 are right', () => {
    const recall = right / wanted
    const precision = right / (right + wrong)
    process.stdout.write(
      `held out: ${positive.length} + ${negative.length} snippets, recall ${(recall * 100).toFixed(2)}%, precision ${(precision * 100).toFixed(2)}%\n`,
    )
    expect(missed.slice(0, 5)).toEqual([])
    expect(alarms.slice(0, 5)).toEqual([])
    expect(recall).toBeGreaterThanOrEqual(0.99)
    expect(precision).toBeGreaterThanOrEqual(0.97)
  })
})
