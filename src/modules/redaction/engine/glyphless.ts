/** Thousandths of an em that each glyph is wide: none at all, Chinese, Latin, the blank. */
const WIDTHS = [1000, 1000, 500, 250] as const

/** The glyph of a UTF-16 unit: its width is near that of the real one, so that readers tell words apart. */
export function glyphOf(unit: number): number {
  if (unit === 0x20) return 3
  return unit > 0x20 && unit < 0x250 ? 2 : 1
}

/** In ems. */
export function widthOf(unit: number): number {
  return (WIDTHS[glyphOf(unit)] ?? 1000) / 1000
}

/** The same as PDF says it: all are an em wide but these. */
export const NARROW = `32 32 ${WIDTHS[3]} 33 591 ${WIDTHS[2]}`

/**
 * A font without shapes: empty glyphs of three widths. It carries text that is copied, searched and read aloud but
 * never seen; PDF/A wants a font to be in the file even then.
 */
export function glyphlessFont(): Buffer {
  const tables: readonly (readonly [tag: string, data: Buffer])[] = [
    ['OS/2', os2()],
    ['cmap', words(0, 1, 3, 1, 0, 12, 4, 24, 0, 2, 2, 0, 0, 0xffff, 0, 0xffff, 1, 0)],
    ['glyf', Buffer.alloc(4)],
    ['head', head()],
    ['hhea', words(1, 0, 880, 65416, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, WIDTHS.length)],
    ['hmtx', words(...WIDTHS.flatMap((width) => [width, 0]))],
    ['loca', words(0, 0, 0, 0, 0)],
    ['maxp', words(1, 0, WIDTHS.length, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)],
    ['name', words(0, 0, 6)],
    ['post', words(3, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)],
  ]
  const directory = [words(1, 0, tables.length, 128, 3, tables.length * 16 - 128)]
  const bodies: Buffer[] = []
  let offset = 12 + 16 * tables.length
  for (const [tag, data] of tables) {
    const entry = Buffer.alloc(16)
    entry.write(tag, 'latin1')
    entry.writeUInt32BE(checksum(data), 4)
    entry.writeUInt32BE(offset, 8)
    entry.writeUInt32BE(data.length, 12)
    directory.push(entry)
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)])
    bodies.push(padded)
    offset += padded.length
  }
  return Buffer.concat([...directory, ...bodies])
}

function words(...values: readonly number[]): Buffer {
  const data = Buffer.alloc(values.length * 2)
  values.forEach((value, at) => data.writeUInt16BE(value, at * 2))
  return data
}

function head(): Buffer {
  const data = Buffer.alloc(54)
  data.writeUInt32BE(0x00010000, 0)
  data.writeUInt32BE(0x00010000, 4)
  data.writeUInt32BE(0x5f0f3cf5, 12)
  data.writeUInt16BE(1000, 18)
  data.writeInt16BE(1000, 40)
  data.writeInt16BE(880, 42)
  data.writeUInt16BE(8, 46)
  data.writeInt16BE(2, 48)
  return data
}

function os2(): Buffer {
  const data = Buffer.alloc(78)
  data.writeUInt16BE(1000, 2)
  data.writeUInt16BE(400, 4)
  data.writeUInt16BE(5, 6)
  data.writeInt16BE(880, 68)
  data.writeInt16BE(-120, 70)
  data.writeUInt16BE(880, 74)
  data.writeUInt16BE(120, 76)
  return data
}

function checksum(data: Buffer): number {
  let sum = 0
  for (let at = 0; at < data.length; at += 1)
    sum = (sum + (data[at] ?? 0) * 256 ** (3 - (at % 4))) % 0x1_0000_0000
  return sum
}
