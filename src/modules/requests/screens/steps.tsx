import { App } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { post } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { DateField, SelectField, TextField } from '#ui/console/form.tsx'
import type { DeliveryBody, RequestView } from '../contract.ts'
import { keepRequest } from './queries.ts'
import { deliveryWays, optionsOf } from './words.ts'

interface StepProps {
  readonly request: RequestView
  readonly onClose: () => void
}

/** Sends a step, keeps what the server answers, closes the dialog. */
function useStep({ request, onClose }: StepProps, done: string) {
  const client = useQueryClient()
  const { message } = App.useApp()
  return async (path: string, body: object) => {
    const changed = await post<RequestView>(`/requests/${request.id}/${path}`, body)
    onClose()
    message.success(done)
    await keepRequest(client, changed)
  }
}

export function RegisterDialog(props: StepProps) {
  const take = useStep(props, '已登记，答复期限开始计算')
  return (
    <FormDialog<{ confirmedOn: string }>
      name="registration"
      title="登记"
      submitLabel="登记"
      intro={<p>网上提交的申请，以与申请人确认之日为收到之日（条例第三十一条），期限从次日起算。</p>}
      initialValues={{ confirmedOn: today() }}
      onClose={props.onClose}
      onSubmit={({ confirmedOn }) => take('registrations', { confirmedOn: confirmedOn || null })}
    >
      <DateField name="confirmedOn" label="与申请人确认的日期" required max={today()} />
    </FormDialog>
  )
}

export function DeliverDialog(props: StepProps) {
  const take = useStep(props, '已送达，时限停止')
  return (
    <FormDialog<DeliveryBody>
      name="delivery"
      title="送达"
      submitLabel="确认送达"
      intro={<p>送达之日即答复之日，时限以这一天为准。需要提供的文件请先添加，送达后不能再改。</p>}
      initialValues={{ way: props.request.wantedWay as DeliveryBody['way'], deliveredOn: today(), proof: '' }}
      onClose={props.onClose}
      onSubmit={(values) => take('deliveries', { ...values, proof: values.proof ?? '' })}
    >
      <SelectField name="way" label="送达方式" required options={optionsOf(deliveryWays)} />
      <DateField name="deliveredOn" label="送达日期" required max={today()} hint="邮寄的，以交邮之日为准" />
      <TextField name="proof" label="送达凭证" hint="邮件号、签收人等；邮寄的必填" maxLength={200} />
    </FormDialog>
  )
}

export function CloseDialog(props: StepProps) {
  const take = useStep(props, '已归档')
  return (
    <FormDialog
      name="closure"
      title="归档"
      submitLabel="归档"
      intro={<p>{props.request.number} 归档后不能再办理。</p>}
      onClose={props.onClose}
      onSubmit={() => take('closures', {})}
    >
      {null}
    </FormDialog>
  )
}
