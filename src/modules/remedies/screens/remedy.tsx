import { useState } from 'react'
import { App, Button } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { upload } from '#ui/console/api.ts'
import { dueText } from '#ui/console/dates.ts'
import { DetailLayout, Facts, PageHead, Section, Steps } from '#ui/console/detail.tsx'
import { FileList, UploadButton } from '#ui/console/files.tsx'
import { Select } from '#ui/console/form.tsx'
import { Light } from '#ui/console/light.tsx'
import { PossibleButton } from '#ui/console/possible.tsx'
import { History } from '#modules/administration/screens/history.tsx'
import type { FILE_KINDS, RemedyView } from '../contract.ts'
import { DecisionDialog } from './decision.tsx'
import { Instance } from './instance.tsx'
import { keepRemedy, remedyQuery } from './queries.ts'
import {
  AnnulDialog,
  InstanceDialog,
  OrganLimitDialog,
  RedoneDialog,
  RemandDialog,
  ReplyDialog,
} from './steps.tsx'
import { fileKindWords, optionsOf } from './words.ts'

const route = getRouteApi('/signed-in/remedies/$remedyId')

export function RemedyScreen() {
  const { remedyId } = route.useParams()
  const { data: remedy } = useSuspenseQuery(remedyQuery(remedyId))
  return <RemedyPage key={remedyId} remedy={remedy} />
}

function RemedyPage({ remedy }: { readonly remedy: RemedyView }) {
  const [step, setStep] = useState<string>()
  const onClose = () => setStep(undefined)
  return (
    <>
      <PageHead
        above={
          <Link to="/remedies" search={{ kind: remedy.kind }}>
            复议诉讼
          </Link>
        }
        title={remedy.fileNumber || remedy.number}
        essentials={`${remedy.number} · ${remedy.wayLabel} · ${remedy.unit.name}`}
      />
      <DetailLayout
        first="side"
        sideLabel="状态和办理"
        main={
          <>
            <About remedy={remedy} />
            {remedy.instances.map((instance) => (
              <Instance key={instance.position} remedy={remedy} instance={instance} />
            ))}
            <Papers remedy={remedy} />
            <History subject={`${remedy.kind}:${remedy.id}`} />
          </>
        }
        side={<Side remedy={remedy} onStep={setStep} />}
      />
      <StepDialog step={step} remedy={remedy} onClose={onClose} />
    </>
  )
}

function StepDialog({
  step,
  ...props
}: {
  readonly step: string | undefined
  readonly remedy: RemedyView
  readonly onClose: () => void
}) {
  switch (step) {
    case 'reply':
      return <ReplyDialog {...props} />
    case 'decide':
      return <DecisionDialog {...props} />
    case 'correct':
      return <DecisionDialog {...props} correcting={props.remedy.instances.at(-1)} />
    case 'redo':
      return <RedoneDialog {...props} />
    case 'reopen':
      return <InstanceDialog {...props} />
    case 'remand':
      return <RemandDialog {...props} />
    case 'annul':
      return <AnnulDialog {...props} />
    case 'organ_limit':
      return <OrganLimitDialog {...props} />
    case undefined:
    default:
      return null
  }
}

/** What puts right an entry stands apart from what goes on. */
const PUTTING_RIGHT: readonly string[] = ['correct', 'annul']

