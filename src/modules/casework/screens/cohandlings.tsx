import { useState } from 'react'
import { Button, Checkbox } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { post } from '#ui/console/api.ts'
import { Section } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { Field, NumberField, TextAreaField } from '#ui/console/form.tsx'
import type { CaseCohandlingsView, CohandlingBody } from '../contract.ts'
import { CohandlingCard } from './cohandling-card.tsx'
import { caseCohandlingsQuery, useDo } from './queries.ts'

/** What other units were asked about a case; for the case's page. */
export function Cohandlings({ caseId }: { readonly caseId: number }) {
  const { data } = useQuery(caseCohandlingsQuery(caseId))
  const [asking, setAsking] = useState(false)
  if (!data || (data.items.length === 0 && !data.mayAsk)) return null
  return (
    <Section title="会办">
      {data.items.map((item) => (
        <CohandlingCard key={item.id} item={item} />
      ))}
      {data.mayAsk && <Button onClick={() => setAsking(true)}>请其他单位会办</Button>}
      {asking && <AskDialog caseId={caseId} asked={data} onClose={() => setAsking(false)} />}
    </Section>
  )
}

function AskDialog(props: {
  readonly caseId: number
  readonly asked: CaseCohandlingsView
  readonly onClose: () => void
}) {
  const { caseId, onClose } = props
  const { choices, limit } = props.asked
  const run = useDo(onClose)
  return (
    <FormDialog<CohandlingBody>
      name="ask-units"
      title="请其他单位会办"
      submitLabel="发出"
      wide
      intro={<p>会办单位看到的是下面的问题、办件编号和期限。请不要写申请人的姓名、证件号和联系方式。</p>}
      initialValues={{ workingDays: limit.days }}
      onClose={onClose}
      onSubmit={(values) =>
        run('已请求会办', () =>
          post(`/cases/${caseId}/cohandlings`, {
            unitIds: values.unitIds ?? [],
            question: values.question ?? '',
            workingDays: Number(values.workingDays),
          }),
        )
      }
    >
      <TextAreaField name="question" label="需要会办的问题" required rows={5} maxLength={2000} />
      <Field name="unitIds" label="会办单位" required>
        <Checkbox.Group
          className="unit-choices"
          options={choices.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <NumberField
        name="workingDays"
        label="期限（工作日）"
        required
        hint={`从明天起算，最长 ${limit.mostDays} 个工作日。${limit.cites}`}
      />
    </FormDialog>
  )
}
