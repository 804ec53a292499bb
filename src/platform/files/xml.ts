import { Parser } from 'htmlparser2'

/** Walks XML and hands over each element's name, attributes and own text, in order. */
export function walk(
  xml: Uint8Array | undefined,
  on: {
    open?: (name: string, attributes: Readonly<Record<string, string>>) => void
    text?: (text: string) => void
    close?: (name: string) => void
  },
): void {
  if (!xml) return
  const parser = new Parser(
    {
      ...(on.open ? { onopentag: on.open } : {}),
      ...(on.text ? { ontext: on.text } : {}),
      ...(on.close ? { onclosetag: on.close } : {}),
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.write(new TextDecoder('utf-8').decode(xml))
  parser.end()
}
