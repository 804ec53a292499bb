import type { PrintedCell, PrintedPaper, PrintedTable } from '#kernel/printing/index.ts'
import { barsOf } from './bars.ts'
import type { Edition } from './contract/edition.ts'
import type { TableCell, TableView } from './contract/report.ts'
import { dateOf, noteOf, numberedTitle, restatedText, textOf, titleLines } from './words.ts'

/** An edition as it goes to paper. */
export function paperOf(edition: Edition): PrintedPaper {
  const { restated } = edition
  return {
    title: titleLines(edition),
    author: edition.unitName,
    date: dateOf(edition),
    corrected: restated && {
      why: restated.why,
      rows: restated.values.map(({ label, before, after }) => [
        label,
        restatedText(before),
        restatedText(after),
      ]),
      more: restated.sections.length === 0 ? '' : `修改了文字的部分：${restated.sections.join('、')}。`,
    },
    sections: edition.sections.map((section, index) => ({
      title: numberedTitle(section.title, index),
      lines:
        section.kind === 'text'
          ? section.paragraphs.map(({ kind, parts }) => ({
              heading: kind === 'heading',
              text: parts.map((part) => (typeof part === 'string' ? part : part.text)).join(''),
            }))
          : [],
      table: section.kind === 'table' ? tableOf(section.table) : null,
      charts:
        section.kind === 'table'
          ? (section.charts ?? []).map((chart) => ({ title: chart.title, bars: barsOf(chart) }))
          : [],
    })),
    note: noteOf(edition),
  }
}

/** In 二 the labels stand in the middle, as the form prints them. */
const CENTRED = '2'

const tableOf = ({ id, head, rows }: TableView): PrintedTable => ({
  head: head.map((row) => row.map(cellOf)),
  rows: rows.map((row) => row.map(cellOf)),
  labelsLeft: id !== CENTRED,
})

function cellOf(cell: TableCell): PrintedCell {
  const columns = cell.columns === undefined ? {} : { columns: cell.columns }
  if ('cell' in cell) return { text: textOf(cell), value: true, ...columns }
  return {
    text: cell.text,
    ...columns,
    ...(cell.head === undefined ? {} : { head: cell.head }),
    ...(cell.rows === undefined ? {} : { rows: cell.rows }),
  }
}
