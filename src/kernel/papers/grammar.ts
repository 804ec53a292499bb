/** A piece of a body: words, a field, or a block that stands where its field is filled. */
export type Node =
  | { readonly is: 'words'; readonly text: string }
  | { readonly is: 'field'; readonly name: string }
  | { readonly is: 'block'; readonly name: string; readonly inside: readonly Node[] }

export type Fault =
  | { readonly is: 'unclosed' | 'unopened'; readonly name: string }
  | { readonly is: 'braces'; readonly line: number }

export interface Parsed {
  readonly nodes: readonly Node[]
  readonly faults: readonly Fault[]
}

/** Braces that are no mark are a mark mistyped: a letter has no use for them. Those of a Chinese keyboard are wider. */
const STRAY = /[{}｛｝]+/g
const MARK = /\{\{([#/]?)[ \t　]*([A-Za-z][A-Za-z0-9]*)[ \t　]*\}\}/g

interface Open {
  readonly name: string
  readonly nodes: Node[]
}

/** Reads a body; what is wrong with its marks is told, all at once. */
export function parse(body: string): Parsed {
  const faults: Fault[] = []
  const top: Node[] = []
  const open: Open[] = []
  const here = () => open.at(-1)?.nodes ?? top
  let from = 0
  const say = (until: number) => {
    const text = body.slice(from, until)
    for (const { index } of text.matchAll(STRAY)) {
      const line = body.slice(0, from + index).split('\n').length
      if (!faults.some((fault) => fault.is === 'braces' && fault.line === line))
        faults.push({ is: 'braces', line })
    }
    if (text !== '') here().push({ is: 'words', text })
  }
  for (const mark of body.matchAll(MARK)) {
    const [all, kind = '', name = ''] = mark
    say(mark.index)
    from = mark.index + all.length
    if (kind === '') here().push({ is: 'field', name })
    else if (kind === '#') open.push({ name, nodes: [] })
    else close(name)
  }
  say(body.length)
  while (open.length > 0) {
    const left = open.pop()
    if (left) faults.push({ is: 'unclosed', name: left.name })
  }
  return { nodes: top, faults }

  function close(name: string): void {
    if (!open.some((block) => block.name === name)) {
      faults.push({ is: 'unopened', name })
      return
    }
    for (let block = open.pop(); block; block = open.pop()) {
      here().push({ is: 'block', name: block.name, inside: block.nodes })
      if (block.name === name) return
      faults.push({ is: 'unclosed', name: block.name })
    }
  }
}

/** Every field that stands somewhere, with the blocks around it. */
export function* fieldsIn(
  nodes: readonly Node[],
  within: readonly string[] = [],
): Generator<{ readonly name: string; readonly within: readonly string[] }> {
  for (const node of nodes) {
    if (node.is === 'field') yield { name: node.name, within }
    if (node.is === 'block') yield* fieldsIn(node.inside, [...within, node.name])
  }
}

/** The names of all blocks. */
export function* blocksIn(nodes: readonly Node[]): Generator<string> {
  for (const node of nodes) {
    if (node.is !== 'block') continue
    yield node.name
    yield* blocksIn(node.inside)
  }
}
