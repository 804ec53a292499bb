import { useMemo, useRef, type ReactNode } from 'react'
import { Button } from 'antd'
import type { Draft, Range } from './draft.ts'
import { WordList } from './word-list.tsx'

/** So much of a text is shown at once. */
const CHUNK = 3_000

/** Parts of a text that end with a line, each to be shown at once. */
export function chunksOf(body: string): Range[] {
  const chunks: Range[] = []
  let start = 0
  while (start < body.length) {
    const line = body.indexOf('\n', start + CHUNK)
    const end = line === -1 ? body.length : Math.min(line + 1, start + 2 * CHUNK)
    chunks.push({ start, end })
    start = end
  }
  return chunks.length === 0 ? [{ start: 0, end: 0 }] : chunks
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

interface Word extends Range {
  readonly text: string
}

const wordsOf = (body: string, chunk: Range): Word[] =>
  [...segmenter.segment(body.slice(chunk.start, chunk.end))].map(({ segment, index }) => ({
    text: segment,
    start: chunk.start + index,
    end: chunk.start + index + segment.length,
  }))

interface TextProps {
  readonly body: string
  readonly chunk: Range
  readonly ranges: Draft['ranges']
  readonly mayHandle: boolean
  readonly onAdd: (range: Range) => void
  readonly onRemove: (range: Draft['ranges'][number]) => void
}

const markOf = ({ start, end }: Range, ranges: TextProps['ranges']) =>
  ranges.findIndex((range) => start < range.end && end > range.start)

/** A part of a text: a word is pressed to take it out, or any stretch of it selected. */
export function TextView({
  body,
  chunk,
  ranges,
  preview,
  mayHandle,
  onAdd,
  onRemove,
}: TextProps & { readonly preview: boolean }) {
  const text = useRef<HTMLDivElement>(null)
  const words = useMemo(() => wordsOf(body, chunk), [body, chunk])
  const markSelected = () => {
    const range = selectedRange(text.current)
    if (range) onAdd(range)
    window.getSelection()?.removeAllRanges()
  }
  const turn = (word: Word) => {
    if (!mayHandle || preview || word.text.trim() === '') return
    // The end of a selection is no press.
    if (window.getSelection()?.isCollapsed === false) return
    const mark = ranges[markOf(word, ranges)]
    if (mark) onRemove(mark)
    else onAdd({ start: word.start, end: word.end })
  }
  const shown: ReactNode[] = []
  let blanked = -1
  for (const word of words) {
    const at = markOf(word, ranges)
    if (preview && at !== -1) {
      if (blanked !== at) shown.push(<span key={word.start}>■■■</span>)
      blanked = at
      continue
    }
    shown.push(
      <span
        key={word.start}
        data-start={word.start}
        className={at === -1 ? 'redact-text-word' : 'redact-text-word redact-picked'}
        onClick={() => turn(word)}
      >
        {word.text}
      </span>,
    )
  }
  return (
    <>
      {mayHandle && !preview && (
        <p className="actions redact-hint">
          {/* The press must not take away what is selected. */}
          <Button size="small" onMouseDown={(event) => event.preventDefault()} onClick={markSelected}>
            遮盖所选文字
          </Button>
          <span className="quiet">点一个词遮盖，再点一次取消；也可以选中一段再按这个按钮</span>
        </p>
      )}
      <div ref={text} className="redact-text" lang="zh-CN">
        {shown}
      </div>
    </>
  )
}

/** The words of the part one by one, for who works without a pointer. */
export function TextWords({ body, chunk, ranges, mayHandle, onAdd, onRemove }: TextProps) {
  const words = useMemo(() => wordsOf(body, chunk).filter((word) => word.text.trim() !== ''), [body, chunk])
  return (
    <WordList
      legend="这一部分的文字"
      disabled={!mayHandle}
      words={words.map((word) => {
        const mark = ranges[markOf(word, ranges)]
        return {
          text: word.text,
          note: '',
          picked: mark !== undefined,
          onTurn: () => (mark ? onRemove(mark) : onAdd({ start: word.start, end: word.end })),
        }
      })}
    />
  )
}

/** What is selected within the text, as places in it. */
function selectedRange(within: HTMLElement | null): Range | undefined {
  const selection = window.getSelection()
  if (!within || !selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  const start = placeOf(within, range.startContainer, range.startOffset)
  const end = placeOf(within, range.endContainer, range.endOffset)
  return start !== undefined && end !== undefined && end > start ? { start, end } : undefined
}

function placeOf(within: HTMLElement, node: Node, offset: number): number | undefined {
  if (!within.contains(node)) return undefined
  const element = node instanceof HTMLElement ? node : node.parentElement
  const word = element?.closest<HTMLElement>('[data-start]')
  if (word) return Number(word.dataset['start']) + (node instanceof Text ? offset : 0)
  // Between two words: the beginning of the one after it.
  const next = node.childNodes[offset]
  const start = next instanceof HTMLElement ? next.dataset['start'] : undefined
  return start === undefined ? undefined : Number(start)
}
