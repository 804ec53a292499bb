import { makeCreditCode, type NewUnit, type UnitKind } from '#kernel/organisation/index.ts'

/** 云岚市 is fictional: no division of China has a code that begins with 98. */
const CITY_DIVISION = '980100'

interface Plan {
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly kind: UnitKind
  readonly parent: string | null
  readonly division: string
  readonly functions: string
}

const DEPARTMENTS: readonly (readonly [code: string, short: string, functions: string])[] = [
  ['zfb', '市政府办公室', '负责市政府公文、会议、政务公开和政府信息公开的组织协调，承担市政府信息公开工作机构职责。'],
  ['fgw', '发展改革委', '拟订并组织实施国民经济和社会发展规划、年度计划，负责投资综合管理、价格管理和重大建设项目稽察。'],
  ['jyj', '教育局', '负责全市各级各类教育的统筹规划和协调管理，指导学校安全、招生考试和教师队伍建设。'],
  ['kjj', '科技局', '拟订科技发展规划和政策，组织实施科技计划项目，管理高新技术企业认定。'],
  ['gxj', '工业和信息化局', '负责工业行业管理、中小企业服务和信息化推进。'],
  ['mzw', '民族宗教局', '负责民族事务和宗教事务管理。'],
  ['gaj', '公安局', '负责社会治安、户政、出入境、交通安全和消防监督协助等工作。'],
  ['mzj', '民政局', '负责社会救助、养老服务、儿童福利、社会组织登记和地名管理。'],
  ['sfj', '司法局', '负责行政规范性文件合法性审核和备案、行政复议、公共法律服务。'],
  ['czj', '财政局', '负责财政收支、预算决算、政府采购监督和国有资产管理。'],
  ['rsj', '人力资源社会保障局', '负责就业促进、社会保险、人事人才和劳动关系。'],
  ['zrj', '自然资源和规划局', '负责国土空间规划、土地征收和出让、不动产登记、测绘管理。'],
  ['sthj', '生态环境局', '负责环境质量监测和发布、建设项目环境影响评价审批、环境执法。'],
  ['zjj', '住房城乡建设局', '负责住房保障、房地产市场、建筑市场和工程质量安全监督。'],
  ['jtj', '交通运输局', '负责公路水路建设养护、道路运输和公共交通管理。'],
  ['swj', '水务局', '负责水资源管理、供水排水、防洪和河湖管理。'],
  ['nyj', '农业农村局', '负责乡村振兴、农业生产、农产品质量安全和宅基地管理指导。'],
  ['swsj', '商务局', '负责内外贸易、招商引资和市场流通。'],
  ['wlj', '文化广电旅游局', '负责公共文化服务、文物保护、广播电视和旅游市场管理。'],
  ['wjw', '卫生健康委', '负责医疗卫生、疾病预防控制、妇幼健康和医疗机构审批。'],
  ['tyj', '退役军人局', '负责退役军人安置、优抚和服务保障。'],
  ['yjj', '应急管理局', '负责安全生产监督、应急预案、灾害救助和应急救援指挥。'],
  ['sjj', '审计局', '对财政收支、公共资金和重大项目依法审计。'],
  ['wsb', '外事办公室', '负责对外交往和因公出国管理。'],
  ['gzw', '国资委', '履行出资人职责，监督管理市属国有企业。'],
  ['scj', '市场监管局', '负责市场主体登记、食品药品、产品质量、价格和反不正当竞争监管。'],
  ['tjxj', '统计局', '组织统计调查，发布统计公报和经济运行数据。'],
  ['ybj', '医疗保障局', '负责医疗保险、医药价格和招标采购、基金监管。'],
  ['xfj', '信访局', '受理来信来访，协调督办信访事项。'],
  ['jrb', '金融工作办公室', '协调地方金融发展和风险防范。'],
  ['spj', '行政审批局', '集中办理行政许可事项，管理市政务服务中心。'],
  ['cgj', '城市管理局', '负责市容环境卫生、市政公用设施和城市管理综合执法。'],
  ['ylj', '园林绿化局', '负责城市绿化、公园管理和林业保护。'],
  ['dsj', '大数据管理局', '负责政务数据归集共享开放和政务信息化项目管理。'],
  ['jgj', '机关事务管理局', '负责公务用车、办公用房和公共机构节能。'],
  ['lsj', '粮食和物资储备局', '负责粮食流通监督和物资储备。'],
  ['tyju', '体育局', '负责全民健身、体育设施和竞技体育。'],
  ['rfb', '人民防空办公室', '负责人防工程建设审批和防空警报管理。'],
  ['fpb', '乡村振兴局', '巩固脱贫攻坚成果，统筹衔接资金项目。'],
  ['ggzy', '公共资源交易中心', '提供工程建设、政府采购、土地出让等交易服务和信息发布。'],
  ['gjj', '住房公积金管理中心', '负责住房公积金归集、提取和贷款管理。'],
  ['gxq', '高新技术产业开发区管委会', '负责高新区规划建设、招商和企业服务。'],
  ['dag', '档案馆', '收集保管档案，承担政府信息查阅场所职责。'],
  ['dzj', '地震局', '负责地震监测预报和震害防御。'],
  ['qxj', '气象局', '负责气象监测预报预警和防雷管理。'],
]

