/** A rectangle on a page as it is shown: points (1/72 inch) from the upper left corner, after the page's own rotation. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What is to be made of a page: six numbers as in PDF. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

/** One character as it stands on a page. */
export interface Character {
  readonly text: string
  readonly box: Box
  /** From the em square of the character to the page as it is shown. */
  readonly matrix: Matrix
  /** Whether a reader sees it: not hidden below a picture, not white on white, not in a layer that is switched off. */
  readonly visible: boolean
  /** Laid below a scan by recognition, which may have put it a little beside what is seen. */
  readonly recognised: boolean
}

export interface PageSize {
  readonly width: number
  readonly height: number
}

/** An area of one page that is taken out. */
export interface Area extends Box {
  readonly page: number
}

/** Whether a character goes with an area; a recognised one also when it only stands near, for its place is a guess. */
export function takesOut(area: Box, { box, recognised }: Pick<Character, 'box' | 'recognised'>): boolean {
  return covers(recognised ? grow(area, NEAR * Math.min(box.width, box.height)) : area, box)
}

const NEAR = 0.75

export function grow({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by }
}

export function covers(area: Box, box: Box): boolean {
  const width = Math.min(area.x + area.width, box.x + box.width) - Math.max(area.x, box.x)
  const height = Math.min(area.y + area.height, box.y + box.height) - Math.max(area.y, box.y)
  if (width <= 0 || height <= 0) return false
  return width * height > box.width * box.height * TOUCHED
}

/**
 * A character of which an area covers more than this share goes with it. The areas of found words are a little larger
 * than their characters, and their neighbours must stay.
 */
const TOUCHED = 0.08

export function join(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  }
}
