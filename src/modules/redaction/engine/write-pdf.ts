import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { Picture } from './encode.ts'
import { glyphlessFont, glyphOf, NARROW, widthOf } from './glyphless.ts'
import type { Block } from './layer.ts'
import type { PageSize } from './shapes.ts'

/** A page of the copy: a picture over the whole of it, and below the picture the words that may be read. */
export interface NewPage extends PageSize {
  readonly picture: Picture
  readonly blocks: readonly Block[]
}

/**
 * Writes a PDF/A-2b of pictures with a tagged layer of invisible words. It holds these objects and nothing else: what is
 * not handed to it cannot be in it, and each page is written before the next is made.
 */
export class PdfWriter {
  readonly #title: string
  readonly #madeAt: Date
  readonly #colours: Buffer
  readonly #parts: Buffer[] = []
  #length = 0
  readonly #offsets: number[] = []
  readonly #pages: number[] = []
  readonly #elements: number[] = []
  readonly #parents: string[] = []
  readonly #catalog: number
  readonly #tree: number
  readonly #structure: number
  readonly #document: number
  readonly #font: number

  constructor(about: { readonly title: string; readonly madeAt: Date; readonly colours: Buffer }) {
    this.#title = about.title
    this.#madeAt = about.madeAt
    this.#colours = about.colours
    this.#write('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n')
    this.#catalog = this.#reserve()
    this.#tree = this.#reserve()
    this.#structure = this.#reserve()
    this.#document = this.#reserve()
    this.#font = this.#reserve()
  }

  #write(data: string | Buffer) {
    const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data
    this.#parts.push(bytes)
    this.#length += bytes.length
  }

  #reserve(): number {
    this.#offsets.push(0)
    return this.#offsets.length
  }

  #object(body: string, id = this.#reserve()): number {
    this.#offsets[id - 1] = this.#length
    this.#write(`${id} 0 obj\n${body}\nendobj\n`)
    return id
  }

  #stream(entries: string, data: Buffer, id = this.#reserve()): number {
    this.#offsets[id - 1] = this.#length
    this.#write(`${id} 0 obj\n<< ${entries} /Length ${data.length} >>\nstream\n`)
    this.#write(data)
    this.#write('\nendstream\nendobj\n')
    return id
  }

  #deflated(entries: string, data: Buffer | string, id?: number): number {
    return this.#stream(`${entries} /Filter /FlateDecode`, deflateSync(data), id)
  }

  #picture(picture: Picture): number {
    const size = `/Type /XObject /Subtype /Image /Width ${picture.width} /Height ${picture.height}`
    if (picture.kind === 'jpeg')
      return this.#stream(
        `${size} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`,
        picture.data,
      )
    const palette = picture.palette ?? Buffer.alloc(3)
    const bits = picture.bits ?? 8
    return this.#stream(
      `${size} /ColorSpace [/Indexed /DeviceRGB ${palette.length / 3 - 1} <${palette.toString('hex')}>] /BitsPerComponent ${bits} /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors 1 /BitsPerComponent ${bits} /Columns ${picture.width} >>`,
      picture.data,
    )
  }

  addPage(page: NewPage): void {
    const place = this.#pages.length
    const id = this.#reserve()
    const picture = this.#picture(page.picture)
    const size = `${decimal(page.width)} ${decimal(page.height)}`
    const shown = `q ${decimal(page.width)} 0 0 ${decimal(page.height)} 0 0 cm /Im Do Q`
    const marked: number[] = []
    const element = (kind: string) => {
      const made = this.#object(
        `<< /Type /StructElem /S /${kind} /P ${this.#document} 0 R /Pg ${id} 0 R /K ${marked.length}${kind === 'Figure' ? ` /Alt ${text(`第${place + 1}页，图像`)}` : ''} >>`,
      )
      marked.push(made)
      this.#elements.push(made)
      return marked.length - 1
    }
    const content =
      page.blocks.length === 0
        ? `/Figure << /MCID ${element('Figure')} >> BDC\n${shown}\nEMC\n`
        : [
            `/Artifact BMC\n${shown}\nEMC`,
            ...page.blocks.map(
              (block) =>
                `/P << /MCID ${element('P')} >> BDC\nBT 3 Tr /F 1 Tf\n${block.map((run) => lineOf(run, page.height)).join('\n')}\nET\nEMC`,
            ),
          ].join('\n')
    const stream = this.#deflated('', content)
    this.#object(
      `<< /Type /Page /Parent ${this.#tree} 0 R /MediaBox [0 0 ${size}] /Contents ${stream} 0 R /StructParents ${place} /Tabs /S /Resources << /XObject << /Im ${picture} 0 R >> /Font << /F ${this.#font} 0 R >> >> >>`,
      id,
    )
    this.#pages.push(id)
    this.#parents.push(`${place} [${marked.map(reference).join(' ')}]`)
  }

  finish(): Buffer {
    this.#writeFont()
    this.#object(
      `<< /Type /Pages /Count ${this.#pages.length} /Kids [${this.#pages.map(reference).join(' ')}] >>`,
      this.#tree,
    )
    this.#object(
      `<< /Type /StructElem /S /Document /P ${this.#structure} 0 R /K [${this.#elements.map(reference).join(' ')}] >>`,
      this.#document,
    )
    this.#object(
      `<< /Type /StructTreeRoot /K ${this.#document} 0 R /ParentTree << /Nums [${this.#parents.join(' ')}] >> /ParentTreeNextKey ${this.#pages.length} >>`,
      this.#structure,
    )
    const colours = this.#deflated('/N 3', this.#colours)
    const intent = this.#object(
      `<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile ${colours} 0 R >>`,
    )
    // Metadata of PDF/A is not compressed.
    const about = this.#stream('/Type /Metadata /Subtype /XML', Buffer.from(this.#metadata(), 'utf8'))
    const info = this.#object(
      `<< /Title ${text(this.#title)} /CreationDate (D:${this.#madeAt
        .toISOString()
        .replace(/\.\d+Z$/, '')
        .replace(/[-:T]/g, '')}Z) >>`,
    )
    this.#object(
      `<< /Type /Catalog /Pages ${this.#tree} 0 R /Lang (zh-CN) /MarkInfo << /Marked true >> /StructTreeRoot ${this.#structure} 0 R /ViewerPreferences << /DisplayDocTitle true >> /Metadata ${about} 0 R /OutputIntents [${intent} 0 R] >>`,
      this.#catalog,
    )
    const start = this.#length
    const rows = this.#offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
    this.#write(`xref\n0 ${rows.length + 1}\n0000000000 65535 f \n${rows.join('')}`)
    const hash = createHash('md5')
    for (const part of this.#parts) hash.update(part)
    const id = hash.digest('hex')
    this.#write(
      `trailer\n<< /Size ${rows.length + 1} /Root ${this.#catalog} 0 R /Info ${info} 0 R /ID [<${id}> <${id}>] >>\nstartxref\n${start}\n%%EOF\n`,
    )
    return Buffer.concat(this.#parts)
  }

  /** Every character is its own number in UTF-16, and each of them an empty glyph. */
  #writeFont() {
    const font = glyphlessFont()
    const file = this.#deflated(`/Length1 ${font.length}`, font)
    const map = Buffer.alloc(0x20000)
    for (let unit = 0; unit < 0x10000; unit += 1) map.writeUInt16BE(glyphOf(unit), unit * 2)
    const glyphs = this.#deflated('', map)
    const unicode = this.#deflated('', TO_UNICODE)
    const descriptor = this.#object(
      `<< /Type /FontDescriptor /FontName /AAAAAA+Glyphless /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 /FontFile2 ${file} 0 R >>`,
    )
    const descendant = this.#object(
      `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Glyphless /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /DW 1000 /W [${NARROW}] /CIDToGIDMap ${glyphs} 0 R >>`,
    )
    this.#object(
      `<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Glyphless /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${unicode} 0 R >>`,
      this.#font,
    )
  }

  #metadata(): string {
    const when = this.#madeAt.toISOString().replace(/\.\d+Z$/, 'Z')
    return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format><dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(this.#title)}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>${when}</xmp:CreateDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`
  }
}

