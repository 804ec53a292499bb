import { useState } from 'react'
import { App, Button, Checkbox } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { post, remove } from '#ui/console/api.ts'
import { Section } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { Field, TextAreaField } from '#ui/console/form.tsx'
import { ListTable } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { errorWords } from '#ui/console/words.ts'
import type { ItemView, StandingView } from '../contract.ts'
import { DisclosureHead, NoUnit, useChosenUnit } from './head.tsx'
import { itemsQuery, refreshDisclosure, standingQuery } from './queries.ts'
import { ITEM_WORDS, Signed } from './words.tsx'

const route = getRouteApi('/signed-in/disclosure')

/** What one's own unit must publish, and how it stands with each item. */
export function StandingScreen() {
  const unitId = useChosenUnit(route.useSearch())
  return unitId === undefined ? <NoUnit /> : <Standing unitId={unitId} />
}

function Standing({ unitId }: { readonly unitId: number }) {
  const { data: standing } = useSuspenseQuery(standingQuery(unitId))
  const { data: catalogue } = useSuspenseQuery(itemsQuery)
  const [declaring, setDeclaring] = useState(false)
  const missing = standing.items.filter((item) => item.state === 'missing')
  const stale = standing.items.filter((item) => item.state === 'stale')
  return (
    <>
      <DisclosureHead
        at="/disclosure"
        title="法定主动公开内容"
        unitId={unitId}
        essentials={`${standing.unit.name} · 应公开 ${standing.items.length} 项 · 尚未公开 ${missing.length} 项 · 久未更新 ${stale.length} 项`}
        actions={
          <>
            <a href={`/units/${standing.unit.code}/disclosure`} target="_blank" rel="noreferrer">
              打开公开页面
            </a>
            {standing.may.declare && missing.length > 0 && (
              <Button onClick={() => setDeclaring(true)}>声明没有某类信息</Button>
            )}
          </>
        }
      />
      {standing.items.length === 0 && (
        <EmptyState title="这个单位没有法定的公开事项">
          <p>村（居）民委员会不是行政机关，有关信息由所属乡镇、街道公开。</p>
        </EmptyState>
      )}
      {catalogue.lists.map((list) => {
        const items = standing.items.filter((item) => item.list === list.code)
        return (
          items.length > 0 && (
            <Section key={list.code} title={`${list.label}（${list.article}）`}>
              <ItemTable items={items} label={list.label} standing={standing} />
            </Section>
          )
        )
      })}
      {declaring && <DeclareDialog standing={standing} items={missing} onClose={() => setDeclaring(false)} />}
    </>
  )
}

function ItemTable(props: {
  readonly items: readonly ItemView[]
  readonly label: string
  readonly standing: StandingView
}) {
  return (
    <ListTable
      caption={props.label}
      rows={props.items}
      rowKey={(item) => item.code}
      columns={[
        {
          title: '事项',
          width: 'wide',
          cell: (item) => (
            <>
              {item.label}
              {item.declaration && <Declared item={item} standing={props.standing} />}
            </>
          ),
        },
        { title: '情况', width: 'narrow', cell: (item) => <Signed of={ITEM_WORDS[item.state]} /> },
        { title: '条数', align: 'right', cell: (item) => item.count.toLocaleString('zh-CN') },
        { title: '最近', width: 'date', cell: (item) => item.newestOn },
        { title: '更新要求', cell: (item) => (item.renewDays === null ? '不限' : `${item.renewDays} 天内`) },
      ]}
    />
  )
}

function Declared({ item, standing }: { readonly item: ItemView; readonly standing: StandingView }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const { declaration } = item
  if (!declaration) return null
  const withdraw = async () => {
    try {
      await remove(`/disclosure/declarations/${declaration.id}`)
      await refreshDisclosure(client, standing.unit.id)
      message.success('已撤销声明')
    } catch (error) {
      message.error(errorWords(error))
    }
  }
  return (
    <div className="under">
      {declaration.declaredOn} 声明：{declaration.reason}（有效至 {declaration.expiresOn}）
      {standing.may.declare && (
        <Button
          type="link"
          size="small"
          aria-label={`撤销声明：${item.label}`}
          onClick={() => void withdraw()}
        >
          撤销
        </Button>
      )}
    </div>
  )
}

interface Declaration {
  readonly items: readonly string[]
  readonly reason: string
}

function DeclareDialog(props: {
  readonly standing: StandingView
  readonly items: readonly ItemView[]
  readonly onClose: () => void
}) {
  const { standing, items, onClose } = props
  const client = useQueryClient()
  const { message } = App.useApp()
  const declare = async (values: Declaration) => {
    await post(`/disclosure/standing/${standing.unit.id}/declarations`, values)
    await refreshDisclosure(client, standing.unit.id)
    onClose()
    message.success(`已声明 ${values.items.length} 项`)
  }
  return (
    <FormDialog<Declaration>
      name="declare-none"
      title="声明没有某类信息"
      submitLabel="声明"
      initialValues={{ items: [], reason: '' }}
      wide
      intro={
        <p>公开页面会写明“本机关没有这类信息”和日期、理由。声明一年有效；这类信息一有公开，声明自动失效。</p>
      }
      onClose={onClose}
      onSubmit={declare}
    >
      <Field name="items" label="没有哪些信息" required>
        <Checkbox.Group
          className="declare-items"
          options={items.map((item) => ({ value: item.code, label: item.label }))}
        />
      </Field>
      <TextAreaField
        name="reason"
        label="理由"
        required
        maxLength={500}
        hint="写给公众看，例如：本局没有行政事业性收费项目。"
      />
    </FormDialog>
  )
}
