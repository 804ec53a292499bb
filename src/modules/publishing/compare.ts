import { diffArrays } from 'diff'
import { parseDocument } from 'htmlparser2'
import { cutWords } from '#platform/text/words.ts'
import type { ComparedBlock, Comparison, Piece } from './contract.ts'

/** What of a version is compared. */
export interface ComparedVersion {
  readonly fields: Readonly<Record<string, string>>
  readonly bodyHtml: string
  readonly attachments: readonly { readonly name: string; readonly sha256: string }[]
}

interface Block {
  readonly kind: ComparedBlock['kind']
  readonly text: string
}

/** Two paragraphs are one that was changed when at least this share of their words stayed. */
const ALIKE = 0.4
/** Beyond this many changed blocks at one place they are not paired: the reader would not see why either. */
const MAX_PAIRED = 200

/** What changed from one version to another: fields, text by block and word, attachments. */
export function compareVersions(before: ComparedVersion, after: ComparedVersion): Comparison {
  const names = [...new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])]
  return {
    fields: names
      .map((name) => ({ name, before: before.fields[name] ?? '', after: after.fields[name] ?? '' }))
      .filter((field) => field.before !== field.after),
    blocks: compareBlocks(blocksOf(before.bodyHtml), blocksOf(after.bodyHtml)),
    attachments: compareAttachments(before.attachments, after.attachments),
  }
}

function compareBlocks(before: readonly Block[], after: readonly Block[]): ComparedBlock[] {
  const runs = diffArrays([...before], [...after], {
    comparator: (one, other) => one.kind === other.kind && one.text === other.text,
  })
  const compared: ComparedBlock[] = []
  let gone: Block[] = []
  const leave = () => {
    compared.push(...gone.map((block) => whole('removed', block)))
    gone = []
  }
  for (const run of runs) {
    if (run.removed) gone.push(...run.value)
    else if (run.added) {
      compared.push(...paired(gone, run.value))
      gone = []
    } else {
      leave()
      compared.push(...run.value.map((block) => whole('same', block)))
    }
  }
  leave()
  return compared
}

/** Of what stood at one place before and after, in order: what is alike was changed, the rest went or came. */
function paired(gone: readonly Block[], come: readonly Block[]): ComparedBlock[] {
  if (gone.length + come.length > MAX_PAIRED)
    return [...gone.map((block) => whole('removed', block)), ...come.map((block) => whole('added', block))]
  const compared: ComparedBlock[] = []
  let next = 0
  for (const block of come) {
    let match: { at: number; pieces: Piece[] } | undefined
    for (let at = next; at < gone.length && !match; at += 1) {
      const old = gone[at]
      const pieces = old?.kind === block.kind ? comparePieces(old.text, block.text) : []
      if (alike(pieces)) match = { at, pieces }
    }
    if (!match) {
      compared.push(whole('added', block))
      continue
    }
    compared.push(...gone.slice(next, match.at).map((old) => whole('removed', old)))
    compared.push({ change: 'changed', kind: block.kind, pieces: match.pieces })
    next = match.at + 1
  }
  return [...compared, ...gone.slice(next).map((old) => whole('removed', old))]
}

function comparePieces(before: string, after: string): Piece[] {
  return diffArrays(cutWords(before), cutWords(after)).map((run) => ({
    change: run.added ? 'added' : run.removed ? 'removed' : 'same',
    text: run.value.join(''),
  }))
}

function alike(pieces: readonly Piece[]): boolean {
  const length = (change: Piece['change']) =>
    pieces.filter((piece) => piece.change === change).reduce((sum, { text }) => sum + text.length, 0)
  const same = length('same')
  return same > 0 && same / (same + Math.max(length('added'), length('removed'))) >= ALIKE
}

function whole(change: 'same' | 'added' | 'removed', block: Block): ComparedBlock {
  return { change, kind: block.kind, pieces: [{ change, text: block.text }] }
}

function compareAttachments(
  before: ComparedVersion['attachments'],
  after: ComparedVersion['attachments'],
): Comparison['attachments'] {
  const has = (list: ComparedVersion['attachments'], name: string, sha256: string) =>
    list.some((file) => file.name === name && file.sha256 === sha256)
  const names = [...new Set([...before, ...after].map(({ name }) => name))]
  return names.flatMap((name) => {
    const gone = before.some((file) => file.name === name && !has(after, name, file.sha256))
    const come = after.some((file) => file.name === name && !has(before, name, file.sha256))
    if (!gone && !come) return []
    return [{ name, change: gone && come ? 'replaced' : gone ? 'removed' : 'added' } as const]
  })
}

type Nodes = ReturnType<typeof parseDocument>['children']

const KINDS: Readonly<Record<string, Block['kind']>> = {
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  li: 'item',
  tr: 'row',
  p: 'text',
  blockquote: 'text',
  caption: 'text',
}

/** The text in reading order, one block for each paragraph, heading, item of a list and row of a table. */
function blocksOf(html: string): Block[] {
  const blocks: Block[] = []
  let text = ''
  const close = (kind: Block['kind']) => {
    const said = text.replace(/\s+/g, ' ').trim()
    if (said !== '') blocks.push({ kind, text: said })
    text = ''
  }
  const walk = (nodes: Nodes, within: Block['kind']) => {
    for (const node of nodes) {
      if ('data' in node && node.type === 'text') text += node.data
      if (!('children' in node)) continue
      const name = 'name' in node ? node.name : ''
      if (name === 'br') text += ' '
      const kind = KINDS[name]
      // The paragraphs of a row are its cells; those of an item are items.
      if (kind === undefined || (within === 'row' && kind !== 'row')) {
        walk(node.children, within)
        if (name === 'td' || name === 'th') text += ' | '
        continue
      }
      close(within)
      const own = within === 'item' && kind === 'text' ? 'item' : kind
      walk(node.children, own)
      text = own === 'row' ? text.replace(/[ |]+$/, '') : text
      close(own)
    }
  }
  walk(parseDocument(html).children, 'text')
  close('text')
  return blocks
}
