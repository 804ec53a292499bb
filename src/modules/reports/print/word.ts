import {
  AlignmentType,
  convertMillimetersToTwip as twips,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx'
import { barsPicture } from '#platform/charts/bars.ts'
import { officialPaper as paper } from '#platform/paper.ts'
import { barsOf } from '../bars.ts'
import type { Edition, EditionChart, EditionSection, Paragraph as Line } from '../contract/edition.ts'
import type { TableView } from '../contract/report.ts'
import { dateOf, noteOf, numberedTitle, restatedText, titleLines, titleOf } from '../words.ts'
import { gridOf, headRepeats, standsLeft, textOf, typeFor, type Grid } from './grid.ts'

/** The fonts of an office's computer by name; Word takes its own where one is missing. */
const font = (eastAsia: string) => ({ eastAsia, ascii: 'Times New Roman', hAnsi: 'Times New Roman' })
const BODY = font('仿宋_GB2312')
const TITLE = font('方正小标宋简体')
const SECTION = font('黑体')
const HEADING = font('楷体_GB2312')
const CELL = font('宋体')

/** Half points. */
const size = (points: number) => points * 2
/** Twentieths of a point. */
const LINE = { line: paper.line * 20, lineRule: LineRuleType.EXACT }
const SMALL = 10.5
const WIDTH = twips(paper.page.width - paper.page.left - paper.page.right)
/** Picture points, of which Word puts 96 on an inch: 120 mm. */
const CHART_WIDTH = 454

function paragraph(text: string, options: IParagraphOptions, run: IRunOptions = {}): Paragraph {
  return new Paragraph({ spacing: LINE, ...options, children: [new TextRun({ ...run, text })] })
}

type Block = Paragraph | Table

/** The edition for Word, in the same layout as far as Word has it. */
export function wordOf(edition: Edition): Promise<Buffer> {
  const title = titleOf(edition)
  const children: Block[] = [
    ...titleLines(edition).map((line) =>
      paragraph(
        line,
        { alignment: AlignmentType.CENTER, spacing: { line: 36 * 20, lineRule: LineRuleType.AT_LEAST } },
        { font: TITLE, size: size(paper.title) },
      ),
    ),
    paragraph(
      `（${dateOf(edition)}）`,
      { alignment: AlignmentType.CENTER, spacing: { ...LINE, after: paper.line * 20 } },
      { size: size(paper.small) },
    ),
    ...restatedOf(edition),
    ...edition.sections.flatMap(sectionOf),
    paragraph(noteOf(edition), { spacing: { before: paper.line * 20 } }, { font: CELL, size: size(SMALL) }),
  ]
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({ font: CELL, size: size(paper.small), children: ['— ', PageNumber.CURRENT, ' —'] }),
    ],
  })
  const { page } = paper
  return Packer.toBuffer(
    new Document({
      title,
      creator: edition.unitName,
      styles: {
        default: {
          document: {
            run: { font: BODY, size: size(paper.body), language: { value: 'en-US', eastAsia: 'zh-CN' } },
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

/** Two characters; readers that do not count in characters take the length. */
const INDENT = { firstLine: 2 * paper.body * 20, firstLineChars: 200 }

function sectionOf(section: EditionSection, index: number): Block[] {
  const heading = paragraph(
    numberedTitle(section.title, index),
    { heading: HeadingLevel.HEADING_1, indent: INDENT, keepNext: true },
    { font: SECTION, size: size(paper.body), bold: false, color: '000000' },
  )
  if (section.kind === 'text') return [heading, ...section.paragraphs.map(lineOf)]
  return [heading, tableOf(section.table), ...(section.charts ?? []).flatMap(chartOf)]
}

function lineOf({ kind, parts }: Line): Paragraph {
  const text = parts.map((part) => (typeof part === 'string' ? part : part.text)).join('')
  return kind === 'heading'
    ? paragraph(
        text,
        { heading: HeadingLevel.HEADING_2, indent: INDENT, keepNext: true },
        { font: HEADING, size: size(paper.body), bold: false, color: '000000' },
      )
    : paragraph(text, { indent: INDENT })
}

function cellOf(
  text: string,
  grid: Pick<Grid, 'widths'>,
  at: { column: number; columns: number; rows: number; left: boolean; points: number; keepNext?: boolean },
): TableCell {
  const share = grid.widths.slice(at.column, at.column + at.columns).reduce((sum, one) => sum + one, 0)
  return new TableCell({
    columnSpan: at.columns,
    rowSpan: at.rows,
    verticalAlign: VerticalAlignTable.CENTER,
    width: { size: Math.round(share * WIDTH), type: WidthType.DXA },
    margins: { top: 60, bottom: 60, left: 40, right: 40 },
    children: [
      paragraph(
        text,
        {
          alignment: at.left ? AlignmentType.LEFT : AlignmentType.CENTER,
          spacing: {},
          keepNext: at.keepNext ?? false,
        },
        { font: CELL, size: size(at.points) },
      ),
    ],
  })
}

function tableWith(widths: readonly number[], rows: readonly TableRow[]): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths.map((width) => Math.round(width * WIDTH)),
    rows: [...rows],
  })
}

function tableOf(table: TableView): Table {
  const grid = gridOf(table)
  const points = typeFor(grid)
  const repeats = headRepeats(table)
  return tableWith(
    grid.widths,
    grid.rows.map(
      (row, index) =>
        new TableRow({
          tableHeader: repeats && index < grid.headRows,
          cantSplit: true,
          children: row.map((one) =>
            cellOf(textOf(one.cell), grid, {
              ...one,
              left: standsLeft(one, table),
              points,
              keepNext: !repeats && index < grid.rows.length - 1,
            }),
          ),
        }),
    ),
  )
}

function chartOf(chart: EditionChart): Paragraph[] {
  const { png, width, height } = barsPicture(barsOf(chart))
  return [
    paragraph(
      chart.title,
      { alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: paper.line * 10 } },
      { font: CELL, size: size(SMALL) },
    ),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [
        new ImageRun({
          type: 'png',
          data: png,
          transformation: { width: CHART_WIDTH, height: Math.round((CHART_WIDTH * height) / width) },
          altText: { name: chart.id, title: chart.title, description: chart.title },
        }),
      ],
    }),
  ]
}

const RESTATED_WIDTHS = [4 / 6, 1 / 6, 1 / 6]

function restatedOf({ restated }: Edition): Block[] {
  if (restated === null) return []
  const small = { font: CELL, size: size(SMALL) }
  const line = (cells: readonly string[], tableHeader: boolean) =>
    new TableRow({
      tableHeader,
      children: cells.map((text, column) =>
        cellOf(
          text,
          { widths: RESTATED_WIDTHS },
          { column, columns: 1, rows: 1, left: column === 0 && !tableHeader, points: SMALL },
        ),
      ),
    })
  return [
    paragraph(`更正说明：${restated.why}`, { spacing: { after: 120 } }, small),
    ...(restated.values.length === 0
      ? []
      : [
          tableWith(RESTATED_WIDTHS, [
            line(['项目', '更正前', '更正后'], true),
            ...restated.values.map(({ label, before, after }) =>
              line([label, restatedText(before), restatedText(after)], false),
            ),
          ]),
        ]),
    ...(restated.sections.length === 0
      ? []
      : [
          paragraph(
            `修改了文字的部分：${restated.sections.join('、')}。`,
            { spacing: { before: 120, after: 120 } },
            small,
          ),
        ]),
  ]
}
