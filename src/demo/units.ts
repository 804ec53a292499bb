import { makeCreditCode, type NewUnit, type UnitKind } from '#kernel/organisation/index.ts'

/** 云岚市 is fictional: no province of China has the code 48. */
export const PROVINCE = '48'
const CITY_DIVISION = `${PROVINCE}0100`

/** A unit of the demo city, under its parent's code. */
export type DemoUnit = Omit<NewUnit, 'parentId'> & { readonly parentCode: string | null }

type Plan = Pick<
  DemoUnit,
  'code' | 'name' | 'shortName' | 'kind' | 'parentCode' | 'address' | 'functions'
> & {
  readonly divisionCode: string
  readonly officeHours?: string
}

const HOURS = '工作日 8:30—12:00，14:00—17:30'
const HALL_HOURS = '周一至周五 9:00—12:00，13:00—17:00；周六 9:00—12:00（法定节假日除外）'

/** Departments of the city: code, full name, what the street calls them, where they sit, what they do. */
const DEPARTMENTS: readonly (readonly [
  code: string,
  name: string,
  short: string,
  address: string,
  functions: string,
])[] = [
  [
    'zfb',
    '人民政府办公室',
    '市政府办公室',
    '听澜区云岚大道1号',
    '承担市政府公文、会议、督查和值班工作；指导监督全市政府信息公开和政务公开工作，是市政府信息公开工作机构。',
  ],
  [
    'fgw',
    '发展和改革委员会',
    '市发展改革委',
    '听澜区云岚大道1号2号楼',
    '拟订并组织实施国民经济和社会发展规划、年度计划；综合管理固定资产投资，审批、核准、备案重大建设项目；管理重要商品和服务价格。',
  ],
  [
    'jyj',
    '教育局',
    '市教育局',
    '听澜区学府街18号',
    '统筹管理全市基础教育、职业教育和终身教育；组织招生考试；监督管理民办学校和校外培训机构；指导学校安全和教师队伍建设。',
  ],
  [
    'kjj',
    '科学技术局',
    '市科技局',
    '听澜区学府街26号',
    '拟订科技发展规划和政策；组织实施市级科技计划项目；开展高新技术企业培育和科技成果转化。',
  ],
  [
    'gxj',
    '工业和信息化局',
    '市工信局',
    '青棠区青棠路120号',
    '拟订工业发展规划；监测工业经济运行；指导中小企业发展、技术改造和工业节能。',
  ],
  [
    'mzzj',
    '民族宗教事务局',
    '市民族宗教局',
    '听澜区望江街7号',
    '贯彻民族和宗教事务法律法规；依法管理宗教活动场所；协调少数民族发展事务。',
  ],
  [
    'gaj',
    '公安局',
    '市公安局',
    '听澜区政通路66号',
    '维护社会治安；管理户籍、居民身份证、出入境和道路交通；依法办理行政许可、行政处罚；管理枪支弹药和危险物品。',
  ],
  [
    'mzj',
    '民政局',
    '市民政局',
    '望岫区惠民路9号',
    '管理社会救助、养老服务、儿童福利、殡葬和婚姻登记；登记管理社会组织；管理区划地名。',
  ],
  [
    'sfj',
    '司法局',
    '市司法局',
    '听澜区政通路12号',
    '承担行政规范性文件合法性审核和备案审查；承办市政府行政复议案件；管理公共法律服务、社区矫正和人民调解。',
  ],
  [
    'czj',
    '财政局',
    '市财政局',
    '听澜区云岚大道1号3号楼',
    '编制市级预算决算草案并组织执行；管理政府采购、政府非税收入和行政事业单位国有资产；组织预算绩效管理。',
  ],
  [
    'rsj',
    '人力资源和社会保障局',
    '市人社局',
    '望岫区惠民路21号',
    '促进就业；管理社会保险、人事人才、事业单位人员和职业技能培训；处理劳动人事争议，查处拖欠工资。',
  ],
  [
    'zrj',
    '自然资源和规划局',
    '市自然资源和规划局',
    '听澜区湖滨路30号',
    '编制和实施国土空间规划；管理土地征收、供应和不动产登记；管理矿产、测绘和耕地保护。',
  ],
  [
    'sthj',
    '生态环境局',
    '市生态环境局',
    '青棠区清源路15号',
    '监测和发布环境质量信息；审批建设项目环境影响评价文件；核发排污许可证；开展生态环境保护执法。',
  ],
  [
    'zjj',
    '住房和城乡建设局',
    '市住建局',
    '听澜区湖滨路58号',
    '管理住房保障、房地产市场和物业服务；监督建筑市场、工程质量安全；推进城镇老旧小区改造和城市更新。',
  ],
  [
    'jtj',
    '交通运输局',
    '市交通运输局',
    '石渡区石渡路101号',
    '管理公路、水路建设养护和道路运输；统筹城市公共交通；开展交通运输综合执法。',
  ],
  [
    'swj',
    '水务局',
    '市水务局',
    '石渡区堤东路5号',
    '管理水资源、供水、排水和污水处理；组织水旱灾害防御；承担河长制日常工作。',
  ],
  [
    'nyj',
    '农业农村局',
    '市农业农村局',
    '望岫区岫云路40号',
    '推进乡村全面振兴；管理种植业、畜牧业、渔业和农产品质量安全；指导农村承包地、宅基地管理；组织实施农业补贴。',
  ],
  [
    'swuj',
    '商务局',
    '市商务局',
    '青棠区青棠路88号',
    '管理内外贸易、利用外资和市场流通；组织招商引资；监测生活必需品市场供应。',
  ],
  [
    'wlj',
    '文化广电和旅游局',
    '市文广旅局',
    '听澜区听潮路3号',
    '管理公共文化服务、文物和非物质文化遗产保护、广播电视和旅游市场；开展文化市场综合执法。',
  ],
  [
    'wjw',
    '卫生健康委员会',
    '市卫生健康委',
    '望岫区惠民路33号',
    '管理医疗卫生服务、疾病预防控制和妇幼健康；审批医疗机构；开展公共场所和生活饮用水卫生监督。',
  ],
  [
    'tyjrj',
    '退役军人事务局',
    '市退役军人局',
    '望岫区岫云路12号',
    '承担退役军人移交安置、就业创业、优待抚恤和权益维护工作。',
  ],
  [
    'yjj',
    '应急管理局',
    '市应急局',
    '听澜区政通路90号',
    '综合监督管理安全生产；编制总体应急预案；组织灾害救助和应急救援；审批危险化学品经营。',
  ],
  [
    'sjj',
    '审计局',
    '市审计局',
    '听澜区云岚大道1号4号楼',
    '对本级预算执行、公共资金、国有资产和领导干部经济责任履行情况进行审计监督；依法公布审计结果。',
  ],
  [
    'wsb',
    '人民政府外事办公室',
    '市外办',
    '听澜区云岚大道1号5号楼',
    '管理对外交往、因公出国（境）和涉外事务；联系友好城市。',
  ],
  [
    'gzw',
    '人民政府国有资产监督管理委员会',
    '市国资委',
    '听澜区云岚大道1号6号楼',
    '代表市政府履行出资人职责；监督市属国有企业资产保值增值；公开国有企业信息。',
  ],
  [
    'scj',
    '市场监督管理局',
    '市市场监管局',
    '青棠区青棠路66号',
    '登记经营主体；监督管理食品、药品、特种设备、产品质量和价格行为；受理消费者投诉举报；管理标准和计量。',
  ],
  [
    'tyj',
    '体育局',
    '市体育局',
    '望岫区体育场路1号',
    '推进全民健身；管理公共体育设施和体育赛事；监督管理高危险性体育项目。',
  ],
  [
    'tjj',
    '统计局',
    '市统计局',
    '听澜区云岚大道1号2号楼',
    '组织统计调查和普查；发布统计公报和经济运行数据；查处统计违法行为。',
  ],
  [
    'ybj',
    '医疗保障局',
    '市医保局',
    '望岫区惠民路27号',
    '管理基本医疗保险、生育保险和医疗救助；监督医保基金使用；组织药品耗材集中采购。',
  ],
  [
    'xfj',
    '信访局',
    '市信访局',
    '听澜区政通路2号',
    '受理、转送、交办信访事项；督促检查信访事项办理；分析研判社情民意。',
  ],
  [
    'spj',
    '行政审批局',
    '市行政审批局',
    '青棠区市民广场1号',
    '集中办理划转的行政许可事项；管理市政务服务中心；推进政务服务标准化和告知承诺制。',
  ],
  [
    'cgj',
    '城市管理局',
    '市城管局',
    '听澜区柳堤路48号',
    '管理市容环境卫生、市政公用设施和户外广告；组织生活垃圾分类；开展城市管理综合执法。',
  ],
  [
    'ylj',
    '园林和林业局',
    '市园林林业局',
    '望岫区松风路6号',
    '管理城市绿化、公园和古树名木；保护森林、湿地资源；审批使用林地和采伐林木。',
  ],
  [
    'dsj',
    '数据局',
    '市数据局',
    '青棠区市民广场3号',
    '统筹数据资源整合共享和开放利用；管理政务信息化项目；推进数字政府建设。',
  ],
  [
    'jgj',
    '机关事务管理局',
    '市机关事务局',
    '听澜区云岚大道1号7号楼',
    '管理市级机关办公用房、公务用车和公共机构节能；承担市级机关后勤保障。',
  ],
  [
    'lsj',
    '粮食和物资储备局',
    '市粮食和储备局',
    '石渡区仓前路2号',
    '管理粮食流通和地方储备粮；组织应急物资收储、轮换和调运。',
  ],
  [
    'gdb',
    '国防动员办公室',
    '市国动办',
    '听澜区政通路31号',
    '管理人民防空工程建设和防空警报；审批结合民用建筑修建防空地下室；收取防空地下室易地建设费。',
  ],
  [
    'hyj',
    '海洋与渔业局',
    '市海洋渔业局',
    '临汐区海门路19号',
    '管理海域使用、海岛保护和渔业生产；发布海洋预警；开展渔政执法。',
  ],
  [
    'tcj',
    '投资促进局',
    '市投促局',
    '青棠区青棠路92号',
    '组织重大招商活动；为投资企业提供政策咨询和项目落地服务。',
  ],
  [
    'rxzx',
    '政务服务便民热线中心',
    '市12345热线中心',
    '青棠区市民广场5号',
    '受理群众通过12345热线提出的咨询、求助、投诉和建议，转办、督办并公布办理情况。',
  ],
  [
    'ggzy',
    '公共资源交易中心',
    '市公共资源交易中心',
    '青棠区市民广场2号',
    '为工程建设项目招标投标、政府采购、土地使用权和国有产权交易提供场所、信息和见证服务。',
  ],
  [
    'gjj',
    '住房公积金管理中心',
    '市公积金中心',
    '听澜区湖滨路60号',
    '负责住房公积金的缴存、提取、贷款和核算；公布年度报告。',
  ],
  [
    'gxq',
    '高新技术产业开发区管理委员会',
    '高新区管委会',
    '青棠区创新大道8号',
    '负责高新区规划建设、产业发展、招商引资和企业服务，行使市政府授予的行政审批权限。',
  ],
  [
    'dag',
    '档案馆',
    '市档案馆',
    '听澜区学府街40号',
    '接收、保管和利用市级档案；设置政府信息查阅场所，提供政府信息查阅服务。',
  ],
  [
    'qxj',
    '气象局',
    '市气象局',
    '望岫区观云路1号',
    '负责气象监测、预报和灾害性天气预警发布；管理雷电灾害防御和人工影响天气。',
  ],
]

