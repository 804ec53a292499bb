import { useState } from 'react'
import { App, Button, Form } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { ApiError, post, remove } from '#ui/console/api.ts'
import { DetailLayout, Facts, PageHead, Section } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { InstantField, placeIssues, TextAreaField } from '#ui/console/form.tsx'
import { PossibleButton } from '#ui/console/possible.tsx'
import { errorWords, reasonWords } from '#ui/console/words.ts'
import { History } from '#modules/administration/screens/history.tsx'
import { useMay, useSession } from '#modules/administration/screens/session.ts'
import { CheckPanel } from '#modules/checking/screens/panel.tsx'
import { LegalityPanel } from '#modules/legality/screens/panel.tsx'
import { ReviewSteps } from '#modules/review/screens/steps.tsx'
import type { DocumentView } from '../contract.ts'
import { VersionComparison } from './comparison.tsx'
import { DocumentEditor, SavingNote } from './editor.tsx'
import { ConfirmDialog, EmergencyDialog, EmergencyNote, WaiverDialog } from './emergency.tsx'
import { EndDialog } from './end.tsx'
import { documentQuery, vocabularyQuery, refreshDocument } from './queries.ts'
import { inChina, ScheduleDialog, Waiting } from './schedule.tsx'
import { PlaceDialog } from './place.tsx'
import { DocumentReading } from './reading.tsx'
import { useSaving } from './saving.ts'
import { StateTag } from './state.tsx'

const route = getRouteApi('/signed-in/documents/$documentId')

export function DocumentScreen() {
  const { documentId } = route.useParams()
  // A new round of the form: after somebody else's edit, after a review sent the draft back.
  const [round, setRound] = useState(0)
  return <DocumentPage key={`${documentId} ${round}`} id={documentId} onReload={() => setRound(round + 1)} />
}

type Opened = 'submit' | 'end' | 'discard' | 'place' | 'schedule' | 'emergency' | 'confirm' | 'waive'

