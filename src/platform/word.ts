import {
  AlignmentType,
  convertMillimetersToTwip as twips,
  Document,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type FileChild,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx'
import { officialPaper as paper } from './paper.ts'

// Files for Word in the layout of official papers.

/** The fonts of an office's computer by name; Word takes its own where one is missing. */
const font = (eastAsia: string) => ({ eastAsia, ascii: 'Times New Roman', hAnsi: 'Times New Roman' })
export const wordFonts = {
  body: font('仿宋_GB2312'),
  title: font('方正小标宋简体'),
  section: font('黑体'),
  heading: font('楷体_GB2312'),
  plain: font('宋体'),
} as const

/** In twentieths of a point. */
export const wordLine = { line: paper.line * 20, lineRule: LineRuleType.EXACT }
/** Two characters; readers that do not count in characters take the length. */
export const wordIndent = { firstLine: 2 * paper.body * 20, firstLineChars: 200 }

export function wordParagraph(text: string, options: IParagraphOptions, run: IRunOptions = {}): Paragraph {
  return new Paragraph({ spacing: wordLine, ...options, children: [new TextRun({ ...run, text })] })
}

/** The file: the page by GB/T 9704, its number in the middle of the foot. */
export function packWord(about: {
  readonly title: string
  readonly creator: string
  readonly children: readonly FileChild[]
}): Promise<Buffer> {
  const { page } = paper
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({
        font: wordFonts.plain,
        size: paper.small * 2,
        children: ['— ', PageNumber.CURRENT, ' —'],
      }),
    ],
  })
  return Packer.toBuffer(
    new Document({
      title: about.title,
      creator: about.creator,
      styles: {
        default: {
          document: {
            run: {
              font: wordFonts.body,
              size: paper.body * 2,
              language: { value: 'en-US', eastAsia: 'zh-CN' },
            },
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
          children: [...about.children],
        },
      ],
    }),
  )
}
