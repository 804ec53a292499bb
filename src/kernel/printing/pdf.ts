import { barsSvg, type Bars } from '#platform/charts/bars.ts'
import { officialPaper as page } from '#platform/paper.ts'
import { literal, words } from '#platform/typst/markup.ts'
import type { ToTypeset } from '#platform/typst/typeset.ts'
import { gridOf } from './grid.ts'
import type { PrintedPaper, PrintedSection, PrintedTable } from './paper.ts'

const SPACE = page.line - page.body
const STYLE = `
#set page(paper: "a4", margin: (top: ${page.page.top}mm, bottom: ${page.page.bottom}mm, left: ${page.page.left}mm, right: ${page.page.right}mm))
#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: ${page.body}pt, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(first-line-indent: (amount: 2em, all: true), leading: ${SPACE}pt, spacing: ${SPACE}pt, justify: true)
#set page(footer-descent: 7mm, footer: context { set par(first-line-indent: 0em); set text(size: ${page.small}pt); let n = counter(page).display("— 1 —"); if calc.odd(here().page()) { align(right, pad(right: 1em, n)) } else { align(left, pad(left: 1em, n)) } })
#set table(stroke: 0.5pt, inset: (x: 2pt, y: 4pt), align: center + horizon)
#show heading: set block(above: ${SPACE}pt, below: ${SPACE}pt, sticky: true)
#show heading: set text(size: ${page.body}pt)
#show heading.where(level: 2): set text(font: "Noto Sans SC", weight: "medium")
#show heading.where(level: 3): set text(weight: "bold")
#show heading: it => block(inset: (left: 2em), it.body)
`

/** The paper as it is typeset, in the layout of official papers. */
export function sourceOf(paper: PrintedPaper): ToTypeset {
  const pictures: [string, Uint8Array][] = []
  const picture = (bars: Bars) => {
    const path = `/charts/${pictures.length + 1}.svg`
    pictures.push([path, Buffer.from(barsSvg(bars))])
    return path
  }
  const source = [
    `#set document(title: ${literal(paper.title.join(''))}, author: ${literal(paper.author)})`,
    STYLE,
    `#block(width: 100%, below: ${page.line}pt)[#set par(first-line-indent: 0em, leading: 0.5em, justify: false)\n#set align(center)\n#text(size: ${page.title}pt, weight: "bold")[${paper.title.map(words).join('#linebreak();')}]\n\n#v(0.3em)#text(size: ${page.small}pt)[${words(`（${paper.date}）`)}]]`,
    correctedOf(paper),
    ...paper.sections.map((section) => sectionOf(section, picture)),
    `#block(above: ${page.line}pt)[#set text(size: 10.5pt)\n#set par(first-line-indent: 0em, leading: 0.7em)\n${words(paper.note)}]`,
  ].join('\n\n')
  // A rare character of somebody's name may not keep the paper from the public.
  return { source, pictures, lackingGlyphs: 'set' }
}

function sectionOf(section: PrintedSection, picture: (bars: Bars) => string): string {
  return [
    ...(section.title === null ? [] : [`#heading(level: 2)[${words(section.title)}]`]),
    ...section.lines.map(({ heading, text }) =>
      heading ? `#heading(level: 3)[${words(text)}]` : `#par[${words(text)}]`,
    ),
    ...(section.table === null ? [] : [tableOf(section.table)]),
    ...section.charts.map(({ title, bars }) => chartOf(title, picture(bars))),
  ].join('\n\n')
}

function tableOf(table: PrintedTable): string {
  const grid = gridOf(table)
  const cells = grid.rows.map((row) =>
    row.map(({ cell, columns, rows, left }) => {
      const align = left ? ', align: left + horizon' : ''
      return `table.cell(colspan: ${columns}, rowspan: ${rows}${align})[${words(cell.text)}]`
    }),
  )
  const head = cells.slice(0, grid.headRows).flat().join(', ')
  const body = cells.slice(grid.headRows).flat().join(', ')
  const columns = grid.widths.map((width) => `${(width * 100).toFixed(2)}fr`).join(', ')
  return `#block(width: 100%, breakable: ${grid.headRepeats}, above: ${SPACE}pt, below: ${SPACE}pt)[
#set text(size: ${grid.type}pt)
#set par(first-line-indent: 0em, leading: 0.35em, justify: false)
#table(columns: (${columns}), ${grid.headRepeats ? `table.header(${head})` : head}, ${body})]`
}

function chartOf(title: string, path: string): string {
  return `#block(width: 100%, breakable: false, above: ${SPACE}pt, below: ${SPACE}pt)[
#set par(first-line-indent: 0em)
#set align(center)
#text(size: 10.5pt)[${words(title)}]
#image(${literal(path)}, width: 120mm, alt: ${literal(title)})]`
}

function correctedOf({ corrected }: PrintedPaper): string {
  if (corrected === null) return ''
  const rows = corrected.rows.flatMap(([label, before, after]) => [
    `table.cell(align: left + horizon)[${words(label)}]`,
    `[${words(before)}]`,
    `[${words(after)}]`,
  ])
  const table =
    rows.length === 0
      ? ''
      : `#table(columns: (4fr, 1fr, 1fr), table.header([项目], [更正前], [更正后]), ${rows.join(', ')})`
  return `#block(width: 100%, stroke: 0.5pt, inset: 6pt, below: ${page.line}pt)[
#set text(size: 10.5pt)
#set par(first-line-indent: 0em, leading: 0.6em)
${words(`更正说明：${corrected.why}`)}

${table}

${corrected.more === '' ? '' : words(corrected.more)}]`
}
