import { parentPort, workerData } from 'node:worker_threads'
import sharp from 'sharp'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PersonalData } from '#modules/checking/index.ts'
import { drawnCharacters, type Drawn } from './characters.ts'
import { copyWithout } from './copy.ts'
import { blacken } from './encode.ts'
import { adjoins, areasOf, searchPage } from './find.ts'
import { openPdf, Unreadable } from './open.ts'
import { copyPicture, showPicture, sizeOfPicture, verifyPicture } from './picture.ts'
import { readCharacters, renderPage, sizeOf } from './render.ts'
import type { PageSize } from './shapes.ts'
import { verifyPdf } from './verify.ts'
import type { Answered, Asked, FoundWord, Opened, Suggested, TaskName, Tasks } from './work.ts'

type Runner = { [Name in TaskName]: (asked: Tasks[Name]['asked']) => Promise<Tasks[Name]['answer']> }

const { format, content } = workerData as Opened

/** A window of this many pixels to the longer side is more than a screen shows. */
const MAX_SIDE = 2_400

function pdfRunner(pdf: PDFDocumentProxy): Runner {
  const eachPage = async <T>(take: (page: LookedAt) => T[]): Promise<T[]> => {
    const all: T[] = []
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number)
      all.push(...take({ number, size: sizeOf(page), characters: await drawnCharacters(page) }))
      page.cleanup()
    }
    return all
  }
  return {
    async sizes() {
      const sizes = []
      for (let number = 1; number <= pdf.numPages; number += 1) sizes.push(sizeOf(await pdf.getPage(number)))
      return sizes
    },
    async show({ page, dpi, areas }) {
      const bitmap = await renderPage(await pdf.getPage(page), dpi)
      blacken(bitmap, areas)
      const { width, height, rgba } = bitmap
      return sharp(Buffer.from(rgba.buffer), { raw: { width, height, channels: 4 } })
        .removeAlpha()
        .png({ compressionLevel: 6 })
        .toBuffer()
    },
    characters: async ({ page }) => readCharacters(await pdf.getPage(page)),
    async find({ words }) {
      const found: FoundWord[][] = words.map(() => [])
      await eachPage((page) => {
        const search = searchPage(page.characters)
        for (const [at, word] of words.entries())
          for (const hit of search.find(word)) found[at]?.push(placesOf(page, hit.characters))
        return []
      })
      return found.map((places) => places.filter(({ areas }) => areas.length > 0))
    },
    async suggest() {
      // Loaded only here: the thread begins in half the time without it.
      const { findPersonalData } = await import('#modules/checking/index.ts')
      return eachPage((page) => suggestionsIn(page, findPersonalData))
    },
    async copy({ areas, words, title, madeAt }) {
      const made = await copyWithout(pdf, areas, { title, madeAt })
      return { content: made, verified: await verifyPdf(made, areas, words) }
    },
    verify: ({ words }) => verifyPdf(Buffer.from(content), [], words),
  }
}

/** A page as it is looked through. */
interface LookedAt {
  readonly number: number
  readonly size: PageSize
  readonly characters: readonly Drawn[]
}

/** Areas beside the page are nobody's to see: what lies there is not copied. */
function placesOf({ number, size, characters }: LookedAt, found: readonly number[]): FoundWord {
  const areas = areasOf(found.flatMap((at) => characters[at] ?? []))
  return {
    page: number,
    areas: areas.filter(
      ({ x, y, width, height }) => x < size.width && y < size.height && x + width > 0 && y + height > 0,
    ),
  }
}

function suggestionsIn(page: LookedAt, detect: (text: string) => PersonalData[]): Suggested[] {
  let text = ''
  const from: number[] = []
  page.characters.forEach((one, at) => {
    const last = page.characters[at - 1]
    const said = `${last && !adjoins(last.box, one.box) ? '\n' : ''}${one.text}`
    text += said
    for (let n = 0; n < said.length; n += 1) from.push(at)
  })
  return detect(text).map((one) => ({
    ...placesOf(page, [...new Set(from.slice(one.start, one.end))]),
    kind: one.kind,
    certain: one.severity === 'blocking',
    text: one.text,
  }))
}

function pictureRunner(type: 'png' | 'jpeg'): Runner {
  return {
    sizes: async () => [await sizeOfPicture(content)],
    show: ({ areas }) => showPicture(content, areas, MAX_SIDE),
    characters: () => Promise.resolve([]),
    find: ({ words }) => Promise.resolve(words.map(() => [])),
    suggest: () => Promise.resolve([]),
    async copy({ areas }) {
      const made = await copyPicture(content, type, areas)
      return { content: made, verified: await verifyPicture(made, areas) }
    },
    verify: () => verifyPicture(Buffer.from(content), []),
  }
}

const opened = format === 'pdf' ? openPdf(content).then(pdfRunner) : Promise.resolve(pictureRunner(format))
opened.catch(() => undefined)

async function run({ id, task, asked }: Asked): Promise<Answered> {
  try {
    const runner = await opened
    return { id, answer: await (runner[task] as (asked: unknown) => Promise<unknown>)(asked) }
  } catch (error) {
    if (error instanceof Unreadable) return { id, unreadable: error.code }
    return { id, fault: error instanceof Error ? error.message : String(error) }
  }
}

let last: Promise<unknown> = Promise.resolve()
/** One after another: two pages at once would need twice the memory and be no faster. */
parentPort?.on('message', (asked: Asked) => {
  last = last.then(async () => parentPort?.postMessage(await run(asked)))
})
