/** 公开属性: what the source unit decides before anything is published (政府信息公开条例 第十三条至第十七条). */
export const attributeLabels = {
  proactive: '主动公开',
  on_request: '依申请公开',
  withheld: '不予公开',
} as const
export type Attribute = keyof typeof attributeLabels

/** Grounds on which a document is not published, with their articles. */
export const attributeGrounds = {
  E14a: { label: '国家秘密', cites: '政府信息公开条例 第十四条' },
  E14b: { label: '法律、行政法规禁止公开', cites: '政府信息公开条例 第十四条' },
  E14c: { label: '危及国家安全、公共安全、经济安全、社会稳定', cites: '政府信息公开条例 第十四条' },
  E15: { label: '涉及商业秘密、个人隐私等第三方合法权益', cites: '政府信息公开条例 第十五条' },
  E16a: { label: '内部事务信息', cites: '政府信息公开条例 第十六条第一款' },
  E16b: { label: '过程性信息', cites: '政府信息公开条例 第十六条第二款' },
  E16c: { label: '行政执法案卷信息', cites: '政府信息公开条例 第十六条第二款' },
  R13: { label: '不属于主动公开范围，可依申请提供', cites: '政府信息公开条例 第十三条' },
} as const
export type AttributeGround = keyof typeof attributeGrounds

/** 主题分类: the 22 classes used with the State Council's policy files. The codes are local practice. */
export const topics = {
  '01': '国务院组织机构',
  '02': '综合政务',
  '03': '国民经济管理、国有资产监管',
  '04': '财政、金融、审计',
  '05': '国土资源、能源',
  '06': '农业、林业、水利',
  '07': '工业、交通',
  '08': '商贸、海关、旅游',
  '09': '市场监管、安全生产监管',
  '10': '城乡建设、环境保护',
  '11': '科技、教育',
  '12': '文化、广电、新闻出版',
  '13': '卫生、体育',
  '14': '人口与计划生育、妇女儿童工作',
  '15': '劳动、人事、监察',
  '16': '公安、安全、司法',
  '17': '民政、扶贫、救灾',
  '18': '民族、宗教',
  '19': '对外事务',
  '20': '港澳台侨工作',
  '21': '国防',
  '22': '其他',
} as const
export type Topic = keyof typeof topics

/** 体裁分类: the 15 kinds of official document (党政机关公文处理工作条例 第八条), and what is none of them. */
export const genres = {
  '01': '决议',
  '02': '决定',
  '03': '命令（令）',
  '04': '公报',
  '05': '公告',
  '06': '通告',
  '07': '意见',
  '08': '通知',
  '09': '通报',
  '10': '报告',
  '11': '请示',
  '12': '批复',
  '13': '议案',
  '14': '函',
  '15': '纪要',
  '99': '其他',
} as const
export type Genre = keyof typeof genres

export const stateLabels = {
  draft: '草稿',
  in_review: '审核中',
  approved: '待发布',
  not_public: '审定不主动公开',
  published: '有效',
  withdrawn: '已撤回',
  repealed: '已废止',
  replaced: '已被替代',
  expired: '已失效',
  redirected: '已并入',
} as const
export type DocumentState = keyof typeof stateLabels
