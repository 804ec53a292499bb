import { useState } from 'react'
import { Alert, App, Button } from 'antd'
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { instantText } from '#ui/console/dates.ts'
import { DetailLayout, Facts, PageHead, Section, Steps } from '#ui/console/detail.tsx'
import { PossibleButton } from '#ui/console/possible.tsx'
import { Problem } from '#ui/console/states.tsx'
import { CheckPanel } from '#modules/checking/screens/panel.tsx'
import { History } from '#modules/administration/screens/history.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import { refreshDocument } from '#modules/publishing/screens/queries.ts'
import { documentQuery, vocabularyQuery } from '#modules/publishing/screens/queries.ts'
import { DocumentReading } from '#modules/publishing/screens/reading.tsx'
import type { ReviewView, Signature } from '../contract.ts'
import { reviewQuery, reviewsQuery } from './queries.ts'
import { SignDialog, type Signing } from './sign.tsx'
import { stepsOf } from './steps.tsx'

const route = getRouteApi('/signed-in/reviews/$reviewId')

/** The number of the document that a review is about; undefined where it is about something else. */
export function documentIdOf(subject: string): number | undefined {
  const number = /^document:(\d+)$/.exec(subject)?.[1]
  return number === undefined ? undefined : Number(number)
}

/** What is signed on the left, who signs on the right; on a phone the decision stays under the thumb. */
export function ReviewScreen() {
  const { reviewId } = route.useParams()
  const { data: review } = useSuspenseQuery(reviewQuery(reviewId))
  const documentId = documentIdOf(review.subject)
  if (documentId === undefined) return <Problem>这种审核还不能在这里打开（{review.subject}）</Problem>
  return <ReviewPage key={reviewId} review={review} documentId={documentId} />
}

function ReviewPage({ review, documentId }: { readonly review: ReviewView; readonly documentId: number }) {
  const { data: document } = useSuspenseQuery(documentQuery(documentId))
  const { data: vocabulary } = useSuspenseQuery(vocabularyQuery)
  const client = useQueryClient()
  const { message } = App.useApp()
  const maySign = useMay()('review.sign')
  const [signing, setSigning] = useState<Signing>()
  const open = review.state === 'open'
  const sign = async (decision: Signing, opinion: string) => {
    const body: Signature = {
      decision,
      opinion,
      contentHash: document.contentHash,
      attribute: document.attribute,
    }
    const signed = await post<ReviewView>(`/reviews/${review.id}/signatures`, body)
    setSigning(undefined)
    message.success(decision === 'approved' ? '已签署：同意' : '已退回起草人')
    client.setQueryData(reviewQuery(review.id).queryKey, signed)
    await refreshDocument(client, documentId)
  }
  const attribute =
    vocabulary.attributes.find(({ value }) => value === document.attribute)?.label ?? document.attribute
  const changed = open && document.contentHash !== review.contentHash

  return (
    <>
      <PageHead
        above={<Link to="/reviews">待我审核</Link>}
        title="审核"
        tab={`审核：${review.title}`}
        essentials={`${review.unit.name} · ${review.drafter} 起草 · ${instantText(review.openedAt)} 提交`}
      />
      {changed && (
        <Alert
          type="warning"
          showIcon
          className="problem"
          title="内容在提交后有变化，请核对起草人提交的版本后再签署"
        />
      )}
      <DetailLayout
        sideLabel="审核"
        main={
          <>
            <DocumentReading document={document} vocabulary={vocabulary} titled />
            <CheckPanel documentId={document.id} contentHash={document.contentHash} editing={false} />
            <History subject={`document:${documentId}`} />
          </>
        }
        side={
          <>
            <Section title="审核流程">
              <Steps steps={stepsOf(review)} />
            </Section>
            {open && maySign && (
              <Section title="签署" className={review.maySign.allowed ? 'under-thumb' : ''}>
                <div className="side-actions">
                  <PossibleButton
                    possible={review.maySign}
                    type="primary"
                    onClick={() => setSigning('approved')}
                  >
                    同意
                  </PossibleButton>
                  {review.maySign.allowed && <Button onClick={() => setSigning('returned')}>退回</Button>}
                </div>
              </Section>
            )}
            {!open && <Outcome review={review} />}
            <Section title="签署的是">
              <Facts
                facts={[
                  ['公开属性', attribute],
                  ['版本', `第 ${document.version} 版`],
                  ['内容摘要', <code key="hash">{document.contentHash.slice(0, 12)}</code>],
                ]}
              />
              <p>
                <Link to="/documents/$documentId" params={{ documentId }}>
                  打开文档
                </Link>
              </p>
            </Section>
            {!review.maySign.allowed && <NextReview after={review.id} />}
          </>
        }
      />
      {open && review.maySign.allowed && (
        <div className="sign-bar" role="group" aria-label="签署">
          <Button onClick={() => setSigning('returned')}>退回</Button>
          <Button type="primary" onClick={() => setSigning('approved')}>
            同意
          </Button>
        </div>
      )}
      {signing && (
        <SignDialog
          signing={signing}
          review={review}
          attributeLabel={attribute}
          attachments={document.attachments.length}
          onClose={() => setSigning(undefined)}
          onSign={sign}
        />
      )}
    </>
  )
}

function Outcome({ review }: { readonly review: ReviewView }) {
  return (
    <Section title="结果">
      <p>{review.state === 'approved' ? '全部环节已同意。' : '已退回起草人修改。'}</p>
    </Section>
  )
}

/** After one signature the next one is a press away. */
function NextReview({ after }: { readonly after: number }) {
  const { data } = useQuery(reviewsQuery({ waiting: 'me' }))
  const next = data?.items.find(({ id }) => id !== after)
  if (!next) return null
  return (
    <Section title="下一件">
      <Link to="/reviews/$reviewId" params={{ reviewId: next.id }}>
        {next.title}
      </Link>
    </Section>
  )
}
