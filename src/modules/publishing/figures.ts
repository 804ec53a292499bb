import { sql, type RawBuilder } from 'kysely'
import { defineFigure, type DimensionWords, type Figure, type FigureScope } from '#kernel/figures/index.ts'
import { documentKinds } from './kinds.ts'

// 制发: the day on the document; documents of older systems may carry only the day they were put online.
const issuedOn = sql`coalesce(v.written_on, d.originally_published_on, (d.published_at at time zone 'Asia/Shanghai')::date)`

// 公开: the day on which it was first before the public, here or on an earlier site.
const publishedOn = sql`coalesce(d.originally_published_on, (d.published_at at time zone 'Asia/Shanghai')::date)`

/** First before the public in the period; what was taken back within it was never rightly published. */
const publishedIn = ({ from, to }: FigureScope['period']) => sql`
  ${publishedOn} between ${from} and ${to} and not (d.state in ('withdrawn', 'redirected') and d.ended_on <= ${to})`

/** Documents of these units whose version before the public is disclosed on the unit's own motion; withdrawn ones unnamed. */
function publicDocuments(
  unitIds: FigureScope['unitIds'],
  on: RawBuilder<unknown>,
  condition: RawBuilder<unknown>,
  more: RawBuilder<unknown> = sql``,
) {
  return sql`
    select 'document:' || d.id as record, case when d.text_removed then '（已撤回）' else v.title end as label, d.unit_id, ${on} as on_date, 1 as amount, d.kind${more}
      from documents.document d
      join documents.version v on v.document_id = d.id and v.version = d.published_version
     where d.published_version is not null and v.attribute = 'proactive'
       and d.unit_id = any(${[...unitIds]}::bigint[]) and ${condition}`
}

const kindWords: DimensionWords = {
  label: '信息种类',
  values: Object.fromEntries(documentKinds.map(({ name, label }) => [name, label])),
}

/** Kinds of columns whose documents the yearly sheet of a site counts apart. */
const NEWS = '动态要闻'
const OVERVIEW = ['概况信息', '机构职能', '领导信息']
const groupWords: DimensionWords = {
  label: '栏目类别',
  values: { news: '政务动态', overview: '概况', catalogue: '信息公开目录和其他' },
}

function documentFigure(figure: Pick<Figure, 'name' | 'label' | 'cohort' | 'records'>): Figure {
  return defineFigure({
    ...figure,
    unit: '件',
    dimensions: ['kind'],
    words: { kind: kindWords },
    relations: [{ kind: 'parts', dimension: 'kind', values: Object.keys(kindWords.values) }],
    cites: '政府信息公开条例（2019）第二十条第（一）项；国办公开办函〔2021〕30号',
    changedBy: ['documents'],
    address: (id) => `/documents/${id}`,
  })
}

export const figures: readonly Figure[] = [
  documentFigure({
    name: 'documents.issued',
    label: '本年制发件数',
    cohort: 'received',
    // What was taken back within the year was never rightly issued in it; a later withdrawal leaves the year as it was.
    records: ({ period, unitIds }) =>
      publicDocuments(
        unitIds,
        issuedOn,
        sql`${issuedOn} between ${period.from} and ${period.to}
            and not (d.state in ('withdrawn', 'redirected') and d.ended_on <= ${period.to})`,
      ),
  }),
  documentFigure({
    name: 'documents.repealed',
    label: '本年废止件数',
    cohort: 'ended',
    // Whatever ceases to be in force: with those declared or by their own words expired, last year's stock, what was issued
    // and what ended give this year's stock.
    records: ({ period, unitIds }) =>
      publicDocuments(
        unitIds,
        sql`d.ended_on`,
        sql`d.state in ('repealed', 'replaced', 'expired') and d.ended_on between ${period.from} and ${period.to}`,
      ),
  }),
  documentFigure({
    name: 'documents.in_force',
    label: '现行有效件数',
    cohort: 'as_of',
    // Expired without a day: the source knew that it is no longer in force, not since when.
    records: ({ period, unitIds }) =>
      publicDocuments(
        unitIds,
        issuedOn,
        sql`${issuedOn} <= ${period.to} and (d.ended_on is null or d.ended_on > ${period.to})
            and not (d.state = 'expired' and d.ended_on is null)`,
      ),
  }),
  documentFigure({
    name: 'documents.published',
    label: '主动公开政府信息数',
    cohort: 'received',
    records: ({ period, unitIds }) => publicDocuments(unitIds, publishedOn, publishedIn(period)),
  }),
  documentFigure({
    name: 'documents.public',
    label: '对外公开总数量',
    cohort: 'as_of',
    // What is no longer in force stays public, marked as such; only what was withdrawn is gone.
    records: ({ period, unitIds }) =>
      publicDocuments(
        unitIds,
        publishedOn,
        sql`${publishedOn} <= ${period.to}
            and not (d.state in ('withdrawn', 'redirected') and d.ended_on <= ${period.to})`,
      ),
  }),
  defineFigure({
    name: 'documents.in_column',
    label: '栏目公开政府信息数',
    unit: '条',
    cohort: 'received',
    dimensions: ['site', 'column'],
    cites: '政府信息公开条例（2019）第二十三条、第二十五条',
    changedBy: ['documents'],
    address: (id) => `/documents/${id}`,
    // In each column in which it stands: what stands in two columns counts in both, and never in their sum.
    records: ({ period, unitIds }) => sql`
      select p.record, p.label, p.unit_id, p.on_date, p.amount, t.slug as site, c.slug as column
        from (${publicDocuments(unitIds, publishedOn, publishedIn(period), sql`, d.id`)}) p
        join publishing.placement o on o.document_id = p.id and o.shown_on is not null
        join sites.channel c on c.id = o.channel_id
        join sites.site t on t.id = c.site_id`,
  }),
  defineFigure({
    name: 'documents.on_site',
    label: '网站信息发布数',
    unit: '条',
    cohort: 'received',
    dimensions: ['site', 'group'],
    words: { group: groupWords },
    cites: '政府网站发展指引（国办发〔2017〕47号）',
    relations: [{ kind: 'parts', dimension: 'group', values: Object.keys(groupWords.values) }],
    changedBy: ['documents'],
    address: (id) => `/documents/${id}`,
    // Once on each site, whatever number of its columns it stands in: news before everything else.
    records: ({ period, unitIds }) => sql`
      select p.record, p.label, p.unit_id, p.on_date, p.amount, t.slug as site,
             case when bool_or(c.kind = ${NEWS}) then 'news' when bool_or(c.kind = any(${OVERVIEW}::text[])) then 'overview'
                  else 'catalogue' end as "group"
        from (${publicDocuments(unitIds, publishedOn, publishedIn(period), sql`, d.id`)}) p
        join publishing.placement o on o.document_id = p.id and o.shown_on is not null
        join sites.channel c on c.id = o.channel_id
        join sites.site t on t.id = c.site_id
       group by p.record, p.label, p.unit_id, p.on_date, p.amount, t.slug`,
  }),
  defineFigure({
    name: 'documents.interpretations',
    label: '政策解读发布数',
    unit: '条',
    cohort: 'received',
    dimensions: ['kind'],
    words: { kind: kindWords },
    cites: '政府信息公开条例（2019）第二十条；政府网站发展指引（国办发〔2017〕47号）',
    changedBy: ['documents'],
    address: (id) => `/documents/${id}`,
    records: ({ period, unitIds }) =>
      publicDocuments(unitIds, publishedOn, sql`v.interprets <> '{}' and ${publishedIn(period)}`),
  }),
]
