import { civilDateOf, formatChinese } from '#platform/dates.ts'
import type { PrintedCell, PrintedPaper } from '#kernel/printing/index.ts'
import type { RowView, SheetEdition } from './contract.ts'

/** A published sheet as it goes to paper: one table, each group beside its rows. */
export function paperOf(edition: SheetEdition): PrintedPaper {
  const whose = edition.site?.name ?? edition.unit.name
  const published = formatChinese(civilDateOf(new Date(edition.publishedAt)))
  const { restated } = edition
  return {
    title: [whose, `${edition.year}年${edition.form}`],
    author: edition.unit.name,
    date: published,
    corrected: restated && {
      why: restated.why,
      rows: restated.changes.map((one) => [one.label, one.before ?? '空', one.after ?? '空']),
      more: '',
    },
    sections: [
      {
        title: null,
        lines: [],
        charts: [],
        table: {
          labelsLeft: true,
          head: [['部分', '项目', '内容'].map((text) => ({ text, head: 'col' }))],
          rows: edition.groups.flatMap((group) =>
            group.rows.map((row, index): PrintedCell[] => [
              ...(index === 0
                ? [{ text: group.title, head: 'rowgroup' as const, rows: group.rows.length }]
                : []),
              { text: row.label, head: 'row' },
              { text: printedValue(row) },
            ]),
          ),
        },
      },
    ],
    note: `注：填报单位：${edition.unit.name}。第${edition.number}版，${published}公布。统计期限为${edition.year}年1月1日至12月31日。数字由公布时的记录统计得出。`,
  }
}

/** What stands in the sheet: a number with its unit, and in words that nothing counts it yet. */
export function printedValue({ carried, value, unit }: RowView): string {
  if (!carried) return '平台尚未统计'
  if (value === null) return '—'
  return unit === null ? value : `${value} ${unit}`
}
