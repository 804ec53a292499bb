import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { Button, Input } from 'antd'
import type { PageOf } from '#platform/http/shapes.ts'

export interface Column<T> {
  readonly title: string
  readonly cell: (row: T) => ReactNode
  readonly width?: 'narrow' | 'date' | 'wide'
  readonly align?: 'right'
}

export interface ListTableProps<T> {
  /** Says what the rows are, for who does not see the page. */
  readonly caption: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly rowKey: (row: T) => string | number
}

/**
 * Rows to work through. J and K go down and up by the link in each row, Enter opens it. On a phone each row stands
 * as a block with its labels.
 */
export function ListTable<T>({ caption, columns, rows, rowKey }: ListTableProps<T>) {
  const table = useRef<HTMLTableElement>(null)
  useEffect(() => {
    const move = (event: KeyboardEvent) => stepThroughRows(event, table.current)
    document.addEventListener('keydown', move)
    return () => document.removeEventListener('keydown', move)
  }, [])
  return (
    <table ref={table} className="list" role="table">
      <caption className="unseen">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.title} scope="col" role="columnheader" className={classOf(column)}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row">
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

function classOf<T>(column: Column<T>): string {
  return [column.width, column.align].filter(Boolean).join(' ')
}

function stepThroughRows(event: KeyboardEvent, table: HTMLTableElement | null): void {
  if (
    !table ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    !['j', 'k'].includes(event.key.toLowerCase())
  )
    return
  const at = event.target
  if (at instanceof HTMLElement && at.closest('input, textarea, select, [contenteditable="true"], dialog'))
    return
  const links = [...table.querySelectorAll('tbody tr')].flatMap((row) => row.querySelector('a') ?? [])
  const here = links.findIndex((link) => link === document.activeElement)
  const next = event.key.toLowerCase() === 'j' ? here + 1 : Math.max(here - 1, 0)
  links[next]?.focus()
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
