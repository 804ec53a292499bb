import type { Handle } from '#platform/db/connect.ts'
import { civilDateOf, formatChinese } from '#platform/dates.ts'
import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import type { PaperFile } from '#kernel/printing/index.ts'
import { Corrections, DataTable, EmptyState, Notice, StatTable, type StatCell } from '#ui/portal/index.ts'
import { kindLabels, SHEET_KINDS, type RowView, type SheetEdition, type SheetKind } from './contract.ts'
import { TAG } from './kinds.ts'
import { addressOf } from './present.ts'
import { printedValue } from './print.ts'
import * as store from './store.ts'

const LIST = { label: '政府网站年度报表', href: '/site-reports' }
const SECTION = 'reports'
const KEEP_SECONDS = 3600

export const siteyearPages: readonly PageRoute[] = [
  { method: 'GET', path: '/site-reports', keep: KEEP_SECONDS, read: readList },
  {
    method: 'GET',
    path: '/site-reports/:sheetKind/:sheetOf/:sheetYear',
    keep: KEEP_SECONDS,
    query: ['edition'],
    read: readSheet,
  },
]

async function readList({ db }: PageRequest): Promise<PageContent> {
  const rows = await store.listPublic(db)
  return {
    title: LIST.label,
    description: '政府网站工作年度报表和监管年度报表，每个数字都由记录统计得出。',
    crumbs: [{ label: LIST.label }],
    section: SECTION,
    tags: [TAG],
    main: (
      <>
        <h1>{LIST.label}</h1>
        <p>每年1月31日前公布上一年度的报表。数字由记录统计得出，点开可看到每一条记录。</p>
        {rows.length === 0 ? (
          <EmptyState>还没有公布的报表。</EmptyState>
        ) : (
          <DataTable
            caption={LIST.label}
            columns={[{ label: '年度' }, { label: '报表' }, { label: '网站或单位' }]}
            rows={rows.map((row) => [
              `${row.year}年`,
              <a
                key="sheet"
                href={addressOf(row)}
                aria-label={`${row.site_name ?? row.unit_name}${row.year}年${kindLabels[row.kind]}`}
              >
                {kindLabels[row.kind]}
              </a>,
              row.site_name ?? row.unit_name,
            ])}
          />
        )}
      </>
    ),
  }
}

export interface Published {
  readonly edition: SheetEdition
  readonly editions: readonly store.ListedEdition[]
  readonly files: readonly PaperFile[]
}

/** The newest published edition, or the one of this number. */
export async function readPublished(
  handle: Handle,
  kind: SheetKind,
  of: string,
  year: number,
  number?: number,
): Promise<Published | undefined> {
  const sheet = await store.findPublic(handle, kind, of, year)
  const row = sheet && (await store.findEdition(handle, sheet.id, number ?? sheet.edition))
  if (!sheet || !row) return undefined
  return {
    edition: JSON.parse(row.content) as SheetEdition,
    editions: await store.listEditions(handle, sheet.id),
    files: await store.listFiles(handle, { sheetId: sheet.id, number: row.number }),
  }
}

/** What an address asks for; undefined where it names no published sheet or edition. */
export async function readAsked(
  handle: Handle,
  params: Readonly<Record<string, string | undefined>>,
  edition: string | undefined,
): Promise<Published | undefined> {
  const { sheetKind, sheetOf = '', sheetYear = '' } = params
  const kind = SHEET_KINDS.find((one) => one === sheetKind)
  if (!kind || !/^\d{4}$/.test(sheetYear)) return undefined
  const number = edition === undefined ? undefined : Number(/^[1-9]\d{0,3}$/.exec(edition)?.[0] ?? 0)
  return readPublished(handle, kind, sheetOf, Number(sheetYear), number)
}

async function readSheet(request: PageRequest): Promise<PageContent | undefined> {
  const found = await readAsked(request.db, request.params, request.query['edition'])
  if (!found) return undefined
  const { edition, editions, files } = found
  const address = `/site-reports/${edition.kind}/${request.params['sheetOf']}/${edition.year}`
  const [newest] = editions
  return {
    title: edition.title,
    description: `${edition.title}，第${edition.number}版。`,
    crumbs: [LIST, { label: edition.title }],
    section: SECTION,
    tags: [TAG],
    data: edition,
    main: (
      <>
        <h1>{edition.title}</h1>
        <p>
          填报单位：{edition.unit.name}。第{edition.number}版，
          {formatChinese(civilDateOf(new Date(edition.publishedAt)))}
          公布。数字由公布时的记录统计得出，公布后不变。
        </p>
        {newest && newest.number !== edition.number && (
          <Notice kind="warning" title="这不是最新的一版">
            <p>
              <a href={address}>查看第{newest.number}版</a>
            </p>
          </Notice>
        )}
        {edition.restated && (
          <Corrections
            why={edition.restated.why}
            caption="更正的内容"
            rows={edition.restated.changes.map((one) => [one.label, one.before ?? '空', one.after ?? '空'])}
          />
        )}
        <Groups edition={edition} />
        <Below
          address={`/api/v1/published-${address.slice(1)}`}
          own={address}
          editions={editions}
          files={files}
          shown={edition.number}
        />
      </>
    ),
  }
}

/** In one table, as the paper prints it: each group beside its rows. */
function Groups({ edition }: { readonly edition: SheetEdition }) {
  return (
    <StatTable
      caption={edition.form}
      head={[
        [
          { text: '部分', head: 'col' },
          { text: '项目', head: 'col' },
          { text: '内容', head: 'col' },
        ],
      ]}
      rows={edition.groups.flatMap((group) =>
        group.rows.map((row, index): StatCell[] => [
          ...(index === 0
            ? [{ text: group.title, head: 'rowgroup' as const, rowSpan: group.rows.length }]
            : []),
          { text: row.label, head: 'row' },
          { text: <Value row={row} />, ...(row.kind === 'number' && row.carried ? { numeric: true } : {}) },
        ]),
      )}
    />
  )
}

function Value({ row }: { readonly row: RowView }) {
  const text = printedValue(row)
  if (row.address === null || row.value === null || row.value === '0') return text
  return (
    <a href={row.address} aria-label={`${row.label}：${text}，查看记录`}>
      {text}
    </a>
  )
}

const FILE_NAMES = { pdf: '版式文件（PDF）', docx: '可编辑文件（Word）' } as const

function Below(props: {
  readonly address: string
  readonly own: string
  readonly editions: readonly store.ListedEdition[]
  readonly files: readonly PaperFile[]
  readonly shown: number
}) {
  return (
    <ul>
      {props.files.map(({ format, size }) => (
        <li key={format}>
          <a href={`${props.own}/report.${format}?edition=${props.shown}`}>{FILE_NAMES[format]}</a>，
          {Math.max(1, Math.round(size / 1024))} KB
        </li>
      ))}
      <li>
        <a href={`${props.address}/table`}>下载表格（CSV）</a>
      </li>
      <li>
        <a href={props.address}>机器可读数据（JSON）</a>
      </li>
      {props.editions
        .filter((one) => one.number !== props.shown)
        .map((one) => (
          <li key={one.number}>
            <a href={`${props.own}?edition=${one.number}`}>第{one.number}版</a>
            {one.why !== null && `（更正：${one.why}）`}
          </li>
        ))}
    </ul>
  )
}
