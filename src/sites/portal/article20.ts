import type { Register } from '#kernel/registers/index.ts'
import { registers } from '#modules/powers/index.ts'

/** One item of 政府信息公开条例 第二十条, and where this portal keeps what belongs to it. */
export interface StatutoryItem {
  /** Stable, whatever the columns of a city are called. */
  readonly code: string
  readonly paragraph: string
  readonly label: string
  /**
   * The channels whose documents belong here, with all below them that no other item names. A channel that a city
   * does not have is left out.
   */
  readonly channels: readonly string[]
  readonly registers: readonly Register[]
}

function item(
  code: string,
  paragraph: string,
  label: string,
  channels: readonly string[],
  rows: readonly Register[] = [],
): StatutoryItem {
  return { code, paragraph, label, channels, registers: rows }
}

/** What every agency publishes by itself, in the order and the words of the article. */
export const article20: readonly StatutoryItem[] = [
  item('R20-01', '一', '行政法规、规章和规范性文件', ['laws', 'normative']),
  item('R20-02', '二', '机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名', []),
  item('R20-03', '三', '国民经济和社会发展规划、专项规划、区域规划及相关政策', ['plans']),
  item('R20-04', '四', '国民经济和社会发展统计信息', ['statistics']),
  item(
    'R20-05',
    '五',
    '办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果',
    [],
    [registers.permits],
  ),
  item(
    'R20-06',
    '六',
    '实施行政处罚、行政强制的依据、条件、程序以及本行政机关认为具有一定社会影响的行政处罚决定',
    [],
    [registers.penalties, registers.coercions],
  ),
  item('R20-07', '七', '财政预算、决算信息', ['budget']),
  item('R20-08', '八', '行政事业性收费项目及其依据、标准', [], [registers.fees]),
  item('R20-09', '九', '政府集中采购项目的目录、标准及实施情况', ['procurement']),
  item('R20-10', '十', '重大建设项目的批准和实施情况', ['projects']),
  item('R20-11', '十一', '扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况', [
    'livelihood',
  ]),
  item('R20-12', '十二', '突发公共事件的应急预案、预警信息及应对情况', ['emergency']),
  item('R20-13', '十三', '环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况', ['inspection']),
  item('R20-14', '十四', '公务员招考的职位、名额、报考条件等事项以及录用结果', ['recruitment']),
  item('R20-15', '十五', '法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息', [
    'policies',
    'notices',
    'personnel',
  ]),
]

/** 机关职能 and so on is no list of documents: it is the page of a unit, or the directory of all. */
export const AGENCIES = 'R20-02'
