import { toNumber, toText } from './grammar/decimal.ts'
import { foldEven } from './grammar/fold.ts'
import type { Audit, AuditedFigure, AuditedRelation, Place } from './contract.ts'
import type { Figure } from './figures/figure.ts'
import { findFigures } from './figures/prose.ts'
import type { Block, Source, TableBlock } from './reading/index.ts'
import { differenceOf, relationsOfText, type Passage, type Relation } from './relations/index.ts'
import { checkTable, figuresOfTable } from './tables/checks.ts'
import { checkMatrix, readMatrix } from './tables/generic.ts'
import { findStatutory, type StatutoryTable } from './tables/statutory.ts'
import { streamOf, type Stream } from './tables/stream.ts'
import { relationsAcross } from './relations/across.ts'
import { identify, type Identity } from './identity.ts'

/** A report that was read and judged, with what is needed to hold it against that of another year. */
export interface Audited {
  readonly audit: Audit
  readonly identity: Identity
  readonly source: Source
  /** The statutory cells by the ids of the form. */
  readonly cells: ReadonlyMap<string, Figure>
}

/** Text and tables in, figures and relations out: no network, no database, no clock. */
export function auditSource(file: string, source: Source): Audited {
  const stream = streamOf(source)
  const tables = findStatutory(stream)
  const cells = new Map<string, Figure>()
  const relations: Relation[] = []
  for (const table of tables) {
    const found = figuresOfTable(table, stream)
    relations.push(...checkTable(table, found))
    for (const [id, figure] of found) if (!cells.has(id)) cells.set(id, figure)
  }
  const passages = passagesOf(source, stream, tables)
  const others = source.blocks.flatMap((block, index) =>
    block.kind === 'table' && !taken(stream, tables, index)
      ? [readMatrix(block, index, captionOf(source, index))]
      : [],
  )
  relations.push(
    ...relationsOfText(passages),
    ...others.flatMap(checkMatrix),
    ...relationsAcross(passages, cells),
    ...unreadTables(passages, tables),
  )
  const figures = [
    ...passages.flatMap((passage) => passage.figures),
    ...others.flatMap((matrix) => matrix.figures),
    ...tables.flatMap((table) => [...figuresOfTable(table, stream).values()]),
  ]
  const order = (one: { readonly block: number; readonly start: number; readonly cell?: Figure['cell'] }) =>
    one.block * 1e9 + (one.cell ? one.cell.row * 1e4 + one.cell.column : one.start)
  return {
    audit: {
      file,
      figures: figures
        .toSorted((one, other) => order(one) - order(other))
        .map((figure) => presentFigure(figure, source)),
      relations: relations
        .toSorted((one, other) => order(one.at) - order(other.at))
        .map((relation) => presentRelation(relation, source)),
    },
    identity: identify(file, source),
    source,
    cells,
  }
}

/** The paragraphs with their figures, without what turned out to be a flattened table. */
function passagesOf(source: Source, stream: Stream, tables: readonly StatutoryTable[]): Passage[] {
  return source.blocks.flatMap((block, index): Passage[] => {
    if (block.kind !== 'text') return []
    const from = stream.startOf(index)
    const within = (one: Figure) =>
      tables.some((table) => from + one.start >= table.from && from + one.start < table.to)
    const folded = foldEven(block.text)
    const figures = findFigures(block.text, index, folded).filter((one) => !within(one))
    return [{ block: index, text: block.text, folded, figures }]
  })
}

function taken(stream: Stream, tables: readonly StatutoryTable[], block: number): boolean {
  const [from, to] = [stream.startOf(block), stream.startOf(block + 1)]
  return tables.some((table) => table.from < to && table.to > from)
}

/** The words right above a table: its title, and 单位：万元. */
function captionOf(source: Source, index: number): string {
  return source.blocks
    .slice(Math.max(0, index - 2), index)
    .map((block) => (block.kind === 'text' ? foldEven(block.text) : ''))
    .join('\n')
}

/** The relation that the form prints above a table of which nothing is left: it is there, and nobody can check it. */
function unreadTables(passages: readonly Passage[], tables: readonly StatutoryTable[]): Relation[] {
  if (tables.some((table) => table.table === '3' && table.values.size > 0)) return []
  const stated = passages.find(({ folded }) => /勾稽关系/.test(folded))
  if (!stated) return []
  const start = stated.folded.indexOf('勾稽关系')
  return [
    {
      kind: 'tie',
      left: null,
      right: null,
      verdict: 'unknown',
      computation: '? + ? = ? + ?',
      label: '第一项加第二项之和，等于第三项加第四项之和',
      note: '表中没有数字，空白不等于零',
      at: { block: stated.block, start, end: start + 4 },
      figures: [],
    },
  ]
}

function presentFigure(figure: Figure, source: Source): AuditedFigure {
  const { upTo } = figure
  const block = source.blocks[figure.block]
  const raw = figure.cell
    ? cellText(block, figure.cell)
    : block?.kind === 'text'
      ? block.text.slice(figure.start, figure.end)
      : ''
  return {
    label: figure.label,
    value: figure.value === null ? null : toNumber(figure.value),
    unit: figure.unit,
    approx: figure.quantity.approx ?? null,
    ...(upTo === undefined ? {} : { upTo: toNumber(upTo) }),
    ...(figure.implied ? { implied: true as const } : {}),
    raw: raw.trim(),
    at: placeOf(figure, source),
  }
}

function presentRelation(relation: Relation, source: Source): AuditedRelation {
  const difference = differenceOf(relation)
  return {
    kind: relation.kind,
    left: relation.left === null ? null : toNumber(relation.left),
    right: relation.right === null ? null : toNumber(relation.right),
    difference: difference === null ? null : Number(toText(difference)),
    verdict: relation.verdict,
    computation: relation.computation,
    label: relation.label,
    ...(relation.note === undefined ? {} : { note: relation.note }),
    at: placeOf(relation.at, source),
  }
}

const LONGEST_QUOTE = 60

export function placeOf(
  at: {
    readonly block: number
    readonly start: number
    readonly end: number
    readonly cell?: Figure['cell']
  },
  source: Source,
): Place {
  const block = source.blocks[at.block]
  if (!block) return { line: 0, column: 0, quote: '' }
  if (block.kind === 'table') {
    const { row = 0, column = 0 } = at.cell ?? {}
    const name = block.rows[row]?.[column]?.name
    const quote = (block.rows[row] ?? []).flatMap((cell) => (cell.text === '' ? [] : [cell.text])).join(' ')
    return {
      line: block.line + row,
      column: column + 1,
      ...(block.sheet === undefined ? {} : { sheet: block.sheet }),
      ...(name === undefined ? {} : { cell: name }),
      quote: quote.slice(0, LONGEST_QUOTE),
    }
  }
  const before = block.text.slice(0, at.start)
  const lineStart = before.lastIndexOf('\n') + 1
  const from = Math.max(lineStart, before.search(/[^，,；;。：:\n]*$/))
  return {
    line: block.line + before.split('\n').length - 1,
    column: at.start - lineStart + 1,
    ...(block.page === undefined ? {} : { page: block.page }),
    quote: block.text.slice(from, at.end).replace(/\s+/g, ' ').trim().slice(-LONGEST_QUOTE),
  }
}

function cellText(block: Block | undefined, cell: NonNullable<Figure['cell']>): string {
  return (block as TableBlock | undefined)?.rows[cell.row]?.[cell.column]?.text ?? ''
}
