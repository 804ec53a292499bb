import { useRef, useState } from 'react'
import { App, Button } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useBlocker, useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { DetailLayout, Facts, PageHead, Section } from '#ui/console/detail.tsx'
import { DateField, SelectField, ServerForm, TextAreaField } from '#ui/console/form.tsx'
import { Problem } from '#ui/console/states.tsx'
import { reasonWords } from '#ui/console/words.ts'
import type { AnswerBody, RequestView } from '../contract.ts'
import { keepRequest, outcomesQuery, requestQuery } from './queries.ts'

const route = getRouteApi('/signed-in/requests/$requestId/answer')

/** Writes the answer with the request beside it. */
export function AnswerScreen() {
  const { requestId } = route.useParams()
  const { data: request } = useSuspenseQuery(requestQuery(requestId))
  const { data: outcomes } = useSuspenseQuery(outcomesQuery)
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [outcome, setOutcome] = useState('')
  const written = useRef(false)
  useBlocker({
    shouldBlockFn: () => written.current && !window.confirm('答复还没有保存，确定离开吗？'),
    enableBeforeUnload: () => written.current,
  })
  const chosen = outcomes.find(({ code }) => code === outcome)
  const step = request.next.find((next) => next.step === 'answer')

  const back = () => navigate({ to: '/requests/$requestId', params: { requestId } })
  const answer = async (values: AnswerBody) => {
    const answered = await post<RequestView>(`/requests/${requestId}/answers`, {
      ...values,
      reason: values.reason ?? '',
    })
    written.current = false
    message.success('答复已保存，可以添加提供的文件并送达')
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
        title="作出答复"
      />
      {!step?.allowed && <Problem>{step ? reasonWords(step.reasons) : '现在的状态不能答复'}</Problem>}
      <DetailLayout
        sideLabel="申请内容"
        main={
          <ServerForm<AnswerBody>
            name="answer"
            submitLabel="保存答复"
            cancel={<Button onClick={() => void back()}>取消</Button>}
            initialValues={{ outcome: '', reason: '', content: '', answeredOn: today() }}
            onValuesChange={(values) => {
              written.current = values.content !== '' || values.reason !== ''
              setOutcome(values.outcome)
            }}
            onSubmit={answer}
          >
            <SelectField
              name="outcome"
              label="办理结果"
              required
              placeholder="请选择"
              options={outcomes.map(({ code, group, label }) => ({ value: code, label, group }))}
              {...(chosen ? { hint: `依据：${chosen.cites}` } : {})}
            />
            <TextAreaField
              name="reason"
              label="理由"
              required={chosen?.needsReason ?? false}
              rows={4}
              maxLength={4000}
              hint="不予公开、部分公开、无法提供、不予处理的，应当说明理由"
            />
            <TextAreaField name="content" label="答复内容" required rows={10} maxLength={20_000} />
            <DateField name="answeredOn" label="答复日期" required max={today()} />
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
