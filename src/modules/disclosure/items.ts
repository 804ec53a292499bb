import type { UnitKind } from '#kernel/organisation/index.ts'
import type { Register } from '#kernel/registers/index.ts'
import { registers } from '#modules/powers/index.ts'

/** One item that the Regulation has an agency publish by itself, and where a portal keeps what belongs to it. */
export interface StatutoryItem {
  /** Stable, whatever the columns of a city are called. */
  readonly code: string
  /** Within one list a column belongs to one item: the nearest that names it or what is over it. */
  readonly list: ListCode
  readonly paragraph: string
  readonly label: string
  /** Heads a narrow column. */
  readonly short: string
  readonly cites: string
  /**
   * The channels whose documents belong here, with all below them that no other item of the list names. A channel that
   * a city does not have is left out.
   */
  readonly channels: readonly string[]
  /** Kinds of document that belong here in whatever column they stand. */
  readonly kinds: readonly string[]
  readonly registers: readonly Register[]
  readonly units: readonly UnitKind[]
  /** After how many days without anything new it counts as stale, unless the city sets another; null: never. */
  readonly renewDays: number | null
}

export type ListCode = '19' | '20' | '21-county' | '21-town'

/** The articles in their order, with the words under which the lists stand on a page. */
export const lists: readonly { readonly code: ListCode; readonly label: string; readonly article: string }[] =
  [
    { code: '19', label: '应当主动公开的一般要求', article: '第十九条' },
    { code: '20', label: '各行政机关主动公开的内容', article: '第二十条' },
    { code: '21-county', label: '设区的市级、县级人民政府及其部门还应当公开', article: '第二十一条' },
    { code: '21-town', label: '乡镇人民政府还应当公开', article: '第二十一条' },
  ]

const COUNTY: readonly UnitKind[] = ['city', 'district', 'department']
/** Villages are no administrative agencies: what concerns them is published by their town. */
const EVERY: readonly UnitKind[] = [...COUNTY, 'town']

/** The law names no interval of renewal; these are the defaults of a setting: a year, a quarter, and a bit of delay. */
const YEARLY = 400
const QUARTERLY = 120

interface Where {
  readonly short?: string
  readonly channels?: readonly string[]
  readonly kinds?: readonly string[]
  readonly registers?: readonly Register[]
}

function define(list: ListCode, units: readonly UnitKind[], article: string) {
  return (
    code: string,
    paragraph: string,
    label: string,
    renewDays: number | null,
    { short = label, channels = [], kinds = [], registers: rows = [] }: Where = {},
  ): StatutoryItem => ({
    code,
    list,
    paragraph,
    label,
    short,
    cites: `政府信息公开条例（2019）${article}${list === '20' ? `第（${paragraph}）项` : ''}`,
    channels,
    kinds,
    registers: rows,
    units,
    renewDays,
  })
}

/** A general test and no item: whatever a unit publishes falls under it, so that no unit is held to it by itself. */
const general = define('19', [], '第十九条')
const every = define('20', EVERY, '第二十条')
const county = define('21-county', COUNTY, '第二十一条')
const town = define('21-town', ['town'], '第二十一条')

