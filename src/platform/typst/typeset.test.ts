import { expect, test } from 'vitest'
import { words } from './markup.ts'
import { typesetShort, type Typeset } from './typeset.ts'

/** Not assigned: no font of any machine has it. */
const NO_GLYPH = '\u{323B0}'

const STYLE = '#set text(font: "Noto Serif SC", lang: "zh")\n'
const set = (text: string, lackingGlyphs: 'refuse' | 'set' = 'refuse') =>
  typesetShort({ source: `${STYLE}${text}`, pictures: [], lackingGlyphs })

function pdfOf(made: Typeset) {
  if ('problem' in made) throw new Error(made.problem)
  return made
}

test('texts asked for at once are each set for who asked', async () => {
  const made = await Promise.all([1, 2, 3].map((pages) => set('页#pagebreak()'.repeat(pages))))
  expect(made.map((one) => pdfOf(one).pages)).toEqual([2, 3, 4])
})

test('a character that no font has is refused, or set outside the standard where that is asked for', async () => {
  expect(await set(words(NO_GLYPH))).toMatchObject({ problem: expect.stringContaining('323b0') as string })
  expect(pdfOf(await set(words(NO_GLYPH), 'set')).archival).toBe(false)
  expect(pdfOf(await set(words('吉'), 'set')).archival).toBe(true)
})

test('a text that cannot be set does not stop the next', async () => {
  const [bad, good] = await Promise.all([set('#panic("no")'), set('好')])
  expect(bad).toHaveProperty('problem')
  expect(pdfOf(good).pages).toBe(1)
  expect(pdfOf(await set('好')).pages).toBe(1)
})
