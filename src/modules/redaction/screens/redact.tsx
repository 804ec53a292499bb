import { useState } from 'react'
import { App, Button } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useBlocker } from '@tanstack/react-router'
import { put } from '#ui/console/api.ts'
import { instantText } from '#ui/console/dates.ts'
import { DetailLayout, PageHead, Section } from '#ui/console/detail.tsx'
import { errorWords } from '#ui/console/words.ts'
import type { OriginalView, Reason, SuggestionView } from '../contract.ts'
import { addAreas, addRanges, addWord, countOf, draftOf, within, type Draft, type Range } from './draft.ts'
import { FindWord, Suggestions } from './finding.tsx'
import { MarkList, ReasonSelect } from './marks.tsx'
import { PageView, PageWords, type Tool } from './page-view.tsx'
import { originalAddress, originalQuery } from './queries.ts'
import { ReleaseSection } from './release.tsx'
import { chunksOf, TextView, TextWords } from './text-view.tsx'

const route = getRouteApi('/signed-in/redaction/$originalId')

/** 区分处理: what is to be taken out of a file is marked, and a file without it is made. */
export function RedactScreen() {
  const { originalId } = route.useParams()
  const { data: original } = useSuspenseQuery(originalQuery(originalId))
  return <Redact key={originalId} original={original} />
}

function Redact({ original }: { readonly original: OriginalView }) {
  const [draft, setDraft] = useState(() => draftOf(original))
  const [changed, setChanged] = useState(false)
  const [saving, setSaving] = useState(false)
  const [reason, setReason] = useState<Reason>('privacy')
  const [page, setPage] = useState(1)
  const { message } = App.useApp()
  const client = useQueryClient()
  useBlocker({
    shouldBlockFn: () => changed && !window.confirm('遮盖还没有保存，确定离开吗？'),
    enableBeforeUnload: changed,
  })
  const change = (next: Draft) => {
    setDraft(next)
    setChanged(true)
  }
  const save = async (): Promise<number | undefined> => {
    if (!changed) return original.revision
    setSaving(true)
    try {
      const { areas, ranges, words } = draft
      const body = { revision: original.revision, areas, ranges, words }
      const saved = await put<OriginalView>(`/redaction/originals/${original.id}/marks`, body)
      client.setQueryData(originalQuery(original.id).queryKey, saved)
      setDraft(draftOf(saved))
      setChanged(false)
      return saved.revision
    } catch (error) {
      message.error(errorWords(error))
      return undefined
    } finally {
      setSaving(false)
    }
  }
  const isCovered = (one: SuggestionView) =>
    one.areas.every((area) => draft.areas.some((mark) => mark.page === area.page && within(area, mark))) &&
    one.ranges.every((range) =>
      draft.ranges.some((mark) => range.start >= mark.start && range.end <= mark.end),
    )
  const chunks = original.body === null ? [] : chunksOf(original.body)
  const chunk = chunks[page - 1] ?? { start: 0, end: 0 }
  const shownRanges = draft.ranges.filter((range) => range.start < chunk.end && range.end > chunk.start)
  return (
    <>
      <PageHead
        above={<BackLink subject={original.subject} />}
        title={original.name}
        tab={`区分处理 ${original.name}`}
        essentials={`原件，只在内部使用 · ${original.addedBy} ${instantText(original.addedAt)} 添加`}
        actions={
          <>
            <Button href={originalAddress(original.id)}>下载原件</Button>
            {original.mayHandle && (
              <Button type="primary" disabled={!changed} loading={saving} onClick={() => void save()}>
                {changed ? '保存遮盖' : '遮盖已保存'}
              </Button>
            )}
          </>
        }
      />
      <DetailLayout
        sideLabel="遮盖和生成"
        main={
          <Sheet
            original={original}
            draft={draft}
            reason={reason}
            page={page}
            pages={original.body === null ? original.pages : chunks.length}
            chunk={chunk}
            onPage={setPage}
            onChange={change}
          />
        }
        side={
          <>
            {original.mayHandle && (
              <>
                <Section title="理由">
                  <ReasonSelect
                    original={original}
                    value={reason}
                    label="新遮盖的理由"
                    onChange={setReason}
                  />
                  <p className="note">{original.reasons.find((one) => one.code === reason)?.cites}</p>
                </Section>
                <FindWord
                  original={original}
                  onCover={({ word, areas, ranges }) =>
                    change(addWord(addRanges(addAreas(draft, areas, reason), ranges, reason), word, reason))
                  }
                />
                <Suggestions
                  original={original}
                  isCovered={isCovered}
                  onCover={(chosen) =>
                    change(
                      chosen.reduce(
                        (made, one) => addRanges(addAreas(made, one.areas, 'privacy'), one.ranges, 'privacy'),
                        draft,
                      ),
                    )
                  }
                />
              </>
            )}
            <MarkList
              original={original}
              draft={draft}
              areas={draft.areas.filter((area) => area.page === page)}
              ranges={shownRanges}
              page={page}
              onPage={setPage}
              onChange={change}
            />
            <ReleaseSection original={original} marks={countOf(draft)} onSave={save} />
          </>
        }
      />
    </>
  )
}

