import { App } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { post } from '#ui/console/api.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { SelectField } from '#ui/console/form.tsx'
import type { DocumentView } from '../contract.ts'
import { refreshDocument, vocabularyQuery } from './queries.ts'

/** Takes a public document into one more column, of whatever site this person looks after. */
export function PlaceDialog({
  document,
  onClose,
}: {
  readonly document: DocumentView
  readonly onClose: () => void
}) {
  const { data: vocabulary } = useSuspenseQuery(vocabularyQuery)
  const client = useQueryClient()
  const { message } = App.useApp()
  const place = async ({ channelId }: { channelId: string }) => {
    await post(`/channels/${channelId}/documents/${document.id}`)
    await refreshDocument(client, document.id)
    onClose()
    message.success('已放入栏目')
  }
  return (
    <FormDialog<{ channelId: string }>
      name="place"
      title="放入其他栏目"
      submitLabel="放入"
      intro={<p>文档只有一份，以后的更正、废止在每个栏目同时生效。</p>}
      onClose={onClose}
      onSubmit={place}
    >
      <SelectField
        name="channelId"
        label="栏目"
        required
        placeholder="请选择"
        options={vocabulary.channels
          .filter((channel) => !document.channelIds.includes(channel.id))
          .map((channel) => ({ value: channel.id, label: channel.name, group: channel.site }))}
      />
    </FormDialog>
  )
}
