import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Box, Matrix } from './shapes.ts'

/** A character with what the drawing of the page says of it. */
export interface Drawn {
  readonly text: string
  readonly box: Box
  readonly matrix: Matrix
  /** Drawn without a trace, as recognised text below a scan is. */
  readonly traceless: boolean
}

interface Font {
  readonly ascent?: number
  readonly descent?: number
  readonly vertical?: boolean
  readonly isType3Font?: boolean
  readonly fontMatrix?: Matrix
  readonly defaultVMetrics?: readonly [number, number, number]
}

interface Glyph {
  readonly unicode: string
  readonly width: number
  readonly isSpace: boolean
  readonly vmetric?: readonly [number, number, number]
}

interface State {
  transform: Matrix
  font: Font
  size: number
  direction: number
  charSpacing: number
  wordSpacing: number
  horizontal: number
  leading: number
  rise: number
  mode: number
}

const TRACELESS = 3
const FONT_MATRIX: Matrix = [0.001, 0, 0, 0.001, 0, 0]
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

const multiply = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
]

const clamp = (value: number | undefined, from: number, to: number, otherwise: number) =>
  value === undefined || !Number.isFinite(value) || value === 0
    ? otherwise
    : Math.min(to, Math.max(from, value))

/**
 * Every character of a page with its place, by following the drawing operators as the renderer does: the text that
 * pdf.js gives comes in pieces without the places of their characters, and half a name would stay to be seen. Text of
 * annotations and form fields is drawn as well and so is among them.
 */
export async function drawnCharacters(page: PDFPageProxy): Promise<Drawn[]> {
  const list = await page.getOperatorList()
  // The list may be here before the fonts that it names.
  for (const [at, name] of list.fnArray.entries()) {
    const [font] = (list.argsArray as (readonly unknown[] | null)[])[at] ?? []
    if (name === OPS.setFont) await new Promise((resolve) => void page.commonObjs.get(String(font), resolve))
  }
  const walk = new Walk(page, page.getViewport({ scale: 1 }).transform as unknown as Matrix)
  list.fnArray.forEach((name: number, at: number) =>
    walk.take(name, ((list.argsArray as unknown[])[at] ?? []) as readonly unknown[]),
  )
  return walk.drawn
}

class Walk {
  readonly drawn: Drawn[] = []
  readonly #page: PDFPageProxy
  readonly #base: Matrix
  readonly #saved: State[] = []
  #state: State
  #text: Matrix = IDENTITY
  #x = 0
  #y = 0
  #lineX = 0
  #lineY = 0

  constructor(page: PDFPageProxy, base: Matrix) {
    this.#page = page
    this.#base = base
    this.#state = this.#fresh()
  }

