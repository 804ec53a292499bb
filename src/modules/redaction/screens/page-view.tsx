import { useRef, useState, type PointerEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { AreaMark, AreaView, OriginalView, WordView } from '../contract.ts'
import { within } from './draft.ts'
import { imageAddress, wordsQuery } from './queries.ts'
import { WordList } from './word-list.tsx'

export type Tool = 'words' | 'box'

interface PageProps {
  readonly original: OriginalView
  readonly page: number
  readonly tool: Tool
  readonly zoom: number
  /** As it will be released. */
  readonly preview: boolean
  readonly areas: readonly AreaMark[]
  readonly onAdd: (area: AreaView) => void
  readonly onRemove: (area: AreaMark) => void
}

interface Point {
  readonly x: number
  readonly y: number
}

/** A drag shorter than this, in units of the page, is a click. */
const CLICK = 3
/** Fine enough to read 六号 print on a screen of many pixels. */
const DPI = 150

/** One page as a picture, with its words to point at and areas to draw. */
export function PageView(props: PageProps) {
  const { original, page, preview, zoom } = props
  const size = original.sizes[page - 1]
  const [failed, setFailed] = useState(false)
  if (!size) return null
  return (
    <div className="redact-scroll" role="region" aria-label="页面图像" tabIndex={0}>
      <div
        className="redact-page"
        style={{ width: `${zoom}%`, aspectRatio: `${size.width} / ${size.height}` }}
      >
        <img
          key={page}
          src={imageAddress(original.id, page, DPI)}
          alt={`第 ${page} 页`}
          onError={() => setFailed(true)}
          onLoad={() => setFailed(false)}
          draggable={false}
        />
        {failed && <p className="redact-failed">这一页没有能够显示，请刷新后重试。</p>}
        <Overlay {...props} width={size.width} height={size.height} />
        {preview && <p className="unseen">遮盖后的样子</p>}
      </div>
    </div>
  )
}

function Overlay({
  original,
  page,
  tool,
  preview,
  areas,
  onAdd,
  onRemove,
  width,
  height,
}: PageProps & { readonly width: number; readonly height: number }) {
  const { data: words = [] } = useQuery(wordsQuery(original.id, page))
  const svg = useRef<SVGSVGElement>(null)
  const [from, setFrom] = useState<Point>()
  const [to, setTo] = useState<Point>()
  const own = areas.filter((area) => area.page === page)

  const pointOf = (event: PointerEvent): Point => {
    const box = svg.current?.getBoundingClientRect()
    if (!box) return { x: 0, y: 0 }
    return {
      x: ((event.clientX - box.left) / box.width) * width,
      y: ((event.clientY - box.top) / box.height) * height,
    }
  }
  const begin = (event: PointerEvent) => {
    // A finger scrolls, unless it was told to draw.
    if (!original.mayHandle || preview || (event.pointerType === 'touch' && tool === 'words')) return
    if (event.button !== 0) return
    svg.current?.setPointerCapture(event.pointerId)
    setFrom(pointOf(event))
    setTo(undefined)
  }
  const end = (event: PointerEvent) => {
    const last = pointOf(event)
    if (from && Math.hypot(last.x - from.x, last.y - from.y) > CLICK)
      onAdd({ page, ...boxBetween(from, last) })
    else if (from) pick(last)
    setFrom(undefined)
    setTo(undefined)
  }
  const pick = (at: Point) => {
    const mark = own.findLast((area) => holds(area, at))
    if (mark) return onRemove(mark)
    const word = tool === 'words' ? words.find((one) => holds(one, at)) : undefined
    if (word) onAdd(areaOf(page, word))
  }
  return (
    <svg
      ref={svg}
      viewBox={`0 0 ${width} ${height}`}
      className={`redact-overlay redact-tool-${tool}`}
      aria-hidden="true"
      onPointerDown={begin}
      onPointerMove={(event) => from && setTo(pointOf(event))}
      onPointerUp={end}
      onPointerCancel={() => setFrom(undefined)}
      onClick={(event) => {
        if (
          (event.nativeEvent as unknown as globalThis.PointerEvent).pointerType === 'touch' &&
          tool === 'words' &&
          !preview
        )
          pick(pointOf(event as unknown as PointerEvent))
      }}
    >
      {!preview &&
        tool === 'words' &&
        words.map((word, at) => <rect key={at} className="redact-word" {...rectOf(word)} />)}
      {own.map((area, at) => (
        <rect key={at} className={preview ? 'redact-black' : 'redact-mark'} {...rectOf(area)} />
      ))}
      {from && to && <rect className="redact-drawing" {...rectOf(boxBetween(from, to))} />}
    </svg>
  )
}

const rectOf = ({ x, y, width, height }: Omit<AreaView, 'page'>) => ({ x, y, width, height })

function boxBetween(one: Point, other: Point) {
  return {
    x: Math.min(one.x, other.x),
    y: Math.min(one.y, other.y),
    width: Math.max(0.5, Math.abs(one.x - other.x)),
    height: Math.max(0.5, Math.abs(one.y - other.y)),
  }
}

const holds = (box: Omit<AreaView, 'page'>, { x, y }: Point) =>
  x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height

/** A little more than the word: its strokes may reach over. */
function areaOf(page: number, word: WordView): AreaView {
  const margin = 0.05 * Math.min(word.width, word.height)
  return {
    page,
    x: word.x - margin,
    y: word.y - margin,
    width: word.width + 2 * margin,
    height: word.height + 2 * margin,
  }
}

/** The words of the page one by one, for who works without a pointer. */
export function PageWords({
  original,
  page,
  areas,
  onAdd,
  onRemove,
}: Pick<PageProps, 'original' | 'page' | 'areas' | 'onAdd' | 'onRemove'>) {
  const { data: words, isPending } = useQuery(wordsQuery(original.id, page))
  if (isPending) return <p className="quiet">正在读取本页文字……</p>
  if (!words || words.length === 0)
    return <p className="note">本页没有文字层（扫描件或者图片），检索找不到其中的字，请用方框遮盖。</p>
  return (
    <WordList
      legend={`第 ${page} 页的文字`}
      disabled={!original.mayHandle}
      words={words.map((word) => {
        const mark = areas.find((area) => area.page === page && within(word, area))
        return {
          text: word.text,
          note: word.seen ? '' : '（页面上看不见，不会带入新文件）',
          picked: mark !== undefined,
          onTurn: () => (mark ? onRemove(mark) : onAdd(areaOf(page, word))),
        }
      })}
    />
  )
}
