import { useState } from 'react'
import { Button } from 'antd'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '#ui/console/api.ts'
import { instantText } from '#ui/console/dates.ts'
import { Section } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { ChoiceField, DateField, TextAreaField, TextField } from '#ui/console/form.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import type { AskingBody, LegalityView, OpinionBody, OpinionView } from '../contract.ts'

const legalityQuery = (documentId: number, contentHash: string) =>
  queryOptions({
    queryKey: ['legality', documentId, contentHash],
    queryFn: ({ signal }) => get<LegalityView>(`/documents/${documentId}/legality`, {}, signal),
  })

interface PanelProps {
  readonly documentId: number
  readonly contentHash: string
  /** Saves what is being written and answers the hash of the text as it is now. */
  readonly settle: () => Promise<string | undefined>
}

/** 合法性审核 of a rule: what was laid before the reviewer, and what he said. */
export function LegalityPanel({ documentId, contentHash, settle }: PanelProps) {
  const may = useMay()('legality.read')
  const client = useQueryClient()
  const { data: view } = useQuery({ ...legalityQuery(documentId, contentHash), enabled: may })
  const [asking, setAsking] = useState<string>()
  const [giving, setGiving] = useState<OpinionView>()
  if (!may || !view?.needed) return null
  const awaited = view.opinions.find((one) => one.given === null)
  const refresh = () => client.invalidateQueries({ queryKey: ['legality'] })
  const ask = async () => setAsking(await settle())
  return (
    <Section title="合法性审核" note={view.cleared ? '现在的内容已审核合法' : '现在的内容还没有审核合法'}>
      {view.opinions.length === 0 && <p className="quiet">还没有提请审核。送审以前应当先经合法性审核。</p>}
      <ul className="findings">
        {view.opinions.map((one) => (
          <li key={one.id}>
            <p>
              <strong>{one.given?.conclusionLabel ?? '待审核'}</strong>
              <span className="quiet">
                {' '}
                {one.askedBy} {instantText(one.askedAt)} 提请
                {one.given && `，${one.given.by} ${instantText(one.given.at)} ${one.given.number}`}
              </span>
            </p>
            <p>制定依据：{one.basis.join('、')}</p>
            <p>
              {one.consulted}
              {one.discussed !== '' && `；集体审议：${one.discussed}`}
            </p>
            {one.given && <p>意见：{one.given.opinion}</p>}
          </li>
        ))}
      </ul>
      <div className="side-actions">
        {view.mayAsk && !view.cleared && (
          <Button onClick={() => void ask()}>{awaited ? '内容有改动，重新提请' : '提请合法性审核'}</Button>
        )}
        {view.mayReview && awaited && (
          <Button type="primary" onClick={() => setGiving(awaited)}>
            出具审核意见
          </Button>
        )}
      </div>
      {asking !== undefined && (
        <AskDialog
          documentId={documentId}
          contentHash={asking}
          onClose={() => setAsking(undefined)}
          onDone={refresh}
        />
      )}
      {giving && (
        <GiveDialog
          opinion={giving}
          contentHash={contentHash}
          onClose={() => setGiving(undefined)}
          onDone={refresh}
        />
      )}
    </Section>
  )
}

interface Asking {
  readonly basis: string
  readonly consultedFrom?: string
  readonly consultedTo?: string
  readonly noConsultation: string
  readonly discussedOn?: string
  readonly meeting: string
}

function AskDialog(props: {
  readonly documentId: number
  readonly contentHash: string
  readonly onClose: () => void
  readonly onDone: () => Promise<unknown>
}) {
  const send = async (values: Asking) => {
    const day = (text: string | undefined) => (text ? (text as AskingBody['discussedOn']) : null)
    const body: AskingBody = {
      contentHash: props.contentHash,
      basis: values.basis.split('\n').filter((line) => line.trim() !== ''),
      consultedFrom: day(values.consultedFrom),
      consultedTo: day(values.consultedTo),
      noConsultation: values.noConsultation,
      discussedOn: day(values.discussedOn),
      meeting: values.meeting,
    }
    await post(`/documents/${props.documentId}/legality`, body)
    props.onClose()
    await props.onDone()
  }
  return (
    <FormDialog<Asking>
      name="legality"
      title="提请合法性审核"
      submitLabel="提请"
      initialValues={{ basis: '', noConsultation: '', meeting: '' }}
      onClose={props.onClose}
      onSubmit={send}
    >
      <TextAreaField name="basis" label="制定依据" required hint="一行一部法律、法规、规章或者上级文件" />
      <div className="fields">
        <DateField name="consultedFrom" label="公开征求意见自" />
        <DateField name="consultedTo" label="至" />
      </div>
      <TextAreaField name="noConsultation" label="没有征求意见的理由" rows={2} maxLength={500} />
      <div className="fields">
        <DateField name="discussedOn" label="集体审议日期" />
        <TextField name="meeting" label="会议" maxLength={200} />
      </div>
    </FormDialog>
  )
}

const CONCLUSIONS = [
  { value: 'lawful', label: '合法' },
  { value: 'to_change', label: '修改后合法（改后重新提请）' },
  { value: 'unlawful', label: '不合法' },
]

function GiveDialog(props: {
  readonly opinion: OpinionView
  readonly contentHash: string
  readonly onClose: () => void
  readonly onDone: () => Promise<unknown>
}) {
  const send = async (values: Omit<OpinionBody, 'contentHash'>) => {
    await post(`/legality/opinions/${props.opinion.id}/conclusions`, {
      ...values,
      contentHash: props.contentHash,
    })
    props.onClose()
    await props.onDone()
  }
  return (
    <FormDialog<Omit<OpinionBody, 'contentHash'>>
      name="conclusion"
      title="合法性审核意见"
      submitLabel="出具"
      initialValues={{ conclusion: 'lawful', opinion: '', number: '' }}
      onClose={props.onClose}
      onSubmit={send}
    >
      <ChoiceField name="conclusion" label="结论" required options={CONCLUSIONS} />
      <TextAreaField name="opinion" label="意见" required rows={5} maxLength={4000} />
      <TextField name="number" label="审核意见书文号" maxLength={60} />
    </FormDialog>
  )
}
