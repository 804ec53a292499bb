import { sql } from 'kysely'
import { defineFigure, type DimensionWords, type Figure } from '#kernel/figures/index.ts'
import type { Register } from '#kernel/registers/index.ts'
import { registers } from './registers.ts'

/** Rows of a register, or the sum of one of their fields, by when they happened; a row taken back counts in no year. */
function rowsOf(
  register: Register,
  figure: {
    readonly name: string
    readonly label: string
    readonly unit: string
    readonly sum?: string
    readonly title: string
    readonly by?: string
    readonly words?: DimensionWords
  },
): Figure {
  const { name, label, unit, sum, title, by, words } = figure
  return defineFigure({
    name: `siteyear.${name}`,
    label,
    unit,
    cohort: 'received',
    dimensions: by === undefined ? [] : [by],
    ...(by !== undefined && words ? { words: { [by]: words } } : {}),
    cites: register.cites,
    changedBy: [`register:${register.name}`],
    records: ({ period, unitIds }) => sql`
      select 'register_row:' || row.id as record, row.data ->> ${title} as label, row.unit_id,
             row.occurred_on as on_date,
             ${sum === undefined ? sql`1` : sql`(row.data ->> ${sum})::bigint`} as amount
             ${by === undefined ? sql`` : sql`, row.data ->> ${by} as ${sql.ref(by)}`}
        from registers.row
       where row.register = ${register.name} and row.revoked_on is null
         and row.unit_id = any(${[...unitIds]}::bigint[])
         and row.occurred_on between ${period.from} and ${period.to}`,
    address: (id) => `/registers/${register.name}/rows/${id}`,
  })
}

const { visits, security, spotChecks, errors, fakes, trainings } = registers
const choicesOf = (register: Register, field: string): DimensionWords => {
  const found = register.fields.find((one) => one.name === field)
  if (found?.kind.type !== 'choice') throw new Error(`${register.name} has no choices of ${field}`)
  return { label: found.label, values: found.kind.choices }
}
const ofSite = { title: 'site', by: 'site' }

export const figures: readonly Figure[] = [
  rowsOf(visits, { ...ofSite, name: 'visits', label: '网站总访问量', unit: '次', sum: 'visits' }),
  rowsOf(visits, { ...ofSite, name: 'visitors', label: '独立用户访问总量', unit: '个', sum: 'visitors' }),
  rowsOf(security, {
    ...ofSite,
    title: 'title',
    name: 'security_checks',
    label: '安全检测评估次数',
    unit: '次',
  }),
  rowsOf(security, {
    ...ofSite,
    title: 'title',
    name: 'security_found',
    label: '发现安全问题数量',
    unit: '个',
    sum: 'found',
  }),
  rowsOf(security, {
    ...ofSite,
    title: 'title',
    name: 'security_mended',
    label: '安全问题整改数量',
    unit: '个',
    sum: 'mended',
  }),
  rowsOf(spotChecks, { title: 'title', name: 'spot_checks', label: '网站抽查次数', unit: '次' }),
  rowsOf(spotChecks, {
    title: 'title',
    name: 'spot_checked',
    label: '抽查网站数',
    unit: '个次',
    sum: 'checked',
  }),
  rowsOf(spotChecks, {
    title: 'title',
    name: 'spot_failed',
    label: '抽查发现突出问题的网站数',
    unit: '个次',
    sum: 'failed',
  }),
  rowsOf(errors, {
    title: 'site',
    name: 'errors',
    label: '“我为政府网站找错”留言',
    unit: '条',
    by: 'result',
    words: choicesOf(errors, 'result'),
  }),
  rowsOf(fakes, {
    title: 'address',
    name: 'fakes',
    label: '假冒政府网站',
    unit: '个',
    by: 'result',
    words: choicesOf(fakes, 'result'),
  }),
  rowsOf(trainings, { title: 'title', name: 'trainings', label: '政府网站工作培训次数', unit: '次' }),
  rowsOf(trainings, {
    title: 'title',
    name: 'trained',
    label: '政府网站工作培训人次',
    unit: '人次',
    sum: 'people',
  }),
]
