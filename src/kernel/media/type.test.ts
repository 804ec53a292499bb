import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { strToU8, zipSync } from 'fflate'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { typeOf } from './type.ts'

const zip = (...names: string[]) =>
  Buffer.from(zipSync(Object.fromEntries(names.map((name) => [name, strToU8('<x/>')]))))
const compound = (stream: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(600),
    Buffer.from(`${stream}\0`, 'utf16le'),
    Buffer.alloc(100),
  ])
const OOXML = 'application/vnd.openxmlformats-officedocument.'
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const code = (name: string, content: Buffer) =>
  typeOf(name, content).then(
    () => 'accepted',
    (error: { code: string }) => error.code,
  )

test.each<[string, Buffer, string]>([
  ['通知.pdf', Buffer.from('%PDF-1.7\n%âãÏÓ\n'), 'application/pdf'],
  ['公文.ofd', zip('OFD.xml', 'Doc_0/Document.xml'), 'application/ofd'],
  ['附件.docx', zip('[Content_Types].xml', 'word/document.xml'), `${OOXML}wordprocessingml.document`],
  ['附件.pptx', zip('[Content_Types].xml', 'ppt/presentation.xml'), `${OOXML}presentationml.presentation`],
  ['资料.zip', zip('一.txt'), 'application/zip'],
  ['旧表.doc', compound('WordDocument'), 'application/msword'],
  ['旧表.wps', compound('WordDocument'), 'application/msword'],
  ['旧表.et', compound('Workbook'), 'application/vnd.ms-excel'],
  ['旧表.dps', compound('PowerPoint Document'), 'application/vnd.ms-powerpoint'],
  ['图.png', PNG, 'image/png'],
  ['图.GIF', Buffer.from('GIF89a\u0001\0\u0001\0\0\0\0', 'latin1'), 'image/gif'],
  ['目录.csv', Buffer.from('名称,数量\r\n河道,3\r\n'), 'text/csv'],
  ['目录.csv', Buffer.from('c3fbb3c62cb5d8d6b70d0a', 'hex'), 'text/csv'],
  ['说明.txt', Buffer.from('说明'), 'text/plain'],
])('%s is known by its content', async (name, content, mediaType) => {
  expect(await typeOf(name, content)).toBe(mediaType)
})

test('a workbook that was written as a stream is one', async () => {
  const stream = new PassThrough()
  const whole = buffer(stream)
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream })
  const sheet = book.addWorksheet('表')
  sheet.addRow(['名称', 1]).commit()
  sheet.commit()
  await book.commit()
  expect(await typeOf('表.xlsx', await whole)).toBe(`${OOXML}spreadsheetml.sheet`)
})

test('a name that says something else, macros, and what only looks like a file are refused', async () => {
  expect(await code('图.jpg', PNG)).toBe('file_mismatch')
  expect(await code('表.pdf', zip('一.txt'))).toBe('file_mismatch')
  expect(await code('表.docx', zip('[Content_Types].xml', 'xl/workbook.xml'))).toBe('file_mismatch')
  expect(await code('表.docx', zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'))).toBe(
    'file_mismatch',
  )
  expect(await code('坏.zip', Buffer.from('PK\u0003\u0004 broken'))).toBe('file_mismatch')
  expect(await code('文.txt', Buffer.from([0, 1, 2, 3]))).toBe('file_mismatch')
  expect(await code('文.txt', PNG)).toBe('file_mismatch')
})

test('what is not accepted, what has a password, and what is too large', async () => {
  expect(await code('图.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('file_type')
  expect(await code('程序.exe', Buffer.from('MZ'))).toBe('file_type')
  expect(await code('页.html', Buffer.from('<p>页</p>'))).toBe('file_type')
  expect(await code('密.docx', compound('EncryptedPackage'))).toBe('file_encrypted')
  expect(await code('长.txt', Buffer.alloc(6 * 1024 * 1024, 'a'))).toBe('file_too_large')
})
