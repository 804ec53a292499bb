import type { Tx } from '#platform/db/connect.ts'
import type { LedgerActor } from '#kernel/ledger/index.ts'
import { addChannel } from './add.ts'

/** A column (栏目): slug, name, ColumnType, description, and what stands below. */
interface Column {
  readonly slug: string
  readonly name: string
  readonly kind: string
  readonly description: string
  readonly below: readonly Column[]
}

function column(slug: string, name: string, kind: string, description: string, ...below: Column[]): Column {
  return { slug, name, kind, description, below }
}

/**
 * The columns with which a government's portal begins: the items of 政府信息公开条例 第二十条, news, notices and policies. A city
 * renames, moves and adds to them.
 */
const standardColumns: readonly Column[] = [
  column(
    'news',
    '要闻动态',
    '动态要闻',
    '政府、政府部门和区县的重要工作动态。',
    column('city-news', '本地要闻', '动态要闻', '本地重要工作和重大活动。'),
    column('department-news', '部门动态', '动态要闻', '政府部门的工作进展。'),
    column('district-news', '区县动态', '动态要闻', '下级政府的工作进展。'),
    column('meetings', '政府会议', '动态要闻', '政府全体会议、常务会议议定事项。'),
  ),
  column(
    'notices',
    '通知公告',
    '通知公告',
    '需要社会知晓的通知、公告和公示。',
    column('announcements', '公告公示', '通知公告', '本级政府和政府部门的公告、通告和公示。'),
    column('land', '征地信息', '通知公告', '土地征收、房屋征收的公告、批准文件和补偿安置方案。'),
  ),
  column(
    'policies',
    '政策文件',
    '政策文件',
    '本级政府和政府部门制发的政策文件。',
    column('normative', '行政规范性文件', '政策文件', '现行有效和已经废止的行政规范性文件。'),
    column('official', '其他公文', '政策文件', '通知、意见、批复等其他主动公开的公文。'),
    column('interpretation', '政策解读', '政策解读', '由起草单位对政策作出的说明。'),
    column('consultation', '征求意见', '互动交流', '规章和政策草案公开征求意见及意见采纳情况。'),
  ),
  column(
    'laws',
    '法规规章',
    '法规规章',
    '与公众办事有关的法律法规要点和本地政府规章。',
    column('regulations', '政府规章', '法规规章', '本级人民政府制定的规章。'),
    column('disclosure-rules', '政府信息公开制度', '信息公开', '政府信息公开条例和配套制度。'),
  ),
  column(
    'plans',
    '规划计划',
    '规划计划',
    '国民经济和社会发展规划、专项规划和年度计划。',
    column('five-year', '五年规划', '规划计划', '国民经济和社会发展五年规划及专项规划。'),
    column('annual-plans', '年度计划', '规划计划', '国民经济和社会发展年度计划、年度重点工作。'),
  ),
  column(
    'statistics',
    '统计信息',
    '数据发布',
    '统计公报、经济运行和调查数据。',
    column('bulletins', '统计公报', '数据发布', '国民经济和社会发展年度统计公报。'),
    column('economy', '经济运行', '数据发布', '季度经济运行情况。'),
    column('prices', '价格监测', '数据发布', '居民主要食品价格监测周报。'),
  ),
  column(
    'budget',
    '财政信息',
    '财政预决算',
    '财政预算、决算和“三公”经费。',
    column('budgets', '预算', '财政预决算', '本级政府预算和部门预算。'),
    column('accounts', '决算', '财政预决算', '本级政府决算和部门决算。'),
  ),
  column('procurement', '政府采购', '政府采购', '政府集中采购项目的目录、标准和实施情况。'),
  column('projects', '重大建设项目', '重大建设项目', '重大建设项目的批准和实施情况。'),
  column(
    'livelihood',
    '民生领域',
    '民生领域',
    '教育、医疗、就业、住房和社会救助的政策措施及实施情况。',
    column('education', '教育', '民生领域', '招生入学、学生资助和学校管理。'),
    column('health', '医疗卫生', '民生领域', '医疗服务、疾病预防和饮用水卫生。'),
    column('employment', '就业', '民生领域', '就业创业扶持和劳动权益保护。'),
    column('housing', '住房', '民生领域', '保障性住房、老旧小区改造和住房公积金。'),
    column('assistance', '社会救助', '民生领域', '最低生活保障、特困供养和临时救助。'),
  ),
  column(
    'emergency',
    '应急管理',
    '应急管理',
    '突发公共事件的应急预案、预警信息和应对情况。',
    column('contingency', '应急预案', '应急管理', '本级总体和专项应急预案。'),
    column('warnings', '预警信息', '应急管理', '气象、海洋、地质等灾害预警和应对情况。'),
  ),
  column(
    'inspection',
    '监督检查',
    '监督检查',
    '环境保护、食品药品和安全生产的监督检查情况。',
    column('environment', '生态环境', '监督检查', '环境质量和生态环境执法情况。'),
    column('food-drug', '食品药品', '监督检查', '食品药品监督抽检情况。'),
    column('work-safety', '安全生产', '监督检查', '安全生产检查和事故调查情况。'),
  ),
  column(
    'personnel',
    '人事信息',
    '人事信息',
    '公务员招考、事业单位招聘和人事任免。',
    column('recruitment', '招考录用', '人事信息', '招考的职位、名额、报考条件和录用结果。'),
    column('appointments', '人事任免', '人事信息', '政府人事任免事项。'),
  ),
]

/** Gives a site its first columns; answers their numbers by slug. */
export async function addStandardColumns(
  tx: Tx,
  actor: LedgerActor,
  siteId: number,
): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>()
  const add = async (one: Column, parentId: number | null, position: number): Promise<void> => {
    const { below, ...own } = one
    const id = await addChannel(tx, actor, { ...own, siteId, parentId, position })
    ids.set(one.slug, id)
    for (const [place, child] of below.entries()) await add(child, id, place)
  }
  for (const [position, one] of standardColumns.entries()) await add(one, null, position)
  return ids
}
