import { takesOut, type Area, type Character, type Matrix } from './shapes.ts'

/** Characters on one line, each with how far the next one is, in ems. */
export interface Run {
  readonly matrix: Matrix
  readonly characters: readonly { readonly text: string; readonly advance: number }[]
}

/** Lines that are read together. */
export type Block = readonly Run[]

/** Stands in the words for whatever was taken out: its length says nothing of what was there. */
export const BLANKED = '■■■'

/** The words of a page that may be read: those that are seen and that no area touches. */
export function readableBlocks(characters: readonly Character[], areas: readonly Area[]): Block[] {
  const left = new Set(areas)
  const placed: Character[] = []
  const blank = (area: Area) => {
    left.delete(area)
    placed.push(...blanksFor(area))
  }
  for (const one of characters) {
    const area = areas.find((candidate) => takesOut(candidate, one))
    if (area === undefined) {
      if (one.visible) placed.push(one)
    } else if (left.has(area)) blank(area)
  }
  for (const area of left) blank(area)
  return blocksOf(runsOf(placed))
}

function blanksFor(area: Area): Character[] {
  const width = area.width / BLANKED.length
  return Array.from(BLANKED).map((text, at) => {
    const x = area.x + at * width
    return {
      text,
      visible: true,
      recognised: false,
      box: { x, y: area.y, width, height: area.height },
      matrix: [width, 0, 0, -area.height, x, area.y + area.height * 0.88],
    }
  })
}

/** How far, in ems, a character may stand from where the one before it ended and still be on its line. */
const GAP = 2

function runsOf(characters: readonly Character[]): Run[] {
  const runs: { matrix: Matrix; characters: { text: string; advance: number }[] }[] = []
  let last: Character | undefined
  for (const one of characters) {
    const run = runs.at(-1)
    const step = last && distance(last.matrix, one.matrix)
    if (run && last && step !== undefined) {
      const before = run.characters.at(-1)
      if (before) before.advance = step
      run.characters.push({ text: one.text, advance: 1 })
    } else runs.push({ matrix: one.matrix, characters: [{ text: one.text, advance: 1 }] })
    last = one
  }
  return runs
}

/** The distance along the line in ems; undefined where the other stands on another line or is written otherwise. */
function distance(from: Matrix, to: Matrix): number | undefined {
  for (let at = 0; at < 4; at += 1)
    if (Math.abs((from[at] ?? 0) - (to[at] ?? 0)) > 0.01 * (Math.abs(from[0]) + Math.abs(from[1])))
      return undefined
  const determinant = from[0] * from[3] - from[1] * from[2]
  if (determinant === 0) return undefined
  const [dx, dy] = [to[4] - from[4], to[5] - from[5]]
  const along = (dx * from[3] - dy * from[2]) / determinant
  const across = (dy * from[0] - dx * from[1]) / determinant
  return Math.abs(across) < 0.05 && along > 0 && along < GAP ? along : undefined
}

/** A line that begins within two line heights of the one before, and in the same size, goes on with it. */
function blocksOf(runs: readonly Run[]): Block[] {
  const blocks: Run[][] = []
  let last: Run | undefined
  for (const run of runs) {
    const size = Math.hypot(run.matrix[2], run.matrix[3])
    const near = last !== undefined && Math.hypot(0, run.matrix[5] - last.matrix[5]) < 1.9 * Math.max(size, 6)
    if (near) blocks.at(-1)?.push(run)
    else blocks.push([run])
    last = run
  }
  return blocks
}
