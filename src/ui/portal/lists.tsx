import type { ReactNode } from 'react'

export interface Crumb {
  readonly label: string
  readonly href?: string
}

/** Where the reader is: the home page first, the page itself last and without a link. */
export function Crumbs({ trail }: { trail: readonly Crumb[] }) {
  if (trail.length === 0) return null
  return (
    <nav className="crumbs" aria-label="当前位置">
      <ol>
        <li>
          <a href="/">首页</a>
        </li>
        {trail.map((crumb, index) => (
          <li key={index}>
            {crumb.href === undefined ? (
              <span aria-current="page">{crumb.label}</span>
            ) : (
              <a href={crumb.href}>{crumb.label}</a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** Pages of a list: how many there are, and the way to the others. `href` makes the address of a page. */
export function Pagination({
  page,
  size,
  total,
  href,
}: {
  page: number
  size: number
  total: number
  href: (page: number) => string
}) {
  const last = Math.max(1, Math.ceil(total / size))
  if (last === 1) return null
  const near = [...new Set([1, page - 2, page - 1, page, page + 1, page + 2, last])].filter(
    (one) => one >= 1 && one <= last,
  )
  return (
    <nav className="pagination" aria-label="分页">
      {page > 1 ? (
        <a rel="prev" href={href(page - 1)}>
          上一页
        </a>
      ) : null}
      <ol>
        {near.map((one, index) => (
          <li key={one}>
            {index > 0 && one - (near[index - 1] ?? 0) > 1 ? <span className="gap">…</span> : null}
            {one === page ? (
              <span aria-current="page">{one}</span>
            ) : (
              <a href={href(one)} aria-label={`第${one}页`}>
                {one}
              </a>
            )}
          </li>
        ))}
      </ol>
      {page < last ? (
        <a rel="next" href={href(page + 1)}>
          下一页
        </a>
      ) : null}
    </nav>
  )
}

export interface ListedItem {
  readonly href: string
  readonly title: string
  /** 2026-01-31, or undefined. */
  readonly date?: string
  /** Unit, number: what tells two alike apart. */
  readonly notes?: readonly string[]
  /** 已废止, 已失效: said before anything else. */
  readonly mark?: string
  readonly snippet?: ReactNode
}

/** Titles with their dates; the compact form is for home pages. */
export function ItemList({ items, compact = false }: { items: readonly ListedItem[]; compact?: boolean }) {
  return (
    <ul className={compact ? 'items compact' : 'items'}>
      {items.map((item) => (
        <li key={item.href}>
          <div className="item-main">
            <a className="item-title" href={item.href}>
              {item.title}
            </a>
            {item.mark ? <span className="mark">{item.mark}</span> : null}
            {item.snippet ? <p className="snippet">{item.snippet}</p> : null}
            {!compact && item.notes && item.notes.length > 0 ? (
              <p className="notes">{item.notes.join(' · ')}</p>
            ) : null}
          </div>
          {item.date ? <time dateTime={item.date}>{item.date}</time> : null}
        </li>
      ))}
    </ul>
  )
}

/** What stands where a list would be: it says what to do instead. */
export function EmptyState({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>
}

/** Something the reader must know before reading on. */
export function Notice({
  kind = 'info',
  title,
  children,
}: {
  kind?: 'info' | 'warning' | 'done'
  title?: string
  children?: ReactNode
}) {
  return (
    <div className={`notice ${kind}`}>
      {title ? <p className="notice-title">{title}</p> : null}
      {children}
    </div>
  )
}

export interface Tile {
  readonly href: string
  readonly label: string
  readonly hint: string
}

/** The few things that people come for. */
export function Tiles({ tiles, label }: { tiles: readonly Tile[]; label: string }) {
  return (
    <nav className="tiles" aria-label={label}>
      <ul>
        {tiles.map((tile) => (
          <li key={tile.href}>
            <a href={tile.href}>
              <span className="tile-label">{tile.label}</span>
              <span className="tile-hint">{tile.hint}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A part of a page under a heading, with the way to more of the same. */
export function Block({
  title,
  id,
  more,
  children,
}: {
  title: string
  id?: string
  more?: { readonly label: string; readonly href: string } | undefined
  children: ReactNode
}) {
  return (
    <section id={id}>
      <div className="block-head">
        <h2>{title}</h2>
        {more ? <a href={more.href}>{more.label}</a> : null}
      </div>
      {children}
    </section>
  )
}
