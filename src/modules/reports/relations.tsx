import { DataTable, Notice } from '#ui/portal/index.ts'
import type { CheckedRelation } from '#kernel/figures/index.ts'
import type { Report } from './contract/report.ts'

const COLUMNS = [
  { label: '关系' },
  { label: '左边', numeric: true },
  { label: '右边', numeric: true },
  { label: '结果' },
]

function rows(relations: readonly CheckedRelation[], held: string, broken: string) {
  return relations.map((one) => [
    one.label,
    String(one.left),
    String(one.right),
    one.holds ? `✓ ${held}` : `× ${broken}`,
  ])
}

/** Every relation of the form with both its sides; what does not hold is said first. */
export function RelationsSection({ report }: { report: Pick<Report, 'relations' | 'warnings'> }) {
  const broken = report.relations.filter((one) => !one.holds)
  return (
    <section>
      <h2>勾稽关系</h2>
      {broken.length === 0 ? (
        <p>共{report.relations.length}项，全部成立。</p>
      ) : (
        <Notice kind="warning" title={`共${report.relations.length}项，其中${broken.length}项不成立`}>
          <ul>
            {broken.map((one) => (
              <li key={one.name}>
                {one.label}（{one.left}，{one.right}）
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <DataTable
        caption="勾稽关系逐项核对"
        columns={COLUMNS}
        rows={rows(report.relations, '成立', '不成立')}
      />
      {report.warnings.length > 0 && (
        <>
          <p>下列关系供参考：文件清理、补录或撤回时可能不一致。</p>
          <DataTable
            caption="供参考的关系"
            columns={COLUMNS}
            rows={rows(report.warnings, '一致', '不一致')}
          />
        </>
      )}
    </section>
  )
}
