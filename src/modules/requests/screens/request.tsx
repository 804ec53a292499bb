import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { dueText } from '#ui/console/dates.ts'
import { DetailLayout, Facts, PageHead, Section, Steps } from '#ui/console/detail.tsx'
import { Light } from '#ui/console/light.tsx'
import { History } from '#modules/administration/screens/history.tsx'
import { Assignment } from '#modules/casework/screens/assignment.tsx'
import { Cohandlings } from '#modules/casework/screens/cohandlings.tsx'
import { Discussion } from '#modules/casework/screens/discussion.tsx'
import { Sent } from '#modules/messages/screens/sent.tsx'
import { Remedies } from '#modules/remedies/screens/panel.tsx'
import { Originals } from '#modules/redaction/screens/originals.tsx'
import type { RequestView } from '../contract/views.ts'
import { Answers } from './answers.tsx'
import { Days } from './days.tsx'
import { NextSteps } from './next.tsx'
import { Enclosures, Letters, Siblings } from './papers.tsx'
import { Publications } from './publications.tsx'
import { requestQuery } from './queries.ts'
import { Remains } from './remains.tsx'
import { Similar } from './similar.tsx'
import { Opinions } from './steps/opinions.tsx'
import { Trail } from './trail.tsx'
import { deliveryWays, identityKinds, wantedForms, wordOf } from './words.ts'

const route = getRouteApi('/signed-in/requests/$requestId')

export function RequestScreen() {
  const { requestId } = route.useParams()
  const { data: request } = useSuspenseQuery(requestQuery(requestId))
  return <RequestPage key={requestId} request={request} />
}

function RequestPage({ request }: { readonly request: RequestView }) {
  const subject = `request:${request.id}`
  return (
    <>
      <PageHead
        above={<Link to="/requests">依申请公开</Link>}
        title={request.wanted || request.number}
        essentials={`${request.number} · ${request.unit.name} · ${request.receiptWayLabel}`}
      />
      <DetailLayout
        first="side"
        sideLabel="状态和办理"
        main={
          <>
            <Wanted request={request} />
            <Applicant request={request} />
            <Enclosures request={request} />
            <Siblings request={request} />
            <Trail request={request} />
            <Opinions request={request} />
            <Answers request={request} />
            <Letters request={request} />
            <Publications request={request} />
            <Originals subject={subject} />
            <Similar requestId={request.id} />
            <Remedies subject={subject} unitId={request.unit.id} />
            <Cohandlings caseId={request.id} />
            <Discussion caseId={request.id} />
            <Sent subject={subject} />
            <History subject={subject} />
          </>
        }
        side={
          <>
            <Standing request={request} />
            <Remains request={request} />
            <NextSteps request={request} />
            <Assignment caseId={request.id} />
            <Section title="办理过程">
              <Steps
                steps={request.steps.map((done) => ({
                  label: done.label,
                  state: 'done' as const,
                  who: done.staff,
                  on: done.on,
                }))}
              />
            </Section>
          </>
        }
      />
    </>
  )
}

function Standing({ request }: { readonly request: RequestView }) {
  const due =
    request.dueOn === null || request.concludedOn !== null
      ? request.dueOn
      : `${request.dueOn}（${dueText(request.dueOn)}）`
  return (
    <Section title="状态">
      <Facts
        facts={[
          ['状态', request.stateLabel],
          ['时限', <Light key="light" light={request.light} />],
          ['收到', request.receivedOn ?? '待确认'],
          ['到期', request.waitingSince === null ? due : `从${request.waitingSince}起暂停，恢复后顺延`],
          ['办结', request.concludedOn],
        ]}
      />
      <Days request={request} />
    </Section>
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
          ['来源', originText(request.origin)],
          ['说明', request.helped ? '口头申请，由工作人员代为填写' : ''],
        ]}
      />
    </Section>
  )
}

/** What it was before somebody saw that it is a request. */
function originText(origin: string) {
  const consultation = /^consultation:(\d+)$/.exec(origin)?.[1]
  if (consultation === undefined) return origin
  return (
    <Link to="/consultations/$consultationId" params={{ consultationId: Number(consultation) }}>
      咨询转来
    </Link>
  )
}
