import type { PageContent } from '#platform/http/page.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import { figureNamed } from '#kernel/figures/index.ts'
import { DataTable } from '#ui/portal/index.ts'
import { printMeasure } from './print.ts'

export const SECTION = 'reports'
export const CATALOGUE = { label: '指标目录', href: '/figures' }
const COHORTS = { received: '按收到日期', ended: '按办结日期', as_of: '按时点' } as const

/** What people compare first, each by the page that lays it side by side. */
const COMPARISONS: readonly {
  readonly name: string
  readonly split?: string
  readonly label: string
  readonly about: string
}[] = [
  {
    name: 'requests.per_inhabitants',
    label: '每万人申请量',
    about: '人口多少不同的地方，按每万人比较收到的申请',
  },
  {
    name: 'requests.concluded',
    split: 'group',
    label: '办理结果',
    about: '予以公开、部分公开、不予公开各多少件',
  },
  { name: 'requests.on_time_share', label: '按期答复率', about: '期限内答复的占办结的比例' },
  { name: 'requests.took', split: 'took', label: '答复用时分布', about: '从收到到办结用了多少天' },
  { name: 'requests.days', label: '答复用时中位数', about: '一半的申请在这么多天以内办结' },
  {
    name: 'documents.published',
    split: 'kind',
    label: '公开内容构成',
    about: '规章、规范性文件和其他信息各多少件',
  },
  {
    name: 'requests.lights',
    split: 'light',
    label: '红黄灯',
    about: '在办的申请中，正常、临近到期和超期的各多少件',
  },
  {
    name: 'remedies.results',
    split: 'result',
    label: '复议诉讼结果',
    about: '维持、纠正、其他和尚未审结的各多少件',
  },
  { name: 'consultations.on_time_share', label: '咨询按期答复率', about: '期限内答复的占全部答复的比例' },
]

export function readCatalogue(declared: Declared): PageContent {
  const link = (name: string, label: string) => (
    <a key={name} href={`/figures/${name}`}>
      {label}
    </a>
  )
  const known = new Set([...declared.figures, ...declared.rates].map((one) => one.name))
  return {
    title: CATALOGUE.label,
    description: '平台统计的全部指标，每个指标都可以按机关、年度和季度比较，每个数字都能打开到记录。',
    crumbs: [{ label: CATALOGUE.label }],
    section: SECTION,
    tags: [],
    data: { figures: declared.figures.map(({ name, label, unit, cites }) => ({ name, label, unit, cites })) },
    main: (
      <>
        <h1>{CATALOGUE.label}</h1>
        <p>
          平台上的数字都由记录统计得出。选择一个指标，可以按机关、年度、季度和分类比较，每个数字都能打开到记录。
        </p>
        <ul className="comparisons">
          {COMPARISONS.filter(({ name }) => known.has(name)).map(({ name, split, label, about }) => (
            <li key={label}>
              <a href={`/figures/${name}${split === undefined ? '' : `?split=${split}`}`}>{label}</a>
              <br />
              {about}
            </li>
          ))}
        </ul>
        <h2>全部指标</h2>
        <DataTable
          caption="指标"
          columns={[{ label: '指标' }, { label: '口径' }, { label: '依据' }]}
          rows={declared.figures.map((figure) => [
            <>
              {link(figure.name, figure.label)}（{printMeasure(figure.unit)}
              {figure.aggregate === 'median' ? '，中位数' : ''}）
            </>,
            COHORTS[figure.cohort],
            figure.cites,
          ])}
        />
        <DataTable
          caption="比率"
          columns={[{ label: '比率' }, { label: '算法' }, { label: '依据' }]}
          rows={declared.rates.map((rate) => [
            link(rate.name, rate.label),
            `${figureNamed(declared.figures, rate.part.figure).label} ÷ ${figureNamed(declared.figures, rate.whole.figure).label}`,
            rate.cites,
          ])}
        />
      </>
    ),
  }
}
