import type { Handle } from '#platform/db/connect.ts'
import { formatChinese } from '#platform/dates.ts'
import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import { findUnitByCode } from '#kernel/organisation/index.ts'
import { DataTable, EmptyState, formatCount, ItemList, Pagination } from '#ui/portal/index.ts'
import { TAG } from './actions.ts'
import { decisionLabels, KIND_LABELS, type DecisionName } from './kinds.ts'
import * as store from './store.ts'

const KEEP = 900
const SIZE = 30
const TITLE = '规章和行政规范性文件'
const ENDS: Readonly<Record<string, string>> = {
  repealed: '已废止',
  replaced: '已被替代',
  expired: '已失效',
}

export const normativePages: readonly PageRoute[] = [
  {
    method: 'GET',
    path: '/normative',
    keep: KEEP,
    query: ['kind', 'unit', 'year', 'q', 'ended', 'page'],
    read: readRules,
  },
  { method: 'GET', path: '/normative/cleanups/:cleanupId', keep: KEEP, read: readCleanup },
]

/** What a reader asks of the list of rules; undefined: of a unit that is not there. */
export async function readAsked(db: Handle, query: Readonly<Record<string, string | undefined>>) {
  const kind =
    query['kind'] !== undefined && Object.hasOwn(KIND_LABELS, query['kind']) ? query['kind'] : undefined
  const unit = query['unit'] === undefined ? undefined : await findUnitByCode(db, query['unit'])
  if (query['unit'] !== undefined && !unit) return undefined
  const year = /^\d{4}$/.test(query['year'] ?? '') ? Number(query['year']) : undefined
  const words = (query['q'] ?? '').trim().slice(0, 50)
  const filter: store.RuleFilter = {
    kinds: kind === undefined ? Object.keys(KIND_LABELS) : [kind],
    unitId: unit?.id,
    year,
    words,
    ended: query['ended'] === '1',
  }
  return { kind, unit, filter }
}

