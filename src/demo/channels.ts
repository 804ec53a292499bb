/** 栏目 of the portal: slug, name, ColumnType, description, and what stands below. */
export interface DemoChannel {
  readonly slug: string
  readonly name: string
  readonly kind: string
  readonly description: string
  readonly below?: readonly DemoChannel[]
}

const one = (slug: string, name: string, kind: string, description = ''): DemoChannel => ({ slug, name, kind, description })

export const demoChannels: readonly DemoChannel[] = [
  {
    ...one('news', '要闻动态', '动态要闻', '市政府和各部门的重要工作动态。'),
    below: [one('city-news', '云岚要闻', '动态要闻'), one('department-news', '部门动态', '动态要闻'), one('district-news', '区县动态', '动态要闻'), one('meetings', '政府会议', '动态要闻')],
  },
  {
    ...one('notices', '通知公告', '通知公告', '需要社会知晓的通知、公告和公示。'),
    below: [one('announcements', '公示', '通知公告'), one('recruitment', '招考招聘', '人事信息'), one('tenders', '招标采购', '政府采购')],
  },
  {
    ...one('policies', '政策文件', '政策文件', '市政府和市政府部门制发的政策文件。'),
    below: [
      one('normative', '行政规范性文件', '政策文件', '依法制发、现行有效和已经废止的行政规范性文件。'),
      one('official', '其他公文', '政策文件'),
      one('interpretation', '政策解读', '政策解读', '由起草单位对政策作出的说明。'),
      one('consultation', '征求意见', '互动交流'),
    ],
  },
  {
    ...one('laws', '法规规章', '法规规章', '国家法律法规、地方性法规和政府规章。'),
    below: [one('regulations', '政府规章', '法规规章'), one('disclosure-rules', '政府信息公开制度', '信息公开')],
  },
  { ...one('plans', '规划计划', '规划计划', '国民经济和社会发展规划、专项规划和年度计划。'), below: [one('five-year', '五年规划', '规划计划'), one('annual-plans', '年度计划', '规划计划')] },
  { ...one('statistics', '统计信息', '统计信息', '统计公报、经济运行和调查数据。'), below: [one('bulletins', '统计公报', '统计信息'), one('monthly', '月度数据', '统计信息')] },
  { ...one('budget', '财政信息', '财政预决算', '财政预算、决算和专项资金。'), below: [one('budgets', '预算', '财政预决算'), one('accounts', '决算', '财政预决算')] },
  one('emergency', '应急管理', '应急管理', '应急预案、预警信息和应对情况。'),
  one('environment', '环境质量', '监督检查', '空气、水环境质量和环境执法信息。'),
  one('personnel', '人事信息', '人事信息', '公务员招考和人事任免。'),
  one('education', '教育信息', '民生领域', '招生、学校和教育政策。'),
  one('housing', '住房保障', '民生领域', '保障性住房和公积金政策。'),
]
