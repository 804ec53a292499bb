import { sql } from 'kysely'
import { lightOn, lightWords } from '#kernel/clock/index.ts'
import {
  ask,
  defineFigure,
  defineRate,
  type DimensionWords,
  type Figure,
  type FigureScope,
  type Rate,
} from '#kernel/figures/index.ts'
import { applicantKindLabels, receiptWayLabels } from './kinds/labels.ts'
import { outcomes } from './kinds/outcomes.ts'

const SOURCE = '国办公开办函〔2021〕30号；政府信息公开条例 第五十条'

/** The annex of the reports of 2014 to 2018. */
const ANNEX = '政府信息公开条例（2007）第三十二条；政府信息公开情况统计表（2014）'

const applicantWords: DimensionWords = { label: '申请人', values: applicantKindLabels }
const outcomeWords: DimensionWords = {
  label: '办理结果',
  values: Object.fromEntries(outcomes.map((one) => [one.code, one.label])),
}

/** Calendar days from receipt to the end, in which time limits of 15 and 20 working days show as three and four weeks. */
const TOOK = [
  { upTo: 5, code: 'to_5', label: '5日以内' },
  { upTo: 10, code: 'to_10', label: '6—10日' },
  { upTo: 20, code: 'to_20', label: '11—20日' },
  { upTo: 30, code: 'to_30', label: '21—30日' },
  { upTo: 60, code: 'to_60', label: '31—60日' },
] as const
const TOOK_LONGER = { code: 'over_60', label: '超过60日' }
const tookWords: DimensionWords = {
  label: '用时',
  values: Object.fromEntries([...TOOK, TOOK_LONGER].map(({ code, label }) => [code, label])),
}
const tookOf = sql`case ${sql.join(
  TOOK.map(({ upTo, code }) => sql`when c.concluded_on - c.received_on <= ${upTo} then ${code}`),
  sql` `,
)} else ${TOOK_LONGER.code} end`

/** The second level of the statutory table: （一）予以公开 to （六）其他处理. */
const groupWords: DimensionWords = {
  label: '办理结果大类',
  values: Object.fromEntries(outcomes.map((one) => [one.code.split('.')[0] ?? '', one.group])),
}

const limitWords: DimensionWords = { label: '期限', values: { met: '按期', missed: '逾期' } }

/** How the older reports sort replies, by the outcome of the later table and the form of the answer. */
const OLD_REPLY = sql`case
  when q.outcome = 'C1' then case when a.form = 'C1.public' then 'public' else 'agreed' end
  when q.outcome = 'C2' then 'partial'
  when q.outcome = 'C3.1' then 'refused.secret'
  when q.outcome = 'C3.3' then 'refused.stability'
  when q.outcome = 'C3.4' then case when a.form = 'C3.4.privacy' then 'refused.privacy' when a.form = 'C3.4.trade' then 'refused.trade'
                                    else 'refused.rights' end
  when q.outcome = 'C3.5' then 'refused.internal'
  when q.outcome = 'C3.6' then 'refused.process'
  when q.outcome = 'C3.7' then 'refused.enforcement'
  when q.outcome like 'C3.%' then 'refused.law'
  when q.outcome = 'C4.1' then case when a.form in ('C4.1.elsewhere', 'C4.1.unknown') then 'elsewhere' else 'absent' end
  when q.outcome = 'C4.2' then 'absent'
  when q.outcome = 'C4.3' then 'unclear'
  else 'other_channel' end`

/** Disclosure requests of the scope's units under one more condition, with the dimensions of the statutory table. */
function requestsWhere(
  scope: FigureScope,
  onDate: 'received_on' | 'concluded_on',
  condition: ReturnType<typeof sql>,
  more: ReturnType<typeof sql> = sql``,
) {
  return sql`
    select c.id, 'request:' || c.id as record, c.number as label, c.unit_id, c.${sql.ref(onDate)} as on_date, 1 as amount,
           c.category as applicant, c.outcome${more}
      from cases.case c
     where c.kind = 'requests.disclosure' and c.unit_id = any(${[...scope.unitIds]}::bigint[]) and ${condition}`
}

/** Those that ended in the period. */
const concludedIn = (scope: FigureScope, more?: ReturnType<typeof sql>) =>
  requestsWhere(
    scope,
    'concluded_on',
    sql`c.concluded_on between ${scope.period.from} and ${scope.period.to}`,
    more,
  )