async function readRules({ db, query, today, publicUrl }: PageRequest): Promise<PageContent | undefined> {
  const found = await readAsked(db, query)
  if (!found) return undefined
  const { kind, unit, filter } = found
  const { year, words, ended } = filter
  const page = /^[1-9]\d{0,4}$/.test(query['page'] ?? '') ? Number(query['page']) : 1
  const list = await store.listRules(db, filter, { offset: (page - 1) * SIZE, limit: SIZE })
  if (page > 1 && list.items.length === 0) return undefined
  const cleanups = await store.listCleanups(db, 'closed', { offset: 0, limit: 10 })
  const asked = {
    kind,
    unit: unit?.code,
    year: year?.toString(),
    q: words || undefined,
    ended: ended ? '1' : undefined,
  }
  const href = (change: Readonly<Record<string, string | undefined>>) => {
    const entries = Object.entries({ ...asked, ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    )
    return entries.length === 0 ? '/normative' : `/normative?${new URLSearchParams(entries).toString()}`
  }
  const thisYear = Number(today.slice(0, 4))
  return {
    title: ended ? `${TITLE}（已终止）` : `现行有效的${TITLE}`,
    description: '现行有效的规章和行政规范性文件目录，以及历次清理结果。',
    section: 'disclosure',
    crumbs: [{ label: '政府信息公开', href: '/disclosure' }, { label: TITLE }],
    tags: [TAG, 'documents'],
    data: {
      ended,
      page,
      size: SIZE,
      total: list.total,
      items: list.items.map((one) => ({
        id: one.id,
        url: `${publicUrl}/documents/${one.id}`,
        kind: one.kind,
        title: one.title,
        documentNumber: one.document_number,
        issuer: one.issuer,
        writtenOn: one.written_on,
        effectiveOn: one.effective_on,
        expiresOn: one.expires_on,
        validity: ENDS[one.state] ?? '有效',
      })),
    },
    main: (
      <>
        <div className="page-head">
          <h1>{ended ? `已终止的${TITLE}` : `现行有效的${TITLE}`}</h1>
          <p className="lead">没有列在这里的，不作为行政管理的依据。</p>
        </div>
        <form className="filter-form" action="/normative" method="get">
          <label>
            标题或者文号
            <input name="q" type="search" defaultValue={words} maxLength={50} />
          </label>
          <label>
            种类
            <select name="kind" defaultValue={kind ?? ''}>
              <option value="">全部</option>
              {Object.entries(KIND_LABELS).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <label>
            成文年份
            <select name="year" defaultValue={year ?? ''}>
              <option value="">全部</option>
              {Array.from({ length: 30 }, (_, index) => thisYear - index).map((one) => (
                <option key={one} value={one}>
                  {one}年
                </option>
              ))}
            </select>
          </label>
          {ended ? <input type="hidden" name="ended" value="1" /> : null}
          {unit ? <input type="hidden" name="unit" value={unit.code} /> : null}
          <button type="submit">查找</button>
        </form>
        <p className="count-line">
          {unit ? `${unit.name}，` : ''}共 {formatCount(list.total)} 件，按成文日期从新到旧 ·{' '}
          <a href={href({ ended: ended ? undefined : '1', page: undefined })}>
            {ended ? '看现行有效的' : '看已终止的'}
          </a>{' '}
          ·{' '}
          <a href={href({ page: undefined }).replace('/normative', '/normative/rules.csv')}>
            下载目录（CSV）
          </a>
        </p>
        {list.items.length === 0 ? (
          <EmptyState>没有相符的文件。</EmptyState>
        ) : (
          <ItemList
            items={list.items.map((one) => ({
              href: `/documents/${one.id}`,
              title: one.title,
              date: one.written_on ?? '',
              notes: [
                KIND_LABELS[one.kind] ?? '',
                one.issuer,
                ...(one.document_number ? [one.document_number] : []),
                ...(one.expires_on ? [`有效期至 ${one.expires_on}`] : []),
              ],
              ...(ENDS[one.state] === undefined ? {} : { mark: ENDS[one.state] ?? '' }),
            }))}
          />
        )}
        <Pagination
          page={page}
          size={SIZE}
          total={list.total}
          href={(to) => href({ page: to === 1 ? undefined : String(to) })}
        />
        {cleanups.length > 0 ? (
          <section>
            <h2>清理结果</h2>
            <ul className="plain-list">
              {cleanups.map((one) => (
                <li key={one.id}>
                  <a href={`/normative/cleanups/${one.id}`}>{one.title}</a>{' '}
                  {one.closed_on ? formatChinese(one.closed_on) : ''}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </>
    ),
  }
}

const ORDER: readonly DecisionName[] = ['keep', 'amend', 'repeal', 'void']

async function readCleanup({ db, params }: PageRequest): Promise<PageContent | undefined> {
  const id = Number(params['cleanupId'])
  if (!Number.isSafeInteger(id) || id < 1) return undefined
  const closed = await store.findClosed(db, id)
  if (!closed?.closed_on) return undefined
  const items = await store.listItems(db, id)
  const of = (decision: DecisionName) => items.filter((item) => item.confirmed && item.decision === decision)
  const open = items.filter((item) => !item.confirmed)
  return {
    title: closed.title,
    description: `${closed.title}的结果：继续有效、修改、废止和宣布失效的文件目录。`,
    section: 'disclosure',
    crumbs: [{ label: TITLE, href: '/normative' }, { label: '清理结果' }],
    tags: [TAG, 'documents'],
    data: {
      title: closed.title,
      basis: closed.basis,
      closedOn: closed.closed_on,
      items: items.map((item) => ({
        id: item.document_id,
        title: item.title,
        documentNumber: item.document_number,
        unit: item.unit_name,
        decision: item.confirmed && item.decision !== null ? decisionLabels[item.decision] : null,
        reason: item.confirmed ? item.reason : '',
      })),
    },
    main: (
      <>
        <div className="page-head">
          <h1>{closed.title}</h1>
          <p className="lead">
            {closed.basis}。{formatChinese(closed.closed_on)}完成，共清理 {closed.documents - open.length} 件
            · <a href={`/normative/cleanups/${id}/result.csv`}>下载（CSV）</a>
          </p>
          {closed.closing_note === '' ? null : <p>{closed.closing_note}</p>}
        </div>
        {ORDER.map((decision) => (
          <section key={decision}>
            {of(decision).length === 0 ? (
              <>
                <h2>{decisionLabels[decision]}</h2>
                <EmptyState>没有。</EmptyState>
              </>
            ) : (
              <DataTable
                caption={`${decisionLabels[decision]}（${of(decision).length} 件）`}
                columns={[
                  { label: '文件' },
                  { label: '文号' },
                  { label: '单位' },
                  ...(decision === 'keep' ? [] : [{ label: '理由' }]),
                ]}
                rows={of(decision).map((item) => [
                  <a key="title" href={`/documents/${item.document_id}`}>
                    {item.title}
                  </a>,
                  item.document_number ?? '',
                  item.unit_name,
                  ...(decision === 'keep' ? [] : [item.reason]),
                ])}
              />
            )}
          </section>
        ))}
        {open.length > 0 ? (
          <DataTable
            caption={`单位没有确认（${open.length} 件）`}
            columns={[{ label: '文件' }, { label: '文号' }, { label: '单位' }]}
            rows={open.map((item) => [
              <a key="title" href={`/documents/${item.document_id}`}>
                {item.title}
              </a>,
              item.document_number ?? '',
              item.unit_name,
            ])}
          />
        ) : null}
      </>
    ),
  }
}
