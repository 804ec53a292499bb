import { useState } from 'react'
import { App } from 'antd'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { post } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { NumberField, Select, TextField } from '#ui/console/form.tsx'
import { useMyUnits } from '#modules/administration/screens/session.ts'
import type { PolicyBody } from '../contract/life.ts'
import { policiesQuery } from './queries.ts'

/** A government's own days: a new setting stands beside the old ones, from a year on. */
export function PolicyDialog({ onClose }: { readonly onClose: () => void }) {
  const units = useMyUnits()
  const [unitId, setUnitId] = useState(units[0]?.id ?? 0)
  const { data } = useQuery({ ...policiesQuery(unitId), enabled: unitId > 0 })
  const client = useQueryClient()
  const { message } = App.useApp()
  const [now] = data?.items ?? []
  const save = async (values: Record<keyof PolicyBody, string>) => {
    const body: PolicyBody = {
      ...values,
      fromYear: Number(values.fromYear),
      factor: Number(values.factor),
      least: Number(values.least),
      cites: values.cites ?? '',
    }
    await post(`/annual-policies/${unitId}`, body)
    await client.invalidateQueries({ queryKey: ['reports'] })
    message.success('已设置，以后开始的汇总按此办理')
    onClose()
  }
  const shown = now ?? data?.law
  return (
    <FormDialog<Record<keyof PolicyBody, string>>
      key={`${unitId} ${data === undefined}`}
      name="report-policy"
      title="设置年度报告期限"
      submitLabel="保存"
      intro={
        <>
          <p>可以早于条例规定的日期，不能更晚。已经开始的汇总不变。</p>
          <Select
            label="政府"
            value={unitId}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(value) => setUnitId(Number(value))}
          />
          {now && (
            <p className="quiet">
              现在的设置：{now.fromYear} 年度起，{now.cites}
            </p>
          )}
        </>
      }
      initialValues={{
        fromYear: String(Number(today().slice(0, 4)) - 1),
        submitDue: shown?.submitDue ?? '',
        publishDue: shown?.publishDue ?? '',
        governmentDue: shown?.governmentDue ?? '',
        factor: String(shown?.factor ?? ''),
        least: String(shown?.least ?? ''),
        cites: now?.cites ?? '',
      }}
      onClose={onClose}
      onSubmit={save}
    >
      <NumberField name="fromYear" label="自哪个报告年度起" required />
      <div className="fields">
        <TextField name="submitDue" label="部门报送（月-日）" required maxLength={5} />
        <TextField name="publishDue" label="部门公布（月-日）" required maxLength={5} />
        <TextField name="governmentDue" label="政府公布（月-日）" required maxLength={5} />
      </div>
      <div className="fields">
        <TextField name="factor" label="比上年相差几倍时提示" required maxLength={6} />
        <NumberField name="least" label="相差不到多少的不提示" required />
      </div>
      <TextField name="cites" label="依据的文件" required maxLength={300} />
    </FormDialog>
  )
}
