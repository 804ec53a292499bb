import { useState } from 'react'
import { Alert, Button } from 'antd'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { instantText } from '#ui/console/dates.ts'
import { DetailLayout, Facts, PageHead, Section } from '#ui/console/detail.tsx'
import { History } from '#modules/administration/screens/history.tsx'
import { stateLabels, type AnnualReportView } from '../contract/life.ts'
import { Limit } from './collection.tsx'
import { Remarks, TablePreview } from './parts.tsx'
import { annualReportQuery } from './queries.ts'
import { ReportSteps } from './steps.tsx'
import { TextSection } from './text.tsx'

const route = getRouteApi('/signed-in/reports/$annualReportId')

/** A unit's report of a year: its words, its numbers, what is to be said of it, and what can be done. */
export function AnnualReportScreen() {
  const { annualReportId } = route.useParams()
  const { data: report } = useSuspenseQuery(annualReportQuery(annualReportId))
  return (
    <>
      <PageHead
        above={
          <Link
            to="/reports/collections/$collectionId"
            params={{ collectionId: report.collectionId }}
            search={{}}
          >
            {report.year}年年度报告
          </Link>
        }
        title={`${report.unit.name}${report.year}年年度报告`}
        essentials={`${report.stateLabel} · ${report.form} · ${report.scope === 'own' ? '仅本机关' : '含所属各部门和下级机关'}`}
        actions={
          report.published !== null && (
            <a href={`/reports/${report.unit.code}/${report.year}`} target="_blank" rel="noreferrer">
              公布的报告
            </a>
          )
        }
      />
      <DetailLayout
        sideLabel="办理"
        first="side"
        main={<Main report={report} />}
        side={<Side key={`${report.id} ${report.state}`} report={report} />}
      />
    </>
  )
}

function Main({ report }: { readonly report: AnnualReportView }) {
  const broken = report.relations.filter((one) => !one.holds).length
  return (
    <>
      {report.returnedBecause !== '' && (
        <Alert type="warning" title={`退回：${report.returnedBecause}`} className="section" />
      )}
      {report.restatingBecause !== '' && (
        <Alert type="info" title={`更正：${report.restatingBecause}`} className="section" />
      )}
      <Comparison report={report} />
      {report.problems.length + report.warnings.length > 0 && (
        <Section title="检查" note="■ 必须改正后才能报送；▲ 请逐项核对，属实的在报送时写明情况。">
          <Remarks remarks={report.problems} kind="problem" />
          <Remarks remarks={report.warnings} kind="warning" />
        </Section>
      )}
      {report.sections.map((section) => {
        const text = report.texts.find((one) => one.id === section.id)
        return (
          <Section key={section.id} title={section.title}>
            {section.table && <TablePreview table={section.table} />}
            {text && (
              <TextSection
                key={`${text.id} ${text.revision}`}
                reportId={report.id}
                text={text}
                mayWrite={report.may.write}
              />
            )}
          </Section>
        )
      })}
      <Section
        title="勾稽关系"
        note={
          broken === 0
            ? `共 ${report.relations.length} 项，全部成立。`
            : `共 ${report.relations.length} 项，其中 ${broken} 项不成立，见上面的检查。`
        }
      >
        {null}
      </Section>
      <History subject={`annual_report:${report.id}`} />
    </>
  )
}

/** What the records say otherwise than what is public: nothing of it is changed by itself. */
function Comparison({ report: { comparison } }: { readonly report: AnnualReportView }) {
  if (!comparison || comparison.cells.length + comparison.sections.length === 0) return null
  return (
    <Section
      title="公布后记录有变化"
      note={`公布的第 ${comparison.number} 版不变。${instantText(comparison.comparedAt)} 核对，下列数字与记录不一致；需要更正的，办理更正并说明原因。`}
    >
      <ul className="letter-problems">
        {comparison.cells.map((cell) => (
          <li key={cell.cell} className="light light-yellow">
            ▲ {cell.label}：公布 {cell.before ?? '空'}，现在 {cell.after ?? '空'}
            {cell.before === cell.after && `（记录换了，${cell.recordsBefore} 条、${cell.recordsAfter} 条）`}
          </li>
        ))}
        {comparison.sections.map((title) => (
          <li key={title} className="light light-yellow">
            ▲ “{title}”中引用的数字
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Side({ report }: { readonly report: AnnualReportView }) {
  const [all, setAll] = useState(false)
  const missing = all ? report.missing : report.missing.slice(0, 10)
  return (
    <>
      <ReportSteps report={report} />
      <Facts
        facts={[
          ['状态', report.stateLabel],
          ['汇总机关', report.collector.name],
          ['报送', <Limit key="s" limit={report.submission} />],
          ['公布', <Limit key="p" limit={report.publication} />],
          ['审核人', report.approvedBy],
          ['审核后变化', report.movedSinceApproval > 0 && `${report.movedSinceApproval} 个数字`],
          ['报送说明', report.submittedBecause],
        ]}
      />
      {report.missing.length > 0 && (
        <Section
          title={`尚未审核的单位（${report.missing.length}）`}
          note="汇总数字由记录直接统计，不因单位未报送而缺少。"
        >
          <ul>
            {missing.map((one) => (
              <li key={one.unit}>
                {one.unit}{' '}
                <span className="quiet">{one.state === null ? '未开始' : stateLabels[one.state]}</span>
              </li>
            ))}
          </ul>
          {report.missing.length > missing.length && (
            <Button type="link" onClick={() => setAll(true)}>
              全部显示
            </Button>
          )}
        </Section>
      )}
      {report.editions.length > 0 && (
        <Section title="版本">
          <ol className="history">
            {report.editions.map((edition) => (
              <li key={edition.number}>
                <Link
                  to="/reports/$annualReportId/editions/$edition"
                  params={{ annualReportId: report.id, edition: edition.number }}
                >
                  第 {edition.number} 版
                </Link>
                <span>{instantText(edition.frozenAt)} 定稿</span>
                <span>
                  {edition.publishedAt === null ? '未公布' : `${instantText(edition.publishedAt)} 公布`}
                </span>
              </li>
            ))}
          </ol>
        </Section>
      )}
    </>
  )
}
