import { Button } from 'antd'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { remove, upload } from '#ui/console/api.ts'
import { Section } from '#ui/console/detail.tsx'
import { UploadButton } from '#ui/console/files.tsx'
import { Problem } from '#ui/console/states.tsx'
import { errorWords } from '#ui/console/words.ts'
import type { OriginalSummary } from '../contract.ts'
import { originalAddress, originalsQuery } from './queries.ts'
import { ReleaseList } from './release.tsx'

/** The files that were found for a case, and what was made of them; for the case's page. */
export function Originals({ subject }: { readonly subject: string }) {
  const client = useQueryClient()
  const { data, error } = useQuery(originalsQuery(subject))
  const refresh = () => client.invalidateQueries({ queryKey: originalsQuery(subject).queryKey })
  if (error)
    return (
      <Section title="区分处理">
        <Problem>{errorWords(error)}</Problem>
      </Section>
    )
  if (!data || (data.items.length === 0 && !data.mayHandle)) return null
  const add = async (file: File) => {
    await upload(`/redaction/originals?${new URLSearchParams({ subject }).toString()}`, file)
    await refresh()
  }
  return (
    <Section
      title="区分处理"
      note="找到的文件里有不应当公开的内容的，在这里去除以后再提供。原件只在内部保存。"
    >
      {data.items.length === 0 && <p className="quiet">还没有文件。</p>}
      <ul className="redact-originals">
        {data.items.map((one) => (
          <Original key={one.id} one={one} mayHandle={data.mayHandle} onChanged={refresh} />
        ))}
      </ul>
      {data.mayHandle && (
        <>
          <UploadButton label="添加文件" accept=".pdf,.png,.jpg,.jpeg,.docx,.txt" onUpload={add} />
          <p className="note">
            PDF、PNG、JPG 图片、Word（.docx）、文本。Word 和文本只取其中的文字，生成为 PDF。
          </p>
        </>
      )}
    </Section>
  )
}

function Original({
  one,
  mayHandle,
  onChanged,
}: {
  readonly one: OriginalSummary
  readonly mayHandle: boolean
  readonly onChanged: () => Promise<unknown>
}) {
  const drop = async () => {
    if (!window.confirm(`删除“${one.name}”和它的遮盖？`)) return
    await remove(`/redaction/originals/${one.id}`)
    await onChanged()
  }
  return (
    <li>
      <p>
        <Link to="/redaction/$originalId" params={{ originalId: one.id }}>
          {one.name}
        </Link>{' '}
        <span className="quiet">
          {one.pages > 1 ? `${one.pages} 页，` : ''}
          {one.marks > 0 ? `已遮盖 ${one.marks} 处` : '还没有遮盖'}
          {one.changedSince ? '，有改动没有生成' : ''}
        </span>
      </p>
      <p className="actions">
        <a href={originalAddress(one.id)} download>
          下载原件
        </a>
        {mayHandle && one.releases.length === 0 && (
          <Button type="text" size="small" onClick={() => void drop()}>
            删除
          </Button>
        )}
      </p>
      {one.releases.length > 0 && <ReleaseList releases={one.releases} />}
    </li>
  )
}
