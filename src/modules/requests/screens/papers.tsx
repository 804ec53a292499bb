import { App } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { upload } from '#ui/console/api.ts'
import { Section } from '#ui/console/detail.tsx'
import { FileList, UploadButton } from '#ui/console/files.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import type { RequestView } from '../contract/views.ts'
import { keepRequest } from './queries.ts'
import { stateWords, wordOf } from './words.ts'

/** The letters that went out, as PDF and for Word. */
export function Letters({ request }: { readonly request: RequestView }) {
  if (request.letters.length === 0) return null
  return (
    <Section title="文书">
      <ul className="files">
        {request.letters.map((letter) => (
          <li key={letter.id}>
            {letter.title}{' '}
            <span className="quiet">{[letter.number, letter.on].filter(Boolean).join(' · ')}</span>{' '}
            <a href={letter.pdf} download>
              PDF
            </a>{' '}
            <a href={letter.docx} download>
              Word
            </a>
          </li>
        ))}
      </ul>
    </Section>
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
