import { App, Button } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { put, remove } from '#ui/console/api.ts'
import { instantText } from '#ui/console/dates.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { InstantField } from '#ui/console/form.tsx'
import { errorWords } from '#ui/console/words.ts'
import type { DocumentView } from '../contract.ts'
import { refreshDocument } from './queries.ts'

/** A document that is approved and waits: when it comes, and what can still be done about it. */
export function Waiting({
  document,
  onOpen,
}: {
  readonly document: DocumentView
  readonly onOpen: () => void
}) {
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const act = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work()
      await refreshDocument(client, document.id)
      message.success(done)
    } catch (error) {
      message.error(errorWords(error))
    }
  }
  const address = `/documents/${document.id}/schedule`
  return (
    <>
      <p>已审定，{document.publishAt ? `定于 ${instantText(document.publishAt)} 发布` : '等待发布'}。</p>
      {document.may.schedule && (
        <>
          <Button type="primary" onClick={() => void act(() => put(address, { publishAt: null }), '已发布')}>
            立即发布
          </Button>
          <Button onClick={onOpen}>改发布时间</Button>
          <Button
            onClick={() =>
              void modal.confirm({
                title: '退回起草？',
                content: '审定的版本保留在记录里，起草人在新的一版上修改，并重新送审。',
                okText: '退回',
                cancelText: '取消',
                onOk: () => act(() => remove(address), '已退回起草'),
              })
            }
          >
            退回起草
          </Button>
        </>
      )}
    </>
  )
}

export function ScheduleDialog({
  document,
  onClose,
}: {
  readonly document: DocumentView
  readonly onClose: () => void
}) {
  const client = useQueryClient()
  const send = async ({ publishAt }: { publishAt: string }) => {
    await put(`/documents/${document.id}/schedule`, { publishAt: inChina(publishAt) })
    await refreshDocument(client, document.id)
    onClose()
  }
  return (
    <FormDialog<{ publishAt: string }>
      name="schedule"
      title="改发布时间"
      submitLabel="保存"
      onClose={onClose}
      onSubmit={send}
    >
      <InstantField name="publishAt" label="发布时间" required />
    </FormDialog>
  )
}

/** What the field says, as an instant: the clock of the office, wherever the browser is. */
export function inChina(text: string): string {
  return `${text.length === 16 ? `${text}:00` : text}+08:00`
}
