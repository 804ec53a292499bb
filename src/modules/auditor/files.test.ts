import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { printedGrid, consistentReport, withCell, type PrintedReport } from '../../testing/printed-report.ts'
import { typstPdf } from '../redaction/engine/samples.ts'
import { auditFiles } from './reports.ts'

const SENTENCE = '全年主动公开政府信息100条，其中网站公开70条，公报公开30条。'

async function word(report: PrintedReport): Promise<Buffer> {
  const rows = printedGrid(report, '3').map(
    (row) =>
      new TableRow({
        children: row.map(
          (cell) =>
            new TableCell({
              rowSpan: cell.rows,
              columnSpan: cell.columns,
              children: [new Paragraph(cell.text)],
            }),
        ),
      }),
  )
  return Packer.toBuffer(
    new Document({ sections: [{ children: [new Paragraph(SENTENCE), new Table({ rows })] }] }),
  )
}

async function workbook(report: PrintedReport): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('申请情况')
  const taken = new Set<string>()
  for (const [y, row] of printedGrid(report, '3').entries()) {
    let x = 0
    for (const cell of row) {
      while (taken.has(`${x} ${y}`)) x += 1
      const shown = sheet.getCell(y + 1, x + 1)
      shown.value = /^\d+$/.test(cell.text) ? Number(cell.text) : cell.text
      for (let dy = 0; dy < cell.rows; dy += 1)
        for (let dx = 0; dx < cell.columns; dx += 1) taken.add(`${x + dx} ${y + dy}`)
      if (cell.rows * cell.columns > 1) sheet.mergeCells(y + 1, x + 1, y + cell.rows, x + cell.columns)
      x += cell.columns
    }
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

const broken = async (name: string, content: Buffer) => {
  const { audits, unread } = await auditFiles([{ name, content }])
  expect(unread).toEqual([])
  const relations = audits.flatMap((audit) => audit.relations)
  expect(relations.filter((one) => one.verdict === 'holds').length).toBeGreaterThan(10)
  return relations.filter((one) => one.verdict === 'broken')
}

describe.each([
  ['report.docx', word],
  ['report.xlsx', workbook],
] as const)('%s', (name, write) => {
  test.each([2019, 2021] as const)(
    'the table of %i is read, and what holds is not called broken',
    async (form) => {
      for (const seed of [1, 2, 3])
        expect(await broken(name, await write(consistentReport(seed, form)))).toEqual([])
    },
  )

  test('a total that is one too large is found in its cell', async () => {
    const report = consistentReport(4)
    const wrong = withCell(report, '3.D.7', String(Number(report.values['3.D.7']) + 1))
    const found = await broken(name, await write(wrong))
    expect(found.some((one) => one.kind === 'table' && one.difference === -1)).toBe(true)
    expect(found.some((one) => one.kind === 'tie')).toBe(true)
    if (name === 'report.xlsx') expect(found.every((one) => one.at.cell !== undefined)).toBe(true)
  })
})

test('a PDF with words is read by page', async () => {
  const content = typstPdf(`${SENTENCE}\n#pagebreak()\n办理建议90件，其中办结80件，正在办理20件。`)
  const { audits } = await auditFiles([{ name: 'report.pdf', content }])
  const figures = audits.flatMap((audit) => audit.figures)
  expect(figures.map((one) => [one.value, one.unit, one.at.page])).toEqual([
    [100, '条', 1],
    [70, '条', 1],
    [30, '条', 1],
    [90, '件', 2],
    [80, '件', 2],
    [20, '件', 2],
  ])
  const relations = audits.flatMap((audit) => audit.relations)
  expect(relations.map((one) => [one.kind, one.left, one.right, one.verdict])).toEqual([
    ['sum', 100, 100, 'holds'],
    ['sum', 100, 90, 'broken'],
  ])
})
