import { DataTable, Light } from '#ui/portal/index.ts'
import { stageLabels, type Stage } from './kinds.ts'
import type { Count, ListedItem } from './store.ts'

/** How far something is: blocks for the eye, the number for everybody. */
export function Progress({ percent }: { readonly percent: number }) {
  const full = Math.round(percent / 10)
  return (
    <>
      <span aria-hidden="true" className="progress-bar">
        {'█'.repeat(full) + '░'.repeat(10 - full)}{' '}
      </span>
      {percent}%
    </>
  )
}

interface Chosen {
  readonly unit: string | undefined
  readonly stage: Stage | undefined
  readonly overdue: boolean
  readonly by: 'heading' | 'unit'
}

type Href = (change: Readonly<Record<string, string | undefined>>) => string

/** Filters without a script: each is a link with its count. */
export function FilterLinks({
  counts,
  chosen,
  href,
}: {
  readonly counts: readonly Count[]
  readonly chosen: Chosen
  readonly href: Href
}) {
  const stages = (Object.keys(stageLabels) as Stage[]).map((stage) => ({
    value: stage,
    label: stageLabels[stage],
    count: sum(counts.filter((one) => one.stage === stage)),
  }))
  const units = [...new Map(counts.map((one) => [one.unit_code, one.unit_name]))].map(([value, label]) => ({
    value,
    label,
    count: sum(counts.filter((one) => one.unit_code === value)),
  }))
  const late = counts.reduce((all, one) => all + one.overdue, 0)
  return (
    <nav className="filter-links" aria-label="筛选任务">
      <Choices
        label="阶段"
        all={{ label: '全部', href: href({ stage: undefined }), current: chosen.stage === undefined }}
        choices={stages.map((one) => ({
          label: `${one.label}（${one.count}）`,
          href: href({ stage: one.value }),
          current: chosen.stage === one.value,
        }))}
      />
      <Choices
        label="期限"
        all={{ label: '全部', href: href({ overdue: undefined }), current: !chosen.overdue }}
        choices={[{ label: `逾期（${late}）`, href: href({ overdue: '1' }), current: chosen.overdue }]}
      />
      <Choices
        label="单位"
        all={{ label: '全部', href: href({ unit: undefined }), current: chosen.unit === undefined }}
        choices={units.map((one) => ({
          label: `${one.label}（${one.count}）`,
          href: href({ unit: one.value }),
          current: chosen.unit === one.value,
        }))}
      />
      <Choices
        label="排列"
        all={{ label: '按板块', href: href({ by: undefined }), current: chosen.by === 'heading' }}
        choices={[{ label: '按责任单位', href: href({ by: 'unit' }), current: chosen.by === 'unit' }]}
      />
    </nav>
  )
}

const sum = (counts: readonly Count[]) => counts.reduce((all, one) => all + one.items, 0)

interface ChoiceLink {
  readonly label: string
  readonly href: string
  readonly current: boolean
}

function Choices(props: {
  readonly label: string
  readonly all: ChoiceLink
  readonly choices: readonly ChoiceLink[]
}) {
  return (
    <p>
      <span>{props.label}：</span>
      {[props.all, ...props.choices].map((choice) => (
        <a key={choice.href} href={choice.href} aria-current={choice.current ? 'true' : undefined}>
          {choice.label}
        </a>
      ))}
    </p>
  )
}

/** The items under their headings, or under their units. */
export function ItemTables({
  items,
  by,
}: {
  readonly items: readonly ListedItem[]
  readonly by: Chosen['by']
}) {
  const groupOf = (item: ListedItem) => (by === 'unit' ? item.unit_name : item.heading)
  const groups = [...new Set(items.map(groupOf))]
  return groups.map((group) => {
    const members = items.filter((item) => groupOf(item) === group)
    return (
      <DataTable
        key={group}
        caption={`${group}（${members.length}项）`}
        columns={[
          { label: '任务' },
          { label: by === 'unit' ? '板块' : '责任单位' },
          { label: '阶段' },
          { label: '完成' },
          { label: '完成期限' },
          { label: '最近报送' },
        ]}
        rows={members.map((item) => [
          <a key="goal" href={`/topics/items/${item.id}`}>
            {item.goal}
          </a>,
          by === 'unit' ? item.heading : item.unit_name,
          <>
            {stageLabels[item.stage]} {item.overdue && <Light light="red" />}
          </>,
          <Progress key="progress" percent={item.percent} />,
          item.due_on,
          item.reported_on ?? '还没有',
        ])}
      />
    )
  })
}
