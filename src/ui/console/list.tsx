import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { Button, Input } from 'antd'
import type { PageOf } from '#platform/http/shapes.ts'
import { useListKeys } from './list-keys.ts'
import type { Selection } from './list-selection.tsx'

export interface Column<T> {
  readonly title: string
  readonly cell: (row: T) => ReactNode
  readonly width?: 'narrow' | 'date' | 'wide'
  readonly align?: 'right'
  /** By which the server sorts, where it does. */
  readonly sort?: string
}

/** How a list is sorted now, and what changes it. */
export interface Sorting {
  readonly by: string | undefined
  readonly descending: boolean
  readonly onSort: (by: string, descending: boolean) => void
}

export interface ListTableProps<T> {
  /** Says what the rows are, for who does not see the page. */
  readonly caption: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  /** With a selection the key is the number that it holds. */
  readonly rowKey: (row: T) => string | number
  /** Rows can be picked; see `useSelection` and `BulkBar`. */
  readonly selection?: Selection | undefined
  /** Heads of columns with `sort` sort. */
  readonly sorting?: Sorting | undefined
}

/**
 * Rows to work through. J and K go down and up by the link in each row, Enter opens it, and where rows can be picked X
 * picks. On a phone each row stands as a block with its labels.
 */
export function ListTable<T>({ caption, columns, rows, rowKey, selection, sorting }: ListTableProps<T>) {
  const table = useRef<HTMLTableElement>(null)
  const idOf = (row: T) => Number(rowKey(row))
  useListKeys(
    table,
    selection && {
      onPick: (index) => {
        const row = rows[index]
        if (row !== undefined) selection.toggle(idOf(row))
      },
      onClear: () => selection.setAll(false),
    },
  )
  return (
    <table ref={table} className="list" role="table">
      <caption className="unseen">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {selection && <PickAll selection={selection} />}
          {columns.map((column) => (
            <ColumnHead key={column.title} column={column} {...(sorting ? { sorting } : {})} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row, index) => (
          <tr key={rowKey(row)} role="row" className={selection?.has(idOf(row)) ? 'row-picked' : undefined}>
            {selection && (
              <td role="cell" className="pick">
                <input
                  type="checkbox"
                  aria-label={`选择第 ${index + 1} 行`}
                  checked={selection.has(idOf(row))}
                  onChange={(event) =>
                    selection.toggle(idOf(row), (event.nativeEvent as MouseEvent).shiftKey)
                  }
                />
              </td>
            )}
            {columns.map((column) => (
              <td key={column.title} role="cell" data-label={column.title} className={classOf(column)}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PickAll({ selection }: { readonly selection: Selection }) {
  const box = useRef<HTMLInputElement>(null)
  const all = selection.ids.length === selection.shown
  useEffect(() => {
    if (box.current) box.current.indeterminate = !all && selection.ids.length > 0
  })
  return (
    <th scope="col" role="columnheader" className="pick">
      <input
        ref={box}
        type="checkbox"
        aria-label="选择本页全部"
        checked={all && selection.shown > 0}
        onChange={(event) => selection.setAll(event.target.checked)}
      />
    </th>
  )
}

function ColumnHead<T>({ column, sorting }: { readonly column: Column<T>; readonly sorting?: Sorting }) {
  const { sort, title } = column
  const plain = { scope: 'col', role: 'columnheader', className: classOf(column) } as const
  if (sort === undefined || !sorting) return <th {...plain}>{title}</th>
  const now = sorting.by === sort ? (sorting.descending ? 'descending' : 'ascending') : undefined
  return (
    <th {...plain} {...(now ? { 'aria-sort': now } : {})}>
      <button type="button" className="sort" onClick={() => sorting.onSort(sort, now !== 'descending')}>
        {title}
        <span aria-hidden="true">{now === undefined ? ' ↕' : now === 'descending' ? ' ↓' : ' ↑'}</span>
      </button>
    </th>
  )
}

function classOf<T>(column: Column<T>): string {
  return [column.width, column.align].filter(Boolean).join(' ')
}

/** One filter of a list as a chip that is on or off. */
export function Chip({
  on,
  onToggle,
  children,
}: {
  readonly on: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
}) {
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={onToggle}>
      {children}
    </button>
  )
}

export function Chips({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="chips" role="group" aria-label={label}>
      {children}
    </div>
  )
}

/** Looks for what was typed once Enter says so. */
export function SearchBox(props: {
  readonly label: string
  readonly value: string
  readonly onSearch: (text: string) => void
}) {
  const [text, setText] = useState(props.value)
  const [looked, setLooked] = useState(props.value)
  if (looked !== props.value) {
    setLooked(props.value)
    setText(props.value)
  }
  const search = (event: FormEvent) => {
    event.preventDefault()
    props.onSearch(text.trim())
  }
  return (
    <form role="search" className="search-box" onSubmit={search}>
      <Input
        type="search"
        aria-label={props.label}
        placeholder={props.label}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button htmlType="submit">查找</Button>
    </form>
  )
}

/** Where one is in a list, and the way on. */
export function Pager({
  page,
  onPage,
}: {
  readonly page: Pick<PageOf<unknown>, 'page' | 'size' | 'total'>
  readonly onPage: (page: number) => void
}) {
  const pages = Math.max(1, Math.ceil(page.total / page.size))
  return (
    <nav className="pager" aria-label="翻页">
      <span role="status">
        共 {page.total.toLocaleString('zh-CN')} 条{pages > 1 && `，第 ${page.page} 页，共 ${pages} 页`}
      </span>
      {pages > 1 && (
        <>
          <Button size="small" disabled={page.page <= 1} onClick={() => onPage(page.page - 1)}>
            上一页
          </Button>
          <Button size="small" disabled={page.page >= pages} onClick={() => onPage(page.page + 1)}>
            下一页
          </Button>
        </>
      )}
    </nav>
  )
}
