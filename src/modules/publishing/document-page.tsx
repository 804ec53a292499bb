import type { Db, Handle } from '#platform/db/connect.ts'
import { civilDateOf, formatChinese, formatInstantChinese, type CivilDate } from '#platform/dates.ts'
import type { PageContent, PageRoute } from '#platform/http/page.ts'
import * as documents from '#kernel/documents/index.ts'
import { roleLabels } from '#kernel/identity/index.ts'
import { filedAs } from '#modules/legality/index.ts'
import { listAncestors } from '#modules/sites/index.ts'
import {
  ArticleBody,
  ArticleHead,
  AttachmentList,
  MetadataTable,
  Notice,
  ReviewTrail,
} from '#ui/portal/index.ts'
import { columnTags, KEEP, sectionOf } from './column-tags.ts'
import { Corrections, readCorrections } from './corrections.tsx'
import { History, Explained, readRelated } from './history.tsx'
import { textOf } from './html.ts'
import { publicDocument, structuredData, type PublicDocument } from './public-document.ts'
import { findPlace } from './store/placements.ts'
import { endOf, validityOf } from './validity.ts'

/** Where else a document stands: what is said of it, and where that leads. */
export type Mentions = (
  db: Db,
  documentId: number,
) => Promise<readonly { readonly label: string; readonly href: string }[]>

export const documentPage = (mentions: Mentions): PageRoute => ({
  method: 'GET',
  path: '/documents/:documentId',
  keep: KEEP,
  everySite: true,
  async read({ db, site, params, publicUrl }) {
    const found = await find(db, params['documentId'])
    if (!found) return undefined
    if (found.state === 'redirected' && found.replaced_by_id !== null)
      return { redirect: `/documents/${found.replaced_by_id}`, status: 301 }
    const channelId = await findPlace(db, found.id, site)
    const ancestors = channelId === undefined ? [] : await listAncestors(db, channelId)
    const files = found.text_removed ? [] : await listFiles(db, found.id, found.version)
    const related = await readRelated(db, found.id)
    const successor =
      found.replaced_by_id === null ? undefined : await documents.findPublicDocument(db, found.replaced_by_id)
    const corrections = found.text_removed ? [] : await readCorrections(db, found.id)
    const shownOn = shownOnOf(found)
    const printed = await mentions(db, found.id)
    const filed = await filedAs(db, found.id)
    const record = publicDocument(found, files, related, publicUrl)
    return {
      title: found.title,
      description: found.text_removed ? '' : found.summary || textOf(found.body_html).slice(0, 100),
      meta: [...columnTags(ancestors.at(-1)), ...articleTags(found)],
      article: { publishedAt: found.published_at, picture: pictureOf(found) },
      structured: structuredData(found, publicUrl),
      data: record,
      crumbs: [
        ...ancestors.map((one) => ({ label: one.name, href: `/channels/${one.slug}` })),
        { label: '正文' },
      ],
      section: sectionOf(site, ancestors),
      tags: [`document:${found.id}`, `unit:${found.unit_id}`],
      main: (
        <article className="article">
          <Ended document={found} successor={successor} />
          {found.emergency_reason !== null && found.confirmed_at === null ? (
            <Notice kind="warning" title="应急发布">
              <p>本文由一名负责人决定立即发布，另一人的签署正在补办。</p>
            </Notice>
          ) : null}
          <ArticleHead
            title={found.title}
            essentials={[
              found.issuer,
              ...(found.document_number ? [found.document_number] : []),
              <time key="date" dateTime={shownOn}>
                {formatChinese(shownOn)}发布
              </time>,
              validityOf(found.state),
            ]}
          />
          <Explained related={related.direct} />
          {found.text_removed ? null : <ArticleBody html={found.body_html} />}
          {!found.text_removed && found.body_html === '' && files.length === 0 ? (
            <Notice title="来源没有提供正文">
              <p>目前只有文件信息，可以向发布机构申请获取全文。</p>
            </Notice>
          ) : null}
          <AttachmentList files={files} />
          <History id={found.id} chain={related.chain} />
          <Corrections documentId={found.id} corrections={corrections} />
          {printed.length > 0 ? (
            <p>
              刊于：
              {printed.map((one) => (
                <a key={one.href} href={one.href}>
                  {one.label}
                </a>
              ))}
            </p>
          ) : null}
          <section>
            <Metadata document={found} filed={filed} />
          </section>
          <ReviewTrail steps={trailOf(found)} />
        </article>
      ),
    }
  },
})

