import { App } from 'antd'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { put } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { Dialog, FormDialog } from '#ui/console/dialog.tsx'
import {
  ChoiceField,
  DateField,
  NumberField,
  SelectField,
  TextAreaField,
  TextField,
} from '#ui/console/form.tsx'
import { ListTable } from '#ui/console/list.tsx'
import { Pending } from '#ui/console/states.tsx'
import { unitsQuery, useMay, useMyUnits } from '#modules/administration/screens/session.ts'
import type { SettingBody, SettingView } from '../contract.ts'
import { settingsQuery } from './queries.ts'

type Form = Omit<SettingBody, 'unsureUnitId'> & {
  readonly unitId: string | number
  readonly unsureUnitId: string | number | null
}

/** What holds from which day; who sets it for the city adds a version. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { data: settings } = useQuery(settingsQuery)
  const { data: units } = useQuery(unitsQuery)
  const mine = useMyUnits().filter((unit) => units?.find((one) => one.id === unit.id)?.kind === 'city')
  const may = useMay()
  const last = settings?.at(-1)
  if (!settings || !units || !last) {
    return (
      <Dialog title="答复期限" onClose={onClose} wide>
        <Pending />
      </Dialog>
    )
  }
  if (!may('consultations.set') || mine.length === 0)
    return (
      <Dialog title="答复期限" onClose={onClose} wide>
        <Versions settings={settings} />
        <p>由市人民政府的信息公开机构设定。</p>
      </Dialog>
    )
  return <SettingForm settings={settings} last={last} mine={mine} units={units} onClose={onClose} />
}

function SettingForm({
  settings,
  last,
  mine,
  units,
  onClose,
}: {
  readonly settings: readonly SettingView[]
  readonly last: SettingView
  readonly mine: readonly { readonly id: number; readonly name: string }[]
  readonly units: readonly { readonly id: number; readonly name: string; readonly kind: string }[]
  readonly onClose: () => void
}) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const send = async ({ unitId, ...values }: Form) => {
    const chosen = values.unsureUnitId
    await put(`/units/${unitId}/consultation-setting`, {
      ...values,
      replyDays: Number(values.replyDays),
      closeDays: Number(values.closeDays),
      keepDays: Number(values.keepDays),
      unsureUnitId: chosen === null || chosen === '' ? null : Number(chosen),
      letterWay: values.letterWay ?? '',
    })
    onClose()
    message.success('已设置，此后收到的咨询按此计算')
    await client.invalidateQueries({ queryKey: settingsQuery.queryKey })
  }
  return (
    <FormDialog<Form>
      name="consultation-setting"
      title="答复期限"
      submitLabel="保存"
      wide
      intro={<Versions settings={settings} />}
      initialValues={{
        unitId: mine[0]?.id ?? '',
        from: today() as Form['from'],
        replyDays: last.replyDays,
        dayKind: last.dayKind,
        closeDays: last.closeDays,
        keepDays: last.keepDays,
        unsureUnitId: last.unsureUnitId ?? '',
        letterWay: last.letterWay,
        cites: last.isDefault ? '' : last.cites,
      }}
      onClose={onClose}
      onSubmit={send}
    >
      <div className="fields">
        <SelectField
          name="unitId"
          label="由谁设定"
          required
          options={mine.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <DateField name="from" label="自哪天起收到的" required />
        <NumberField name="replyDays" label="多少天内答复" required />
        <ChoiceField
          name="dayKind"
          label="按"
          required
          options={[
            { value: 'working', label: '工作日' },
            { value: 'calendar', label: '自然日' },
          ]}
        />
        <NumberField name="closeDays" label="答复多少天后自动办结" required />
        <NumberField name="keepDays" label="办结多少天后清除联系方式" required />
        <SelectField
          name="unsureUnitId"
          label="不知道向谁咨询的，由谁接收"
          placeholder="门户网站的主办单位"
          options={[
            { value: '', label: '门户网站的主办单位' },
            ...units
              .filter((unit) => unit.kind !== 'village')
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <TextField
          name="cites"
          label="依据"
          required
          maxLength={200}
          hint="如：云岚市政府信息公开咨询办法第几条"
        />
      </div>
      <TextAreaField
        name="letterWay"
        label="信访、投诉的渠道"
        rows={2}
        maxLength={300}
        hint="告知提问人另行提出时写入答复"
      />
    </FormDialog>
  )
}

function Versions({ settings }: { readonly settings: readonly SettingView[] }) {
  return (
    <ListTable
      caption="各个时期的设定"
      rows={settings}
      rowKey={(row) => row.from}
      columns={[
        { title: '自', width: 'date', cell: (row) => (row.isDefault ? '默认' : row.from) },
        {
          title: '答复',
          cell: (row) => `${row.replyDays}个${row.dayKind === 'working' ? '工作日' : '自然日'}`,
        },
        { title: '自动办结', cell: (row) => `答复后${row.closeDays}天` },
        { title: '清除联系方式', cell: (row) => `办结后${row.keepDays}天` },
        { title: '依据', cell: (row) => row.cites },
      ]}
    />
  )
}
