import { AlignmentType, BorderStyle } from 'docx'
import { packWord, wordFonts, wordIndent, wordLine, wordParagraph } from '#platform/word.ts'
import { headSize, layout, type Letter } from './letter.ts'

const RED = layout.red.slice(1).toUpperCase()
const CHARACTER = layout.body * 20
const NO_INDENT = { firstLine: 0, firstLineChars: 0 }

/** The letter for Word, in the same layout as far as Word has it. */
export function wordOf(letter: Letter): Promise<Buffer> {
  const right = { alignment: AlignmentType.RIGHT, keepNext: true }
  const children = [
    wordParagraph(
      letter.unit,
      {
        alignment: AlignmentType.CENTER,
        spacing: { after: 0 },
        border: { bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 18, color: RED, space: 8 } },
      },
      { font: wordFonts.title, size: headSize(letter.unit) * 2, color: RED, bold: true },
    ),
    ...(letter.number === null ? [] : [wordParagraph(letter.number, { alignment: AlignmentType.RIGHT })]),
    wordParagraph(
      letter.title,
      {
        alignment: AlignmentType.CENTER,
        spacing: { before: layout.line * 20, after: layout.line * 20 },
      },
      { font: wordFonts.title, size: layout.title * 2 },
    ),
    wordParagraph(letter.recipient, { indent: NO_INDENT }),
    ...letter.paragraphs.map((text, index) =>
      wordParagraph(text, { indent: wordIndent, keepNext: index === letter.paragraphs.length - 1 }),
    ),
    wordParagraph(letter.unit, {
      ...right,
      indent: { right: 2 * CHARACTER },
      spacing: { ...wordLine, before: layout.line * 40 },
    }),
    wordParagraph(letter.date, { alignment: AlignmentType.RIGHT, indent: { right: 4 * CHARACTER } }),
    ...letter.notes.map((text, index) =>
      wordParagraph(
        text,
        { indent: wordIndent, spacing: { ...wordLine, before: index === 0 ? layout.line * 20 : 0 } },
        { size: layout.small * 2 },
      ),
    ),
  ]
  return packWord({ title: letter.title, creator: letter.unit, children })
}