/** An earlier text of a corrected document, at an address of its own, so that whoever cited it can be checked. */
export const versionPage: PageRoute = {
  method: 'GET',
  path: '/documents/:documentId/versions/:version',
  keep: KEEP,
  async read({ db, params }): Promise<PageContent | undefined> {
    const found = await find(db, params['documentId'])
    const number = Number(params['version'])
    if (!found || !Number.isSafeInteger(number) || number < 1) return undefined
    const version = await documents.findPublicVersion(db, found.id, number)
    if (!version || version.until === null) return undefined
    const { row, releasedAt, until } = version
    const from = civilDateOf(releasedAt)
    const files = await listFiles(db, found.id, number)
    return {
      title: `${row.title}（${formatChinese(from)}版）`,
      private: true,
      crumbs: [{ label: found.title, href: `/documents/${found.id}` }, { label: '更正前的版本' }],
      section: 'disclosure',
      tags: [`document:${found.id}`],
      data: {
        document: found.id,
        version: number,
        from: releasedAt,
        until,
        title: row.title,
        html: row.body_html,
      },
      main: (
        <article className="article">
          <Notice kind="warning" title="这是更正前的版本">
            <p>
              本版本自{formatChinese(from)}至{formatChinese(civilDateOf(until))}公开，已经更正。
              <a href={`/documents/${found.id}`}>查看现在的版本</a>
            </p>
          </Notice>
          <ArticleHead
            title={row.title}
            essentials={[row.issuer, ...(row.document_number ? [row.document_number] : [])]}
          />
          <ArticleBody html={withVersion(row.body_html, number)} />
          <AttachmentList
            files={files.map((file) => ({ ...file, href: `${file.href}?version=${number}` }))}
          />
        </article>
      ),
    }
  },
}

async function find(db: Handle, text: string | undefined): Promise<PublicDocument | undefined> {
  const id = Number(text)
  if (!Number.isSafeInteger(id) || id < 1) return undefined
  return documents.findPublicDocument(db, id)
}

/** The pictures of an earlier text are those that it had. */
function withVersion(html: string, version: number): string {
  return html.replace(/(src="\/pictures\/\d+)"/g, `$1?version=${version}"`)
}

/** The files of one version, as the public finds them. */
export async function listFiles(db: Handle, id: number, version: number) {
  const files = await documents.listAttachments(db, id, version)
  return files
    .filter((file) => !file.picture)
    .map((file) => ({
      name: file.name,
      size: file.size,
      sha256: file.file_hash.toString('hex'),
      href: `/files/${file.lineage}/${encodeURIComponent(file.name)}`,
    }))
}

/** The first picture of a text, for whoever shares the page. */
function pictureOf(found: PublicDocument): string | undefined {
  if (found.text_removed) return undefined
  return /<img\b[^>]*\bsrc="(\/pictures\/\d+)"/.exec(found.body_html)?.[1]
}

function shownOnOf(found: PublicDocument): CivilDate {
  if (found.originally_published_on !== null) return found.originally_published_on
  if (found.published_at === null) throw new Error(`document ${found.id} has no publication time`)
  return civilDateOf(found.published_at)
}

const STEPS: Readonly<Record<string, string>> = {
  batch: '批量公开认定（此前已公开）',
  drafter: '承办人提出公开属性',
  emergency: '应急发布（一名负责人决定）',
  confirmed: '另一人补签',
}

function trailOf(found: PublicDocument) {
  return documents.approvalSteps(found.steps).map((step) => ({
    label: STEPS[step.role] ?? roleLabels[step.role as keyof typeof roleLabels] ?? step.role,
    on: step.on,
  }))
}

/** Whatever has ended says so first. */
function Ended({
  document,
  successor,
}: {
  document: PublicDocument
  successor: { id: number; title: string } | undefined
}) {
  const ended = endOf(document.state)
  if (ended === undefined) return null
  const on = document.ended_on === null ? '' : `于${formatChinese(document.ended_on)}`
  return (
    <Notice kind="warning" title={`本文${on}${ended}`}>
      <p>{document.end_reason}</p>
      {successor ? (
        <p>
          替代本文的文件：<a href={`/documents/${successor.id}`}>{successor.title}</a>
        </p>
      ) : null}
    </Notice>
  )
}

function Metadata({ document: found, filed }: { document: PublicDocument; filed: string | undefined }) {
  const rows: (readonly [string, React.ReactNode])[] = [
    ['索引号', found.index_number],
    ['发文字号', found.document_number ?? ''],
    [
      '发布机构',
      <a key="unit" href={`/units/${found.unit_code}`}>
        {found.issuer}
      </a>,
    ],
    ['成文日期', found.written_on ?? ''],
    ['收到日期', found.received_on ?? ''],
    ['施行日期', found.effective_on ?? ''],
    ['有效期至', found.expires_on ?? ''],
    ['原发布日期', found.originally_published_on ?? ''],
    ['本站发布时间', found.published_at === null ? '' : formatInstantChinese(found.published_at)],
    ['主题分类', documents.topics[found.topic as keyof typeof documents.topics] ?? ''],
    ['体裁分类', documents.genres[found.genre as keyof typeof documents.genres] ?? ''],
    ['公开属性', documents.attributeLabels[found.attribute as documents.Attribute]],
    ['有效性', validityOf(found.state)],
    ['终止日期', found.ended_on ?? ''],
    ['备案号', filed ?? ''],
    ...(found.text_removed
      ? []
      : ([
          ['关键词', found.keywords.join('、')],
          ['内容概述', found.summary],
        ] as const)),
  ]
  return (
    <MetadataTable caption="文件信息" rows={rows.filter(([, value]) => value !== '' && value !== null)} />
  )
}

function articleTags(found: PublicDocument) {
  return [
    { name: 'ArticleTitle', content: found.title },
    { name: 'PubDate', content: found.published_at === null ? '' : formatInstantChinese(found.published_at) },
    { name: 'ContentSource', content: found.issuer },
    ...(found.text_removed
      ? []
      : [
          { name: 'Keywords', content: found.keywords.join(',') },
          { name: 'Description', content: found.summary },
        ]),
  ]
}
