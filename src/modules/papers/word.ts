import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx'
import { headSize, layout, type Letter } from './letter.ts'

const { page } = layout
const twips = convertMillimetersToTwip

/** The fonts of an office's computer by name; Word takes its own where one is missing. */
const font = (eastAsia: string) => ({ eastAsia, ascii: 'Times New Roman', hAnsi: 'Times New Roman' })
const BODY = font('仿宋_GB2312')
const HEAD = font('方正小标宋简体')
const PAGE = font('宋体')

const RED = layout.red.slice(1).toUpperCase()
/** Twentieths of a point. */
const LINE = { line: layout.line * 20, lineRule: LineRuleType.EXACT }
const CHARACTER = layout.body * 20
const NO_INDENT = { firstLine: 0, firstLineChars: 0 }
/** Two characters; readers that do not count in characters take the length. */
const INDENT = { firstLine: 2 * CHARACTER, firstLineChars: 200 }

function paragraph(text: string, options: IParagraphOptions, run: IRunOptions = {}): Paragraph {
  return new Paragraph({ spacing: LINE, ...options, children: [new TextRun({ ...run, text })] })
}

/** The letter for Word, in the same layout as far as Word has it. */
export function wordOf(letter: Letter): Promise<Buffer> {
  const right = { alignment: AlignmentType.RIGHT, keepNext: true }
  const children = [
    paragraph(
      letter.unit,
      {
        alignment: AlignmentType.CENTER,
        spacing: { after: 0 },
        border: { bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 18, color: RED, space: 8 } },
      },
      { font: HEAD, size: headSize(letter.unit) * 2, color: RED, bold: true },
    ),
    ...(letter.number === null ? [] : [paragraph(letter.number, { alignment: AlignmentType.RIGHT })]),
    paragraph(
      letter.title,
      {
        alignment: AlignmentType.CENTER,
        spacing: { before: layout.line * 20, after: layout.line * 20 },
      },
      { font: HEAD, size: layout.title * 2 },
    ),
    paragraph(letter.recipient, { indent: NO_INDENT }),
    ...letter.paragraphs.map((text, index) =>
      paragraph(text, { indent: INDENT, keepNext: index === letter.paragraphs.length - 1 }),
    ),
    paragraph(letter.unit, {
      ...right,
      indent: { right: 2 * CHARACTER },
      spacing: { ...LINE, before: layout.line * 40 },
    }),
    paragraph(letter.date, { alignment: AlignmentType.RIGHT, indent: { right: 4 * CHARACTER } }),
    ...letter.notes.map((text, index) =>
      paragraph(
        text,
        { indent: INDENT, spacing: { ...LINE, before: index === 0 ? layout.line * 20 : 0 } },
        { size: layout.small * 2 },
      ),
    ),
  ]
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({ font: PAGE, size: layout.small * 2, children: ['— ', PageNumber.CURRENT, ' —'] }),
    ],
  })
  return Packer.toBuffer(
    new Document({
      title: letter.title,
      creator: letter.unit,
      styles: {
        default: {
          document: {
            run: { font: BODY, size: layout.body * 2, language: { value: 'en-US', eastAsia: 'zh-CN' } },
          },
        },
      },
      sections: [
        {
          properties: {
            page: {
              size: { width: twips(page.width), height: twips(page.height) },
              margin: {
                top: twips(page.top),
                bottom: twips(page.bottom),
                left: twips(page.left),
                right: twips(page.right),
                footer: twips(page.bottom - 12),
              },
            },
          },
          footers: { default: new Footer({ children: [number] }) },
          children,
        },
      ],
    }),
  )
}