/** What every agency publishes by itself, in the order and the words of the article. */
export const article20: readonly StatutoryItem[] = [
  every('R20-01', '一', '行政法规、规章和规范性文件', null, {
    short: '规范性文件',
    channels: ['laws', 'normative'],
    kinds: ['regulation', 'normative', 'law'],
  }),
  every('R20-02', '二', '机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名', YEARLY, {
    short: '机构职能',
  }),
  every('R20-03', '三', '国民经济和社会发展规划、专项规划、区域规划及相关政策', null, {
    short: '规划计划',
    channels: ['plans'],
  }),
  every('R20-04', '四', '国民经济和社会发展统计信息', YEARLY, {
    short: '统计信息',
    channels: ['statistics'],
  }),
  every('R20-05', '五', '办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果', QUARTERLY, {
    short: '行政许可',
    registers: [registers.permits],
  }),
  every(
    'R20-06',
    '六',
    '实施行政处罚、行政强制的依据、条件、程序以及本行政机关认为具有一定社会影响的行政处罚决定',
    QUARTERLY,
    { short: '处罚强制', registers: [registers.penalties, registers.coercions] },
  ),
  every('R20-07', '七', '财政预算、决算信息', YEARLY, { short: '预算决算', channels: ['budget'] }),
  every('R20-08', '八', '行政事业性收费项目及其依据、标准', YEARLY, {
    short: '行政收费',
    registers: [registers.fees],
  }),
  every('R20-09', '九', '政府集中采购项目的目录、标准及实施情况', YEARLY, {
    short: '政府采购',
    channels: ['procurement'],
  }),
  every('R20-10', '十', '重大建设项目的批准和实施情况', YEARLY, {
    short: '重大项目',
    channels: ['projects'],
  }),
  every('R20-11', '十一', '扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况', YEARLY, {
    short: '民生政策',
    channels: ['livelihood'],
  }),
  every('R20-12', '十二', '突发公共事件的应急预案、预警信息及应对情况', YEARLY, {
    short: '应急管理',
    channels: ['emergency'],
  }),
  every('R20-13', '十三', '环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况', QUARTERLY, {
    short: '监督检查',
    channels: ['inspection'],
  }),
  every('R20-14', '十四', '公务员招考的职位、名额、报考条件等事项以及录用结果', YEARLY, {
    short: '公务员招考',
    channels: ['recruitment'],
  }),
  every('R20-15', '十五', '法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息', QUARTERLY, {
    short: '其他规定',
    channels: ['policies', 'notices', 'personnel'],
  }),
]

/** All of it: the general duty of Article 19, the items of Article 20, and what Article 21 adds for each level. */
export const statutoryItems: readonly StatutoryItem[] = [
  general('R19', '', '涉及公众利益调整、需要公众广泛知晓或者需要公众参与决策的政府信息', null, {
    short: '公众参与',
    channels: ['consultation'],
  }),
  ...article20,
  county('R21-01', '1', '市政建设', YEARLY, { channels: ['municipal-works', 'housing'] }),
  county('R21-02', '2', '公共服务', YEARLY, { channels: ['public-services', 'education', 'health'] }),
  county('R21-03', '3', '公益事业', YEARLY, { channels: ['public-welfare'] }),
  county('R21-04', '4', '土地征收', YEARLY, { channels: ['land'] }),
  county('R21-05', '5', '房屋征收', YEARLY, { channels: ['house-expropriation'] }),
  county('R21-06', '6', '治安管理', YEARLY, { channels: ['public-security'] }),
  county('R21-07', '7', '社会救助', YEARLY, { channels: ['assistance'] }),
  town('R21-11', '1', '贯彻落实农业农村政策', YEARLY, {
    short: '农业农村政策',
    channels: ['rural-policies'],
  }),
  town('R21-12', '2', '农田水利工程建设运营', YEARLY, { short: '农田水利', channels: ['irrigation'] }),
  town('R21-13', '3', '农村土地承包经营权流转', YEARLY, {
    short: '土地流转',
    channels: ['farmland-transfer'],
  }),
  town('R21-14', '4', '宅基地使用情况审核', YEARLY, { short: '宅基地审核', channels: ['homesteads'] }),
  town('R21-15', '5', '土地征收', YEARLY, { channels: ['land'] }),
  town('R21-16', '6', '房屋征收', YEARLY, { channels: ['house-expropriation'] }),
  town('R21-17', '7', '筹资筹劳', YEARLY, { channels: ['village-funds'] }),
  town('R21-18', '8', '社会救助', YEARLY, { channels: ['assistance'] }),
]

/** 机关职能 and so on is no list of documents: it is the page of a unit, or the directory of all. */
export const AGENCIES = 'R20-02'

export function findItem(code: string): StatutoryItem | undefined {
  return statutoryItems.find((item) => item.code === code)
}

/** What a unit of this kind must publish. */
export function itemsFor(kind: string): readonly StatutoryItem[] {
  return statutoryItems.filter((item) => (item.units as readonly string[]).includes(kind))
}

export const registerNames: readonly string[] = statutoryItems.flatMap((item) =>
  item.registers.map((register) => register.name),
)
