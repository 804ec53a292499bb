import { Alert, App } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { post, put } from '#ui/console/api.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { TextAreaField } from '#ui/console/form.tsx'
import type { ConfirmationBody, DocumentView, EmergencyBody, WaiverBody } from '../contract.ts'
import { refreshDocument } from './queries.ts'

interface DialogProps {
  readonly document: DocumentView
  readonly onClose: () => void
}

/** One officer publishes at once and answers for it. */
export function EmergencyDialog({ document, onClose }: DialogProps) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const send = async ({ reason }: { reason: string }) => {
    const body: EmergencyBody = { basedOn: document.contentHash, reason }
    await post(`/documents/${document.id}/emergency`, body)
    onClose()
    message.success('已公开，请尽快由另一人补签')
    await refreshDocument(client, document.id)
  }
  return (
    <FormDialog<{ reason: string }>
      name="emergency"
      title="应急发布"
      submitLabel="立即公开"
      danger
      intro={
        <p>
          “{document.title}
          ”将不经审核流程，由您一人决定立即公开。内容检查照常进行；另一人补签以前，公开页面会标明“应急发布”。
        </p>
      }
      initialValues={{ reason: '' }}
      onClose={onClose}
      onSubmit={send}
    >
      <TextAreaField name="reason" label="理由" required maxLength={1000} hint="为什么等不及审核流程" />
    </FormDialog>
  )
}

/** The second signature. */
export function ConfirmDialog({ document, onClose }: DialogProps) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const send = async ({ opinion }: { opinion: string }) => {
    const body: ConfirmationBody = { contentHash: document.contentHash, opinion }
    await post(`/documents/${document.id}/confirmations`, body)
    onClose()
    message.success('已补签')
    await refreshDocument(client, document.id)
  }
  return (
    <FormDialog<{ opinion: string }>
      name="confirmation"
      title="补签应急发布"
      submitLabel="补签"
      intro={
        <>
          <p>“{document.title}”已由一名负责人应急发布。</p>
          <p>理由：{document.emergency?.reason}</p>
          <p>不同意的，请办理撤回。</p>
        </>
      }
      initialValues={{ opinion: '' }}
      onClose={onClose}
      onSubmit={send}
    >
      <TextAreaField name="opinion" label="意见" required maxLength={1000} />
    </FormDialog>
  )
}

/** Why a policy is not explained. */
export function WaiverDialog({ document, onClose }: DialogProps) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const send = async ({ reason }: WaiverBody) => {
    await put(`/documents/${document.id}/interpretation`, { reason })
    onClose()
    message.success('已记录')
    await refreshDocument(client, document.id)
  }
  return (
    <FormDialog<WaiverBody>
      name="waiver"
      title="不作解读"
      submitLabel="确定"
      intro={<p>规章和行政规范性文件公开后应当有解读。不作解读的，写明理由。</p>}
      initialValues={{ reason: '' }}
      onClose={onClose}
      onSubmit={send}
    >
      <TextAreaField name="reason" label="理由" required maxLength={500} />
    </FormDialog>
  )
}

/** What of an emergency publication is still open. */
export function EmergencyNote({ document }: { readonly document: DocumentView }) {
  if (document.emergency === null) return null
  const { reason, confirmed } = document.emergency
  return (
    <Alert
      type={confirmed ? 'info' : 'warning'}
      showIcon
      className="problem"
      title={confirmed ? '应急发布，已补签' : '应急发布，等待另一人补签'}
      description={`理由：${reason}`}
    />
  )
}
