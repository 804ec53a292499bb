import { useState } from 'react'
import { App, Button } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { put } from '#ui/console/api.ts'
import { Dialog } from '#ui/console/dialog.tsx'
import { ServerForm, TextField } from '#ui/console/form.tsx'
import { ListTable } from '#ui/console/list.tsx'
import type { ItemSettingView, ItemsView } from '../contract.ts'
import { refreshDisclosure } from './queries.ts'

/** What counts for each item, and after how long it is stale; a city sets both for itself. */
export function ItemsDialog({
  catalogue,
  onClose,
}: {
  readonly catalogue: ItemsView
  readonly onClose: () => void
}) {
  const [chosen, setChosen] = useState<ItemSettingView>()
  if (chosen) return <SettingDialog item={chosen} onClose={() => setChosen(undefined)} />
  return (
    <Dialog title="公开事项设置" wide onClose={onClose}>
      <div className="dialog-intro">
        <p>条例没有规定多久更新一次，这里是全市统一的要求。超过天数没有新内容的，标为“久未更新”。</p>
      </div>
      <ListTable
        caption="公开事项"
        rows={catalogue.items}
        rowKey={(item) => item.code}
        columns={[
          { title: '事项', width: 'wide', cell: (item) => item.label },
          { title: '更新要求', cell: (item) => (item.renewDays === null ? '不限' : `${item.renewDays} 天`) },
          {
            title: '计入的栏目',
            cell: (item) => [...item.declaredChannels, ...item.channels].join('、') || '—',
          },
          {
            title: '操作',
            width: 'narrow',
            cell: (item) =>
              catalogue.may.configure && (
                <Button size="small" aria-label={`设置：${item.short}`} onClick={() => setChosen(item)}>
                  设置
                </Button>
              ),
          },
        ]}
      />
      <div className="form-actions">
        <Button onClick={onClose}>关闭</Button>
      </div>
    </Dialog>
  )
}

interface Setting {
  readonly renewDays: string
  readonly channels: string
}

function SettingDialog({ item, onClose }: { readonly item: ItemSettingView; readonly onClose: () => void }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const save = async ({ renewDays, channels }: Setting) => {
    await put(`/disclosure/items/${item.code}`, {
      renewDays: renewDays.trim() === '' ? null : Number(renewDays),
      channels: channels.split(/[\s,，、]+/).filter(Boolean),
    })
    await refreshDisclosure(client)
    onClose()
    message.success('已保存，一分钟内重新统计')
  }
  return (
    <Dialog title={item.short} onClose={onClose}>
      <div className="dialog-intro">
        <p>{item.label}</p>
        <p>依据：{item.cites}</p>
      </div>
      <ServerForm<Setting>
        name="item-setting"
        submitLabel="保存"
        initialValues={{ renewDays: item.renewDays?.toString() ?? '', channels: item.channels.join('、') }}
        onSubmit={save}
        cancel={<Button onClick={onClose}>返回</Button>}
      >
        <TextField
          name="renewDays"
          label="多少天内应有更新"
          hint={`不填写表示不限；默认${item.defaultRenewDays === null ? '不限' : ` ${item.defaultRenewDays} 天`}`}
        />
        <TextField
          name="channels"
          label="另外计入的栏目"
          hint={`填写栏目的网址简称，用顿号分开；已计入：${item.declaredChannels.join('、') || '无'}`}
        />
      </ServerForm>
    </Dialog>
  )
}
