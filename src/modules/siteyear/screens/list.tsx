import { useState } from 'react'
import { App, Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { Select } from '#ui/console/form.tsx'
import { Light } from '#ui/console/light.tsx'
import { ListTable, Pager } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import { YearDialog } from '#modules/administration/screens/year-dialog.tsx'
import { kindLabels, STATES, stateLabels } from '../contract.ts'
import { readSheetsSearch, sheetsQuery } from './queries.ts'

const route = getRouteApi('/signed-in/site-reports')

/** The yearly sheets of sites and of their supervision, the newest year first. */
export function SheetsScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const { data: page } = useSuspenseQuery(sheetsQuery(search))
  const go = (change: Record<string, unknown>) =>
    void navigate({
      to: '/site-reports',
      search: readSheetsSearch({ ...search, page: undefined, ...change }),
    })
  return (
    <>
      <PageHead
        title="网站年度报表"
        essentials="每个网站的工作年度报表和本级的监管年度报表，次年1月31日前公布。数字由记录统计得出。"
        actions={
          may('siteyear.open') && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
              开始填报
            </Button>
          )
        }
      />
      <div className="filters">
        <Select
          label="状态"
          placeholder="全部状态"
          value={search.state ?? null}
          options={STATES.map((state) => ({ value: state, label: stateLabels[state] }))}
          onChange={(state) => go({ state })}
        />
      </div>
      {page.items.length === 0 ? (
        <EmptyState title="没有网站年度报表" />
      ) : (
        <ListTable
          caption="网站年度报表"
          rows={page.items}
          rowKey={(row) => row.id}
          columns={[
            {
              title: '报表',
              width: 'wide',
              cell: (row) => (
                <Link to="/site-reports/$siteReportId" params={{ siteReportId: row.id }}>
                  {row.site?.name ?? row.unit.name}
                </Link>
              ),
            },
            { title: '年度', cell: (row) => `${row.year}年` },
            { title: '种类', cell: (row) => kindLabels[row.kind] },
            { title: '填报单位', cell: (row) => row.unit.name },
            { title: '状态', cell: (row) => row.stateLabel },
            {
              title: '公布期限',
              cell: (row) =>
                row.light === null ? null : (
                  <>
                    <Light light={row.light} /> <span className="quiet">{row.dueOn}</span>
                  </>
                ),
            },
          ]}
        />
      )}
      <Pager page={page} onPage={(number) => go({ page: number })} />
      {open && <OpenDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  return (
    <YearDialog
      name="open-site-reports"
      title="开始填报网站年度报表"
      intro="本级政府和所属单位的每个网站一份工作报表，本级政府一份监管报表。"
      yearLabel="报表年度"
      onClose={onClose}
      onSubmit={async (chosen) => {
        const { sheets } = await post<{ sheets: number }>('/site-reports', chosen)
        await client.invalidateQueries({ queryKey: ['siteyear'] })
        onClose()
        message.success(`已开始，共 ${sheets} 份报表`)
      }}
    />
  )
}
