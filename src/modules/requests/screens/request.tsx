import { useState } from 'react'
import { App } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { upload } from '#ui/console/api.ts'
import { dueText } from '#ui/console/dates.ts'
import { DetailLayout, Facts, PageHead, Section, Steps } from '#ui/console/detail.tsx'
import { FileList, UploadButton } from '#ui/console/files.tsx'
import { Light } from '#ui/console/light.tsx'
import { PossibleButton } from '#ui/console/possible.tsx'
import { History } from '#modules/administration/screens/history.tsx'
import { Sent } from '#modules/messages/screens/sent.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import { Assignment } from '#modules/casework/screens/assignment.tsx'
import { Cohandlings } from '#modules/casework/screens/cohandlings.tsx'
import { Discussion } from '#modules/casework/screens/discussion.tsx'
import type { RequestView } from '../contract.ts'
import { Days } from './days.tsx'
import { keepRequest, requestQuery } from './queries.ts'
import { CloseDialog, DeliverDialog, RegisterDialog } from './steps.tsx'
import { deliveryWays, identityKinds, wantedForms, wordOf } from './words.ts'

const route = getRouteApi('/signed-in/requests/$requestId')

export function RequestScreen() {
  const { requestId } = route.useParams()
  const { data: request } = useSuspenseQuery(requestQuery(requestId))
  return <RequestPage key={requestId} request={request} />
}

function RequestPage({ request }: { readonly request: RequestView }) {
  const [step, setStep] = useState<string>()
  const navigate = useNavigate()
  const close = () => setStep(undefined)
  const take = (name: string) => {
    if (name === 'answer')
      void navigate({ to: '/requests/$requestId/answer', params: { requestId: request.id } })
    else setStep(name)
  }
  return (
    <>
      <PageHead
        above={<Link to="/requests">依申请公开</Link>}
        title={request.wanted || request.number}
        essentials={`${request.number} · ${request.unit.name} · ${request.receiptWayLabel}`}
      />
      <DetailLayout
        sideLabel="状态和办理"
        main={
          <>
            <Wanted request={request} />
            <Applicant request={request} />
            {request.answer && <Answer request={request} answer={request.answer} />}
            <Cohandlings caseId={request.id} />
            <Discussion caseId={request.id} />
            <Sent subject={`request:${request.id}`} />
            <History subject={`request:${request.id}`} />
          </>
        }
        side={
          <>
            <Section title="状态">
              <Facts
                facts={[
                  ['状态', request.stateLabel],
                  ['时限', <Light key="light" light={request.light} />],
                  ['收到', request.receivedOn ?? '待确认'],
                  [
                    '到期',
                    request.dueOn &&
                      (request.concludedOn ? request.dueOn : `${request.dueOn}（${dueText(request.dueOn)}）`),
                  ],
                  ['办结', request.concludedOn],
                ]}
              />
              <Days request={request} />
            </Section>
            <Assignment caseId={request.id} />
            {request.next.length > 0 && (
              <Section title="下一步">
                <div className="side-actions">
                  {request.next.map((next) => (
                    <PossibleButton
                      key={next.step}
                      possible={next}
                      type="primary"
                      onClick={() => take(next.step)}
                    >
                      {next.label}
                    </PossibleButton>
                  ))}
                </div>
              </Section>
            )}
            <Section title="办理过程">
              <Steps
                steps={[
                  ...request.steps.map((done) => ({
                    label: done.label,
                    state: 'done' as const,
                    who: done.staff,
                    on: done.on,
                  })),
                  ...request.next.map((next) => ({ label: next.label, state: 'now' as const })),
                ]}
              />
            </Section>
          </>
        }
      />
      {step === 'register' && <RegisterDialog request={request} onClose={close} />}
      {step === 'deliver' && <DeliverDialog request={request} onClose={close} />}
      {step === 'close' && <CloseDialog request={request} onClose={close} />}
    </>
  )
}

function Wanted({ request }: { readonly request: RequestView }) {
  return (
    <Section title="申请公开的政府信息">
      <Facts
        facts={[
          ['信息名称', request.wantedTitle],
          ['文号', request.wantedNumber],
          ['内容描述', request.description],
          ['提供形式', wordOf(wantedForms, request.wantedForm)],
          ['获取方式', wordOf(deliveryWays, request.wantedWay)],
        ]}
      />
    </Section>
  )
}

function Applicant({ request }: { readonly request: RequestView }) {
  const { applicant } = request
  return (
    <Section title="申请人">
      <Facts
        facts={[
          ['类别', request.applicantKindLabel],
          ['姓名或者名称', applicant.name],
          ['负责人', applicant.representative],
          [wordOf(identityKinds, applicant.identityKind), applicant.identityMasked],
          ['电话', applicant.phone],
          ['电子邮箱', applicant.email],
          ['通信地址', applicant.address],
          ['提交方式', request.receiptWayLabel],
          ['来件日期', request.arrivedOn],
          ['确认日期', request.confirmedOn],
        ]}
      />
    </Section>
  )
}

function Answer({
  request,
  answer,
}: {
  readonly request: RequestView
  readonly answer: NonNullable<RequestView['answer']>
}) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const may = useMay()
  const attach = async (file: File) => {
    await keepRequest(client, await upload<RequestView>(`/requests/${request.id}/answer-files`, file))
    message.success(`已添加 ${file.name}`)
  }
  return (
    <Section title="答复">
      <Facts
        facts={[
          ['办理结果', answer.outcomeLabel],
          ['依据', answer.ground],
          ['理由', answer.reason],
          ['答复内容', answer.content],
          ['救济途径', answer.remedy],
          ['答复日期', answer.answeredOn],
          [
            '送达',
            request.delivery &&
              `${request.delivery.deliveredOn} ${wordOf(deliveryWays, request.delivery.way)} ${request.delivery.proof}`,
          ],
        ]}
      />
      {answer.files.length > 0 && (
        <FileList files={answer.files.map((file) => ({ ...file, id: file.position }))} />
      )}
      {request.state === 'answered' && may('requests.handle') && (
        <UploadButton label="添加提供的文件" onUpload={attach} />
      )}
    </Section>
  )
}
