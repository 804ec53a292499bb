import { literal, words } from '#platform/typst/markup.ts'
import { headSize, layout, type Letter } from './letter.ts'

const { page, redLine } = layout

const STYLE = `
#set page(paper: "a4", margin: (top: ${page.top}mm, bottom: ${page.bottom}mm, left: ${page.left}mm, right: ${page.right}mm))
#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: ${layout.body}pt, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(first-line-indent: (amount: 2em, all: true), leading: ${layout.line - layout.body}pt, spacing: ${layout.line - layout.body}pt, justify: true)
#let rule(first, second) = stack(spacing: 1.2pt, line(length: ${redLine.length}mm, stroke: first + rgb("${layout.red}")), line(length: ${redLine.length}mm, stroke: second + rgb("${layout.red}")))
#set page(background: context if here().page() == 1 { place(bottom + center, dy: -${redLine.fromFoot}mm, rule(${redLine.thin}pt, ${redLine.thick}pt)) })
#set page(footer-descent: 7mm, footer: context { set par(first-line-indent: 0em); set text(size: ${layout.small}pt); let n = counter(page).display("— 1 —"); if calc.odd(here().page()) { align(right, pad(right: 1em, n)) } else { align(left, pad(left: 1em, n)) } })
`

/** A letter as Typst markup. */
export function sourceOf(letter: Letter): string {
  const [last = '', ...before] = letter.paragraphs.toReversed()
  return [
    `#set document(title: ${literal(letter.title)}, author: ${literal(letter.unit)})`,
    STYLE,
    headOf(letter),
    `#block(width: 100%, above: 2 * ${layout.line}pt, below: ${layout.line}pt)[#set par(first-line-indent: 0em, leading: 0.5em, justify: false)\n#set align(center)\n#text(size: ${layout.title}pt, weight: "bold")[${set(letter.title)}]]`,
    `#par(first-line-indent: 0em)[${set(letter.recipient)}]`,
    ...before.toReversed().map((text) => `#par[${set(text)}]`),
    // The end of the text stays with the signature: no page has nothing but a name and a date.
    `#block(sticky: true, above: ${layout.line - layout.body}pt, below: 0pt)[#par[${set(last)}]]`,
    signatureOf(letter),
    ...(letter.notes.length === 0 ? [] : [notesOf(letter.notes)]),
  ].join('\n\n')
}

function headOf({ unit, number }: Letter): string {
  const numbered =
    number === null
      ? ''
      : `\n#block(width: 100%, above: 0.6 * ${layout.line}pt, below: 0pt)[#set par(first-line-indent: 0em)\n#align(right)[${set(number)}]]`
  return `#v(-7mm)
#block(width: 100%, below: ${redLine.above}mm)[#set par(first-line-indent: 0em, leading: 0.4em, justify: false)\n#set align(center)\n#text(size: ${headSize(unit)}pt, weight: "bold", fill: rgb("${layout.red}"))[${set(unit)}]]
#block(width: 100%, above: 0pt, below: 0pt)[#place(top + center, dx: ${(page.right - page.left) / 2}mm, rule(${redLine.thick}pt, ${redLine.thin}pt))#v(3pt)]${numbered}`
}

function signatureOf({ unit, date }: Letter): string {
  return `#block(breakable: false, width: 100%, above: 2 * ${layout.line}pt)[#set par(first-line-indent: 0em, justify: false)
#align(right, pad(right: 2em)[#block(width: auto)[#set align(center)\n${set(unit)}#linebreak();${set(date)}]])]`
}

function notesOf(notes: readonly string[]): string {
  const lines = notes.map((text) => `#par[${set(text)}]`).join('\n')
  return `#block(width: 100%, above: ${layout.line}pt)[#set text(size: ${layout.small}pt)\n#set par(justify: false)\n${lines}]`
}

const set = (text: string) => words(breakable(text))

/** A row of so many characters without a place to break would run off the page. */
const UNBROKEN = /[^\s\p{Script=Han}\u200b]{20,}/gu
const TOGETHER = 4
const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** With invisible places to break in rows that have none; they are no part of the text that is copied from the page. */
function breakable(text: string): string {
  return text.replace(UNBROKEN, (row) =>
    Array.from(characters.segment(row), ({ segment }, index) =>
      index > 0 && index % TOGETHER === 0 ? `\u200b${segment}` : segment,
    ).join(''),
  )
}
