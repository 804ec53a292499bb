import { useState } from 'react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { dueText } from '#ui/console/dates.ts'
import { DetailLayout, Facts, PageHead, Section, Steps } from '#ui/console/detail.tsx'
import { Light } from '#ui/console/light.tsx'
import { PossibleButton } from '#ui/console/possible.tsx'
import { History } from '#modules/administration/screens/history.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import { Assignment } from '#modules/casework/screens/assignment.tsx'
import { Cohandlings } from '#modules/casework/screens/cohandlings.tsx'
import { Discussion } from '#modules/casework/screens/discussion.tsx'
import { Sent } from '#modules/messages/screens/sent.tsx'
import { UseCase } from '#modules/casebook/screens/use-case.tsx'
import type { ConsultationView } from '../contract.ts'
import { consultationQuery } from './queries.ts'
import { AnswerDialog, CloseDialog, ReferDialog, TransferDialog } from './steps.tsx'

const route = getRouteApi('/signed-in/consultations/$consultationId')

export function ConsultationScreen() {
  const { consultationId } = route.useParams()
  const { data: view } = useSuspenseQuery(consultationQuery(consultationId))
  return <ConsultationPage key={consultationId} view={view} />
}

function ConsultationPage({ view }: { readonly view: ConsultationView }) {
  const [step, setStep] = useState<string>()
  const may = useMay()
  const props = { view, onClose: () => setStep(undefined) }
  return (
    <>
      <PageHead
        above={<Link to="/consultations">咨询</Link>}
        title={view.title}
        essentials={`${view.number} · ${view.unit.name} · ${view.wayLabel}`}
      />
      <DetailLayout
        first="side"
        sideLabel="状态和办理"
        main={
          <>
            <Section title="问题" {...(view.unsure ? { note: '提问人不确定向谁咨询' } : {})}>
              <p className="whole-text">{view.question}</p>
            </Section>
            <Section title="提问人">
              {view.person === null ? (
                <p>没有留下联系方式，或者已到期清除。</p>
              ) : (
                <Facts
                  facts={[
                    ['称呼', view.person.name],
                    ['电话', view.person.phone],
                    ['电子邮箱', view.person.email],
                  ]}
                />
              )}
            </Section>
            {view.answers.toReversed().map((answer, index) => (
              <Section
                key={view.answers.length - index}
                title={index === 0 ? '答复' : '先前的答复'}
                note={`${answer.answeredOn} ${answer.by}${answer.referredLabel ? ` · 告知：${answer.referredLabel}` : ''}`}
              >
                <p className="whole-text">{answer.content}</p>
              </Section>
            ))}
            {view.poll && (
              <Section title="评价">
                <Facts
                  facts={[
                    ['评价', view.poll.verdictLabel],
                    ['意见', view.poll.words],
                    ['日期', view.poll.on],
                  ]}
                />
              </Section>
            )}
            {view.transfers.length > 0 && (
              <Section title="转办">
                <Facts
                  facts={view.transfers.map(
                    (one) => [one.on, `${one.from} → ${one.to}：${one.reason}`] as const,
                  )}
                />
              </Section>
            )}
            <Cohandlings caseId={view.id} />
            <Discussion caseId={view.id} />
            <Sent subject={`consultation:${view.id}`} />
            <History subject={`consultation:${view.id}`} />
          </>
        }
        side={
          <>
            <Section title="状态">
              <Facts
                facts={[
                  ['状态', view.stateLabel],
                  ['时限', <Light key="light" light={view.light} />],
                  ['收到', view.receivedOn],
                  [
                    '到期',
                    view.dueOn &&
                      (view.answeredOn === null ? `${view.dueOn}（${dueText(view.dueOn)}）` : view.dueOn),
                  ],
                  ['依据', view.legalBasis],
                  ['答复', view.answeredOn],
                  ['结果', view.outcomeLabel],
                ]}
              />
            </Section>
            <Assignment caseId={view.id} />
            {view.next.length > 0 && (
              <Section title="下一步">
                <div className="side-actions">
                  {view.next.map((next, index) => (
                    <PossibleButton
                      key={next.step}
                      possible={next}
                      type={index === 0 ? 'primary' : 'default'}
                      onClick={() => setStep(next.step)}
                    >
                      {next.label}
                    </PossibleButton>
                  ))}
                </div>
              </Section>
            )}
            {may('requests.handle') && view.answeredOn === null && (
              <p>
                <Link to="/requests/new" search={{ origin: `consultation:${view.id}`, title: view.title }}>
                  转为政府信息公开申请
                </Link>
              </p>
            )}
            {view.mayUse && <UseCase kind="consultations.consultation" id={view.id} />}
            <Section title="经过">
              <Steps
                steps={view.steps.map((one) => ({
                  label: one.label,
                  state: 'done',
                  who: one.staff,
                  on: one.on,
                }))}
              />
            </Section>
          </>
        }
      />
      {(step === 'answer' || step === 'amend') && <AnswerDialog {...props} amends={step === 'amend'} />}
      {step === 'refer' && <ReferDialog {...props} />}
      {step === 'transfer' && <TransferDialog {...props} />}
      {step === 'close' && <CloseDialog {...props} />}
    </>
  )
}
