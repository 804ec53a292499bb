import { useState } from 'react'
import { Button } from 'antd'
import { Facts, Section } from '#ui/console/detail.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import type { OpinionView, RequestView } from '../../contract/views.ts'
import { opinionKinds, opinionWords, wordOf } from '../words.ts'
import { StepDialog } from './dialog.tsx'
import type { StepSpec } from './spec.ts'

const base = (opinion: OpinionView) => `consultations/${opinion.id}`

const deliveredSpec = (opinion: OpinionView): StepSpec => ({
  title: '登记送达',
  submit: '登记送达',
  intro: () => '对方收到征求意见书之日，十五个工作日的期限从次日起算。',
  path: `${base(opinion)}/deliveries`,
  done: '已登记送达',
  fields: [{ name: 'deliveredOn', label: '对方收到的日期', kind: 'past', required: true }],
  initial: (_, today) => ({ deliveredOn: today }),
})

const answeredSpec = (opinion: OpinionView): StepSpec => ({
  title: '登记意见',
  submit: '登记意见',
  intro: () =>
    '不同意公开且有合理理由的，不予公开；不公开可能对公共利益造成重大影响的，可以公开并书面告知对方（第三十二条）。',
  path: `${base(opinion)}/opinions`,
  done: '已登记意见',
  fields: [
    { name: 'answeredOn', label: '收到意见的日期', kind: 'past', required: true },
    {
      name: 'opinion',
      label: '意见',
      kind: 'choice',
      required: true,
      options: { agrees: '同意公开', agrees_in_part: '同意部分公开', refuses: '不同意公开' },
    },
    { name: 'words', label: '意见和理由', kind: 'area', maxLength: 4000, hint: '不同意的必填' },
    {
      name: 'reasonable',
      label: '不同意的理由',
      kind: 'choice',
      options: { yes: '合理', no: '不合理', none: '没有不同意' },
    },
  ],
  initial: (_, today) => ({ answeredOn: today, opinion: 'agrees', words: '', reasonable: 'none' }),
  body: ({ reasonable, ...values }) => ({
    ...values,
    reasonable: reasonable === 'none' ? null : reasonable === 'yes',
  }),
})

const silentSpec = (opinion: OpinionView): StepSpec => ({
  title: '逾期未提出意见',
  submit: '确认',
  intro: () =>
    '第三方逾期的，由本机关决定是否公开（第三十二条）；共同制作机关逾期的，视为同意公开（第三十四条）。',
  path: `${base(opinion)}/silences`,
  done: '已登记逾期',
  fields: [],
})

/** Whom the request was put to, and what they said. */
export function Opinions({ request }: { readonly request: RequestView }) {
  const [open, setOpen] = useState<StepSpec>()
  const may = useMay()
  if (request.trail.opinions.length === 0) return null
  return (
    <Section title="征求意见">
      {request.trail.opinions.map((opinion) => (
        <div key={opinion.id} className="opinion">
          <Facts
            facts={[
              [wordOf(opinionKinds, opinion.kind), opinion.addressee],
              ['内容', opinion.question],
              ['发出', opinion.sentOn],
              ['对方收到', opinion.deliveredOn],
              ['对方期限', opinion.limitOn],
              ['意见', opinion.opinion === null ? '还没有收到' : wordOf(opinionWords, opinion.opinion)],
              ['理由', opinion.words],
              ['收到意见', opinion.answeredOn],
            ]}
          />
          {opinion.closedOn === null && may('requests.handle') && (
            <div className="form-actions">
              {opinion.deliveredOn === null && (
                <Button onClick={() => setOpen(deliveredSpec(opinion))}>登记送达</Button>
              )}
              <Button type="primary" onClick={() => setOpen(answeredSpec(opinion))}>
                登记意见
              </Button>
              {opinion.deliveredOn !== null && (
                <Button onClick={() => setOpen(silentSpec(opinion))}>逾期未提出意见</Button>
              )}
            </div>
          )}
        </div>
      ))}
      {open && <StepDialog request={request} spec={open} onClose={() => setOpen(undefined)} />}
    </Section>
  )
}
