import { useRef, useState } from 'react'
import { App, Button } from 'antd'
import { DeleteOutlined, PaperClipOutlined, SwapOutlined, UploadOutlined } from '@ant-design/icons'
import { errorWords } from './words.ts'

export interface FileItem {
  readonly id: number
  readonly name: string
  readonly address: string
  readonly size?: number
  /** The checksum of its content. */
  readonly sha256?: string
}

/** Files with their sizes and checksums; replaced and removed one by one where that is allowed. */
export function FileList({
  files,
  onRemove,
  onReplace,
}: {
  readonly files: readonly FileItem[]
  readonly onRemove?: (file: FileItem) => void
  readonly onReplace?: (file: FileItem, by: File) => Promise<unknown>
}) {
  return (
    <ul className="files">
      {files.map((file) => (
        <li key={file.id}>
          <PaperClipOutlined aria-hidden="true" />
          <a href={file.address} download>
            {file.name}
          </a>
          {file.size !== undefined && <span className="quiet">{sizeText(file.size)}</span>}
          {file.sha256 !== undefined && (
            <code className="quiet" title={`SHA-256：${file.sha256}`}>
              {file.sha256.slice(0, 8)}
            </code>
          )}
          {onReplace && <ReplaceButton file={file} onReplace={onReplace} />}
          {onRemove && (
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={`删除附件 ${file.name}`}
              onClick={() => onRemove(file)}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

function ReplaceButton({
  file,
  onReplace,
}: {
  readonly file: FileItem
  readonly onReplace: (file: FileItem, by: File) => Promise<unknown>
}) {
  const input = useRef<HTMLInputElement>(null)
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const replace = async (by: File | undefined) => {
    if (!by) return
    setBusy(true)
    try {
      await onReplace(file, by)
    } catch (error) {
      message.error(`${by.name}：${errorWords(error)}`)
    }
    setBusy(false)
    if (input.current) input.current.value = ''
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        className="unseen"
        tabIndex={-1}
        aria-label={`更换附件 ${file.name}`}
        onChange={(event) => void replace(event.target.files?.[0])}
      />
      <Button
        type="text"
        size="small"
        icon={<SwapOutlined />}
        loading={busy}
        aria-label={`更换附件 ${file.name}`}
        title="更换：公开地址不变"
        onClick={() => input.current?.click()}
      />
    </>
  )
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** Sends files one after the other as soon as they are chosen. */
export function UploadButton({
  label,
  accept,
  onUpload,
}: {
  readonly label: string
  /** The one kind of file that is asked for; then it is one file at a time. */
  readonly accept?: string
  readonly onUpload: (file: File) => Promise<unknown>
}) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState<string>()
  const { message } = App.useApp()

  async function send(files: readonly File[]): Promise<void> {
    for (const file of files) {
      setBusy(file.name)
      try {
        await onUpload(file)
      } catch (error) {
        message.error(`${file.name}：${errorWords(error)}`)
      }
    }
    setBusy(undefined)
    if (input.current) input.current.value = ''
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        multiple={accept === undefined}
        accept={accept}
        className="unseen"
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => void send([...(event.target.files ?? [])])}
      />
      <Button icon={<UploadOutlined />} loading={busy !== undefined} onClick={() => input.current?.click()}>
        {busy === undefined ? label : `正在上传 ${busy}`}
      </Button>
    </>
  )
}
