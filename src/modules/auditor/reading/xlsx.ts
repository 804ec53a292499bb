import { listSheets, readSharedStrings } from '#platform/files/workbook.ts'
import { walk } from '#platform/files/xml.ts'
import { SourceBuilder, type Cell, type Source } from './source.ts'

const MOST_ROWS = 20_000
const MOST_COLUMNS = 200

/** Every visible sheet of a workbook as a table, with what lies under merged cells covered. */
export function readWorkbook(members: Readonly<Record<string, Uint8Array>>): Source {
  if (!members['xl/workbook.xml']) throw new Error('no workbook in it')
  const shared = readSharedStrings(members['xl/sharedStrings.xml'])
  const builder = new SourceBuilder()
  for (const sheet of listSheets(members)) {
    if (sheet.hidden) continue
    builder.text(sheet.name)
    builder.table(readSheet(members[sheet.member], shared), sheet.name)
  }
  return builder.build()
}

function readSheet(xml: Uint8Array | undefined, shared: readonly string[]): Cell[][] {
  const grid: Cell[][] = []
  const merges: string[] = []
  let name = ''
  let type = ''
  let value = ''
  let inside = false
  walk(xml, {
    open(element, attributes) {
      if (element === 'c') [name, type, value] = [attributes['r'] ?? '', attributes['t'] ?? '', '']
      if (element === 'mergeCell') merges.push(attributes['ref'] ?? '')
      inside = element === 'v' || element === 't'
    },
    text(part) {
      if (inside) value += part
    },
    close(element) {
      inside = false
      if (element !== 'c') return
      const at = placeOf(name)
      if (!at) return
      const shown =
        type === 's' ? (shared[Number(value)] ?? '') : type === 'n' || type === '' ? tidy(value) : value
      ;(grid[at.y] ??= [])[at.x] = { text: shown.trim(), name }
    },
  })
  for (const merge of merges) cover(grid, merge)
  const width = Math.max(0, ...grid.map((row) => row?.length ?? 0))
  return Array.from(grid, (row) => Array.from({ length: width }, (_, x) => row?.[x] ?? { text: '' }))
}

/** A workbook keeps 98.9 as 98.900000000000006: fifteen digits are what was typed. */
function tidy(value: string): string {
  if (!/^-?\d+\.\d{10,}$/.test(value) && !/e/i.test(value)) return value
  const number = Number(value)
  return Number.isFinite(number) ? String(Number(number.toPrecision(15))) : value
}

function placeOf(name: string): { x: number; y: number } | undefined {
  const [, letters, digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(name) ?? []
  if (letters === undefined || digits === undefined) return undefined
  const x = Array.from(letters).reduce((column, one) => column * 26 + one.charCodeAt(0) - 64, 0) - 1
  const y = Number(digits) - 1
  return x < MOST_COLUMNS && y < MOST_ROWS ? { x, y } : undefined
}

function cover(grid: Cell[][], merge: string): void {
  const [from, to] = merge.split(':').map(placeOf)
  if (!from || !to) return
  for (let y = from.y; y <= to.y; y += 1)
    for (let x = from.x; x <= to.x; x += 1)
      if (x !== from.x || y !== from.y) (grid[y] ??= [])[x] = { text: '', covered: true }
}
