import { useRef, useState } from 'react'
import { App, Button, Checkbox } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useBlocker, useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { DetailLayout, Facts, PageHead, Section } from '#ui/console/detail.tsx'
import { Field, SelectField, ServerForm, TextAreaField, TextField } from '#ui/console/form.tsx'
import { Problem } from '#ui/console/states.tsx'
import { reasonWords } from '#ui/console/words.ts'
import type { AnswerBody, OutcomeChoice } from '../contract/steps.ts'
import type { RequestView } from '../contract/views.ts'
import { keepRequest, outcomesQuery, requestQuery } from './queries.ts'

/** The form as it is filled in: what an answer must say besides stands in fields of its own. */
interface Filled {
  readonly outcome: string
  readonly form?: string
  readonly reason?: string
  readonly content: string
  readonly withheld?: readonly string[]
  readonly corrects?: boolean
  readonly proof?: string
  readonly [detail: `details.${string}`]: string | undefined
}

export function readAnswerSearch({ atOnce }: Record<string, unknown>): { readonly atOnce?: true } {
  return atOnce === true ? { atOnce } : {}
}

const route = getRouteApi('/signed-in/requests/$requestId/answer')

const formOf = (choice: OutcomeChoice | undefined, code: string | undefined) =>
  choice?.forms.length === 1 ? choice.forms[0] : choice?.forms.find((one) => one.code === code)

function bodyOf(values: Filled, choice: OutcomeChoice | undefined): AnswerBody {
  const details = formOf(choice, values.form)?.details ?? []
  return {
    outcome: values.outcome,
    form: values.form ?? null,
    reason: values.reason ?? '',
    content: values.content,
    details: Object.fromEntries(details.map(({ name }) => [name, values[`details.${name}`] ?? ''])),
    withheld: [...(values.withheld ?? [])],
    corrects: values.corrects ?? false,
  }
}

/** What was written before, to go on with when it came back. */
function filledFrom(request: RequestView): Filled {
  const last = request.answers.at(-1)
  const returned = last && last.signed === null ? last : undefined
  return {
    outcome: returned?.outcome ?? '',
    ...(returned?.form ? { form: returned.form } : {}),
    reason: returned?.reason ?? '',
    content: returned?.content ?? '',
    withheld: returned?.withheld ?? [],
    corrects: returned?.corrects ?? false,
    proof: '',
    ...Object.fromEntries(
      Object.entries(returned?.details ?? {}).map(([name, value]) => [`details.${name}`, value]),
    ),
  }
}

/** Writes the answer with the request beside it; somebody else signs it. */
export function AnswerScreen() {
  const { requestId } = route.useParams()
  const atOnce = route.useSearch().atOnce === true
  const { data: request } = useSuspenseQuery(requestQuery(requestId))
  const { data } = useSuspenseQuery(outcomesQuery)
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const begun = filledFrom(request)
  const [chosenCode, setChosen] = useState({ outcome: begun.outcome, form: begun.form })
  const written = useRef(false)
  useBlocker({
    shouldBlockFn: () => written.current && !window.confirm('答复还没有保存，确定离开吗？'),
    enableBeforeUnload: () => written.current,
  })
  const chosen = data.outcomes.find(({ code }) => code === chosenCode.outcome)
  const form = formOf(chosen, chosenCode.form)
  const names = atOnce ? ['answer_at_once'] : ['propose', 'propose_redo']
  const step = request.next.find((next) => names.includes(next.step))

  const back = () => navigate({ to: '/requests/$requestId', params: { requestId } })
  const send = async (values: Filled) => {
    const body = bodyOf(values, chosen)
    const path = atOnce ? 'spot-answers' : 'answers'
    const sent = atOnce ? { ...body, proof: values.proof ?? '' } : body
    const answered = await post<RequestView>(`/requests/${requestId}/${path}`, sent)
    written.current = false
    message.success(atOnce ? '已当场答复并送达' : '已提交审签')
    await keepRequest(client, answered)
    await back()
  }
  return (
    <>
      <PageHead
        above={
          <Link to="/requests/$requestId" params={{ requestId }}>
            {request.number}
          </Link>
        }
        title={atOnce ? '当场答复' : '拟答复'}
      />
      {!step?.allowed && <Problem>{step ? reasonWords(step.reasons) : '现在的状态不能答复'}</Problem>}
      <DetailLayout
        sideLabel="申请内容"
        main={
          <ServerForm<Filled>
            name="answer"
            submitLabel={atOnce ? '当场答复' : '提交审签'}
            cancel={<Button onClick={() => void back()}>取消</Button>}
            initialValues={begun}
            onValuesChange={(values) => {
              written.current = values.content !== '' || values.reason !== ''
              setChosen({ outcome: values.outcome, form: values.form })
            }}
            onSubmit={send}
          >
            <SelectField
              name="outcome"
              label="办理结果"
              required
              placeholder="请选择"
              options={data.outcomes.map(({ code, group, label }) => ({ value: code, label, group }))}
              {...(chosen ? { hint: `依据：${chosen.cites}` } : {})}
            />
            {chosen && chosen.forms.length > 1 && (
              <SelectField
                name="form"
                label="具体情形"
                required
                placeholder="请选择"
                options={chosen.forms.map(({ code, label }) => ({ value: code, label }))}
              />
            )}
            {chosen?.code === 'C2' && (
              <Field name="withheld" label="不予公开部分的依据" required>
                <Checkbox.Group
                  options={data.withholdable.map(({ code, label }) => ({ value: code, label }))}
                />
              </Field>
            )}
            {form?.details.map(({ name, label }) => (
              <TextField key={name} name={`details.${name}`} label={label} required maxLength={1000} />
            ))}
            <TextAreaField
              name="reason"
              label="理由"
              required={chosen?.needsReason ?? false}
              rows={4}
              maxLength={4000}
              hint="不予公开、部分公开、无法提供、不予处理的，应当说明理由"
            />
            <TextAreaField name="content" label="答复内容" required rows={10} maxLength={20_000} />
            <Field name="corrects" label="更正个人信息" valuePropName="checked">
              <Checkbox>同时更正了与申请人相关的记录（第四十一条）</Checkbox>
            </Field>
            {atOnce && <TextField name="proof" label="签收情况" maxLength={200} hint="例如：本人当场签收" />}
          </ServerForm>
        }
        side={
          <Section title="申请内容">
            <Facts
              facts={[
                ['信息名称', request.wantedTitle],
                ['文号', request.wantedNumber],
                ['描述', request.description],
                ['收到', request.receivedOn],
                ['到期', request.dueOn],
              ]}
            />
          </Section>
        }
      />
    </>
  )
}
