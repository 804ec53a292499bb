/** A paper somewhere on its way through the procedure. */
export interface DemoDraft {
  readonly unit: string
  readonly drafter: string
  readonly channel: string
  readonly title: string
  readonly topic: string
  readonly genre: string
  readonly keywords: readonly string[]
  readonly summary: string
  readonly paragraphs: readonly string[]
  /** Why it should not be public, when that is proposed. */
  readonly withheld?: { readonly ground: string; readonly reason: string }
  /** After so many days, once it is approved. */
  readonly waitsDays?: number
  /** What is put right after publication, by the same signatures. */
  readonly corrected?: { readonly from: string; readonly to: string; readonly why: string }
  /** The drafter's proposal; undefined while it is a draft. */
  readonly submitted?: string
  readonly signatures: readonly {
    readonly login: string
    readonly opinion: string
    readonly returned?: boolean
  }[]
}

const PROPOSAL = '内容属于主动公开范围，不涉及国家秘密、商业秘密和个人隐私，建议主动公开。'
const office = { unit: 'zfb', drafter: 'drafter', topic: '02', genre: '08' } as const

export const demoDrafts: readonly DemoDraft[] = [
  {
    ...office,
    channel: 'official',
    title: '关于做好供暖期服务保障工作的通知',
    keywords: ['供暖', '民生'],
    summary: '部署冬季供暖设备检修、服务公示和困难家庭补贴。',
    paragraphs: [
      '各区人民政府，市政府各部门：',
      '为了做好冬季供暖保障，现就有关事项通知如下。',
      '一、各供热单位应当在供暖期开始十日前完成设备检修和燃料储备，张贴服务公约，公布二十四小时服务电话。',
      '二、供暖期间每日公布平均室温合格率。居民家中卧室、起居室温度低于18℃的，供热单位应当在二小时内上门查明原因。',
      '三、困难家庭采暖补贴应当在供暖前发放到位，名单按照规定公示。',
    ],
    submitted: PROPOSAL,
    signatures: [
      { login: 'sectionhead', opinion: '内容完整，同意主动公开。' },
      { login: 'leader', opinion: '同意印发并主动公开。' },
      { login: 'secrecy', opinion: '经保密审查，不涉及国家秘密，可以公开。' },
    ],
    corrected: {
      from: '应当在二小时内上门查明原因',
      to: '应当在接到反映后二小时内上门查明原因',
      why: '补充时限的起算点，避免误解。',
    },
  },
  {
    ...office,
    channel: 'announcements',
    title: '关于元旦期间政务服务大厅办公时间的公告',
    keywords: ['政务服务', '办公时间'],
    summary: '元旦期间政务服务大厅的办公时间和自助服务安排。',
    paragraphs: [
      '元旦放假期间，市政务服务大厅暂停窗口服务，自助服务区二十四小时开放。',
      '放假结束后的第一个工作日恢复正常办公。急需办理的事项，可以通过网上办事平台提交。',
    ],
    waitsDays: 9,
    submitted: PROPOSAL,
    signatures: [
      { login: 'sectionhead', opinion: '内容完整，同意定时发布。' },
      { login: 'leader', opinion: '同意。' },
      { login: 'secrecy', opinion: '经保密审查，可以公开。' },
    ],
  },
  {
    ...office,
    channel: 'official',
    title: '关于公布第三批市级非物质文化遗产保护名录的通知',
    keywords: ['非物质文化遗产', '保护名录'],
    summary: '公布第三批市级非遗保护名录24项。',
    paragraphs: [
      '各区人民政府，市政府有关部门：',
      '经专家评审、社会公示和市政府同意，现公布第三批市级非物质文化遗产保护名录，共24项，其中传统技艺11项、传统音乐4项、民俗6项、传统医药3项。',
      '各区应当制定保护方案，明确保护单位和责任人，支持代表性传承人开展传习活动。保护经费的使用情况每年公布一次。',
    ],
    submitted: PROPOSAL,
    signatures: [{ login: 'sectionhead', opinion: '同意主动公开，请领导审定。' }],
  },
  {
    ...office,
    channel: 'announcements',
    genre: '05',
    title: '关于征集下一年度民生实事项目建议的公告',
    keywords: ['民生实事', '征集'],
    summary: '面向社会公开征集民生实事项目建议。',
    paragraphs: [
      '为了把群众最需要办的事列入政府工作计划，市政府现面向社会公开征集下一年度民生实事项目建议。',
      '建议应当属于政府职责范围，具有公益性、普惠性，能够在一年内完成或者取得阶段成果。',
      '可以通过本网站、12345热线、信函提出，请留下联系方式。采纳情况将向社会公布。',
    ],
    submitted: PROPOSAL,
    signatures: [],
  },
  {
    ...office,
    channel: 'announcements',
    genre: '05',
    title: '关于调整市政府领导接待群众来访日的公告',
    keywords: ['接访', '信访'],
    summary: '调整领导接访的时间和地点。',
    paragraphs: [
      '自下月起，市政府领导接待群众来访日调整为每月第二周的星期三上午，地点为市群众来访接待中心。',
      '预约办法和接访领导分工由市信访局提前五个工作日公布。',
    ],
    submitted: PROPOSAL,
    signatures: [
      { login: 'sectionhead', opinion: '没有写明预约电话和接待中心地址，请补充后重新报送。', returned: true },
    ],
  },
  {
    ...office,
    channel: 'official',
    title: '关于市级机关值班室人员调整安排的通知',
    keywords: ['值班'],
    summary: '调整值班室人员和班次。',
    paragraphs: [
      '市政府办公室各科室：',
      '根据人员变动情况，自下周起调整值班室人员和班次，具体名单和联系方式见内部通讯录。',
    ],
    withheld: {
      ground: 'E16a',
      reason: '属于机关内部人事、后勤管理和工作流程方面的信息，对外不直接产生影响。',
    },
    submitted: '属于内部事务信息，建议不予公开。',
    signatures: [
      { login: 'sectionhead', opinion: '同意不予公开。' },
      { login: 'leader', opinion: '同意。' },
      { login: 'secrecy', opinion: '公开属性和理由适当。' },
    ],
  },
  {
    ...office,
    channel: 'official',
    title: '云岚市政务数据开放年度计划（起草中）',
    keywords: ['公共数据', '数据开放'],
    summary: '',
    paragraphs: [
      '本计划所称政务数据开放，是指向社会提供可以机器读取的公共数据。',
      '（各部门开放清单待市数据局汇总后补充。）',
    ],
    signatures: [],
  },
  {
    unit: 'jyj',
    drafter: 'jyj-drafter',
    channel: 'education',
    topic: '11',
    genre: '08',
    title: '关于做好假期中小学生安全工作的通知',
    keywords: ['假期', '学生安全'],
    summary: '部署假期前后安全教育、校园封闭管理和校外培训监管。',
    paragraphs: [
      '各区教育局，市直各学校：',
      '放假前应当开展一次防溺水、防火、交通安全教育，将安全提示发送给每位家长。',
      '假期中，学校应当落实值班和封闭管理，校园体育场地按照公布的时段向社会开放。',
      '各区应当检查校外培训机构预收费监管情况，检查结果向社会公布。',
    ],
    submitted: PROPOSAL,
    signatures: [
      { login: 'jyj-sectionhead', opinion: '同意主动公开。' },
      { login: 'jyj-leader', opinion: '同意。' },
    ],
  },
]
