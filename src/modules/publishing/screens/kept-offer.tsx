import { useState } from 'react'
import { Alert, App, Button, Space } from 'antd'
import { instantText, now } from '#ui/console/dates.ts'
import { useSession } from '#modules/administration/screens/session.ts'
import type { DocumentView, DraftBody } from '../contract.ts'
import { findText, forgetText } from './kept.ts'

/** Offers a text that was written here and never saved. What the person chooses, the other text can still be copied. */
export function KeptOffer({
  document,
  onTake,
}: {
  readonly document: DocumentView
  readonly onTake: (draft: DraftBody) => void
}) {
  const { staff } = useSession()
  const { message } = App.useApp()
  const [kept, setKept] = useState(() => findText(staff.id, document.id, now()))
  // What has been changed meanwhile is what the page showed when it was opened, not what this person saves now.
  const [overtaken] = useState(kept !== undefined && kept.basedOn !== document.contentHash)
  if (kept === undefined) return null
  const take = () => {
    setKept(undefined)
    onTake(kept.draft)
  }
  const drop = () => {
    forgetText(staff.id, document.id)
    setKept(undefined)
  }
  const copy = async () => {
    try {
      await navigator.clipboard.write([
        new ClipboardItem({
          'text/html': new Blob([kept.draft.bodyHtml], { type: 'text/html' }),
          'text/plain': new Blob([plain(kept.draft.bodyHtml)], { type: 'text/plain' }),
        }),
      ])
      message.success('已复制正文')
    } catch {
      message.error('浏览器不允许复制，请先恢复再复制')
    }
  }
  return (
    <Alert
      type="info"
      showIcon
      className="problem"
      title={`这台电脑上有未保存的内容（${instantText(kept.at)}）`}
      description={
        overtaken ? '在那以后文档又被修改。下面是现在的内容；恢复会用您的内容替换它。' : '可以接着写。'
      }
      action={
        <Space wrap>
          <Button type="primary" onClick={take}>
            {overtaken ? '用我的内容' : '恢复'}
          </Button>
          <Button onClick={() => void copy()}>复制正文</Button>
          <Button onClick={drop}>丢弃</Button>
        </Space>
      }
    />
  )
}

function plain(html: string): string {
  return (
    new DOMParser().parseFromString(html.replace(/<\/(p|h[2-4]|li|tr)>/g, '$&\n'), 'text/html').body
      .textContent ?? ''
  )
}
