import { useState } from 'react'
import { Skeleton } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { instantText } from '#ui/console/dates.ts'
import { Section } from '#ui/console/detail.tsx'
import { Select } from '#ui/console/form.tsx'
import { ListTable, Pager } from '#ui/console/list.tsx'
import { Problem } from '#ui/console/states.tsx'
import { errorWords } from '#ui/console/words.ts'
import type { Piece, TemplateView } from '../contract.ts'
import { comparisonQuery, versionsQuery } from './queries.ts'

/** The versions that a unit wrote, and what changed between any two of them. */
export function Versions({ template }: { readonly template: TemplateView }) {
  const [page, setPage] = useState(1)
  const { data: list, error } = useQuery(versionsQuery(template.unit.id, template.name, page))
  if (error) return <Problem>{errorWords(error)}</Problem>
  if (!list || list.total === 0) return null
  return (
    <>
      <Section title="本单位历次修改">
        <ListTable
          caption="本单位历次修改"
          rows={list.items}
          rowKey={(one) => one.number}
          columns={[
            { title: '版本', width: 'narrow', cell: (one) => `第${one.number}版` },
            { title: '内容', cell: (one) => (one.reset ? '恢复默认文本' : '修改文本') },
            { title: '修改人', cell: (one) => one.editedBy },
            { title: '时间', cell: (one) => instantText(one.editedAt) },
          ]}
        />
        <Pager page={list} onPage={setPage} />
      </Section>
      <Comparison key={template.last} template={template} />
    </>
  )
}

function Comparison({ template }: { readonly template: TemplateView }) {
  const [from, setFrom] = useState(template.last - 1)
  const [to, setTo] = useState(template.last)
  const { data, error } = useQuery(comparisonQuery(template.unit.id, template.name, from, to))
  const options = Array.from({ length: template.last + 1 }, (_, at) => ({
    value: at,
    label: at === 0 ? '默认文本' : `第${at}版`,
  }))
  return (
    <Section title="版本比较">
      <div className="filters">
        <Select label="旧版本" value={from} options={options} onChange={(value) => setFrom(Number(value))} />
        与
        <Select label="新版本" value={to} options={options} onChange={(value) => setTo(Number(value))} />
      </div>
      {error && <Problem>{errorWords(error)}</Problem>}
      {!data && !error && <Skeleton />}
      {data && (
        <div className="prose">
          <p>
            标题：
            <Pieces pieces={data.title} />
          </p>
          <div className="written">
            <Pieces pieces={data.body} />
          </div>
        </div>
      )}
    </Section>
  )
}

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  return pieces.map(({ change, text }, at) => {
    if (change === 'added') return <ins key={at}>{text}</ins>
    return change === 'removed' ? <del key={at}>{text}</del> : <span key={at}>{text}</span>
  })
}