const DISTRICTS: readonly (readonly [code: string, name: string, towns: readonly string[]])[] = [
  ['tinglan', '听澜区', ['观潮街道', '云渡街道', '镜湖路街道', '南浦街道', '柳堤街道', '青石镇', '白鹭镇', '沙溪渡镇', '芦湾镇']],
  ['wangxiu', '望岫区', ['松风街道', '岫云街道', '栖霞岭街道', '竹坞镇', '石屏镇', '枫林渡镇', '寒泉镇', '仙人桥镇', '云台乡']],
  ['qingtang', '青棠区', ['棠下街道', '青棠路街道', '梅园街道', '三塘镇', '槐荫镇', '杏花溪镇', '桑洲镇', '稻香镇', '荷塘乡']],
  ['shidu', '石渡区', ['渡口街道', '石渡路街道', '东坝街道', '西坝街道', '矶头镇', '大沙洲镇', '铁桥镇', '灰埠镇', '鱼嘴乡']],
  ['linxi', '临汐区', ['汐源街道', '海门路街道', '盐田街道', '灯塔镇', '潮音镇', '蚝田镇', '红树湾镇', '礁石乡']],
]

function planUnits(): Plan[] {
  const plans: Plan[] = [
    {
      code: 'yunlan', name: '云岚市人民政府', shortName: '云岚市', kind: 'city', parent: null, division: CITY_DIVISION,
      functions: '领导本行政区域的经济、教育、科学、文化、卫生、体育事业、城乡建设事业和财政、民政、公安、司法行政等行政工作。',
    },
  ]
  for (const [code, short, functions] of DEPARTMENTS) {
    const name = short.startsWith('市') ? `云岚${short}` : `云岚市${short}`
    plans.push({ code, name, shortName: short, kind: 'department', parent: 'yunlan', division: CITY_DIVISION, functions })
  }
  for (const [index, [code, short, towns]] of DISTRICTS.entries()) {
    const division = `98010${index + 2}`
    plans.push({
      code, name: `云岚市${short}人民政府`, shortName: short, kind: 'district', parent: 'yunlan', division,
      functions: `负责${short}的经济社会发展、城乡建设和公共服务。`,
    })
    for (const [place, town] of towns.entries()) {
      const street = town.endsWith('街道')
      plans.push({
        code: `${code}-${String(place + 1).padStart(2, '0')}`,
        name: `${short}${town}${street ? '办事处' : '人民政府'}`,
        shortName: town,
        kind: 'town',
        parent: code,
        division: `${division}${String((street ? 1 : 100) + place).padStart(3, '0')}`,
        functions: `负责${town}的基层治理、社会事务和便民服务。`,
      })
    }
  }
  return plans
}

const STREETS = ['云岚大道', '听潮路', '望江街', '青棠路', '政通路', '惠民路', '学府街', '石渡路', '汐源路', '湖滨路']

/** Every unit of the demo city with its parent's code; parents stand before their children. */
export function demoUnits(): (Omit<NewUnit, 'parentId'> & { readonly parentCode: string | null })[] {
  return planUnits().map((plan, index) => ({
    code: plan.code,
    name: plan.name,
    shortName: plan.shortName,
    kind: plan.kind,
    parentCode: plan.parent,
    divisionCode: plan.division,
    creditCode: makeCreditCode(`11${plan.division.slice(0, 6)}`, `0${String(980_000 + index)}A`.slice(0, 8)),
    position: index,
    address: `云岚市${STREETS[index % STREETS.length] ?? ''}${index * 7 + 1}号`,
    postcode: '980000',
    phone: `0980-555${String(1000 + index)}`,
    fax: `0980-556${String(1000 + index)}`,
    email: `${plan.code}@yunlan.example`,
    officeHours: '工作日 8:30—12:00，14:00—17:30',
    functions: plan.functions,
  }))
}
