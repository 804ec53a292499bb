const KINDS = { pngblip: 'png', jpegblip: 'jpeg' } as const

/**
 * The pictures of a text of the clipboard, in their order: undefined where a picture cannot be had. Its HTML carries those
 * written into the address itself; those of Word and WPS stand in the RTF beside it, where both tell of the same number.
 */
export function picturesOf(sources: readonly string[], rtf: string): (File | undefined)[] {
  const beside = picturesOfRtf(rtf)
  return sources.map((source, index) => {
    const name = `图${index + 1}`
    const [, kind, data] =
      /^data:image\/(png|jpeg|gif|webp|bmp);base64,([A-Za-z0-9+/=\s]+)$/.exec(source) ?? []
    if (kind !== undefined && data !== undefined)
      return fileOf(
        name,
        kind,
        Uint8Array.from(atob(data), (char) => char.charCodeAt(0)),
      )
    const found = beside.length === sources.length ? beside[index] : undefined
    return found && fileOf(name, found.kind, found.bytes)
  })
}

function fileOf(name: string, kind: string, bytes: Uint8Array<ArrayBuffer>): File {
  return new File([bytes], `${name}.${kind === 'jpeg' ? 'jpg' : kind}`, { type: `image/${kind}` })
}

type RtfPicture = { readonly kind: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined

/** What RTF says of each of its pictures, once: the copies that it holds for older programs are left out. */
function picturesOfRtf(rtf: string): RtfPicture[] {
  const pictures: RtfPicture[] = []
  const starts = /\{\\pict\b|\{\\nonshppict\b/g
  for (let start = starts.exec(rtf); start !== null; start = starts.exec(rtf)) {
    const end = closing(rtf, start.index)
    if (start[0] === '{\\nonshppict') {
      starts.lastIndex = end
      continue
    }
    pictures.push(readPicture(rtf.slice(start.index + start[0].length, end)))
    starts.lastIndex = end
  }
  return pictures
}

function readPicture(group: string): RtfPicture {
  const kind = Object.entries(KINDS).find(([word]) => group.includes(`\\${word}`))?.[1]
  if (kind === undefined) return undefined
  const bare = group.replace(/\{[^{}]*\}/g, '')
  const hex = /(?:[\s}]|^)([0-9a-fA-F][0-9a-fA-F\s]{20,})$/.exec(bare)?.[1]?.replace(/\s+/g, '')
  if (hex === undefined || hex.length % 2 === 1) return undefined
  const bytes = new Uint8Array(hex.length / 2)
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16)
  return { kind, bytes }
}

/** Where the group that begins here ends; braces behind a backslash are text. */
function closing(rtf: string, from: number): number {
  let depth = 0
  for (let at = from; at < rtf.length; at += 1) {
    const char = rtf[at]
    if (char === '\\') at += 1
    else if (char === '{') depth += 1
    else if (char === '}' && (depth -= 1) === 0) return at
  }
  return rtf.length
}
