import { Steps, type StepWords } from '#ui/console/steps.tsx'
import type { AnnualReportView } from '../contract/life.ts'

const ACTIONS = {
  submit: {
    title: '报送',
    path: 'submissions',
    intro: '报送后由汇总机关审核，审核期间不能修改。',
    done: '已报送',
    reason: '对提示的说明',
    primary: true,
  },
  approve: {
    title: '审核通过',
    path: 'approvals',
    intro: '确认报告内容完整、数字关系成立。编写、报送的人不能审核。',
    done: '已审核',
    primary: true,
  },
  return: {
    title: '退回',
    path: 'returns',
    intro: '退回后由单位修改，仍按原来的期限报送。',
    done: '已退回',
    reason: '要修改什么',
    reasonNeeded: true,
  },
  freeze: {
    title: '定稿',
    path: 'freezings',
    intro: '定稿时的表格、文字、查询和记录位置全部保存，以后不再变化；发现错误的，另出更正版。',
    done: '已定稿',
    reason: '情况说明',
    primary: true,
  },
  publish: {
    title: '公布',
    path: 'publications',
    intro: '最新定稿的一版立即向公众公布，以前公布的版本仍可查看。',
    done: '已公布',
    primary: true,
  },
  restate: {
    title: '更正',
    path: 'restatements',
    intro: '公布的一版不变。更正版要重新编写、审核、定稿、公布，并列明变化和原因。',
    done: '已开始更正',
    reason: '更正的原因',
    reasonNeeded: true,
  },
  compare: {
    title: '核对记录',
    path: 'comparisons',
    intro: '用现在的记录核对公布的数字，只列出不一致的，不改变公布的报告。',
    done: '已核对',
  },
} as const satisfies Readonly<Record<string, StepWords>>

/** What this person can do with the report now. */
export function ReportSteps({ report }: { readonly report: AnnualReportView }) {
  return (
    <Steps
      name="report"
      words={ACTIONS}
      may={report.may}
      address={`/annual-reports/${report.id}`}
      queryKey="reports"
      hints={(step) => (
        <>
          {step === 'submit' && report.warnings.length > 0 && (
            <p>有 {report.warnings.length} 项提示，请写明核对情况。</p>
          )}
          {step === 'freeze' && report.missing.length > 0 && (
            <p>还有 {report.missing.length} 个单位的报告没有审核，先行定稿的请写明理由。</p>
          )}
          {step === 'freeze' && report.movedSinceApproval > 0 && (
            <p>审核以后有 {report.movedSinceApproval} 个数字变了，请写明情况。</p>
          )}
        </>
      )}
    />
  )
}
