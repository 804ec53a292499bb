import { useState } from 'react'
import { App } from 'antd'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { ChoiceField, DateField, SelectField, TextAreaField, TextField } from '#ui/console/form.tsx'
import { unitsQuery, useMyUnits } from '#modules/administration/screens/session.ts'
import type { OpeningBody, RemedyKindName, RemedyView } from '../contract.ts'
import { keepRemedy, remediesQuery } from './queries.ts'
import { aboutWords, kindTerms, kindWords, optionsOf } from './words.ts'

interface Asked {
  readonly unitId: string | number
  readonly about: OpeningBody['about']
  readonly summary?: string
  readonly same: 'yes' | 'no'
  readonly applicant?: string
  readonly organ: string
  readonly organUnitId?: string | number
  readonly fileNumber?: string
  readonly receivedOn: OpeningBody['receivedOn']
  readonly acceptedOn?: OpeningBody['receivedOn'] | ''
  readonly suit: 'direct' | 'after_review'
  readonly reviewId?: string | number
}

interface OpenProps {
  readonly kind: RemedyKindName
  readonly onClose: () => void
  /** What it is about, where it is opened from there: `request:12` and its unit. */
  readonly about?: { readonly subject: string; readonly unitId: number }
}

/** Enters a case whose notice has come. */
export function OpenDialog({ kind, onClose, about }: OpenProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mine = useMyUnits()
  const [seen, setSeen] = useState<Partial<Asked>>({ same: about ? 'yes' : 'no', suit: 'direct' })
  const unitId = about?.unitId ?? (seen.unitId === undefined ? mine[0]?.id : Number(seen.unitId))
  const terms = kindTerms[kind]
  const send = async (asked: Asked) => {
    const opened = await post<RemedyView>('/remedies', bodyOf(kind, asked, about))
    onClose()
    message.success(`已登记 ${opened.number}`)
    await keepRemedy(client, opened)
    await navigate({ to: '/remedies/$remedyId', params: { remedyId: opened.id } })
  }
  return (
    <FormDialog<Asked>
      name="opening"
      title={`登记${kindWords[kind]}`}
      submitLabel="登记"
      intro={
        <p>
          {INTROS[kind]}
          {about === undefined && '针对某件公开申请的，请在该申请的页面登记。'}
        </p>
      }
      wide
      initialValues={{
        ...(unitId === undefined ? {} : { unitId }),
        about: 'answer',
        same: about ? 'yes' : 'no',
        suit: 'direct',
        receivedOn: today(),
      }}
      onClose={onClose}
      onSubmit={send}
      onValuesChange={setSeen}
    >
      {about === undefined && (
        <SelectField
          name="unitId"
          label={kind === 'complaint' ? '被反映的机关' : '被申请人、被告机关'}
          required
          options={mine.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <SelectField name="about" label="事由" required options={optionsOf(aboutWords)} />
      {kind === 'litigation' && (
        <ChoiceField
          name="suit"
          label="起诉"
          required
          options={[
            { value: 'direct', label: '未经复议直接起诉' },
            { value: 'after_review', label: '复议后起诉' },
          ]}
        />
      )}
      {kind === 'litigation' && seen.suit === 'after_review' && unitId !== undefined && (
        <ReviewField unitId={unitId} subject={about?.subject} />
      )}
      <TextField name="organ" label={terms.organ} required maxLength={100} />
      {kind === 'complaint' && <OrganUnitField unitId={unitId} />}
      <TextField name="fileNumber" label={terms.fileNumber} maxLength={100} hint="没有的不填" />
      <div className="fields">
        <DateField name="receivedOn" label={terms.receivedOn} required max={today()} />
        {kind === 'reconsideration' && (
          <DateField name="acceptedOn" label="复议机关受理日期" max={today()} hint="不清楚的可以以后补填" />
        )}
      </div>
      {about !== undefined && (
        <ChoiceField
          name="same"
          label="提起人"
          required
          options={[
            { value: 'yes', label: '公开申请的申请人' },
            { value: 'no', label: '其他人' },
          ]}
        />
      )}
      {(about === undefined || seen.same === 'no') && (
        <TextField
          name="applicant"
          label="提起人姓名或者名称"
          required
          maxLength={100}
          hint="加密保存，只有办理人员可见"
        />
      )}
      <TextAreaField
        name="summary"
        label="情况说明"
        rows={3}
        maxLength={500}
        required={about === undefined}
        hint="不写个人信息"
      />
    </FormDialog>
  )
}

const INTROS: Readonly<Record<RemedyKindName, string>> = {
  reconsideration: '收到复议机关的答复通知后登记，书面答复期限从收到次日起算。',
  litigation: '收到法院送达的起诉状副本后登记，答辩期限从收到次日起算。',
  complaint: '对不依法履行公开义务的投诉、举报（条例第四十七条、第五十一条），收到后登记。',
}

/** The decided reconsiderations of this unit, those of the same subject where there is one. */
function ReviewField({ unitId, subject }: { readonly unitId: number; readonly subject: string | undefined }) {
  const { data } = useQuery(remediesQuery({ kind: 'reconsideration', state: 'decided', unitId, size: 200 }))
  const rows = (data?.items ?? []).filter((row) => subject === undefined || row.subject === subject)
  return (
    <SelectField
      name="reviewId"
      label="所经行政复议"
      placeholder="没有在本系统登记"
      options={rows.map((row) => ({
        value: row.id,
        label: `${row.fileNumber || row.number}（${row.decidedOn ?? ''} ${row.resultLabel ?? ''}）`,
      }))}
    />
  )
}

function OrganUnitField({ unitId }: { readonly unitId: number | undefined }) {
  const { data: units } = useQuery(unitsQuery)
  return (
    <SelectField
      name="organUnitId"
      label="由本系统内的哪个机关处理"
      placeholder="不在本系统内"
      options={(units ?? [])
        .filter((unit) => unit.id !== unitId)
        .map(({ id, name }) => ({ value: id, label: name }))}
      hint="选定后由该机关受理和答复，被反映的机关只能查看"
    />
  )
}

const idOf = (value: string | number | undefined) =>
  value === undefined || value === '' ? null : Number(value)

function bodyOf(kind: RemedyKindName, asked: Asked, about: OpenProps['about']): OpeningBody {
  const afterReview = kind === 'litigation' && asked.suit === 'after_review'
  return {
    kind,
    unitId: about?.unitId ?? Number(asked.unitId),
    subject: about?.subject ?? null,
    about: asked.about,
    summary: asked.summary ?? '',
    sameApplicant: about !== undefined && asked.same === 'yes',
    applicant: asked.applicant ?? '',
    organ: asked.organ,
    organUnitId: kind === 'complaint' ? idOf(asked.organUnitId) : null,
    fileNumber: asked.fileNumber ?? '',
    receivedOn: asked.receivedOn,
    acceptedOn: kind === 'reconsideration' && asked.acceptedOn ? asked.acceptedOn : null,
    afterReview,
    reviewId: afterReview ? idOf(asked.reviewId) : null,
  }
}
