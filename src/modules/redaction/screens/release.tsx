import { useState } from 'react'
import { Button } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { post } from '#ui/console/api.ts'
import { instantText } from '#ui/console/dates.ts'
import { Section } from '#ui/console/detail.tsx'
import { Dialog } from '#ui/console/dialog.tsx'
import { Problem } from '#ui/console/states.tsx'
import { errorWords } from '#ui/console/words.ts'
import type { OriginalView, ReleaseView } from '../contract.ts'
import { releaseAddress } from './queries.ts'

/** What was released of a file, newest first. */
export function ReleaseList({ releases }: { readonly releases: readonly ReleaseView[] }) {
  return (
    <ul className="files">
      {releases.map((release) => (
        <li key={release.id}>
          <a href={releaseAddress(release.id)} download>
            {release.name}
          </a>
          <span className="quiet">
            遮盖 {release.marks} 处，{release.releasedBy} {instantText(release.releasedAt)} 生成
          </span>
          <code className="quiet" title={`SHA-256：${release.sha256}`}>
            {release.sha256.slice(0, 8)}
          </code>
        </li>
      ))}
    </ul>
  )
}

export function ReleaseSection({
  original,
  marks,
  onSave,
}: {
  readonly original: OriginalView
  readonly marks: number
  /** Saves what was marked and answers its revision; undefined when it could not. */
  readonly onSave: () => Promise<number | undefined>
}) {
  const [asking, setAsking] = useState(false)
  const current = original.releases.find((release) => release.revision === original.revision)
  return (
    <Section title="生成新文件">
      {original.releases.length > 0 && <ReleaseList releases={original.releases} />}
      {original.changedSince && <p className="note">上次生成以后遮盖有改动，需要重新生成。</p>}
      {original.mayHandle && !current && (
        <div className="side-actions">
          <Button type="primary" disabled={marks === 0} onClick={() => setAsking(true)}>
            生成遮盖后的文件
          </Button>
          {marks === 0 && <p className="reason">还没有遮盖任何内容</p>}
        </div>
      )}
      {asking && (
        <ReleaseDialog original={original} marks={marks} onSave={onSave} onClose={() => setAsking(false)} />
      )}
    </Section>
  )
}

function ReleaseDialog({
  original,
  marks,
  onSave,
  onClose,
}: Parameters<typeof ReleaseSection>[0] & { readonly onClose: () => void }) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [made, setMade] = useState<{ readonly id: number; readonly name: string }>()
  const release = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const revision = await onSave()
      if (revision !== undefined) {
        setMade(await post(`/redaction/originals/${original.id}/releases`, { revision }))
        await client.invalidateQueries({ queryKey: ['redaction'] })
      }
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  if (made)
    return (
      <Dialog title="新文件已生成" onClose={onClose}>
        <p>程序重新读过新文件：遮盖处没有文字和图像，指定的词也没有再出现。</p>
        <p>
          <a href={releaseAddress(made.id)} download>
            {made.name}
          </a>
        </p>
        <div className="actions">
          <Button type="primary" onClick={onClose}>
            知道了
          </Button>
        </div>
      </Dialog>
    )
  return (
    <Dialog title="生成遮盖后的文件" onClose={onClose}>
      <ul className="redact-says">
        <li>遮盖的 {marks} 处内容从新文件里去除，不能恢复；其余内容照样可以阅读、检索。</li>
        <li>原件的属性、批注、附件、隐藏内容都不会带入新文件。</li>
        <li>程序会重新读一遍新文件，还有残留就不生成，并告诉您在哪一页。</li>
        <li>生成以后不能修改；再改遮盖，会另外生成一份。原件只在内部保存，不对外提供。</li>
      </ul>
      {error !== undefined && <Problem>{errorWords(error)}</Problem>}
      <div className="actions">
        <Button onClick={onClose} disabled={busy}>
          取消
        </Button>
        <Button type="primary" loading={busy} onClick={() => void release()}>
          {busy ? '正在生成并核对' : '生成'}
        </Button>
      </div>
    </Dialog>
  )
}
