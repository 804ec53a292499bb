import { PlusOutlined } from '@ant-design/icons'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { instantText } from '#ui/console/dates.ts'
import { PageHead } from '#ui/console/detail.tsx'
import { ButtonLink } from '#ui/console/link.tsx'
import { Chip, Chips, ListTable, Pager, SearchBox } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import { UnitFilter } from '#modules/administration/screens/unit-filter.tsx'
import type { DocumentStateName } from '../contract.ts'
import { documentsQuery } from './queries.ts'
import { StateTag, stateWords } from './state.tsx'

/** What the address says of the list. */
export interface DocumentsSearch {
  readonly state?: DocumentStateName
  readonly unitId?: number
  readonly mine?: true
  readonly title?: string
  readonly page?: number
}

export function readDocumentsSearch(search: Record<string, unknown>): DocumentsSearch {
  const { state, unitId, mine, title, page } = search
  return {
    ...(typeof state === 'string' && Object.hasOwn(stateWords, state)
      ? { state: state as DocumentStateName }
      : {}),
    ...(Number.isInteger(unitId) ? { unitId: unitId as number } : {}),
    ...(mine === true ? { mine } : {}),
    ...(typeof title === 'string' || typeof title === 'number' ? { title: String(title) } : {}),
    ...(Number.isInteger(page) ? { page: page as number } : {}),
  }
}

const route = getRouteApi('/signed-in/documents')

export function DocumentsScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const may = useMay()
  const { data: page } = useSuspenseQuery(documentsQuery({ ...search }))
  // A changed filter begins at the first page again.
  const go = (change: { [K in keyof DocumentsSearch]: DocumentsSearch[K] | undefined }) => {
    const { page: _first, ...kept } = search
    return navigate({ to: '/documents', search: readDocumentsSearch({ ...kept, ...change }) })
  }
  return (
    <>
      <PageHead
        title="文档"
        actions={
          may('publishing.draft') && (
            <ButtonLink to="/documents/new" icon={<PlusOutlined />}>
              起草文档
            </ButtonLink>
          )
        }
      />
      <div className="filters">
        <Chips label="状态">
          {(Object.keys(stateWords) as DocumentStateName[]).map((state) => (
            <Chip
              key={state}
              on={search.state === state}
              onToggle={() => void go({ state: search.state === state ? undefined : state })}
            >
              {stateWords[state]}
            </Chip>
          ))}
          {may('publishing.draft') && (
            <Chip
              on={search.mine === true}
              onToggle={() => void go({ mine: search.mine ? undefined : true })}
            >
              我起草的
            </Chip>
          )}
        </Chips>
        <UnitFilter value={search.unitId} onChange={(unitId) => void go({ unitId })} />
        <SearchBox
          label="按标题查找"
          value={search.title ?? ''}
          onSearch={(title) => void go({ title: title === '' ? undefined : title })}
        />
      </div>
      {page.items.length === 0 ? (
        <EmptyState title="没有符合条件的文档">
          <p>{may('publishing.draft') ? '可以放宽条件，或者起草一份新文档。' : '可以放宽条件再找。'}</p>
        </EmptyState>
      ) : (
        <ListTable
          caption="文档"
          rows={page.items}
          rowKey={(row) => row.id}
          columns={[
            {
              title: '标题',
              width: 'wide',
              cell: (row) => (
                <Link to="/documents/$documentId" params={{ documentId: row.id }}>
                  {row.title}
                </Link>
              ),
            },
            { title: '状态', width: 'narrow', cell: (row) => <StateTag document={row} /> },
            { title: '机构', cell: (row) => row.unit.name },
            { title: '发文字号', width: 'narrow', cell: (row) => row.documentNumber },
            { title: '成文日期', width: 'date', cell: (row) => row.writtenOn },
            { title: '修改时间', width: 'date', cell: (row) => instantText(row.editedAt) },
          ]}
        />
      )}
      <Pager
        page={page}
        onPage={(number) => void navigate({ to: '/documents', search: { ...search, page: number } })}
      />
    </>
  )
}