  #fresh(): State {
    return {
      transform: this.#base,
      font: {},
      size: 0,
      direction: 1,
      charSpacing: 0,
      wordSpacing: 0,
      horizontal: 1,
      leading: 0,
      rise: 0,
      mode: 0,
    }
  }

  #save() {
    this.#saved.push({ ...this.#state })
  }

  #restore() {
    this.#state = this.#saved.pop() ?? this.#state
  }

  #transform(matrix: Matrix) {
    this.#state.transform = multiply(this.#state.transform, matrix)
  }

  take(name: number, args: readonly unknown[]): void {
    const state = this.#state
    const [first] = args
    switch (name) {
      case OPS.save:
        return this.#save()
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
      case OPS.endGroup:
      case OPS.endAnnotation:
        return this.#restore()
      case OPS.transform:
        return this.#transform(args as unknown as Matrix)
      case OPS.paintFormXObjectBegin:
        this.#save()
        if (first) this.#transform(first as Matrix)
        return
      case OPS.beginGroup: {
        this.#save()
        const { matrix } = first as { matrix?: Matrix }
        if (matrix) this.#transform(matrix)
        return
      }
      case OPS.beginAnnotation:
        this.#save()
        this.#state = this.#fresh()
        this.#transform(args[2] as Matrix)
        this.#transform(args[3] as Matrix)
        return
      case OPS.beginText:
        return this.#setTextMatrix(IDENTITY)
      case OPS.setTextMatrix:
        return this.#setTextMatrix((args.length === 1 ? first : args) as Matrix)
      case OPS.moveText:
        return this.#move(Number(first), Number(args[1]))
      case OPS.setLeadingMoveText:
        state.leading = Number(args[1])
        return this.#move(Number(first), Number(args[1]))
      case OPS.nextLine:
        return this.#move(0, state.leading)
      case OPS.setLeading:
        state.leading = -Number(first)
        return
      case OPS.setCharSpacing:
        state.charSpacing = Number(first)
        return
      case OPS.setWordSpacing:
        state.wordSpacing = Number(first)
        return
      case OPS.setHScale:
        state.horizontal = Number(first) / 100
        return
      case OPS.setTextRise:
        state.rise = Number(first)
        return
      case OPS.setTextRenderingMode:
        state.mode = Number(first)
        return
      case OPS.setFont:
        return this.#setFont(String(first), Number(args[1]))
      case OPS.setGState:
        for (const [key, value] of first as readonly (readonly [string, unknown])[])
          if (key === 'Font') this.#setFont(...(value as [string, number]))
        return
      case OPS.showText:
        return this.#show(first as readonly (Glyph | number)[])
      default:
    }
  }

  #setTextMatrix(matrix: Matrix) {
    this.#text = matrix
    this.#x = this.#lineX = 0
    this.#y = this.#lineY = 0
  }

  #move(x: number, y: number) {
    this.#x = this.#lineX += x
    this.#y = this.#lineY += y
  }

  #setFont(name: string, size: number) {
    this.#state.font = this.#page.commonObjs.get(name) as Font
    this.#state.size = Math.abs(size)
    this.#state.direction = size < 0 ? -1 : 1
  }

  #show(glyphs: readonly (Glyph | number)[]) {
    const { font, size, direction, charSpacing, wordSpacing, rise } = this.#state
    if (size === 0) return
    const horizontal = this.#state.horizontal * direction
    const unit = size * (font.fontMatrix ?? FONT_MATRIX)[0]
    const along = font.vertical ? 1 : -1
    let x = 0
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        x += (along * glyph * size) / 1000
        continue
      }
      const spacing = ((glyph.isSpace ? wordSpacing : 0) + charSpacing) * direction
      const vertical = glyph.vmetric ?? font.defaultVMetrics
      const width = font.vertical && vertical ? -vertical[0] * unit : glyph.width * unit
      const line = multiply(multiply(this.#state.transform, this.#text), [
        horizontal,
        0,
        0,
        direction,
        this.#x,
        this.#y + rise,
      ])
      if (font.vertical) {
        // The origin of a character that is written downwards lies above its middle.
        this.#add(glyph, multiply(line, [size, 0, 0, size, -0.5 * size, -x - 0.88 * size]), 1, font)
        x += width - spacing
      } else {
        this.#add(glyph, multiply(line, [size, 0, 0, size, x, 0]), width / size, font)
        x += width + spacing
      }
    }
    if (font.vertical) this.#y -= x
    else this.#x += x * horizontal
  }

  /** Fonts of office papers name the height of a line; strokes keep to the square of the character. */
  #add(glyph: Glyph, matrix: Matrix, width: number, font: Font) {
    const top = clamp(font.ascent, 0.8, 0.9, 0.88)
    const bottom = clamp(font.descent, -0.24, -0.14, -0.16)
    const corners = [
      [0, bottom],
      [width, bottom],
      [0, top],
      [width, top],
    ].map(([x = 0, y = 0]) => [
      matrix[0] * x + matrix[2] * y + matrix[4],
      matrix[1] * x + matrix[3] * y + matrix[5],
    ])
    const xs = corners.map(([x = 0]) => x)
    const ys = corners.map(([, y = 0]) => y)
    const box = { x: Math.min(...xs), y: Math.min(...ys), width: 0, height: 0 }
    this.drawn.push({
      text: glyph.unicode,
      matrix,
      box: { ...box, width: Math.max(...xs) - box.x, height: Math.max(...ys) - box.y },
      traceless: this.#state.mode % 4 === TRACELESS,
    })
  }
}
