import { useState } from 'react'
import { Button } from 'antd'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { instantText } from '#ui/console/dates.ts'
import { Select } from '#ui/console/form.tsx'
import { Chip, Chips, Pager, SearchBox } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import type { ItemSettingView, ItemState, MatrixCell, MatrixView } from '../contract.ts'
import { DisclosureHead } from './head.tsx'
import { itemsQuery, matrixQuery } from './queries.ts'
import { ItemsDialog } from './settings.tsx'
import { GUIDE_WORDS, ITEM_WORDS, Signed } from './words.tsx'

export interface MatrixSearch {
  readonly kind?: 'city' | 'district' | 'department' | 'town'
  readonly item?: string
  readonly state?: ItemState
  readonly guide?: 'open'
  readonly name?: string
  readonly page?: number
}

const KINDS = { department: '部门', district: '区县', town: '乡镇、街道', city: '市政府' } as const

export function readMatrixSearch(search: Record<string, unknown>): MatrixSearch {
  const { kind, item, state, guide, name, page } = search
  return {
    ...(typeof kind === 'string' && Object.hasOwn(KINDS, kind) ? { kind: kind as keyof typeof KINDS } : {}),
    ...(typeof item === 'string' ? { item } : {}),
    ...(typeof state === 'string' && Object.hasOwn(ITEM_WORDS, state) ? { state: state as ItemState } : {}),
    ...(guide === 'open' ? { guide } : {}),
    ...(typeof name === 'string' ? { name } : {}),
    ...(Number.isInteger(page) ? { page: page as number } : {}),
  }
}

const route = getRouteApi('/signed-in/disclosure/units')

/** All units and all items at one glance, the worst first. */
export function MatrixScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const { data: matrix } = useSuspenseQuery(matrixQuery({ ...search }))
  const { data: catalogue } = useSuspenseQuery(itemsQuery)
  const [setting, setSetting] = useState(false)
  const { page: _first, ...kept } = search
  const go = (change: { [K in keyof MatrixSearch]: MatrixSearch[K] | undefined }) =>
    navigate({ to: '/disclosure/units', search: readMatrixSearch({ ...kept, ...change }) })
  const file = `/api/v1/disclosure/matrix.csv?${new URLSearchParams(
    Object.entries(kept).map(([name, value]) => [name, String(value)]),
  ).toString()}`
  const { totals } = matrix
  return (
    <>
      <DisclosureHead
        at="/disclosure/units"
        title="各单位公开情况"
        essentials={`${totals.units} 个单位 · 尚未公开 ${totals.missing} 项 · 久未更新 ${totals.stale} 项 · 指南待确认 ${totals.guides} 份${matrix.countedAt ? ` · 统计于 ${instantText(matrix.countedAt)}` : ''}`}
        actions={
          <>
            <a href={file} download>
              下载表格（CSV）
            </a>
            <Button onClick={() => setSetting(true)}>公开事项设置</Button>
          </>
        }
      />
      <div className="filters">
        <Chips label="情况">
          {(Object.keys(ITEM_WORDS) as ItemState[]).map((state) => (
            <Chip
              key={state}
              on={search.state === state}
              onToggle={() => void go({ state: search.state === state ? undefined : state })}
            >
              {ITEM_WORDS[state][0]} {ITEM_WORDS[state][1]}
            </Chip>
          ))}
          <Chip
            on={search.guide === 'open'}
            onToggle={() => void go({ guide: search.guide === 'open' ? undefined : 'open' })}
          >
            指南待确认
          </Chip>
        </Chips>
        <Select
          label="单位类别"
          placeholder="全部单位"
          value={search.kind ?? null}
          options={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
          onChange={(kind) => void go({ kind: kind === '' ? undefined : (kind as keyof typeof KINDS) })}
        />
        <Select
          label="事项"
          placeholder="全部事项"
          value={search.item ?? null}
          options={catalogue.items.map((item) => ({
            value: item.code,
            label: item.short,
            group: catalogue.lists.find((list) => list.code === item.list)?.label ?? '',
          }))}
          onChange={(item) => void go({ item: item === '' ? undefined : item })}
        />
        <SearchBox
          label="按单位名称查找"
          value={search.name ?? ''}
          onSearch={(name) => void go({ name: name === '' ? undefined : name })}
        />
      </div>
      {matrix.items.length === 0 ? (
        <EmptyState title="没有符合条件的单位">
          <p>换一个条件再看。</p>
        </EmptyState>
      ) : (
        <Matrix
          matrix={matrix}
          items={catalogue.items.filter((item) => !search.item || item.code === search.item)}
        />
      )}
      <Pager
        page={matrix}
        onPage={(number) => void navigate({ to: '/disclosure/units', search: { ...search, page: number } })}
      />
      {setting && <ItemsDialog catalogue={catalogue} onClose={() => setSetting(false)} />}
    </>
  )
}

function Matrix({
  matrix,
  items,
}: {
  readonly matrix: MatrixView
  readonly items: readonly ItemSettingView[]
}) {
  const shown = items.filter((item) => matrix.items.some((row) => row.cells[item.code]))
  return (
    <div className="scroll matrix-scroll" role="region" aria-label="各单位公开情况" tabIndex={0}>
      <table className="matrix">
        <caption className="unseen">每行一个单位，每列一个公开事项；问题多的在前</caption>
        <thead>
          <tr>
            <th scope="col">单位</th>
            <th scope="col">指南</th>
            <th scope="col">缺</th>
            <th scope="col">旧</th>
            {shown.map((item) => (
              <th key={item.code} scope="col" title={item.label} className="matrix-item">
                <span>{item.short}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.items.map((row) => (
            <tr key={row.unit.id}>
              <th scope="row">
                <Link to="/disclosure" search={{ unitId: row.unit.id }}>
                  {row.unit.name}
                </Link>
              </th>
              <td className="matrix-guide">
                <Link
                  to="/disclosure/guide"
                  search={{ unitId: row.unit.id }}
                  title={row.guideDueOn ? `期限 ${row.guideDueOn}` : ''}
                >
                  <Signed of={GUIDE_WORDS[row.guide]} />
                </Link>
              </td>
              <td className="matrix-number">{row.missing}</td>
              <td className="matrix-number">{row.stale}</td>
              {shown.map((item) => (
                <Cell key={item.code} item={item} cell={row.cells[item.code]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ item, cell }: { readonly item: ItemSettingView; readonly cell: MatrixCell | undefined }) {
  if (!cell)
    return (
      <td className="matrix-none" title={`${item.short}：不适用`}>
        <span className="unseen">不适用</span>
      </td>
    )
  const [sign, word, tone] = ITEM_WORDS[cell.state]
  const more = cell.count > 0 ? `，${cell.count} 条${cell.newestOn ? `，最近 ${cell.newestOn}` : ''}` : ''
  return (
    <td className={`matrix-cell light-${tone}`} title={`${item.short}：${word}${more}`}>
      <span aria-hidden="true">{sign}</span>
      <span className="unseen">{word}</span>
    </td>
  )
}
