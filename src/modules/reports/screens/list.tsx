import { useState } from 'react'
import { App, Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { ListTable, Pager } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import { YearDialog } from '#modules/administration/screens/year-dialog.tsx'
import type { CollectionView } from '../contract/life.ts'
import { PolicyDialog } from './policy.tsx'
import { collectionsQuery } from './queries.ts'

const route = getRouteApi('/signed-in/reports')

/** The years that are or were collected, with how far each is. */
export function CollectionsScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const may = useMay()
  const { data: page } = useSuspenseQuery(collectionsQuery(search))
  const [open, setOpen] = useState<'year' | 'policy'>()
  const close = () => setOpen(undefined)
  return (
    <>
      <PageHead
        title="年度报告"
        essentials="政府信息公开工作年度报告的汇总、审核、定稿和公布（条例第四十九条、第五十条）。"
        actions={
          may('reports.collect') && (
            <>
              <Button onClick={() => setOpen('policy')}>设置期限</Button>
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('year')}>
                开始汇总
              </Button>
            </>
          )
        }
      />
      {page.items.length === 0 ? (
        <EmptyState title="还没有开始汇总年度报告" />
      ) : (
        <ListTable
          caption="年度报告汇总"
          rows={page.items}
          rowKey={(row) => row.id}
          columns={[
            {
              title: '年度',
              width: 'wide',
              cell: (row) => (
                <Link to="/reports/collections/$collectionId" params={{ collectionId: row.id }} search={{}}>
                  {row.year}年 {row.unit.name}
                </Link>
              ),
            },
            { title: '单位', align: 'right', cell: (row) => row.total },
            { title: '已公布', align: 'right', cell: (row) => row.states.published },
            { title: '进展', cell: progressText },
            { title: '报送期限', width: 'date', cell: (row) => row.submitDue },
            { title: '政府公布期限', width: 'date', cell: (row) => row.governmentDue },
          ]}
        />
      )}
      <Pager page={page} onPage={(number) => void navigate({ to: '/reports', search: { page: number } })} />
      {open === 'year' && <OpenDialog onClose={close} />}
      {open === 'policy' && <PolicyDialog onClose={close} />}
    </>
  )
}

export function progressText(row: CollectionView): string {
  const parts = [
    row.red > 0 && `■ 超期 ${row.red}`,
    row.yellow > 0 && `▲ 提醒 ${row.yellow}`,
    row.states.submitted > 0 && `待审核 ${row.states.submitted}`,
    row.states.returned > 0 && `已退回 ${row.states.returned}`,
    row.states.restating > 0 && `更正中 ${row.states.restating}`,
    row.differing > 0 && `公布后有变化 ${row.differing}`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? '● 正常' : parts.join(' · ')
}

function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  return (
    <YearDialog
      name="open-collection"
      title="开始汇总年度报告"
      intro="政府和所属部门各编写一份报告，区县政府自行汇总。期限按本级的设置，没有设置的按条例第四十九条。"
      yearLabel="报告年度"
      onClose={onClose}
      onSubmit={async (chosen) => {
        const { id } = await post<{ id: number }>('/annual-collections', chosen)
        await client.invalidateQueries({ queryKey: ['reports'] })
        onClose()
        message.success('已开始汇总')
        await navigate({
          to: '/reports/collections/$collectionId',
          params: { collectionId: id },
          search: {},
        })
      }}
    />
  )
}
