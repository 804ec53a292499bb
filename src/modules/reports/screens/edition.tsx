import { Alert } from 'antd'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { instantText } from '#ui/console/dates.ts'
import { Facts, PageHead, Section } from '#ui/console/detail.tsx'
import { TablePreview, Words } from './parts.tsx'
import { editionQuery } from './queries.ts'

const route = getRouteApi('/signed-in/reports/$annualReportId/editions/$edition')

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