function DocumentPage({ id, onReload }: { readonly id: number; readonly onReload: () => void }) {
  const { data: document } = useSuspenseQuery(documentQuery(id))
  const { data: vocabulary } = useSuspenseQuery(vocabularyQuery)
  const client = useQueryClient()
  const saving = useSaving(document, useSession().staff.id)
  const [form] = Form.useForm()
  const [opened, setOpened] = useState<Opened>()
  const { message } = App.useApp()
  const editing = document.may.edit.allowed

  const reload = async () => {
    await client.resetQueries({ queryKey: documentQuery(id).queryKey })
    onReload()
  }
  const mask = async (key: string) => {
    try {
      if (!(await saving.flush())) return
      await post(`/documents/${id}/masks`, { key, basedOn: saving.basedOn() })
      await reload()
      message.success('已遮蔽')
    } catch (error) {
      message.error(errorWords(error))
    }
  }
  const openSubmission = async () => {
    if (await saving.flush()) setOpened('submit')
    else message.error('请先改正没有保存的内容')
  }
  const submit = async ({ opinion, publishAt }: Submitted) => {
    try {
      await post(`/documents/${id}/submissions`, {
        basedOn: saving.basedOn(),
        opinion,
        publishAt: publishAt ? inChina(publishAt) : null,
      })
    } catch (error) {
      // What is missing lies on the page behind the dialog.
      if (!(error instanceof ApiError) || error.issues.length === 0) throw error
      setOpened(undefined)
      const elsewhere = placeIssues(form, error.issues)
      message.error(elsewhere.length > 0 ? elsewhere.join('；') : '还有内容需要填写，已标在各项下面')
      return
    }
    setOpened(undefined)
    message.success('已提交审核')
    await refreshDocument(client, id)
  }

  return (
    <>
      <PageHead
        above={<Link to="/documents">文档</Link>}
        title={document.title}
        essentials={
          <>
            <StateTag document={document} />{' '}
            {[document.unit.name, document.documentNumber, document.writtenOn].filter(Boolean).join(' · ')}
          </>
        }
      />
      <DetailLayout
        sideLabel="状态和办理"
        main={
          <>
            <EmergencyNote document={document} />
            {editing ? (
              <DocumentEditor
                document={document}
                vocabulary={vocabulary}
                saving={saving}
                form={form}
                onReload={() => void reload()}
              />
            ) : (
              <DocumentReading document={document} vocabulary={vocabulary} />
            )}
            <LegalityPanel
              documentId={id}
              contentHash={editing ? saving.basedOn() : document.contentHash}
              settle={async () => ((await saving.flush()) ? saving.basedOn() : undefined)}
            />
            {document.version > 1 && <VersionComparison document={document} />}
            {document.attribute === 'proactive' && (
              <CheckPanel
                documentId={id}
                contentHash={document.contentHash}
                editing={editing}
                onMask={mask}
              />
            )}
            <History subject={`document:${id}`} />
          </>
        }
        side={
          <>
            {editing && <SavingNote state={saving.state} />}
            <NextSteps document={document} onSubmit={() => void openSubmission()} onOpen={setOpened} />
            <Section title="审核">
              <ReviewSteps
                reviewId={document.reviewId}
                unitId={document.unit.id}
                state={document.state}
                drafter={document.drafter?.name ?? null}
              />
            </Section>
            <Section title="情况">
              <Facts
                facts={[
                  ['起草人', document.drafter?.name],
                  ['写过的人', document.authors.length > 1 ? document.authors.join('、') : null],
                  ['索引号', document.indexNumber],
                  [
                    '版本',
                    document.publishedVersion === null
                      ? `第 ${document.version} 版`
                      : `第 ${document.version} 版（公开第 ${document.publishedVersion} 版）`,
                  ],
                  [
                    '公开地址',
                    document.address && (
                      <a key="address" href={document.address} target="_blank" rel="noreferrer">
                        {document.address}
                      </a>
                    ),
                  ],
                  ['解读', interpretationText(document)],
                  [
                    '被替代',
                    document.replacedById !== null && (
                      <Link
                        key="replacement"
                        to="/documents/$documentId"
                        params={{ documentId: document.replacedById }}
                      >
                        查看替代文档
                      </Link>
                    ),
                  ],
                ]}
              />
            </Section>
          </>
        }
      />
      {opened === 'submit' && (
        <FormDialog<Submitted>
          name="submission"
          title="提交审核"
          submitLabel="提交"
          intro={<p>“{document.title}”将送本单位审核流程的下一环节。提交后不能再修改，除非被退回。</p>}
          initialValues={{ opinion: '' }}
          onClose={() => setOpened(undefined)}
          onSubmit={submit}
        >
          {document.attribute === 'proactive' && (
            <InstantField name="publishAt" label="发布时间" hint="不填则审定后立即发布" />
          )}
          <TextAreaField
            name="opinion"
            label="承办意见"
            required
            maxLength={1000}
            hint="写明拟定公开属性的理由和需要审核人注意的地方"
          />
        </FormDialog>
      )}
      {opened === 'emergency' && <EmergencyDialog document={document} onClose={() => setOpened(undefined)} />}
      {opened === 'confirm' && <ConfirmDialog document={document} onClose={() => setOpened(undefined)} />}
      {opened === 'waive' && <WaiverDialog document={document} onClose={() => setOpened(undefined)} />}
      {opened === 'end' && <EndDialog document={document} onClose={() => setOpened(undefined)} />}
      {opened === 'schedule' && <ScheduleDialog document={document} onClose={() => setOpened(undefined)} />}
      {opened === 'place' && <PlaceDialog document={document} onClose={() => setOpened(undefined)} />}
      {opened === 'discard' && (
        <DiscardDialog document={document} onReload={reload} onClose={() => setOpened(undefined)} />
      )}
    </>
  )
}

function interpretationText(document: DocumentView): string | null {
  if (document.interpretation === null) return null
  const { documents, waived } = document.interpretation
  if (documents.length > 0) return `${documents.length} 篇`
  return waived === null ? '还没有' : `不作解读：${waived}`
}

interface Submitted {
  readonly opinion: string
  readonly publishAt?: string
}

