import { App } from 'antd'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { put } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { ChoiceField, DateField, NumberField, SelectField, TextField } from '#ui/console/form.tsx'
import { unitsQuery } from '#modules/administration/screens/session.ts'
import type { LimitBody } from '../contract.ts'
import { limitsQuery } from './queries.ts'
import { dayKindWords, lengthText, optionsOf } from './words.ts'

interface Asked extends Omit<LimitBody, 'days'> {
  readonly unitId: string | number
  readonly days: string | number
}

/** The limits as they stand, and the city's own version of one from a day on. */
export function LimitsDialog({ onClose }: { readonly onClose: () => void }) {
  const { data: limits } = useQuery(limitsQuery)
  const { data: all } = useQuery(unitsQuery)
  const units = (all ?? []).filter((unit) => unit.kind === 'city')
  const client = useQueryClient()
  const { message } = App.useApp()
  const send = async ({ unitId, ...asked }: Asked) => {
    await put(`/units/${unitId}/remedy-limits`, { ...asked, days: Number(asked.days) })
    onClose()
    message.success('已设置，自该日起收到的按此计算')
    await client.invalidateQueries({ queryKey: ['remedies', 'limits'] })
  }
  if (!limits || !all) return null
  return (
    <FormDialog<Asked>
      name="remedy-limit"
      title="期限设置"
      submitLabel="保存"
      wide
      intro={
        <>
          <p>现行期限如下。标明“未经核对”的，请对照法律原文核对后在这里设置；已经开始计算的期限不变。</p>
          <ul>
            {limits.map((limit) => {
              const now = limit.versions.findLast((version) => version.from <= today())
              return (
                <li key={limit.limit}>
                  {limit.label}：{now ? `${lengthText(now.days, now.dayKind)}，${now.cites}` : '还没有施行'}
                </li>
              )
            })}
          </ul>
        </>
      }
      initialValues={{
        limit: 'remedies.reply',
        dayKind: 'working',
        from: today(),
        ...(units[0] ? { unitId: units[0].id } : {}),
      }}
      onClose={onClose}
      onSubmit={send}
    >
      <SelectField
        name="unitId"
        label="由谁设置"
        required
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <ChoiceField
        name="limit"
        label="期限"
        required
        options={limits.map(({ limit, label }) => ({ value: limit, label }))}
      />
      <DateField name="from" label="自哪天起收到的" required />
      <NumberField name="days" label="天数" required />
      <ChoiceField name="dayKind" label="按" required options={optionsOf(dayKindWords)} />
      <TextField name="cites" label="依据" required maxLength={200} hint="如：行政复议法第几条" />
    </FormDialog>
  )
}
