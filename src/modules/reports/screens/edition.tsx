import { Alert } from 'antd'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { instantText } from '#ui/console/dates.ts'
import { Facts, PageHead, Section } from '#ui/console/detail.tsx'
import type { EditionView } from '../contract/life.ts'
import { TablePreview, Words } from './parts.tsx'
import { editionQuery } from './queries.ts'

const route = getRouteApi('/signed-in/reports/$annualReportId/editions/$edition')

const NAMES = { pdf: 'PDF', docx: 'Word' } as const

function Files({ reportId, view }: { readonly reportId: number; readonly view: EditionView }) {
  if (view.files.length === 0) return '正在生成，稍后刷新可见'
  const address = `/api/v1/annual-reports/${reportId}/editions/${view.edition.number}/files`
  return view.files.map(({ format, size }, index) => (
    <span key={format}>
      {index > 0 && '　'}
      <a href={`${address}/${format}`}>
        {NAMES[format]}（{Math.max(1, Math.round(size / 1024))} KB）
      </a>
    </span>
  ))
}

/** An edition as it was frozen. */
export function EditionScreen() {
  const { annualReportId, edition: number } = route.useParams()
  const { data } = useSuspenseQuery(editionQuery(annualReportId, number))
  const { edition, summary, intact } = data
  const { restated } = edition
  return (
    <>
      <PageHead
        above={
          <Link to="/reports/$annualReportId" params={{ annualReportId }}>
            {edition.unitName}
            {edition.year}年年度报告
          </Link>
        }
        title={`第 ${edition.number} 版`}
        essentials={`${instantText(edition.frozenAt)} 定稿 · ${edition.form}`}
      />
      {!intact && <Alert type="error" title="保存的内容与校验值不符，请联系系统管理员" />}
      <Facts
        facts={[
          ['公布', summary.publishedAt === null ? '未公布' : instantText(summary.publishedAt)],
          ['办理记录位置', `第 ${edition.ledgerEntry} 条`],
          ['校验值（SHA-256）', summary.digest],
          ['版式文件', <Files key="files" reportId={annualReportId} view={data} />],
        ]}
      />
      {restated && (
        <Section title="与上一版的不同" note={`更正原因：${restated.why}`}>
          <ul>
            {restated.values.map((value) => (
              <li key={value.cell}>
                {value.label}：<del>{value.before ?? '空'}</del> <ins>{value.after ?? '空'}</ins>
              </li>
            ))}
            {restated.sections.map((title) => (
              <li key={title}>“{title}”的文字</li>
            ))}
          </ul>
        </Section>
      )}
      {edition.sections.map((section) => (
        <Section key={section.id} title={section.title}>
          {section.kind === 'table' ? (
            <TablePreview table={section.table} />
          ) : (
            <Words paragraphs={section.paragraphs} />
          )}
        </Section>
      ))}
    </>
  )
}