/** What this person may do now; what they may not is said with its reason. */
function NextSteps(props: {
  readonly document: DocumentView
  readonly onSubmit: () => void
  readonly onOpen: (what: Opened) => void
}) {
  const { document, onSubmit, onOpen } = props
  const may = useMay()
  const client = useQueryClient()
  const { message } = App.useApp()
  const correct = async () => {
    try {
      const begun = await post<DocumentView>(`/documents/${document.id}/versions`)
      client.setQueryData(documentQuery(document.id).queryKey, begun)
      await refreshDocument(client, document.id)
      message.success('已建立更正稿，公开的版本不受影响')
    } catch (error) {
      message.error(errorWords(error))
    }
  }
  const neverSubmitted =
    document.state === 'draft' && document.reviewId === null && document.publishedVersion === null
  return (
    <Section title="可以做的">
      <div className="side-actions">
        {document.state === 'approved' && <Waiting document={document} onOpen={() => onOpen('schedule')} />}
        {document.state === 'draft' && may('publishing.draft') && (
          <SubmitButton document={document} onSubmit={onSubmit} />
        )}
        {document.may.confirm && (
          <Button type="primary" onClick={() => onOpen('confirm')}>
            补签应急发布
          </Button>
        )}
        {document.may.publishAtOnce && <Button onClick={() => onOpen('emergency')}>应急发布</Button>}
        {document.state === 'in_review' && document.reviewId !== null && (
          <Link to="/reviews/$reviewId" params={{ reviewId: document.reviewId }}>
            查看审核
          </Link>
        )}
        {document.state === 'published' && may('publishing.draft') && (
          <Button onClick={() => void correct()}>更正</Button>
        )}
        {document.publishedVersion !== null && may('publishing.place') && (
          <Button onClick={() => onOpen('place')}>放入其他栏目</Button>
        )}
        {document.publishedVersion !== null && (
          <PossibleButton possible={document.may.end} onClick={() => onOpen('end')}>
            废止、失效、撤回…
          </PossibleButton>
        )}
        {document.may.waive && <Button onClick={() => onOpen('waive')}>不作解读</Button>}
        {neverSubmitted && document.may.edit.allowed && (
          <Button onClick={() => onOpen('discard')}>删除草稿</Button>
        )}
        {document.publishedVersion !== null && document.may.edit.allowed && (
          <Button onClick={() => onOpen('discard')}>放弃更正</Button>
        )}
      </div>
    </Section>
  )
}

/**
 * The drafter's way on. What is still missing does not close it: asking shows each missing thing at its field,
 * which the codes alone cannot.
 */
function SubmitButton({
  document,
  onSubmit,
}: {
  readonly document: DocumentView
  readonly onSubmit: () => void
}) {
  const { edit, submit } = document.may
  if (!edit.allowed) return <PossibleButton possible={edit}>提交审核</PossibleButton>
  return (
    <div>
      <Button type="primary" onClick={onSubmit}>
        提交审核
      </Button>
      {!submit.allowed && <p className="reason">{reasonWords(submit.reasons)}</p>}
    </div>
  )
}

function DiscardDialog({
  document,
  onReload,
  onClose,
}: {
  readonly document: DocumentView
  readonly onReload: () => Promise<void>
  readonly onClose: () => void
}) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const correction = document.publishedVersion !== null
  const discard = async () => {
    await remove(`/documents/${document.id}`)
    onClose()
    message.success(correction ? '已放弃更正' : '草稿已删除')
    if (correction) {
      await onReload()
      await refreshDocument(client, document.id)
      return
    }
    await navigate({ to: '/documents', search: {} })
    await client.invalidateQueries({ queryKey: ['documents'] })
    await client.invalidateQueries({ queryKey: ['desk'] })
  }
  return (
    <FormDialog
      name="discard"
      title={correction ? '放弃更正' : '删除草稿'}
      submitLabel={correction ? '放弃' : '删除'}
      danger
      intro={
        <p>
          {correction
            ? '更正稿将删除，不能恢复；已公开的版本保持不变。'
            : `“${document.title}”从未提交审核，删除后不能恢复。`}
        </p>
      }
      onClose={onClose}
      onSubmit={discard}
    >
      {null}
    </FormDialog>
  )
}
