import { formatChinese } from '#platform/dates.ts'
import type { PageRoute } from '#platform/http/page.ts'
import { listByIds, listNewestBelow, textOf } from '#modules/publishing/index.ts'
import { findSite } from '#modules/sites/index.ts'
import { secondsFor } from './rules.ts'
import { readSetting } from './store.ts'

const KEEP = 60
const PER_COLUMN = 5
const MAX_ITEMS = 20
const MAX_TEXT = 140

/** The unattended board: one item at a time by script; without script all of them, loaded anew by the browser. */
export const screenPage: PageRoute = {
  method: 'GET',
  path: '/screen',
  keep: KEEP,
  everySite: true,
  async read({ db, site }) {
    const row = await findSite(db, site)
    if (!row) return undefined
    const { columns, seconds } = await readSetting(db, row.id)
    const newest = await listNewestBelow(
      db,
      columns.map((one) => one.id),
      PER_COLUMN,
    )
    const columnOf = new Map<number, string>()
    for (const column of columns)
      for (const one of newest.get(column.id) ?? [])
        if (!columnOf.has(one.id)) columnOf.set(one.id, column.name)
    const items = (await listByIds(db, [...columnOf.keys()]))
      .filter((one) => one.state === 'published')
      .toSorted((one, other) =>
        one.shown_on < other.shown_on ? 1 : one.shown_on > other.shown_on ? -1 : other.id - one.id,
      )
      .slice(0, MAX_ITEMS)
    return {
      title: '公告屏',
      display: 'screen',
      private: true,
      tags: ['documents', 'channels', `displays:${row.id}`],
      main: (
        <>
          <h1 className="visually-hidden">最新公开的信息</h1>
          {items.length === 0 ? <p className="board-empty">还没有公开的信息。</p> : null}
          <ol className="board" data-board="">
            {items.map((one) => {
              const whole = one.summary || textOf(one.body_html)
              const text = whole.length > MAX_TEXT ? `${whole.slice(0, MAX_TEXT)}……` : whole
              return (
                <li key={one.id} data-seconds={secondsFor(`${one.title}${text}`, seconds)}>
                  <p className="board-column">{columnOf.get(one.id)}</p>
                  <h2>{one.title}</h2>
                  {text === '' ? null : <p className="board-text">{text}</p>}
                  <p className="board-source">
                    {one.issuer} · {formatChinese(one.shown_on)}
                  </p>
                </li>
              )
            })}
          </ol>
          <p className="board-foot">
            <span data-place="" hidden />
            <span data-away="" hidden />
            <time data-clock="" hidden />
          </p>
        </>
      ),
    }
  },
}
