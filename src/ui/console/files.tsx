import { useRef, useState } from 'react'
import { App, Button } from 'antd'
import { DeleteOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons'
import { errorWords } from './words.ts'

export interface FileItem {
  readonly id: number
  readonly name: string
  readonly address: string
  readonly size?: number
}

/** Files with their sizes; removed one by one where that is allowed. */
export function FileList({
  files,
  onRemove,
}: {
  readonly files: readonly FileItem[]
  readonly onRemove?: (file: FileItem) => void
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
