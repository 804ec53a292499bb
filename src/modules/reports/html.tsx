import { renderToStaticMarkup } from 'react-dom/server'
import { civilDate, formatChinese } from '#platform/dates.ts'
import { RelationsSection } from './relations.tsx'
import type { Report } from './contract/report.ts'
import { formOf } from './forms/index.ts'
import { ReportTables } from './tables.tsx'

/** For a file that stands alone: A4, the form's black rules, nothing fetched. */
const STYLE = `
@page { size: A4 landscape; margin: 15mm 12mm }
* { box-sizing: border-box }
body { font: 10.5pt/1.5 "Songti SC", SimSun, "Noto Serif CJK SC", serif; color: #000; background: #fff; max-width: 72em; margin: 0 auto; padding: 1em }
h1 { font-size: 18pt; text-align: center; line-height: 1.4 }
h2 { font-size: 13pt; margin: 1.6em 0 .5em; break-after: avoid }
.about { text-align: center }
table { width: 100%; border-collapse: collapse }
th, td { border: 1px solid #000; padding: .25em .4em; font-weight: normal; text-align: center; vertical-align: middle }
th[scope="row"], th[scope="rowgroup"] { text-align: left }
.data th:first-child, .data td:first-child { text-align: left }
td.number { min-width: 3.4em; font-variant-numeric: tabular-nums }
thead { display: table-header-group }
tr { break-inside: avoid }
caption, .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
`

/** The report as one complete document to print or to keep. */
export function reportHtml(report: Report): string {
  const form = formOf(report.year, civilDate(report.asOf))
  const title = reportTitle(report)
  const page = (
    <html lang="zh-Hans">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          <p className="about">{aboutReport(report)}</p>
          <ReportTables form={form} values={report.values} />
          <RelationsSection report={report} />
        </main>
      </body>
    </html>
  )
  return `<!doctype html>${renderToStaticMarkup(page)}`
}

export function reportTitle(report: Report): string {
  return `${report.unitName}${report.year}年政府信息公开工作年度报告统计表`
}

/** Whose numbers, from where and of which day. */
export function aboutReport(report: Report): string {
  const whose = report.scope === 'consolidated' ? '含所属各部门和下级机关' : '仅本机关'
  const running = report.complete ? '' : '本年度尚未结束，数字随记录变化。'
  return `表中数字全部由本平台的记录直接统计得出（${whose}），统计于${formatChinese(civilDate(report.asOf))}。${running}格式依据：${report.form}。`
}
