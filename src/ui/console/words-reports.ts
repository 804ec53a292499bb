import { text, type Words } from './words-made.ts'

/** What is said of an annual report. */
export const reportWords: Readonly<Record<string, Words>> = {
  only_governments_collect: '年度报告由政府的信息公开机构汇总',
  collected_already: '这一年的年度报告已经开始汇总',
  year_still_runs: '报告年度还没有结束，不能报送',
  relation_broken: ({ label, left, right }) =>
    `勾稽关系不成立：${text(label, '')}（${text(left, '')}，${text(right, '')}）。请核对记录，表中数字由记录得出，不能直接修改`,
  relation_odd: ({ label, left, right }) =>
    `${text(label, '')}，现在是 ${text(left, '')} 和 ${text(right, '')}`,
  text_empty: ({ section }) => `“${text(section, '')}”还没有写；没有内容的，写明没有`,
  bare_number: ({ section, text: number, around }) =>
    `“${text(section, '')}”中的数字 ${text(number, '')} 是直接写的（…${text(around, '')}…），请改为引用`,
  personal_data_in_text: ({ section, hit }) => `“${text(section, '')}”中有个人信息：${text(hit, '')}`,
  personal_data_perhaps: ({ section, hit }) => `“${text(section, '')}”中可能有个人信息：${text(hit, '')}`,
  differs_from_last_year: ({ label, value, before }) =>
    `${text(label, '')}：本年 ${text(value, '')}，上年 ${text(before, '')}，相差较大`,
  warnings_need_reason: ({ count }) => `有 ${text(count, '')} 项提示，请逐项核对并写明情况`,
  missing_need_reason: ({ count }) => `还有 ${text(count, '')} 个单位的报告没有审核，请写明先行定稿的理由`,
  moved_need_reason: ({ count }) => `审核以后有 ${text(count, '')} 个数字变了，请写明情况或者退回`,
  wrote_it_oneself: '编写、报送的人不能审核',
  not_published: '报告还没有公布',
  no_such_day: '请按“月-日”填写，如 01-26',
  later_than_the_law: ({ last }) => `不能晚于法定的 ${text(last, '')}`,
  before_submission: '公布不能早于报送',
  factor_above_one: '倍数应当大于 1',
  reference_form: ({ token }) => `引用写得不对：${text(token, '')}，请从“插入数字”中选择`,
  reference_unknown: ({ token }) => `没有这个数字：${text(token, '')}，请从“插入数字”中选择`,
  reference_dimension: ({ token, dimension }) => `${text(token, '')}：不能按 ${text(dimension, '')} 细分`,
  reference_value: ({ token, dimension, value }) =>
    `${text(token, '')}：${text(dimension, '')} 没有 ${text(value, '')} 这一类`,
  reference_empty: ({ name }) => `“${text(name, '')}”还没有数据来源，不能引用`,
  reference_year: ({ token }) => `${text(token, '')}：年份写 0 或者负数，如 year=-1`,
  reference_show: ({ token }) => `${text(token, '')}：show 只能是 value、change 或者 rate`,
  reference_rate_of: ({ token }) => `${text(token, '')}：比例要用 show=rate 和 of= 写明占什么的比例`,
  reference_division: ({ token, name }) => `${text(token, '')}：${text(name, '')}是 0，不能计算比例`,
}
