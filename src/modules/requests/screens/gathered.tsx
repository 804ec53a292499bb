import { App, Button } from 'antd'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { post, remove, upload } from '#ui/console/api.ts'
import { Section } from '#ui/console/detail.tsx'
import { FileList, UploadButton, type FileItem } from '#ui/console/files.tsx'
import { errorWords } from '#ui/console/words.ts'
import { originalsQuery } from '#modules/redaction/screens/queries.ts'
import type { RequestView } from '../contract/views.ts'
import { keepRequest } from './queries.ts'

/** States in which the files of an answer are gathered. */
export const GATHERING: ReadonlySet<string> = new Set([
  'registered',
  'consulting',
  'charged',
  'explaining',
  'redoing',
])

/** What will be given with the answer; it is signed together with it. */
export function Gathered({ request }: { readonly request: RequestView }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const { data: originals } = useQuery(originalsQuery(`request:${request.id}`))
  const path = `/requests/${request.id}/answer-files`
  const run = async (send: () => Promise<RequestView>, done: string) => {
    try {
      await keepRequest(client, await send())
      message.success(done)
    } catch (error) {
      message.error(errorWords(error))
    }
  }
  const add = async (file: File) => {
    await keepRequest(client, await upload<RequestView>(path, file))
    message.success(`已添加 ${file.name}`)
  }
  const drop = (file: FileItem) => run(() => remove<RequestView>(`${path}/${file.id}`), `已移除 ${file.name}`)
  const given = new Set(request.gathered.map((file) => file.name))
  const releases = (originals?.items ?? [])
    .flatMap((original) => original.releases.slice(0, 1))
    .filter((release) => !given.has(release.name))
  return (
    <Section title="随答复提供的文件">
      {request.gathered.length > 0 && (
        <FileList
          files={request.gathered.map((file) => ({ ...file, id: file.position }))}
          onRemove={(file) => void drop(file)}
        />
      )}
      <div className="form-actions">
        <UploadButton label="添加文件" onUpload={add} />
        {releases.map((release) => (
          <Button
            key={release.id}
            onClick={() =>
              void run(
                () => post<RequestView>(`${path}/releases`, { releaseId: release.id }),
                `已添加 ${release.name}`,
              )
            }
          >
            添加遮盖后的“{release.name}”
          </Button>
        ))}
      </div>
    </Section>
  )
}
