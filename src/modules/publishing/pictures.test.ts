import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { getVersion, listAttachments } from '#kernel/documents/index.ts'
import { buildCity, type SmallCity } from '../../testing/city.ts'
import { buildDraft, startPublishing, type Publishing } from '../../testing/documents.ts'
import { createDraft } from './actions.ts'
import { addPicture, detach } from './attachments.ts'
import { findPublicAttachment } from './store/files.ts'
import { importWord } from './word-import.ts'

let database: TestDatabase
let city: SmallCity
let work: Publishing
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  work = await startPublishing(city)
})
afterAll(async () => {
  await database.close()
  await work.close()
})

/** A .docx file with a paragraph of words and one for each picture. */
function wordFile(pictures: readonly Buffer[]): Buffer {
  const schema = 'http://schemas.openxmlformats.org'
  const office = `${schema}/officeDocument/2006/relationships`
  const relations = (inner: string) =>
    strToU8(`<Relationships xmlns="${schema}/package/2006/relationships">${inner}</Relationships>`)
  const drawing = (at: number) =>
    `<w:p><w:r><w:drawing><wp:inline xmlns:wp="${schema}/drawingml/2006/wordprocessingDrawing"><a:graphic><a:graphicData><pic:pic xmlns:pic="${schema}/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="p${at}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
  return Buffer.from(
    zipSync({
      '[Content_Types].xml': strToU8(
        `<Types xmlns="${schema}/package/2006/content-types"><Default Extension="png" ContentType="image/png"/></Types>`,
      ),
      '_rels/.rels': relations(
        `<Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/>`,
      ),
      'word/_rels/document.xml.rels': relations(
        pictures
          .map((_, at) => `<Relationship Id="p${at}" Type="${office}/image" Target="media/${at}.png"/>`)
          .join(''),
      ),
      ...Object.fromEntries(pictures.map((content, at) => [`word/media/${at}.png`, new Uint8Array(content)])),
      'word/document.xml': strToU8(
        `<w:document xmlns:w="${schema}/wordprocessingml/2006/main" xmlns:r="${office}" xmlns:a="${schema}/drawingml/2006/main"><w:body><w:p><w:r><w:t>前文</w:t></w:r></w:p>${pictures.map((_, at) => drawing(at)).join('')}</w:body></w:document>`,
      ),
    }),
  )
}

describe('pictures', () => {
  const photograph = () =>
    sharp({ create: { width: 3000, height: 1000, channels: 3, background: '#888' } })
      .jpeg()
      .withExif({ IFD0: { Artist: '某某' }, IFD3: { GPSLatitude: '31/1 0/1 0/1' } })
      .toBuffer()

  test('become small, lose what the camera wrote, and go when the text shows them no more', async () => {
    const drafter = await city.as('drafter')
    const id = valueOf(await createDraft(drafter, buildDraft(city)))
    const shown = valueOf(
      await addPicture(drafter, work.files, id, { name: '现场.jpg', content: await photograph() }),
    )
    expect([shown.width, shown.height]).toEqual([2000, 667])
    const unused = valueOf(
      await addPicture(drafter, work.files, id, { name: '多余.jpg', content: await photograph() }),
    )
    const [file] = await listAttachments(city.db, id, 1)
    const chunks = []
    for await (const chunk of work.files.read(file?.file_hash.toString('hex') ?? ''))
      chunks.push(chunk as Buffer)
    expect((await sharp(Buffer.concat(chunks)).metadata()).exif).toBeUndefined()
    await work.edit(drafter, id, {
      bodyHtml: `<p>现场</p><img src="/pictures/${shown.lineage}" alt="清理后的河道" /><img src="https://evil.example/x.png" alt="x" />`,
    })
    expect((await getVersion(city.db, id, 1)).body_html).not.toContain('evil')
    valueOf(await work.submit(drafter, id))
    await work.approveAll(id)
    expect((await listAttachments(city.db, id, 1)).map((one) => one.lineage)).toEqual([shown.lineage])
    expect(await findPublicAttachment(city.db, shown.lineage)).toMatchObject({ picture: true })
    expect(await findPublicAttachment(city.db, unused.lineage)).toBeUndefined()
  })

  test('come with a Word file, those that no page shows are counted', async () => {
    const drafter = await city.as('drafter')
    const id = valueOf(await createDraft(drafter, buildDraft(city)))
    const png = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#246' } })
      .png()
      .toBuffer()
    const document = wordFile([png, Buffer.from('no picture at all')])
    const text = valueOf(await importWord(drafter, work.files, id, '方案.docx', document))
    const [file, ...others] = await listAttachments(city.db, id, 1)
    expect(others).toEqual([])
    expect(file).toMatchObject({ picture: true, media_type: 'image/png' })
    expect(text).toMatchObject({ title: null, pictures: 1 })
    expect(text.bodyHtml).toBe(`<p>前文</p><p><img src="/pictures/${file?.lineage}" alt="" /></p>`)
    await expect(
      importWord(await city.as('drafter', city.other), work.files, id, 'x.docx', png),
    ).rejects.toMatchObject({
      code: 'not_permitted',
    })
  })

  test('what is none is refused, and nothing of it stays', async () => {
    const drafter = await city.as('drafter')
    const id = valueOf(await createDraft(drafter, buildDraft(city)))
    for (const [name, content] of [
      ['说明.txt', Buffer.from('不是图片')],
      ['破损.png', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(40)])],
    ] as const)
      await expect(addPicture(drafter, work.files, id, { name, content })).rejects.toMatchObject({
        code: expect.stringMatching(/^(file_not_picture|picture_broken|file_mismatch)$/),
      })
    expect(await listAttachments(city.db, id, 1)).toEqual([])
    await expect(detach(drafter, id, 99999)).rejects.toMatchObject({ code: 'not_found' })
  })
})
