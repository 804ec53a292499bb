import { useState } from 'react'
import { App, Button } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { post, upload } from '#ui/console/api.ts'
import { Section } from '#ui/console/detail.tsx'
import { FileList, UploadButton } from '#ui/console/files.tsx'
import { errorWords } from '#ui/console/words.ts'
import { useMay } from '#modules/administration/screens/session.ts'
import type { RequestView } from '../contract/views.ts'
import { keepRequest } from './queries.ts'
import { stateWords, wordOf } from './words.ts'

const RECEIPT = 'requests.receipt'

/** The letters that went out, as PDF and for Word; at the counter the receipt is printed on the spot. */
export function Letters({ request }: { readonly request: RequestView }) {
  const may = useMay()
  const issued = request.letters.some((letter) => letter.template === RECEIPT)
  const asksReceipt = may('requests.handle') && request.receivedOn !== null && !issued
  if (request.letters.length === 0 && !asksReceipt) return null
  return (
    <Section title="文书">
      {request.letters.length > 0 && (
        <ul className="files">
          {request.letters.map((letter) => (
            <li key={letter.id}>
              {letter.title}{' '}
              <span className="quiet">{[letter.number, letter.on].filter(Boolean).join(' · ')}</span>{' '}
              <a href={letter.pdf} download aria-label={`${letter.title} PDF`}>
                PDF
              </a>{' '}
              <a href={letter.docx} download aria-label={`${letter.title} Word`}>
                Word
              </a>
            </li>
          ))}
        </ul>
      )}
      {asksReceipt && <ReceiptButton requestId={request.id} />}
    </Section>
  )
}

/** Issues the receipt with its number and due day, and opens it to be printed. */
export function ReceiptButton({ requestId }: { readonly requestId: number }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const [address, setAddress] = useState<string>()
  const issue = async () => {
    setBusy(true)
    try {
      const changed = await post<RequestView>(`/requests/${requestId}/receipts`)
      await keepRequest(client, changed)
      setAddress(changed.letters.find((letter) => letter.template === RECEIPT)?.pdf)
      message.success('登记回执已制作')
    } catch (error) {
      message.error(errorWords(error))
    }
    setBusy(false)
  }
  if (address !== undefined)
    return (
      <Button href={address} download>
        下载登记回执（PDF）
      </Button>
    )
  return (
    <Button loading={busy} onClick={() => void issue()}>
      打印登记回执
    </Button>
  )
}

/** What came with the request, and the copies of identity papers, which only who handles it sees. */
export function Enclosures({ request }: { readonly request: RequestView }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const may = useMay()
  const handles = may('requests.handle') && request.concludedOn === null
  const add = (path: string) => async (file: File) => {
    await keepRequest(client, await upload<RequestView>(`/requests/${request.id}/${path}`, file))
    message.success(`已添加 ${file.name}`)
  }
  const { attachments, identityPapers } = request
  if (attachments.length + identityPapers.length === 0 && !handles) return null
  return (
    <Section title="随申请提交的材料">
      {attachments.length > 0 && (
        <FileList files={attachments.map((file) => ({ ...file, id: file.position }))} />
      )}
      {identityPapers.length > 0 && (
        <>
          <p className="quiet">身份证明（加密保存，查看留有记录）</p>
          <FileList files={identityPapers} />
        </>
      )}
      {handles && (
        <div className="form-actions">
          <UploadButton label="添加申请材料" onUpload={add('attachments')} />
          <UploadButton label="添加身份证明" onUpload={add('identity-papers')} />
        </div>
      )}
    </Section>
  )
}

/** The other cases of the same form. */
export function Siblings({ request }: { readonly request: RequestView }) {
  if (request.siblings.length === 0) return null
  return (
    <Section title="同一份申请的其他事项">
      <ul className="plain">
        {request.siblings.map((one) => (
          <li key={one.id}>
            <Link to="/requests/$requestId" params={{ requestId: one.id }}>
              {one.number}
            </Link>{' '}
            <span className="quiet">{wordOf(stateWords, one.state)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
