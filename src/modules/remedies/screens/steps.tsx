import { App } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { post, put } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { ChoiceField, DateField, NumberField, TextAreaField, TextField } from '#ui/console/form.tsx'
import type {
  AnnulmentBody,
  InstanceBody,
  OrganLimitBody,
  RedoneBody,
  RemandBody,
  RemedyView,
  ReplyBody,
} from '../contract.ts'
import { keepRemedy } from './queries.ts'
import { kindTerms } from './words.ts'

export interface StepProps {
  readonly remedy: RemedyView
  readonly onClose: () => void
}

/** Sends a step, keeps what the server answers, closes the dialog. */
export function useStep({ remedy, onClose }: StepProps, done: string) {
  const client = useQueryClient()
  const { message } = App.useApp()
  return async (path: string, body: object, way: typeof post | typeof put = post) => {
    const changed = await way<RemedyView>(`/remedies/${remedy.id}/${path}`, body)
    onClose()
    message.success(done)
    await keepRemedy(client, changed)
  }
}

export function ReplyDialog(props: StepProps) {
  const { kind } = props.remedy
  const take = useStep(props, kind === 'complaint' ? '已受理' : '已登记，期限停止')
  return (
    <FormDialog<ReplyBody>
      name="reply"
      title={kind === 'complaint' ? '受理' : '登记答复、答辩'}
      submitLabel="登记"
      intro={kind !== 'complaint' && <p>答复书、答辩状和证据材料请在“材料”中添加。</p>}
      initialValues={{ repliedOn: today() }}
      onClose={props.onClose}
      onSubmit={(values) => take('replies', values)}
    >
      <DateField name="repliedOn" label={kindTerms[kind].repliedOn} required max={today()} />
    </FormDialog>
  )
}

export function RedoneDialog(props: StepProps) {
  const take = useStep(props, '已登记，期限停止')
  return (
    <FormDialog<RedoneBody>
      name="redone"
      title="重新办理完毕"
      submitLabel="登记"
      intro={<p>关联的公开申请重新答复并送达后，在这里登记完毕日期。</p>}
      initialValues={{ doneOn: today() }}
      onClose={props.onClose}
      onSubmit={(values) => take('redone', values)}
    >
      <DateField name="doneOn" label="完毕日期" required max={today()} />
    </FormDialog>
  )
}

const LEVELS = [
  { value: 'second', label: '二审' },
  { value: 'retrial', label: '再审' },
]
const BROUGHT_BY = [
  { value: 'applicant', label: '原告' },
  { value: 'unit', label: '本机关' },
  { value: 'other', label: '其他（如检察机关）' },
]

export function InstanceDialog(props: StepProps) {
  const take = useStep(props, '已登记，本案重新计为尚未审结')
  return (
    <FormDialog<InstanceBody>
      name="instance"
      title="登记二审、再审"
      submitLabel="登记"
      intro={<p>登记后，前一次裁判要求重新办理的期限不再计算，以最后生效的裁判为准。</p>}
      initialValues={{ level: 'second', broughtBy: 'applicant', receivedOn: today() }}
      onClose={props.onClose}
      onSubmit={(values) => take('instances', { ...values, fileNumber: values.fileNumber ?? '' })}
    >
      <ChoiceField name="level" label="审级" required options={LEVELS} />
      <ChoiceField name="broughtBy" label="由谁提起" required options={BROUGHT_BY} />
      <TextField name="organ" label="法院" required maxLength={100} />
      <TextField name="fileNumber" label="案号" maxLength={100} />
      <DateField name="receivedOn" label="收到上诉状、再审通知日期" required max={today()} />
    </FormDialog>
  )
}

export function RemandDialog(props: StepProps) {
  const take = useStep(props, '已登记，答辩期限重新起算')
  return (
    <FormDialog<RemandBody>
      name="remand"
      title="登记发回重审"
      submitLabel="登记"
      initialValues={{ decidedOn: today(), receivedOn: today() }}
      onClose={props.onClose}
      onSubmit={(values) =>
        take('remands', {
          ...values,
          decisionNumber: values.decisionNumber ?? '',
          note: '',
          fileNumber: values.fileNumber ?? '',
        })
      }
    >
      <DateField name="decidedOn" label="裁定日期" required max={today()} />
      <TextField name="decisionNumber" label="裁定文书号" maxLength={100} />
      <TextField name="organ" label="重审法院" required maxLength={100} />
      <TextField name="fileNumber" label="重审案号" maxLength={100} />
      <DateField name="receivedOn" label="收到重审通知日期" required max={today()} />
    </FormDialog>
  )
}

export function OrganLimitDialog(props: StepProps) {
  const take = useStep(props, '已登记')
  const current = props.remedy.instances.at(-1)
  return (
    <FormDialog<OrganLimitBody>
      name="organ-limit"
      title="复议机关审理期限"
      submitLabel="登记"
      intro={
        <p>复议机关自受理之日起六十日内决定，可以延长不超过三十日（行政复议法第六十二条）。仅供掌握进度。</p>
      }
      initialValues={{
        ...(current?.acceptedOn ? { acceptedOn: current.acceptedOn as OrganLimitBody['acceptedOn'] } : {}),
        extendedDays: current?.extendedDays ?? 0,
      }}
      onClose={props.onClose}
      onSubmit={(values) =>
        take('organ-limit', { ...values, extendedDays: Number(values.extendedDays) }, put)
      }
    >
      <DateField name="acceptedOn" label="受理日期" required max={today()} />
      <NumberField name="extendedDays" label="已通知延长的日数" required hint="没有延长的填 0" />
    </FormDialog>
  )
}

export function AnnulDialog(props: StepProps) {
  const take = useStep(props, '已作废，不再计入年报')
  return (
    <FormDialog<AnnulmentBody>
      name="annulment"
      title="作废"
      submitLabel="作废"
      danger
      intro={
        <p>
          {props.remedy.number}{' '}
          登记有误、重复登记的才作废。作废后不能恢复，编号保留，不计入年报；已有的材料和经过仍可查看。
        </p>
      }
      onClose={props.onClose}
      onSubmit={(values) => take('annulments', values)}
    >
      <TextAreaField name="reason" label="理由" required rows={2} maxLength={500} hint="不写个人信息" />
    </FormDialog>
  )
}
