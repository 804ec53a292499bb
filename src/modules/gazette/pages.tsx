import type { Db } from '#platform/db/connect.ts'
import { formatChinese } from '#platform/dates.ts'
import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import { findSite, MAIN_SITE } from '#modules/sites/index.ts'
import { ArticleBody, DataTable, EmptyState, ItemList, Notice } from '#ui/portal/index.ts'
import { TAG } from './actions.ts'
import { categoryLabels, type Category } from './kinds.ts'
import * as store from './store.ts'

const KEEP = 900
const TITLE = '政府公报'
const IN_A_YEAR = 60

export const gazettePages: readonly PageRoute[] = [
  { method: 'GET', path: '/gazette', keep: KEEP, query: ['year'], read: readList },
  { method: 'GET', path: '/gazette/:year/:number', keep: KEEP, read: readIssue },
]

/** The government whose portal this is: its gazette. */
export async function findPublisher(db: Db): Promise<number | undefined> {
  return (await findSite(db, MAIN_SITE))?.unit_id
}

async function readList({ db, query, publicUrl }: PageRequest): Promise<PageContent | undefined> {
  const unitId = await findPublisher(db)
  const years = unitId === undefined ? [] : await store.listYears(db, unitId)
  const asked = /^\d{4}$/.test(query['year'] ?? '') ? Number(query['year']) : years[0]
  if (query['year'] !== undefined && !years.includes(asked ?? 0)) return undefined
  const list =
    unitId === undefined || asked === undefined
      ? []
      : (
          await store.listIssues(
            db,
            { unitIds: [unitId], issuedOnly: true, year: asked },
            { offset: 0, limit: IN_A_YEAR },
          )
        ).items
  return {
    title: asked === undefined || asked === years[0] ? TITLE : `${TITLE}（${asked}年）`,
    description: '政府公报各期目录、全文和版式文件。',
    section: 'disclosure',
    crumbs: [{ label: TITLE }],
    tags: [TAG],
    data: {
      years,
      year: asked ?? null,
      issues: list.map((one) => ({
        year: one.year,
        number: one.number,
        totalNumber: one.total_number,
        name: one.name,
        issuedOn: one.issued_on,
        documents: one.documents,
        url: `${publicUrl}/gazette/${one.year}/${one.number}`,
      })),
    },
    main: (
      <>
        <div className="page-head">
          <h1>{TITLE}</h1>
          <p className="lead">公报登载的文件文本为标准文本。可以在线阅读，也可以下载版式文件。</p>
        </div>
        {years.length > 1 ? (
          <nav aria-label="年份">
            <ul className="years">
              {years.map((year) => (
                <li key={year}>
                  <a
                    href={year === years[0] ? '/gazette' : `/gazette?year=${year}`}
                    aria-current={year === asked ? 'page' : undefined}
                  >
                    {year}年
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
        {list.length === 0 ? (
          <EmptyState>还没有出版政府公报。</EmptyState>
        ) : (
          <ItemList
            items={list.map((one) => ({
              href: `/gazette/${one.year}/${one.number}`,
              title: `${one.year}年第${one.number}期（总第${one.total_number}期）`,
              date: one.issued_on ?? '',
              notes: [`${one.documents} 份文件`],
            }))}
          />
        )}
      </>
    ),
  }
}

async function readIssue({ db, params, publicUrl }: PageRequest): Promise<PageContent | undefined> {
  const unitId = await findPublisher(db)
  const [year, number] = [Number(params['year']), Number(params['number'])]
  if (unitId === undefined || !Number.isSafeInteger(year) || !Number.isSafeInteger(number)) return undefined
  const issue = await store.findIssued(db, unitId, year, number)
  if (!issue?.issued_on) return undefined
  const entries = await store.listEntries(db, issue.id)
  const { before, after } = await store.findNeighbours(db, issue)
  const copies = await store.countCopies(db, issue.id)
  const pdf = await store.findPdf(db, unitId, year, number)
  const title = `${issue.name}${year}年第${number}期`
  const file = `/gazette/${year}/${number}/gazette.pdf`
  const addressOf = (one: { year: number; number: number }) => `/gazette/${one.year}/${one.number}`
  return {
    title,
    description: `${title}，${entries.length} 份文件。`,
    section: 'disclosure',
    crumbs: [{ label: TITLE, href: '/gazette' }, { label: `${year}年第${number}期` }],
    tags: [TAG],
    data: {
      year,
      number,
      totalNumber: issue.total_number,
      issuedOn: issue.issued_on,
      pdf: pdf ? { url: `${publicUrl}${file}`, size: pdf.size, sha256: pdf.file_hash.toString('hex') } : null,
      documents: entries.map((entry) => ({
        section: entry.section,
        id: entry.document_id,
        url: `${publicUrl}/documents/${entry.document_id}`,
        title: entry.title,
        documentNumber: entry.document_number,
        version: entry.version,
      })),
      copies,
    },
    main: (
      <>
        <div className="page-head">
          <h1>{title}</h1>
          <p className="lead">
            总第{issue.total_number}期，{formatChinese(issue.issued_on)}出版
          </p>
          <p className="actions">
            {pdf ? (
              <a className="button" href={file} download>
                下载版式文件（PDF，{Math.max(1, Math.round(pdf.size / 1024))} KB）
              </a>
            ) : (
              <span>版式文件正在排版，稍后可以下载。</span>
            )}
          </p>
        </div>
        <div className="with-side">
          <nav className="side-nav" aria-label="本期目录">
            <h2>目录</h2>
            <ul>
              {entries.map((entry) => (
                <li key={entry.position}>
                  <a href={`#d${entry.position}`}>{entry.title}</a>
                </li>
              ))}
            </ul>
          </nav>
          <div>
            {entries.map((entry, index) => (
              <article className="gazette-entry" key={entry.position} id={`d${entry.position}`}>
                {entries[index - 1]?.section === entry.section ? null : (
                  <p className="gazette-section">{entry.section}</p>
                )}
                <h2>{entry.title}</h2>
                {entry.document_number ? <p className="gazette-number">{entry.document_number}</p> : null}
                {entry.state === 'withdrawn' || entry.state === 'redirected' ? (
                  <Notice kind="warning" title="本文已撤回">
                    <p>
                      出版以后撤回，<a href={`/documents/${entry.document_id}`}>查看说明</a>。
                    </p>
                  </Notice>
                ) : (
                  <>
                    <ArticleBody html={withVersion(entry)} />
                    <p className="gazette-foot">
                      {entry.issuer}
                      {entry.written_on ? <>，{formatChinese(entry.written_on)}</> : null} ·{' '}
                      <a href={`/documents/${entry.document_id}`}>这份文件的页面</a>
                    </p>
                  </>
                )}
              </article>
            ))}
            {copies.length > 0 ? (
              <DataTable
                caption="本期寄送"
                columns={[
                  { label: '去向' },
                  { label: '单位数', numeric: true },
                  { label: '份数', numeric: true },
                ]}
                rows={copies.map((row) => [
                  categoryLabels[row.category as Category],
                  row.recipients,
                  row.copies,
                ])}
              />
            ) : null}
            <nav className="neighbours" aria-label="相邻各期">
              {before ? (
                <a href={addressOf(before)}>
                  上一期：{before.year}年第{before.number}期
                </a>
              ) : null}
              {after ? (
                <a href={addressOf(after)}>
                  下一期：{after.year}年第{after.number}期
                </a>
              ) : null}
            </nav>
          </div>
        </div>
      </>
    ),
  }
}

/** Pictures as they were in the version that was issued. */
function withVersion(entry: store.EntryRow): string {
  return entry.body_html.replace(/(src="\/pictures\/\d+)"/g, `$1?version=${entry.version}"`)
}
