import { useState } from 'react'
import { App, Button } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { put } from '#ui/console/api.ts'
import { instantText } from '#ui/console/dates.ts'
import { PageHead, Section } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { Select, TextField } from '#ui/console/form.tsx'
import { ListTable } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMyUnits } from '#modules/administration/screens/session.ts'
import type { TemplateList, TemplateSummary, UnitWordBody } from '../contract.ts'
import { templatesQuery } from './queries.ts'
import { moduleWord, sourceWords } from './words.ts'

export interface PapersSearch {
  readonly unitId?: number
}

export function readPapersSearch({ unitId }: Record<string, unknown>): PapersSearch {
  return Number.isInteger(unitId) ? { unitId: unitId as number } : {}
}

const route = getRouteApi('/signed-in/papers')

/** Every kind of letter, and whose words are in force for one unit. */
export function TemplatesScreen() {
  const units = useMyUnits()
  const unitId = route.useSearch().unitId ?? units[0]?.id
  if (unitId === undefined) return <EmptyState title="没有可以查看的单位" />
  return <Templates unitId={unitId} />
}

function Templates({ unitId }: { readonly unitId: number }) {
  const { data: list } = useSuspenseQuery(templatesQuery(unitId))
  const units = useMyUnits()
  const navigate = useNavigate()
  const [wording, setWording] = useState(false)
  const modules = [...new Set(list.items.map((one) => one.module))]
  return (
    <>
      <PageHead
        title="文书模板"
        essentials={`${list.unit.name} · 发文代字“${list.word}”${list.wordSet ? '' : '（单位简称）'}`}
        actions={list.mayEdit && <Button onClick={() => setWording(true)}>修改发文代字</Button>}
      />
      {units.length > 1 && (
        <div className="filters">
          <Select
            label="单位"
            value={unitId}
            options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
            onChange={(value) => void navigate({ to: '/papers', search: { unitId: Number(value) } })}
          />
        </div>
      )}
      {list.items.length === 0 && <EmptyState title="还没有文书模板" />}
      {modules.map((module) => (
        <Section key={module} title={moduleWord(module)}>
          <TemplateTable unitId={unitId} rows={list.items.filter((one) => one.module === module)} />
        </Section>
      ))}
      {wording && <WordDialog list={list} onClose={() => setWording(false)} />}
    </>
  )
}

function TemplateTable({
  unitId,
  rows,
}: {
  readonly unitId: number
  readonly rows: readonly TemplateSummary[]
}) {
  return (
    <ListTable
      caption="文书模板"
      rows={rows}
      rowKey={(one) => one.name}
      columns={[
        {
          title: '文书',
          width: 'wide',
          cell: (one) => (
            <Link to="/papers/$unitId/$template" params={{ unitId, template: one.name }}>
              {one.label}
            </Link>
          ),
        },
        { title: '依据', cell: (one) => one.cites },
        {
          title: '现用文本',
          cell: (one) =>
            one.issues.length === 0 ? (
              sourceWords(one.source)
            ) : (
              <span className="light light-red">■ {sourceWords(one.source)}，不能使用</span>
            ),
        },
        {
          title: '修改时间',
          cell: (one) => (one.source.from === 'declared' ? '' : instantText(one.source.editedAt)),
        },
      ]}
    />
  )
}

function WordDialog({ list, onClose }: { readonly list: TemplateList; readonly onClose: () => void }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const save = async (values: UnitWordBody) => {
    await put(`/papers/units/${list.unit.id}/word`, values)
    await client.invalidateQueries({ queryKey: ['papers'] })
    onClose()
    message.success('已保存，下一份文书起使用')
  }
  return (
    <FormDialog<UnitWordBody>
      name="unit-word"
      title="修改发文代字"
      submitLabel="保存"
      initialValues={{ word: list.word }}
      intro={<p>发文代字写在文号的前面，例如“{list.word}公开复〔2026〕12号”。已经发出的文书不变。</p>}
      onClose={onClose}
      onSubmit={save}
    >
      <TextField name="word" label="发文代字" required maxLength={20} />
    </FormDialog>
  )
}
