import { useState } from 'react'
import { App } from 'antd'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { ChoiceField, DateField, SelectField, TextAreaField } from '#ui/console/form.tsx'
import { unitsQuery, useMyUnits } from '#modules/administration/screens/session.ts'
import type { AnswerBody, ConsultationView, ReferralBody } from '../contract.ts'
import { refreshConsultation } from './queries.ts'
import { optionsOf, referralWords } from './words.ts'

interface StepProps {
  readonly view: ConsultationView
  readonly onClose: () => void
}

/** Sends a step, closes the dialog, asks anew for what shows it. */
function useStep({ view, onClose }: StepProps, done: string) {
  const client = useQueryClient()
  const { message } = App.useApp()
  return async (path: string, body: object) => {
    await post(`/consultations/${view.id}/${path}`, body)
    onClose()
    message.success(done)
    await refreshConsultation(client, view.id)
  }
}

export function AnswerDialog(props: StepProps & { readonly amends: boolean }) {
  const { view, amends } = props
  const take = useStep(props, amends ? '已补充，提问人看到的是新的答复' : '已答复，时限停止')
  return (
    <FormDialog<AnswerBody>
      name="answer"
      title={amends ? '补充、更正答复' : '答复'}
      submitLabel={amends ? '保存' : '答复'}
      wide
      intro={<p className="whole-text">{view.question}</p>}
      initialValues={{
        content: amends ? (view.answers.at(-1)?.content ?? '') : '',
        answeredOn: today() as AnswerBody['answeredOn'],
      }}
      onClose={props.onClose}
      onSubmit={(values) => take(amends ? 'amendments' : 'answers', values)}
    >
      <TextAreaField
        name="content"
        label="答复内容"
        required
        rows={8}
        maxLength={10_000}
        hint="提问人凭登记编号和查询码看到这些文字"
      />
      <DateField name="answeredOn" label="答复日期" required max={today()} />
    </FormDialog>
  )
}

export function ReferDialog(props: StepProps) {
  const take = useStep(props, '已告知，时限停止')
  const [to, setTo] = useState<ReferralBody['to']>('request')
  return (
    <FormDialog<{ to: ReferralBody['to']; words?: string }>
      name="referral"
      title="告知其他办理途径"
      submitLabel="告知并答复"
      wide
      intro={<p>不会替提问人另立新的事项，只告诉他怎样提出。</p>}
      initialValues={{ to: 'request', words: '' }}
      onValuesChange={(values) => setTo(values.to)}
      onClose={props.onClose}
      onSubmit={(values) => take('referrals', { to: values.to, words: values.words ?? '' })}
    >
      <ChoiceField name="to" label="这件咨询" required options={optionsOf(referralWords)} />
      <div className="quoted whole-text">{props.view.referrals[to]}</div>
      <TextAreaField name="words" label="另加几句" rows={3} maxLength={2000} />
    </FormDialog>
  )
}

export function TransferDialog(props: StepProps) {
  const { view } = props
  const { data: units = [] } = useQuery(unitsQuery)
  const mine = useMyUnits()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const send = async ({ unitId, reason }: { unitId: string | number; reason: string }) => {
    await post(`/consultations/${view.id}/transfers`, { unitId: Number(unitId), reason })
    props.onClose()
    message.success('已转办，时限继续计算')
    // Where the other unit is none of mine, the page is out of sight from now on.
    if (!mine.some((unit) => unit.id === Number(unitId))) await navigate({ to: '/consultations' })
    await refreshConsultation(client, view.id)
  }
  return (
    <FormDialog<{ unitId: string | number; reason: string }>
      name="transfer"
      title="转其他单位"
      submitLabel="转办"
      intro={<p>登记编号不变，已经过去的天数照算；提问人会看到转给了谁。</p>}
      initialValues={{ reason: '' }}
      onClose={props.onClose}
      onSubmit={send}
    >
      <SelectField
        name="unitId"
        label="转给"
        required
        placeholder="请选择"
        options={units
          .filter((unit) => unit.id !== view.unit.id && unit.kind !== 'village')
          .map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextAreaField name="reason" label="理由" required rows={2} maxLength={300} />
    </FormDialog>
  )
}

export function CloseDialog(props: StepProps) {
  const take = useStep(props, '已办结')
  return (
    <FormDialog
      name="closure"
      title="办结"
      submitLabel="办结"
      intro={<p>{props.view.number} 办结后不能再改答复；到期清除提问人的联系方式。</p>}
      onClose={props.onClose}
      onSubmit={() => take('closures', {})}
    >
      {null}
    </FormDialog>
  )
}
