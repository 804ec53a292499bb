import { Button, Form } from 'antd'
import { Facts } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { TextAreaField } from '#ui/console/form.tsx'
import type { ReviewView, Signature } from '../contract.ts'

export type Signing = Signature['decision']

const PHRASES: Readonly<Record<Signing, readonly string[]>> = {
  approved: ['同意。', '同意公开。', '经审查，不涉及国家秘密，同意公开。'],
  returned: ['请核对正文后重新提交。', '公开属性依据不足，请补充理由。', '涉及个人信息，请处理后重新提交。'],
}

/** Says what is signed and what follows, asks for the opinion. */
export function SignDialog(props: {
  readonly signing: Signing
  readonly review: ReviewView
  readonly attributeLabel: string
  readonly attachments: number
  readonly onClose: () => void
  readonly onSign: (signing: Signing, opinion: string) => Promise<void>
}) {
  const { signing, review, attributeLabel, attachments, onClose, onSign } = props
  const [form] = Form.useForm<{ opinion: string }>()
  const approving = signing === 'approved'
  const place = review.steps.findIndex(({ signature }) => signature === null)
  const next = review.steps[place + 1]
  const follows = !approving
    ? `文档退回${review.drafter}修改，本次审核结束。`
    : next
      ? `转${next.label}审核。`
      : attributeLabel === '主动公开'
        ? '这是最后一个环节，签署后文档立即在门户公开。'
        : `这是最后一个环节，签署后审定为${attributeLabel}，不在门户公开。`
  return (
    <FormDialog<{ opinion: string }>
      name="signature"
      title={approving ? '签署同意' : '退回'}
      submitLabel={approving ? '签署同意' : '退回'}
      danger={!approving}
      form={form}
      intro={
        <Facts
          facts={[
            ['文档', review.title],
            ['公开属性', attributeLabel],
            ['附件', attachments > 0 ? `${attachments} 个` : '无'],
            ['签署环节', review.steps[place]?.label],
            ['签署之后', follows],
          ]}
        />
      }
      initialValues={{ opinion: '' }}
      onClose={onClose}
      onSubmit={({ opinion }) => onSign(signing, opinion)}
    >
      <TextAreaField name="opinion" label={approving ? '审核意见' : '退回理由'} required maxLength={1000} />
      <div className="phrases" role="group" aria-label="常用意见">
        {PHRASES[signing].map((phrase) => (
          <Button key={phrase} size="small" onClick={() => form.setFieldValue('opinion', phrase)}>
            {phrase}
          </Button>
        ))}
      </div>
    </FormDialog>
  )
}