type Town = readonly [code: string, name: string]

const DISTRICTS: readonly (readonly [code: string, name: string, address: string, towns: readonly Town[]])[] =
  [
    [
      'tinglan',
      '听澜区',
      '听潮路200号',
      [
        ['guanchao', '观潮街道'],
        ['yundu', '云渡街道'],
        ['jinghulu', '镜湖路街道'],
        ['nanpu', '南浦街道'],
        ['liudi', '柳堤街道'],
        ['qingshi', '青石镇'],
        ['bailu', '白鹭镇'],
        ['shaxidu', '沙溪渡镇'],
        ['luwan', '芦湾镇'],
      ],
    ],
    [
      'wangxiu',
      '望岫区',
      '岫云路100号',
      [
        ['songfeng', '松风街道'],
        ['xiuyun', '岫云街道'],
        ['qixialing', '栖霞岭街道'],
        ['zhuwu', '竹坞镇'],
        ['shiping', '石屏镇'],
        ['fenglindu', '枫林渡镇'],
        ['hanquan', '寒泉镇'],
        ['xianrenqiao', '仙人桥镇'],
        ['yuntai', '云台乡'],
      ],
    ],
    [
      'qingtang',
      '青棠区',
      '青棠路300号',
      [
        ['tangxia', '棠下街道'],
        ['qingtanglu', '青棠路街道'],
        ['meiyuan', '梅园街道'],
        ['santang', '三塘镇'],
        ['huaiyin', '槐荫镇'],
        ['xinghuaxi', '杏花溪镇'],
        ['sangzhou', '桑洲镇'],
        ['daoxiang', '稻香镇'],
        ['hetang', '荷塘乡'],
      ],
    ],
    [
      'shidu',
      '石渡区',
      '石渡路18号',
      [
        ['dukou', '渡口街道'],
        ['shidulu', '石渡路街道'],
        ['dongba', '东坝街道'],
        ['xiba', '西坝街道'],
        ['jitou', '矶头镇'],
        ['dashazhou', '大沙洲镇'],
        ['tieqiao', '铁桥镇'],
        ['huibu', '灰埠镇'],
        ['yuzui', '鱼嘴乡'],
      ],
    ],
    [
      'linxi',
      '临汐区',
      '汐源路77号',
      [
        ['xiyuan', '汐源街道'],
        ['haimenlu', '海门路街道'],
        ['yantian', '盐田街道'],
        ['dengta', '灯塔镇'],
        ['chaoyin', '潮音镇'],
        ['haotian', '蚝田镇'],
        ['hongshuwan', '红树湾镇'],
        ['jiaoshi', '礁石乡'],
      ],
    ],
  ]