export const figures: readonly Figure[] = [
  defineFigure({
    name: 'requests.received',
    label: '本年新收政府信息公开申请数量',
    unit: '件',
    cohort: 'received',
    dimensions: ['applicant'],
    words: { applicant: applicantWords },
    cites: SOURCE,
    relations: [
      { kind: 'parts', dimension: 'applicant', values: Object.keys(applicantKindLabels) },
      {
        kind: 'balance',
        with: ['requests.carried_in'],
        equals: ['requests.concluded', 'requests.carried_out'],
      },
    ],
    changedBy: ['requests'],
    records: (scope) =>
      requestsWhere(
        scope,
        'received_on',
        sql`c.received_on between ${scope.period.from} and ${scope.period.to}`,
      ),
  }),
  defineFigure({
    name: 'requests.carried_in',
    label: '上年结转政府信息公开申请数量',
    unit: '件',
    cohort: 'as_of',
    dimensions: ['applicant'],
    words: { applicant: applicantWords },
    cites: SOURCE,
    relations: [{ kind: 'carried', from: 'requests.carried_out' }],
    changedBy: ['requests'],
    records: (scope) =>
      requestsWhere(
        scope,
        'received_on',
        sql`c.received_on < ${scope.period.from} and (c.concluded_on is null or c.concluded_on >= ${scope.period.from})`,
      ),
  }),
  defineFigure({
    name: 'requests.concluded',
    label: '本年度办理结果',
    unit: '件',
    cohort: 'ended',
    dimensions: ['group', 'outcome', 'applicant'],
    words: { group: groupWords, outcome: outcomeWords, applicant: applicantWords },
    cites: SOURCE,
    relations: [
      { kind: 'parts', dimension: 'group', values: Object.keys(groupWords.values) },
      { kind: 'parts', dimension: 'outcome', values: outcomes.map((one) => one.code) },
    ],
    changedBy: ['requests'],
    records: (scope) => concludedIn(scope, sql`, split_part(c.outcome, '.', 1) as "group"`),
  }),
  defineFigure({
    name: 'requests.carried_out',
    label: '结转下年度继续办理',
    unit: '件',
    cohort: 'as_of',
    dimensions: ['applicant'],
    words: { applicant: applicantWords },
    cites: SOURCE,
    changedBy: ['requests'],
    records: (scope) =>
      requestsWhere(
        scope,
        'received_on',
        sql`c.received_on <= ${scope.period.to} and (c.concluded_on is null or c.concluded_on > ${scope.period.to})`,
      ),
  }),
  defineFigure({
    name: 'requests.late',
    label: '逾期答复的政府信息公开申请数量',
    unit: '件',
    cohort: 'ended',
    dimensions: ['outcome', 'applicant'],
    words: { outcome: outcomeWords, applicant: applicantWords },
    cites: '政府信息公开条例 第三十三条',
    changedBy: ['requests'],
    records: (scope) =>
      requestsWhere(
        scope,
        'concluded_on',
        sql`c.concluded_on between ${scope.period.from} and ${scope.period.to}
          and exists (select 1 from clock.clock k
                       where k.name = 'requests.reply' and k.subject = 'request:' || c.id and k.result = 'missed')`,
      ),
  }),
  defineFigure({
    name: 'requests.fees_paid',
    label: '实际收取的信息处理费',
    unit: '分',
    cohort: 'ended',
    dimensions: ['basis'],
    cites: '国办函〔2020〕109号',
    changedBy: ['requests'],
    records: (scope) => sql`
      select 'request:' || c.id as record, c.number as label, c.unit_id, f.paid_on as on_date, f.paid_fen as amount, f.basis
        from requests.fee f join cases.case c on c.id = f.case_id
       where c.unit_id = any(${[...scope.unitIds]}::bigint[])
         and f.paid_on between ${scope.period.from} and ${scope.period.to}`,
  }),
  defineFigure({
    name: 'requests.received_by_way',
    label: '收到申请数',
    unit: '件',
    cohort: 'received',
    dimensions: ['way'],
    words: { way: { label: '提交方式', values: receiptWayLabels } },
    cites: ANNEX,
    changedBy: ['requests'],
    records: (scope) => sql`
      select q.record, q.label, q.unit_id, q.on_date, q.amount, r.receipt_way as way
        from (${requestsWhere(
          scope,
          'received_on',
          sql`c.received_on between ${scope.period.from} and ${scope.period.to}`,
        )}) q join requests.request r on r.case_id = q.id`,
  }),
  defineFigure({
    name: 'requests.timing',
    label: '申请办结数',
    unit: '件',
    cohort: 'ended',
    dimensions: ['timing'],
    words: { timing: { label: '时限', values: { usual: '按时办结', extended: '延期办结' } } },
    cites: ANNEX,
    changedBy: ['requests'],
    records: (scope) => sql`
      select q.record, q.label, q.unit_id, q.on_date, q.amount,
             case when k.extended_days > 0 then 'extended' else 'usual' end as timing
        from (${concludedIn(scope)}) q left join clock.clock k on k.name = 'requests.reply' and k.subject = q.record`,
  }),
  defineFigure({
    name: 'requests.replies',
    label: '申请答复数',
    unit: '件',
    cohort: 'ended',
    dimensions: ['reply'],
    cites: ANNEX,
    changedBy: ['requests'],
    // What was abandoned, lapsed or withdrawn was concluded, but not replied to.
    records: (scope) => sql`
      select q.record, q.label, q.unit_id, q.on_date, q.amount, ${OLD_REPLY} as reply
        from (${requestsWhere(
          scope,
          'concluded_on',
          sql`c.concluded_on between ${scope.period.from} and ${scope.period.to} and c.outcome not like 'C6.%'`,
        )}) q left join lateral (
          select a.form from requests.answer a where a.case_id = q.id order by a.round desc limit 1) a on true`,
  }),
  defineFigure({
    name: 'requests.days',
    label: '申请从收到到办结的天数',
    unit: '天',
    aggregate: 'median',
    cohort: 'ended',
    dimensions: ['outcome', 'applicant'],
    words: { outcome: outcomeWords, applicant: applicantWords },
    cites: '政府信息公开条例 第三十三条',
    changedBy: ['requests'],
    records: (scope) => sql`
      select 'request:' || c.id as record, c.number as label, c.unit_id, c.concluded_on as on_date,
             c.concluded_on - c.received_on as amount, c.category as applicant, c.outcome
        from cases.case c
       where c.kind = 'requests.disclosure' and c.unit_id = any(${[...scope.unitIds]}::bigint[])
         and c.concluded_on between ${scope.period.from} and ${scope.period.to}`,
  }),
  defineFigure({
    name: 'requests.took',
    label: '办结政府信息公开申请的用时',
    unit: '件',
    cohort: 'ended',
    dimensions: ['took'],
    words: { took: tookWords },
    cites: '政府信息公开条例 第三十三条',
    relations: [{ kind: 'parts', dimension: 'took', values: Object.keys(tookWords.values) }],
    changedBy: ['requests'],
    records: (scope) => concludedIn(scope, sql`, ${tookOf} as took`),
  }),
  defineFigure({
    name: 'requests.in_limit',
    label: '有答复期限的政府信息公开申请',
    unit: '件',
    cohort: 'ended',
    dimensions: ['limit'],
    words: { limit: limitWords },
    cites: '政府信息公开条例 第三十三条',
    relations: [{ kind: 'parts', dimension: 'limit', values: Object.keys(limitWords.values) }],
    changedBy: ['requests'],
    // What ended without a limit was neither in time nor late.
    records: (scope) => sql`
      select q.record, q.label, q.unit_id, q.on_date, q.amount, k.result as limit
        from (${concludedIn(scope)}) q
        join clock.clock k on k.name = 'requests.reply' and k.subject = q.record and k.result in ('met', 'missed')`,
  }),
  defineFigure({
    name: 'requests.lights',
    label: '在办政府信息公开申请的红黄灯',
    unit: '件',
    cohort: 'as_of',
    dimensions: ['light'],
    words: { light: lightWords },
    cites: '政府信息公开条例 第三十三条',
    relations: [{ kind: 'parts', dimension: 'light', values: Object.keys(lightWords.values) }],
    changedBy: ['requests'],
    records: (scope) => sql`
      select q.record, q.label, q.unit_id, q.on_date, q.amount, ${lightOn(scope.period.to)} as light
        from (${requestsWhere(
          scope,
          'received_on',
          sql`c.received_on <= ${scope.period.to} and (c.concluded_on is null or c.concluded_on > ${scope.period.to})`,
        )}) q left join clock.clock k on k.name = 'requests.reply' and k.subject = q.record`,
  }),
]

/** Shares of these figures, for boards, comparison and texts. */
export const rates: readonly Rate[] = [
  defineRate({
    name: 'requests.on_time_share',
    label: '按期答复率',
    part: ask('requests.in_limit', { limit: 'met' }),
    whole: ask('requests.in_limit'),
    cites: '政府信息公开条例 第三十三条',
  }),
  defineRate({
    name: 'requests.late_share',
    label: '逾期答复率',
    part: ask('requests.in_limit', { limit: 'missed' }),
    whole: ask('requests.in_limit'),
    cites: '政府信息公开条例 第三十三条',
  }),
]
