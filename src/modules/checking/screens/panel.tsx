import { useState } from 'react'
import { Button } from 'antd'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, put } from '#ui/console/api.ts'
import { instantText } from '#ui/console/dates.ts'
import { Section } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { TextAreaField } from '#ui/console/form.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import type { CheckView, FindingView, JustificationBody } from '../contract.ts'
import { KINDS } from './kinds.ts'

/** The check of exactly this content; other content is another check. */
const checkQuery = (documentId: number, contentHash: string) =>
  queryOptions({
    queryKey: ['check', documentId, contentHash],
    queryFn: ({ signal }) => get<CheckView>(`/documents/${documentId}/check`, {}, signal),
  })

/** 内容检查: what was found, where, and what is said of it. `onMask` is there for who edits the draft. */
export function CheckPanel(props: {
  readonly documentId: number
  readonly contentHash: string
  readonly editing: boolean
  readonly onMask?: (key: string) => Promise<void>
}) {
  const { documentId, contentHash, editing, onMask } = props
  const may = useMay()('checking.read')
  const { data: check } = useQuery({ ...checkQuery(documentId, contentHash), enabled: may })
  const [explained, setExplained] = useState<FindingView>()
  if (!may || !check) return null
  return (
    <Section title="内容检查" note={summary(check)}>
      {check.findings.length > 0 && (
        <ul className="findings">
          {check.findings.map((finding) => (
            <li key={finding.key}>
              <p>
                <strong>{KINDS[finding.kind] ?? finding.kind}</strong>
                <span className="quiet">
                  {' '}
                  {finding.where}
                  {finding.severity === 'hint' && '，请核对'}
                </span>
              </p>
              <p className="finding-words">
                {finding.excerpt.before}
                <mark>{finding.excerpt.hit}</mark>
                {finding.excerpt.after}
              </p>
              {finding.justification && (
                <p className="quiet">
                  {finding.justification.by} {instantText(finding.justification.at)}：
                  {finding.justification.note}
                </p>
              )}
              {editing && (
                <p className="filters">
                  {finding.maskable && onMask && (
                    <Button size="small" onClick={() => void onMask(finding.key)}>
                      {finding.replacement === undefined ? '遮蔽' : `改为“${finding.replacement}”`}
                    </Button>
                  )}
                  {finding.severity === 'blocking' && (
                    <Button size="small" onClick={() => setExplained(finding)}>
                      {finding.justification ? '修改理由' : '说明理由'}
                    </Button>
                  )}
                  {!finding.maskable && finding.severity === 'blocking' && (
                    <span className="quiet">这里的内容不能自动遮蔽，请改好；附件请重新上传。</span>
                  )}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      {explained && (
        <JustifyDialog
          documentId={documentId}
          contentHash={contentHash}
          finding={explained}
          onClose={() => setExplained(undefined)}
        />
      )}
    </Section>
  )
}

function summary(check: CheckView): string {
  if (check.findings.length === 0) return '没有发现个人信息和明显差错。'
  if (check.blocking > 0) return `有 ${check.blocking} 处个人信息，遮蔽或者说明理由后才能提交审核。`
  return `共 ${check.findings.length} 处，请核对。`
}

function JustifyDialog(props: {
  readonly documentId: number
  readonly contentHash: string
  readonly finding: FindingView
  readonly onClose: () => void
}) {
  const { documentId, contentHash, finding, onClose } = props
  const client = useQueryClient()
  const send = async (body: JustificationBody) => {
    const check = await put<CheckView>(`/documents/${documentId}/findings/${finding.key}`, body)
    client.setQueryData(checkQuery(documentId, contentHash).queryKey, check)
    onClose()
  }
  return (
    <FormDialog<JustificationBody>
      name="justify"
      title="说明理由"
      submitLabel="保存理由"
      intro={
        <p>
          {KINDS[finding.kind] ?? finding.kind}，{finding.where}。审核人会看到理由和您的姓名。
        </p>
      }
      initialValues={{ note: finding.justification?.note ?? '' }}
      onClose={onClose}
      onSubmit={send}
    >
      <TextAreaField name="note" label="可以公开的理由" required rows={3} maxLength={500} />
    </FormDialog>
  )
}
