import { useEffect, useRef, useState } from 'react'
import { App, Button, Input } from 'antd'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { put } from '#ui/console/api.ts'
import { Problem } from '#ui/console/states.tsx'
import { TokenEditor, type TokenEditorHandle } from '#ui/console/token-editor.tsx'
import { errorWords } from '#ui/console/words.ts'
import type { Paragraph } from '../contract/edition.ts'
import type { PreviewView, TextView } from '../contract/life.ts'
import { Remarks, Words } from './parts.tsx'
import { offersQuery, previewQuery } from './queries.ts'

const PAUSE_MS = 500

/** The value once it has not changed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

const saidIn = (paragraphs: readonly Paragraph[]) =>
  paragraphs.flatMap(({ parts }) =>
    parts.flatMap((part) => (typeof part === 'string' ? [] : [[part.token, part.text] as const])),
  )

/** A section in the unit's words: read, or written with numbers put in as references. */
export function TextSection(props: {
  readonly reportId: number
  readonly text: TextView
  readonly mayWrite: boolean
}) {
  const { reportId, text, mayWrite } = props
  const [writing, setWriting] = useState(false)
  if (writing) return <Writer reportId={reportId} text={text} onDone={() => setWriting(false)} />
  return (
    <>
      <Remarks remarks={text.problems} kind="problem" />
      <Words paragraphs={text.paragraphs} />
      {mayWrite && (
        <Button aria-label={`编写${text.title}`} onClick={() => setWriting(true)}>
          编写
        </Button>
      )}
    </>
  )
}

function Writer(props: { readonly reportId: number; readonly text: TextView; readonly onDone: () => void }) {
  const { reportId, onDone } = props
  // What this person began from: the page may hear of a newer revision while they write.
  const [begun] = useState(props.text)
  const [body, setBody] = useState(begun.body)
  const [problem, setProblem] = useState<string>()
  const [offered, setOffered] = useState<ReadonlyMap<string, string>>(new Map())
  const editor = useRef<TokenEditorHandle>(null)
  const saved = useRef(false)
  const client = useQueryClient()
  const { message } = App.useApp()
  const { data: preview } = useQuery(previewQuery(reportId, begun.id, useSettled(body)))
  const mayLose = () => body !== begun.body && !saved.current
  useBlocker({
    shouldBlockFn: () => mayLose() && !window.confirm('修改的内容还没有保存，确定离开？'),
    enableBeforeUnload: mayLose,
  })
  const said = new Map([...offered, ...saidIn(begun.paragraphs), ...saidIn(preview?.paragraphs ?? [])])
  const insert = (token: string, value: string) => {
    setOffered(new Map([...offered, [token, value]]))
    editor.current?.insert(token)
  }
  const save = async () => {
    try {
      await put(`/annual-reports/${reportId}/texts/${begun.id}`, { body, basedOn: begun.revision })
      saved.current = true
      await client.invalidateQueries({ queryKey: ['reports'] })
      message.success('已保存')
      onDone()
    } catch (error) {
      setProblem(errorWords(error))
    }
  }
  const cancel = () => {
    if (!mayLose() || window.confirm('放弃没有保存的修改？')) onDone()
  }
  return (
    <>
      <p className="note">{begun.guidance}一行一段；数字请从“插入数字”中选择，不要直接写。</p>
      {problem && <Problem>{problem}</Problem>}
      <TokenEditor
        label={begun.title}
        value={begun.body}
        sayOf={(token) => said.get(token)}
        onChange={setBody}
        handle={editor}
      />
      {preview && (
        <Findings
          preview={preview}
          onReplace={(line, words, token) => editor.current?.replace(line, words, token)}
        />
      )}
      <Offers reportId={reportId} onInsert={insert} />
      <div className="form-actions">
        <Button type="primary" onClick={() => void save()}>
          保存
        </Button>
        <Button onClick={cancel}>取消</Button>
      </div>
    </>
  )
}

type Insert = (token: string, value: string) => void

/** What is wrong with the words as they stand, and which reference a typed number may mean. */
function Findings(props: {
  readonly preview: PreviewView
  readonly onReplace: (line: number, words: string, token: string) => void
}) {
  const { preview, onReplace } = props
  return (
    <div role="status">
      <Remarks remarks={preview.problems} kind="problem" />
      <ul className="letter-problems">
        {preview.bare.map((bare, index) => (
          <li key={index}>
            <span className="light light-yellow">
              ▲ 第 {bare.line} 段的数字 {bare.text} 是直接写的（…{bare.around}…）
            </span>
            {bare.suggestions.map((suggestion) => (
              <Button
                key={suggestion.token}
                size="small"
                type="link"
                onClick={() => onReplace(bare.line, bare.text, suggestion.token)}
              >
                改为引用“{suggestion.label}”
              </Button>
            ))}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Offers({ reportId, onInsert }: { readonly reportId: number; readonly onInsert: Insert }) {
  const [words, setWords] = useState('')
  const { data, error } = useQuery(offersQuery(reportId, useSettled(words.trim())))
  return (
    <div role="group" aria-labelledby="insert-numbers" className="insert-fields">
      <p id="insert-numbers">插入数字</p>
      <Input
        aria-label="查找数字"
        placeholder="输入表中的行名、列名，如“新收 总计”"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {error && <Problem>{errorWords(error)}</Problem>}
      <ul className="offers">
        {(data ?? []).map((offer) => (
          <li key={offer.token}>
            <Button size="small" onClick={() => onInsert(offer.token, offer.text)}>
              {offer.text === '' ? '空' : offer.text}
            </Button>
            <span>{offer.label}</span>
            <Button
              size="small"
              type="link"
              aria-label={`插入${offer.label}比上年的变化`}
              onClick={() => onInsert(offer.token.replace('}}', ' show=change}}'), '增减')}
            >
              比上年
            </Button>
          </li>
        ))}
      </ul>
      {data?.length === 0 && <p className="quiet">没有找到。</p>}
    </div>
  )
}
