import { LRUCache } from 'lru-cache'
import { Refusal } from '#platform/errors.ts'
import { findPersonalData } from '#modules/checking/index.ts'
import { loadOriginal, type RedactionServices } from './actions.ts'
import type { FoundView, SuggestionView, WordView } from './contract.ts'
import { findInText } from './engine/find.ts'
import { join, type Area, type Character } from './engine/shapes.ts'
import { LIMITS, OpenFiles } from './engine/threads.ts'
import type { FoundWord, TaskName, Tasks } from './engine/work.ts'
import { personalLabels } from './kinds.ts'
import type { OriginalRow } from './store.ts'

/** Pages of originals as a screen shows them; a dozen stay in memory, none on a disk. */
export class Reading {
  readonly #services: RedactionServices
  readonly #open = new OpenFiles()
  readonly #shown = new LRUCache<string, Uint8Array>({
    maxSize: 32 * 1024 * 1024,
    sizeCalculation: (picture) => Math.max(1, picture.byteLength),
  })

  constructor(services: RedactionServices) {
    this.#services = services
  }

  #ask<Name extends TaskName>(
    row: OriginalRow,
    task: Name,
    asked: Tasks[Name]['asked'],
    seconds: number = LIMITS.page,
  ): Promise<Tasks[Name]['answer']> {
    const load = () => loadOriginal(this.#services.files, row)
    return this.#open.ask(row.file_hash.toString('hex'), load, task, asked, seconds)
  }

  /** A page as a picture; with `areas`, as it will be released. */
  async page(row: OriginalRow, page: number, dpi: number, areas: readonly Area[]): Promise<Uint8Array> {
    hasPage(row, page)
    const key = `${row.file_hash.toString('hex')} ${page} ${dpi}`
    const known = areas.length === 0 ? this.#shown.get(key) : undefined
    if (known) return known
    const own = areas.filter((area) => area.page === page)
    const made = await this.#ask(row, 'show', { page, dpi, areas: own })
    if (areas.length === 0) this.#shown.set(key, made)
    return made
  }

  async words(row: OriginalRow, page: number): Promise<WordView[]> {
    hasPage(row, page)
    return wordsOf(await this.#ask(row, 'characters', { page }))
  }

  /** Every place of every word. */
  async find(row: OriginalRow, words: readonly string[]): Promise<FoundView[]> {
    if (row.body !== null) {
      const { body } = row
      return words.map((word) => {
        const ranges = findInText(body, word)
        return { word, places: ranges.length, areas: [], ranges }
      })
    }
    const found = await this.#ask(row, 'find', { words }, LIMITS.look)
    return words.map((word, at) => {
      const hits = found[at] ?? []
      return { word, places: hits.length, areas: hits.flatMap(areasOf), ranges: [] }
    })
  }

  async suggest(row: OriginalRow): Promise<SuggestionView[]> {
    const label = (kind: string) => personalLabels[kind] ?? '个人信息'
    if (row.body !== null)
      return findPersonalData(row.body).map(({ kind, text, severity, start, end }) => ({
        kind,
        label: label(kind),
        text,
        certain: severity === 'blocking',
        areas: [],
        ranges: [{ start, end }],
      }))
    const found = await this.#ask(row, 'suggest', {}, LIMITS.look)
    return found.map((one) => ({
      kind: one.kind,
      label: label(one.kind),
      text: one.text,
      certain: one.certain,
      areas: areasOf(one),
      ranges: [],
    }))
  }
}

const areasOf = ({ page, areas }: FoundWord) => areas.map((area) => ({ page, ...area }))

function hasPage(row: OriginalRow, page: number): void {
  if (page > (row.pages as unknown as readonly unknown[]).length) throw new Refusal('no_such_page', 404)
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** The characters of each line as words, for a finger or a list. */
function wordsOf(characters: readonly Character[]): WordView[] {
  const lines: Character[][] = []
  for (const one of characters) {
    const last = lines.at(-1)?.at(-1)
    const together =
      last !== undefined &&
      Math.abs(last.box.y - one.box.y) < one.box.height / 3 &&
      Math.abs(last.box.x + last.box.width - one.box.x) < one.box.height
    if (together) lines.at(-1)?.push(one)
    else lines.push([one])
  }
  return lines.flatMap((line) => {
    const from = line.flatMap((one) => Array.from({ length: one.text.length }, () => one))
    return [...segmenter.segment(line.map((one) => one.text).join(''))].flatMap(({ segment, index }) => {
      const own = [...new Set(from.slice(index, index + segment.length))]
      if (segment.trim() === '' || own.length === 0) return []
      const seen = own.some((one) => one.visible)
      return [{ text: segment, seen, ...join(own.map((one) => one.box)) }]
    })
  })
}
