import { useState } from 'react'
import { Button } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { post } from '#ui/console/api.ts'
import { Section } from '#ui/console/detail.tsx'
import { Problem } from '#ui/console/states.tsx'
import { errorWords } from '#ui/console/words.ts'
import type { FoundView, OriginalView, SuggestionView } from '../contract.ts'
import { suggestionsQuery } from './queries.ts'

/** 全部遮盖: a word is looked for in the whole file and taken out wherever it stands. */
export function FindWord({
  original,
  onCover,
}: {
  readonly original: OriginalView
  readonly onCover: (found: FoundView) => void
}) {
  const [word, setWord] = useState('')
  const [found, setFound] = useState<FoundView>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const find = async () => {
    if (word.trim() === '') return
    setBusy(true)
    setError(undefined)
    try {
      const [first] = await post<FoundView[]>(`/redaction/originals/${original.id}/searches`, {
        words: [word.trim()],
      })
      setFound(first)
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  return (
    <Section title="全部遮盖" note="姓名、证件号码、电话等，在整个文件里查找，全角半角、空格换行、繁体都算">
      <form
        className="redact-find"
        onSubmit={(event) => {
          event.preventDefault()
          void find()
        }}
      >
        <input
          className="select"
          aria-label="要遮盖的词"
          value={word}
          maxLength={200}
          onChange={(event) => {
            setWord(event.target.value)
            setFound(undefined)
          }}
        />
        <Button htmlType="submit" loading={busy}>
          查找
        </Button>
      </form>
      {error !== undefined && <Problem>{errorWords(error)}</Problem>}
      <div role="status">
        {found && found.places === 0 && <p className="note">没有找到。扫描的页面没有文字，请用方框遮盖。</p>}
        {found && found.places > 0 && (
          <p className="actions">
            找到 {found.places} 处{pagesOf(found)}
            <Button
              type="primary"
              size="small"
              onClick={() => {
                onCover(found)
                setFound(undefined)
                setWord('')
              }}
            >
              全部遮盖
            </Button>
          </p>
        )}
      </div>
    </Section>
  )
}

function pagesOf({ areas }: Pick<FoundView, 'areas'>): string {
  const pages = [...new Set(areas.map((area) => area.page))]
  if (pages.length === 0) return ''
  return `，在第 ${pages.slice(0, 6).join('、')} 页${pages.length > 6 ? '等' : ''}`
}

/** What the program takes for personal data; a person decides of each. */
export function Suggestions({
  original,
  isCovered,
  onCover,
}: {
  readonly original: OriginalView
  readonly isCovered: (one: SuggestionView) => boolean
  readonly onCover: (chosen: readonly SuggestionView[]) => void
}) {
  const [asked, setAsked] = useState(false)
  const { data, isFetching, error } = useQuery({ ...suggestionsQuery(original.id), enabled: asked })
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const open = (data ?? []).map((one, at) => ({ one, at })).filter(({ one }) => !isCovered(one))
  const isChosen = (one: SuggestionView, at: number) => one.certain !== left.has(at)
  const turn = (at: number) =>
    setLeft((before) =>
      before.has(at) ? new Set([...before].filter((n) => n !== at)) : new Set([...before, at]),
    )
  return (
    <Section title="可能的个人信息">
      {!data && (
        <Button loading={isFetching} onClick={() => setAsked(true)}>
          自动查找
        </Button>
      )}
      {error && <Problem>{errorWords(error)}</Problem>}
      {data && open.length === 0 && (
        <p className="note" role="status">
          没有找到{data.length > 0 ? '其他的' : ''}。自动查找不认姓名，也看不见图片里的字，仍然要通读全文。
        </p>
      )}
      {open.length > 0 && (
        <>
          <ul className="redact-suggestions">
            {open.map(({ one, at }) => (
              <li key={at}>
                <label>
                  <input type="checkbox" checked={isChosen(one, at)} onChange={() => turn(at)} /> {one.label}{' '}
                  <strong>{one.text}</strong>
                  <span className="quiet">
                    {one.certain ? '' : ' 请核对'}
                    {one.areas[0] ? ` 第 ${one.areas[0].page} 页` : ''}
                  </span>
                </label>
              </li>
            ))}
          </ul>
          <Button
            onClick={() => onCover(open.filter(({ one, at }) => isChosen(one, at)).map(({ one }) => one))}
          >
            遮盖选中的
          </Button>
        </>
      )}
    </Section>
  )
}
