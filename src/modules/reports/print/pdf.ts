import { barsSvg } from '#platform/charts/bars.ts'
import { officialPaper as paper } from '#platform/paper.ts'
import { literal, words } from '#platform/typst/markup.ts'
import type { ToTypeset } from '#platform/typst/typeset.ts'
import { barsOf } from '../bars.ts'
import type { Edition, EditionChart, EditionSection, Paragraph } from '../contract/edition.ts'
import type { TableView } from '../contract/report.ts'
import { dateOf, noteOf, numberedTitle, restatedText, titleLines, titleOf } from '../words.ts'
import { gridOf, headRepeats, standsLeft, textOf, typeFor } from './grid.ts'

const SPACE = paper.line - paper.body
const STYLE = `
#set page(paper: "a4", margin: (top: ${paper.page.top}mm, bottom: ${paper.page.bottom}mm, left: ${paper.page.left}mm, right: ${paper.page.right}mm))
#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: ${paper.body}pt, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(first-line-indent: (amount: 2em, all: true), leading: ${SPACE}pt, spacing: ${SPACE}pt, justify: true)
#set page(footer-descent: 7mm, footer: context { set par(first-line-indent: 0em); set text(size: ${paper.small}pt); let n = counter(page).display("— 1 —"); if calc.odd(here().page()) { align(right, pad(right: 1em, n)) } else { align(left, pad(left: 1em, n)) } })
#set table(stroke: 0.5pt, inset: (x: 2pt, y: 4pt), align: center + horizon)
#show heading: set block(above: ${SPACE}pt, below: ${SPACE}pt, sticky: true)
#show heading: set text(size: ${paper.body}pt)
#show heading.where(level: 2): set text(font: "Noto Sans SC", weight: "medium")
#show heading.where(level: 3): set text(weight: "bold")
#show heading: it => block(inset: (left: 2em), it.body)
`

/** The edition as it is typeset, in the layout of official papers with the tables of its form. */
export function sourceOf(edition: Edition): ToTypeset {
  const pictures: [string, Uint8Array][] = []
  const picture = (chart: EditionChart) => {
    const path = `/charts/${pictures.length + 1}.svg`
    pictures.push([path, Buffer.from(barsSvg(barsOf(chart)))])
    return path
  }
  const title = titleOf(edition)
  const source = [
    `#set document(title: ${literal(title)}, author: ${literal(edition.unitName)})`,
    STYLE,
    `#block(width: 100%, below: ${paper.line}pt)[#set par(first-line-indent: 0em, leading: 0.5em, justify: false)\n#set align(center)\n#text(size: ${paper.title}pt, weight: "bold")[${titleLines(edition).map(words).join('#linebreak();')}]\n\n#v(0.3em)#text(size: ${paper.small}pt)[${words(`（${dateOf(edition)}）`)}]]`,
    restatedOf(edition),
    ...edition.sections.map((section, index) => sectionOf(section, index, picture)),
    `#block(above: ${paper.line}pt)[#set text(size: 10.5pt)\n#set par(first-line-indent: 0em, leading: 0.7em)\n${words(noteOf(edition))}]`,
  ].join('\n\n')
  // A rare character of somebody's name may not keep the report from the public.
  return { source, pictures, lackingGlyphs: 'set' }
}

function sectionOf(section: EditionSection, index: number, picture: (chart: EditionChart) => string): string {
  const heading = `#heading(level: 2)[${words(numberedTitle(section.title, index))}]`
  if (section.kind === 'text') return [heading, ...section.paragraphs.map(paragraphOf)].join('\n\n')
  return [
    heading,
    tableOf(section.table),
    ...(section.charts ?? []).map((chart) => chartOf(chart, picture(chart))),
  ].join('\n\n')
}

function paragraphOf({ kind, parts }: Paragraph): string {
  const text = words(parts.map((part) => (typeof part === 'string' ? part : part.text)).join(''))
  return kind === 'heading' ? `#heading(level: 3)[${text}]` : `#par[${text}]`
}

function tableOf(table: TableView): string {
  const grid = gridOf(table)
  const cells = grid.rows.map((row) =>
    row.map((one) => {
      const left = standsLeft(one, table) ? ', align: left + horizon' : ''
      return `table.cell(colspan: ${one.columns}, rowspan: ${one.rows}${left})[${words(textOf(one.cell))}]`
    }),
  )
  const head = cells.slice(0, grid.headRows).flat()
  const body = cells.slice(grid.headRows).flat()
  const repeats = headRepeats(table)
  return `#block(width: 100%, breakable: ${repeats}, above: ${SPACE}pt, below: ${SPACE}pt)[
#set text(size: ${typeFor(grid)}pt)
#set par(first-line-indent: 0em, leading: 0.35em, justify: false)
#table(columns: (${grid.widths.map((width) => `${(width * 100).toFixed(2)}fr`).join(', ')}), ${repeats ? `table.header(${head.join(', ')})` : head.join(', ')}, ${body.join(', ')})]`
}

function chartOf(chart: EditionChart, path: string): string {
  return `#block(width: 100%, breakable: false, above: ${SPACE}pt, below: ${SPACE}pt)[
#set par(first-line-indent: 0em)
#set align(center)
#text(size: 10.5pt)[${words(chart.title)}]
#image(${literal(path)}, width: 120mm, alt: ${literal(chart.title)})]`
}

function restatedOf({ restated }: Edition): string {
  if (restated === null) return ''
  const rows = restated.values.flatMap(({ label, before, after }) => [
    `table.cell(align: left + horizon)[${words(label)}]`,
    `[${words(restatedText(before))}]`,
    `[${words(restatedText(after))}]`,
  ])
  const table =
    rows.length === 0
      ? ''
      : `#table(columns: (4fr, 1fr, 1fr), table.header([项目], [更正前], [更正后]), ${rows.join(', ')})`
  const texts =
    restated.sections.length === 0 ? '' : words(`修改了文字的部分：${restated.sections.join('、')}。`)
  return `#block(width: 100%, stroke: 0.5pt, inset: 6pt, below: ${paper.line}pt)[
#set text(size: 10.5pt)
#set par(first-line-indent: 0em, leading: 0.6em)
${words(`更正说明：${restated.why}`)}

${table}

${texts}]`
}