const TO_UNICODE = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
100 beginbfrange
${Array.from({ length: 100 }, (_, at) => rangeOf(at)).join('\n')}
endbfrange
100 beginbfrange
${Array.from({ length: 100 }, (_, at) => rangeOf(at + 100)).join('\n')}
endbfrange
56 beginbfrange
${Array.from({ length: 56 }, (_, at) => rangeOf(at + 200)).join('\n')}
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end`

/** Ranges end with their first byte: no reader need carry over. */
function rangeOf(first: number): string {
  const high = first.toString(16).padStart(2, '0').toUpperCase()
  return `<${high}00> <${high}FF> <${high}00>`
}

/** A run of characters by their places: each number is how far its glyph went too far. */
function lineOf(run: Block[number], pageHeight: number): string {
  const [a, b, c, d, e, f] = run.matrix
  const matrix = [a, -b, c, -d, e, pageHeight - f].map(decimal).join(' ')
  const shown = run.characters
    .map(({ text: said, advance }) => {
      const units = Buffer.from(said, 'utf16le').swap16()
      let ems = 0
      for (let at = 0; at < units.length; at += 2) ems += widthOf(units.readUInt16BE(at))
      const back = (ems - advance) * 1000
      return `<${units.toString('hex')}>${Math.abs(back) < 0.5 ? '' : ` ${decimal(back)}`}`
    })
    .join(' ')
  return `${matrix} Tm [${shown}] TJ`
}

const decimal = (value: number) => String(Number(value.toFixed(3)))
const reference = (id: number) => `${id} 0 R`
const text = (value: string) => `<feff${Buffer.from(value, 'utf16le').swap16().toString('hex')}>`
const escapeXml = (value: string) =>
  value.replace(/[\p{Cc}\p{Cs}]/gu, '').replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
