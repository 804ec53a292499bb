import { useEffect, useState } from 'react'
import { Alert, Button } from 'antd'
import { put } from '#ui/console/api.ts'
import type { Presence } from '../contract.ts'
import type { Saving } from './saving.ts'

const EVERY_MS = 15_000

/** Says who else has the draft open, and when one of them has saved. */
export function PresenceNote({
  documentId,
  saving,
  onReload,
}: {
  readonly documentId: number
  readonly saving: Saving
  readonly onReload: () => void
}) {
  const [presence, setPresence] = useState<Presence>()
  const [behind, setBehind] = useState(false)
  useEffect(() => {
    let closed = false
    const tell = async () => {
      try {
        const now = await put<Presence>(`/documents/${documentId}/presence`, {})
        if (closed) return
        setPresence(now)
        setBehind(!saving.unsaved() && now.contentHash !== saving.basedOn())
      } catch {
        // The next one tells; an edit that cannot be saved says so itself.
      }
    }
    void tell()
    const timer = setInterval(() => void tell(), EVERY_MS)
    return () => {
      closed = true
      clearInterval(timer)
    }
  }, [documentId, saving])
  const names = presence?.others.map((one) => one.name).join('、') ?? ''
  if (behind)
    return (
      <Alert
        type="info"
        showIcon
        className="problem"
        title={names === '' ? '这份草稿有更新的内容' : `${names} 保存了新的内容`}
        action={<Button onClick={onReload}>载入</Button>}
      />
    )
  if (names === '') return null
  return (
    <Alert
      type="info"
      showIcon
      className="problem"
      title={`${names} 也打开了这份草稿`}
      description="谁先保存算谁的；后保存的会先看到对方的修改，不会覆盖。"
    />
  )
}
