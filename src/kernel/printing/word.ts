import {
  AlignmentType,
  convertMillimetersToTwip as twips,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { barsPicture, type Bars } from '#platform/charts/bars.ts'
import { officialPaper as page } from '#platform/paper.ts'
import { packWord, wordFonts, wordIndent, wordLine, wordParagraph } from '#platform/word.ts'
import { gridOf } from './grid.ts'
import type { PrintedPaper, PrintedSection, PrintedTable } from './paper.ts'

/** Half points. */
const size = (points: number) => points * 2
const SMALL = 10.5
const WIDTH = twips(page.page.width - page.page.left - page.page.right)
/** Picture points, of which Word puts 96 on an inch: 120 mm. */
const CHART_WIDTH = 454

type Block = Paragraph | Table

/** The paper for Word, in the same layout as far as Word has it. */
export function wordOf(paper: PrintedPaper): Promise<Buffer> {
  const children: Block[] = [
    ...paper.title.map((line) =>
      wordParagraph(
        line,
        { alignment: AlignmentType.CENTER, spacing: { line: 36 * 20, lineRule: LineRuleType.AT_LEAST } },
        { font: wordFonts.title, size: size(page.title) },
      ),
    ),
    wordParagraph(
      `（${paper.date}）`,
      { alignment: AlignmentType.CENTER, spacing: { ...wordLine, after: page.line * 20 } },
      { size: size(page.small) },
    ),
    ...correctedOf(paper),
    ...paper.sections.flatMap(sectionOf),
    wordParagraph(
      paper.note,
      { spacing: { before: page.line * 20 } },
      { font: wordFonts.plain, size: size(SMALL) },
    ),
  ]
  return packWord({ title: paper.title.join(''), creator: paper.author, children })
}

const heading = (text: string, level: 1 | 2): Paragraph =>
  wordParagraph(
    text,
    {
      heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
      indent: wordIndent,
      keepNext: true,
    },
    {
      font: level === 1 ? wordFonts.section : wordFonts.heading,
      size: size(page.body),
      bold: false,
      color: '000000',
    },
  )

function sectionOf(section: PrintedSection): Block[] {
  return [
    ...(section.title === null ? [] : [heading(section.title, 1)]),
    ...section.lines.map((line) =>
      line.heading ? heading(line.text, 2) : wordParagraph(line.text, { indent: wordIndent }),
    ),
    ...(section.table === null ? [] : [tableOf(section.table)]),
    ...section.charts.flatMap(({ title, bars }) => chartOf(title, bars)),
  ]
}

interface CellPlace {
  readonly width: number
  readonly columns?: number
  readonly rows?: number
  readonly left: boolean
  readonly points: number
  readonly keepNext?: boolean
}

function cellOf(text: string, at: CellPlace): TableCell {
  return new TableCell({
    columnSpan: at.columns ?? 1,
    rowSpan: at.rows ?? 1,
    verticalAlign: VerticalAlignTable.CENTER,
    width: { size: Math.round(at.width * WIDTH), type: WidthType.DXA },
    margins: { top: 60, bottom: 60, left: 40, right: 40 },
    children: [
      wordParagraph(
        text,
        {
          alignment: at.left ? AlignmentType.LEFT : AlignmentType.CENTER,
          spacing: {},
          keepNext: at.keepNext ?? false,
        },
        { font: wordFonts.plain, size: size(at.points) },
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

function tableOf(table: PrintedTable): Table {
  const grid = gridOf(table)
  const widthOf = (column: number, columns: number) =>
    grid.widths.slice(column, column + columns).reduce((sum, one) => sum + one, 0)
  return tableWith(
    grid.widths,
    grid.rows.map(
      (row, index) =>
        new TableRow({
          tableHeader: grid.headRepeats && index < grid.headRows,
          cantSplit: true,
          children: row.map(({ cell, column, columns, rows, left }) =>
            cellOf(cell.text, {
              width: widthOf(column, columns),
              columns,
              rows,
              left,
              points: grid.type,
              // A table whose head cannot be repeated stays on one page.
              keepNext: !grid.headRepeats && index < grid.rows.length - 1,
            }),
          ),
        }),
    ),
  )
}

function chartOf(title: string, bars: Bars): Paragraph[] {
  const { png, width, height } = barsPicture(bars)
  return [
    wordParagraph(
      title,
      { alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: page.line * 10 } },
      { font: wordFonts.plain, size: size(SMALL) },
    ),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [
        new ImageRun({
          type: 'png',
          data: png,
          transformation: { width: CHART_WIDTH, height: Math.round((CHART_WIDTH * height) / width) },
          altText: { name: title, title, description: title },
        }),
      ],
    }),
  ]
}

const CORRECTED_WIDTHS = [4 / 6, 1 / 6, 1 / 6]

function correctedOf({ corrected }: PrintedPaper): Block[] {
  if (corrected === null) return []
  const small = { font: wordFonts.plain, size: size(SMALL) }
  const line = (cells: readonly string[], tableHeader: boolean) =>
    new TableRow({
      tableHeader,
      children: cells.map((text, column) =>
        cellOf(text, {
          width: CORRECTED_WIDTHS[column] ?? 0,
          left: column === 0 && !tableHeader,
          points: SMALL,
        }),
      ),
    })
  const spacing = { before: 120, after: 120 }
  return [
    wordParagraph(`更正说明：${corrected.why}`, { spacing: { after: 120 } }, small),
    ...(corrected.rows.length === 0
      ? []
      : [
          tableWith(CORRECTED_WIDTHS, [
            line(['项目', '更正前', '更正后'], true),
            ...corrected.rows.map((row) => line(row, false)),
          ]),
        ]),
    ...(corrected.more === '' ? [] : [wordParagraph(corrected.more, { spacing }, small)]),
  ]
}
