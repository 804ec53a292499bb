import { App } from 'antd'
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { Facts } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { SelectField, TextAreaField } from '#ui/console/form.tsx'
import { FileList } from '#ui/console/files.tsx'
import { unitsQuery } from '#modules/administration/screens/session.ts'
import type { OutcomeCorrection, TransferBody } from '../../contract/steps.ts'
import type { RequestView } from '../../contract/views.ts'
import { outcomesQuery, refreshRequests } from '../queries.ts'
import { useStep } from './dialog.tsx'

interface StepProps {
  readonly request: RequestView
  readonly onClose: () => void
}

/** What is signed is shown whole, with its files. */
export function SignDialog(props: StepProps) {
  const { request } = props
  const take = useStep(props, '已审签，答复书已生成，可以送达')
  const answer = request.answers.at(-1)
  return (
    <FormDialog
      name="signature"
      title="审签"
      submitLabel="审签"
      wide
      intro={<p>审签以后答复不能再改，系统按下面的内容生成答复书。救济途径按今天的法律写明。</p>}
      onClose={props.onClose}
      onSubmit={() => take('signatures', { revision: request.revision })}
    >
      {answer && (
        <>
          <Facts
            facts={[
              ['申请内容', request.wanted],
              ['办理结果', answer.outcomeLabel],
              ['具体情形', answer.formLabel],
              ['依据', answer.ground],
              ['理由', answer.reason],
              ['答复内容', answer.content],
              ['救济途径', answer.remedy],
              ['拟办人', answer.written],
            ]}
          />
          {request.gathered.length > 0 && (
            <FileList files={request.gathered.map((file) => ({ ...file, id: file.position }))} />
          )}
        </>
      )}
    </FormDialog>
  )
}

export function TransferDialog(props: StepProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const pass = async (body: TransferBody) => {
    await post(`/requests/${props.request.id}/transfers`, body)
    props.onClose()
    message.success('已转交')
    // It is another unit's now.
    await navigate({ to: '/requests' })
    await refreshRequests(client, props.request.id)
  }
  const { data: units } = useSuspenseQuery(unitsQuery)
  return (
    <FormDialog<TransferBody>
      name="transfer"
      title="转交受理机关"
      submitLabel="转交"
      intro={<p>登记以前可以转交负责公开的机关（第十条）。编号不变，申请人会收到通知。</p>}
      initialValues={{ reason: '' }}
      onClose={props.onClose}
      onSubmit={({ unitId, reason }) => pass({ unitId: Number(unitId), reason })}
    >
      <SelectField
        name="unitId"
        label="转交给"
        required
        placeholder="请选择"
        options={units
          .filter((unit) => unit.id !== props.request.unit.id)
          .map((unit) => ({ value: unit.id, label: unit.name }))}
      />
      <TextAreaField name="reason" label="理由" required maxLength={4000} />
    </FormDialog>
  )
}

export function OutcomeDialog(props: StepProps) {
  const take = useStep(props, '办理结果已更正')
  const { data } = useQuery(outcomesQuery)
  return (
    <FormDialog<OutcomeCorrection>
      name="outcome-correction"
      title="更正办理结果"
      submitLabel="更正"
      intro={<p>只更正登记错误的结果，答复书不变。更正前后的结果都留有记录，统计随之改变。</p>}
      initialValues={{ reason: '' }}
      onClose={props.onClose}
      onSubmit={(values) => take('outcome-corrections', values)}
    >
      <SelectField
        name="outcome"
        label="正确的办理结果"
        required
        placeholder="请选择"
        options={(data?.outcomes ?? []).map(({ code, group, label }) => ({ value: code, label, group }))}
      />
      <TextAreaField name="reason" label="更正的理由" required maxLength={4000} />
    </FormDialog>
  )
}
