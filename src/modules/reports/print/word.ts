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
import { barsPicture } from '#platform/charts/bars.ts'
import { officialPaper as paper } from '#platform/paper.ts'
import { packWord, wordFonts, wordIndent, wordLine, wordParagraph } from '#platform/word.ts'
import { barsOf } from '../bars.ts'
import type { Edition, EditionChart, EditionSection, Paragraph as Line } from '../contract/edition.ts'
import type { TableView } from '../contract/report.ts'
import { dateOf, noteOf, numberedTitle, restatedText, titleLines, titleOf } from '../words.ts'
import { gridOf, headRepeats, standsLeft, textOf, typeFor, type Grid } from './grid.ts'

/** Half points. */
const size = (points: number) => points * 2
const SMALL = 10.5
const WIDTH = twips(paper.page.width - paper.page.left - paper.page.right)
/** Picture points, of which Word puts 96 on an inch: 120 mm. */
const CHART_WIDTH = 454

type Block = Paragraph | Table

/** The edition for Word, in the same layout as far as Word has it. */
export function wordOf(edition: Edition): Promise<Buffer> {
  const title = titleOf(edition)
  const children: Block[] = [
    ...titleLines(edition).map((line) =>
      wordParagraph(
        line,
        { alignment: AlignmentType.CENTER, spacing: { line: 36 * 20, lineRule: LineRuleType.AT_LEAST } },
        { font: wordFonts.title, size: size(paper.title) },
      ),
    ),
    wordParagraph(
      `（${dateOf(edition)}）`,
      { alignment: AlignmentType.CENTER, spacing: { ...wordLine, after: paper.line * 20 } },
      { size: size(paper.small) },
    ),
    ...restatedOf(edition),
    ...edition.sections.flatMap(sectionOf),
    wordParagraph(
      noteOf(edition),
      { spacing: { before: paper.line * 20 } },
      { font: wordFonts.plain, size: size(SMALL) },
    ),
  ]
  return packWord({ title, creator: edition.unitName, children })
}

function sectionOf(section: EditionSection, index: number): Block[] {
  const heading = wordParagraph(
    numberedTitle(section.title, index),
    { heading: HeadingLevel.HEADING_1, indent: wordIndent, keepNext: true },
    { font: wordFonts.section, size: size(paper.body), bold: false, color: '000000' },
  )
  if (section.kind === 'text') return [heading, ...section.paragraphs.map(lineOf)]
  return [heading, tableOf(section.table), ...(section.charts ?? []).flatMap(chartOf)]
}

function lineOf({ kind, parts }: Line): Paragraph {
  const text = parts.map((part) => (typeof part === 'string' ? part : part.text)).join('')
  return kind === 'heading'
    ? wordParagraph(
        text,
        { heading: HeadingLevel.HEADING_2, indent: wordIndent, keepNext: true },
        { font: wordFonts.heading, size: size(paper.body), bold: false, color: '000000' },
      )
    : wordParagraph(text, { indent: wordIndent })
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
    wordParagraph(
      chart.title,
      { alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: paper.line * 10 } },
      { font: wordFonts.plain, size: size(SMALL) },
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
  const small = { font: wordFonts.plain, size: size(SMALL) }
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
    wordParagraph(`更正说明：${restated.why}`, { spacing: { after: 120 } }, small),
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
          wordParagraph(
            `修改了文字的部分：${restated.sections.join('、')}。`,
            { spacing: { before: 120, after: 120 } },
            small,
          ),
        ]),
  ]
}
