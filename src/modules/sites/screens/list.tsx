import { useState } from 'react'
import { App, Button, Checkbox } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { Field, SelectField, TextField } from '#ui/console/form.tsx'
import { ListTable } from '#ui/console/list.tsx'
import { useMay, useMyUnits } from '#modules/administration/screens/session.ts'
import type { NewSiteBody, SiteSummary } from '../contract.ts'
import { sitesQuery } from './queries.ts'

export const SITE_STATES: Readonly<Record<SiteSummary['state'], string>> = {
  open: '开放',
  closing: '公告关闭',
  closed: '已关闭',
}

/** The sites of the group that this person looks after. */
export function SitesScreen() {
  const { data: sites } = useSuspenseQuery(sitesQuery)
  const may = useMay()
  const [opening, setOpening] = useState(false)
  return (
    <>
      <PageHead
        title="网站和栏目"
        essentials="一份文档存一次，可以放到多个网站的多个栏目。"
        actions={
          may('sites.open') && (
            <Button icon={<PlusOutlined />} onClick={() => setOpening(true)}>
              开设网站
            </Button>
          )
        }
      />
      <ListTable
        caption="网站"
        rows={sites}
        rowKey={(site) => site.id}
        columns={[
          {
            title: '网站',
            cell: (site) => (
              <Link to="/sites/$siteId" params={{ siteId: site.id }}>
                {site.name}
              </Link>
            ),
          },
          { title: '主办单位', cell: (site) => site.unit.name },
          { title: '栏目', cell: (site) => site.channels.toLocaleString('zh-CN') },
          { title: '状态', cell: (site) => SITE_STATES[site.state] },
        ]}
      />
      {opening && <OpenDialog onClose={() => setOpening(false)} />}
    </>
  )
}

function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const units = useMyUnits()
  const { message } = App.useApp()
  const open = async (values: NewSiteBody) => {
    const { id } = await post<{ id: number }>('/sites', {
      ...values,
      unitId: Number(values.unitId),
      withColumns: values.withColumns === true,
    })
    await client.invalidateQueries({ queryKey: sitesQuery.queryKey })
    onClose()
    message.success(`已开设${values.name}`)
    await navigate({ to: '/sites/$siteId', params: { siteId: id } })
  }
  return (
    <FormDialog<NewSiteBody>
      name="open-site"
      title="开设网站"
      submitLabel="开设"
      onClose={onClose}
      onSubmit={open}
    >
      <SelectField
        name="unitId"
        label="主办单位"
        required
        placeholder="请选择"
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField name="name" label="网站名称" required maxLength={60} />
      <TextField
        name="slug"
        label="网址简称"
        required
        maxLength={40}
        hint="小写字母、数字、连字符；网站地址为 /s/简称，不再改变"
      />
      <Field name="withColumns" label="栏目" valuePropName="checked">
        <Checkbox>先建立一套标准栏目</Checkbox>
      </Field>
    </FormDialog>
  )
}
