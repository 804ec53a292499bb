import { walk } from './xml.ts'

/** A sheet of a workbook and the member of the archive that holds it. */
export interface Sheet {
  readonly name: string
  readonly hidden: boolean
  readonly member: string
}

export function readSharedStrings(xml: Uint8Array | undefined): string[] {
  const strings: string[] = []
  let inside = false
  walk(xml, {
    open(name) {
      if (name === 'si') strings.push('')
      inside = name === 't'
    },
    text(value) {
      if (inside) strings[strings.length - 1] += value
    },
    close: () => (inside = false),
  })
  return strings
}

export function listSheets(members: Record<string, Uint8Array>): Sheet[] {
  const targets = new Map<string, string>()
  walk(members['xl/_rels/workbook.xml.rels'], {
    open(_, { Id, Target }) {
      if (Id !== undefined && Target !== undefined)
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  const sheets: Sheet[] = []
  walk(members['xl/workbook.xml'], {
    open(element, attributes) {
      if (element !== 'sheet') return
      const member = targets.get(attributes['r:id'] ?? '')
      if (member === undefined) return
      const hidden = attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden'
      sheets.push({ name: attributes['name'] ?? '', hidden, member })
    },
  })
  return sheets
}