function planUnits(): Plan[] {
  return [
    {
      code: 'yunlan',
      name: '云岚市人民政府',
      shortName: '云岚市',
      kind: 'city',
      parentCode: null,
      divisionCode: CITY_DIVISION,
      address: '听澜区云岚大道1号',
      functions:
        '领导全市经济、教育、科学、文化、卫生、体育、城乡建设、生态环境保护事业和财政、民政、公安、司法行政等行政工作；领导所属各工作部门和各区人民政府的工作。',
    },
    ...DEPARTMENTS.map(([code, name, shortName, address, functions]): Plan => ({
      code,
      name: `云岚市${name}`,
      shortName,
      kind: 'department',
      parentCode: 'yunlan',
      divisionCode: CITY_DIVISION,
      address,
      functions,
      officeHours: ['spj', 'ggzy', 'gjj'].includes(code)
        ? HALL_HOURS
        : code === 'rxzx'
          ? '每日24小时'
          : HOURS,
    })),
    ...DISTRICTS.flatMap(([code, name, address, towns], index) =>
      planDistrict(code, name, address, towns, `${PROVINCE}010${index + 2}`),
    ),
  ]
}

function planDistrict(
  code: string,
  name: string,
  address: string,
  towns: readonly Town[],
  divisionCode: string,
): Plan[] {
  const district: Plan = {
    code,
    name: `云岚市${name}人民政府`,
    shortName: name,
    kind: 'district',
    parentCode: 'yunlan',
    divisionCode,
    address: `${name}${address}`,
    functions: `领导${name}的经济社会发展、城乡建设、公共服务和社会治理工作；管理所属工作部门，领导乡镇人民政府，管理街道办事处。`,
  }
  return [
    district,
    ...towns.map(([town, shortName], place): Plan => {
      const street = shortName.endsWith('街道')
      return {
        code: `${code}-${town}`,
        name: `${name}${shortName}${street ? '办事处' : '人民政府'}`,
        shortName,
        kind: 'town' satisfies UnitKind,
        parentCode: code,
        // Statistical codes number streets from 001 and towns from 100.
        divisionCode: `${divisionCode}${String((street ? 1 : 100) + place).padStart(3, '0')}`,
        address: `${name}${shortName}${street ? '社区路' : '兴镇路'}${place * 8 + 6}号`,
        functions: street
          ? '统筹辖区社区治理、公共服务、城市管理和平安建设；受理社会救助、养老、残疾人等事项的申请。'
          : '负责辖区农业农村、社会事务、基层治理和便民服务；公开农村土地承包、宅基地审核、社会救助、筹资筹劳等情况。',
      }
    }),
  ]
}

/** Every unit of the demo city; parents stand before their children. */
export function demoUnits(): DemoUnit[] {
  return planUnits().map(({ officeHours = HOURS, address, ...plan }, index) => {
    const number = String(index + 1).padStart(4, '0')
    return {
      ...plan,
      officeHours,
      address: `云岚市${address}`,
      creditCode: makeCreditCode(`11${plan.divisionCode.slice(0, 6)}`, `0098${number}`),
      position: index,
      postcode: `${PROVINCE}0000`,
      // No area code is 0000: nobody can be called by mistake.
      phone: `0000-555${number}`,
      fax: `0000-556${number}`,
      email: `${plan.code}@yunlan.example`,
    }
  })
}