function Side({ remedy, onStep }: { readonly remedy: RemedyView; readonly onStep: (step: string) => void }) {
  // A limit that was kept is no longer anybody's concern.
  const owed = remedy.due?.light === 'done' ? null : remedy.due
  const onward = remedy.next.filter((next) => !PUTTING_RIGHT.includes(next.step))
  const right = remedy.next.filter((next) => PUTTING_RIGHT.includes(next.step) && next.allowed)
  return (
    <>
      <Section title="状态">
        <Facts
          facts={[
            ['状态', remedy.stateLabel],
            ['时限', owed && <Light key="light" light={owed.light} />],
            [owed?.label ?? '', owed && `${owed.on}（${dueText(owed.on)}）`],
            ['结果', remedy.resultLabel],
            ['年报归类', remedy.kind === 'complaint' ? null : (remedy.groupLabel ?? pendingWord(remedy))],
            ['审结', remedy.decidedOn],
          ]}
        />
      </Section>
      {onward.length > 0 && (
        <Section title="下一步">
          <div className="side-actions">
            {onward.map((next, index) => (
              <PossibleButton
                key={next.step}
                possible={next}
                // After a judgment nothing is owed; that it is fought on is the exception.
                type={index === 0 && next.step !== 'reopen' ? 'primary' : 'default'}
                title={next.cites}
                onClick={() => onStep(next.step)}
              >
                {next.label}
              </PossibleButton>
            ))}
          </div>
        </Section>
      )}
      {right.length > 0 && (
        <Section title="登记有误">
          <div className="side-actions">
            {right.map((next) => (
              <Button key={next.step} onClick={() => onStep(next.step)}>
                {next.label}
              </Button>
            ))}
          </div>
        </Section>
      )}
      {remedy.kind === 'reconsideration' && remedy.mayHandle && remedy.result === null && (
        <Section title="复议机关审理期限">
          <Button onClick={() => onStep('organ_limit')}>登记受理、延长</Button>
        </Section>
      )}
      <Section title="办理过程">
        <Steps
          steps={remedy.steps.map((done) => ({
            label: done.label,
            state: 'done' as const,
            who: done.staff,
            on: done.on,
          }))}
        />
      </Section>
    </>
  )
}

const pendingWord = (remedy: RemedyView) => (remedy.result === null ? '尚未审结' : null)

function About({ remedy }: { readonly remedy: RemedyView }) {
  const { subjectCase, review } = remedy
  return (
    <Section title="案由">
      <Facts
        facts={[
          ['事由', remedy.aboutLabel],
          ['情况说明', remedy.summary],
          ['提起人', remedy.applicant],
          [
            '关联公开申请',
            subjectCase && (
              <Link key="subject" to="/requests/$requestId" params={{ requestId: subjectCase.id }}>
                {subjectCase.number}
              </Link>
            ),
          ],
          ['所经行政复议', review && <RemedyLink key="review" {...review} />],
          [
            '后续诉讼',
            remedy.followedBy.length > 0 &&
              remedy.followedBy.map((one) => <RemedyLink key={one.id} {...one} />),
          ],
          ['处理机关', remedy.organUnit],
        ]}
      />
    </Section>
  )
}

function RemedyLink({ id, number }: { readonly id: number; readonly number: string }) {
  return (
    <Link to="/remedies/$remedyId" params={{ remedyId: id }}>
      {number}
    </Link>
  )
}

function Papers({ remedy }: { readonly remedy: RemedyView }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [kind, setKind] = useState<(typeof FILE_KINDS)[number]>('decision')
  const add = async (file: File) => {
    await keepRemedy(client, await upload<RemedyView>(`/remedies/${remedy.id}/files?kind=${kind}`, file))
    message.success(`已添加 ${file.name}`)
  }
  const mayAdd = remedy.mayHandle && remedy.state !== 'annulled'
  if (!mayAdd && remedy.files.length === 0) return null
  return (
    <Section title="材料" note="只供内部查阅，不对外公开；添加后不能删除。">
      {remedy.files.length > 0 && (
        <FileList
          files={remedy.files.map((file) => ({
            ...file,
            id: file.position,
            name: `${file.name}（${file.kindLabel}）`,
          }))}
        />
      )}
      {mayAdd && (
        <div className="filters">
          <Select
            label="材料种类"
            value={kind}
            options={optionsOf(fileKindWords)}
            onChange={(value) => setKind(value as typeof kind)}
          />
          <UploadButton label="添加材料" onUpload={add} />
        </div>
      )}
    </Section>
  )
}
