import { Facts, Section } from '#ui/console/detail.tsx'
import { FileList } from '#ui/console/files.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import type { AnswerView, RequestView } from '../contract/views.ts'
import { Gathered, GATHERING } from './gathered.tsx'
import { deliveryWays, wordOf } from './words.ts'

/** Every answer of the case, the newest first, and the files for the next one. */
export function Answers({ request }: { readonly request: RequestView }) {
  const may = useMay()
  return (
    <>
      {request.answers.toReversed().map((answer) => (
        <Answer key={answer.round} answer={answer} />
      ))}
      {GATHERING.has(request.state) && may('requests.handle') && <Gathered request={request} />}
    </>
  )
}

function Answer({ answer }: { readonly answer: AnswerView }) {
  const { delivery } = answer
  return (
    <Section title={answer.round === 1 ? '答复' : `第${answer.round}次答复`}>
      {answer.returned !== '' && <p className="returned">退回修改：{answer.returned}</p>}
      <Facts
        facts={[
          ['办理结果', answer.outcomeLabel],
          ['具体情形', answer.formLabel],
          ['依据', answer.ground],
          ['理由', answer.reason],
          ['答复内容', answer.content],
          ['救济途径', answer.remedy],
          ['拟办、审签', [answer.written, answer.signed ?? '待审签'].filter((one) => one !== '').join(' · ')],
          ['日期', answer.answeredOn],
          [
            '送达',
            delivery && `${delivery.deliveredOn} ${wordOf(deliveryWays, delivery.way)} ${delivery.proof}`,
          ],
        ]}
      />
      {answer.files.length > 0 && (
        <FileList files={answer.files.map((file) => ({ ...file, id: file.position }))} />
      )}
    </Section>
  )
}