/** Back to the case for which the file was found. */
function BackLink({ subject }: { readonly subject: string }) {
  const [kind, id] = subject.split(':')
  return kind === 'request' ? <a href={`/console/requests/${id}`}>依申请公开</a> : <span>区分处理</span>
}

function Sheet({
  original,
  draft,
  reason,
  page,
  pages,
  chunk,
  onPage,
  onChange,
}: {
  readonly original: OriginalView
  readonly draft: Draft
  readonly reason: Reason
  readonly page: number
  readonly pages: number
  readonly chunk: Range
  readonly onPage: (page: number) => void
  readonly onChange: (draft: Draft) => void
}) {
  const [tool, setTool] = useState<Tool>('words')
  const [zoom, setZoom] = useState(100)
  const [preview, setPreview] = useState(false)
  const marking = {
    areas: draft.areas,
    onAdd: (area: Parameters<typeof addAreas>[1][number]) => onChange(addAreas(draft, [area], reason)),
    onRemove: (mark: Draft['areas'][number]) =>
      onChange({ ...draft, areas: draft.areas.filter((one) => one !== mark) }),
  }
  const text = {
    chunk,
    ranges: draft.ranges,
    mayHandle: original.mayHandle,
    onAdd: (range: Range) => onChange(addRanges(draft, [range], reason)),
    onRemove: (mark: Draft['ranges'][number]) =>
      onChange({ ...draft, ranges: draft.ranges.filter((one) => one !== mark) }),
  }
  return (
    <>
      <div className="redact-bar" role="toolbar" aria-label="页面">
        <Button size="small" disabled={page <= 1} onClick={() => onPage(page - 1)}>
          上一页
        </Button>
        <span>
          第 {page} / {pages} 页
        </span>
        <Button size="small" disabled={page >= pages} onClick={() => onPage(page + 1)}>
          下一页
        </Button>
        {original.body === null && original.mayHandle && (
          <span role="group" aria-label="遮盖方式" className="redact-group">
            <button
              type="button"
              className="chip"
              aria-pressed={tool === 'words'}
              onClick={() => setTool('words')}
            >
              点选文字
            </button>
            <button
              type="button"
              className="chip"
              aria-pressed={tool === 'box'}
              onClick={() => setTool('box')}
            >
              画方框
            </button>
          </span>
        )}
        {original.body === null && (
          <select
            className="select select-small"
            aria-label="显示比例"
            value={zoom}
            onChange={(event) => setZoom(Number(event.target.value))}
          >
            {[100, 150, 200].map((value) => (
              <option key={value} value={value}>
                {value}%
              </option>
            ))}
          </select>
        )}
        <button type="button" className="chip" aria-pressed={preview} onClick={() => setPreview(!preview)}>
          遮盖后
        </button>
      </div>
      {original.body === null ? (
        <PageView original={original} page={page} tool={tool} zoom={zoom} preview={preview} {...marking} />
      ) : (
        <TextView {...text} body={original.body} preview={preview} />
      )}
      <details className="redact-details">
        <summary>逐词选择（键盘可用）</summary>
        {original.body === null ? (
          <PageWords original={original} page={page} {...marking} />
        ) : (
          <TextWords {...text} body={original.body} />
        )}
      </details>
    </>
  )
}
