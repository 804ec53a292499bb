export const applicantKindLabels = {
  natural: '自然人',
  enterprise: '商业企业',
  research: '科研机构',
  welfare: '社会公益组织',
  legal_service: '法律服务机构',
  other: '其他',
} as const

export const receiptWayLabels = {
  in_person: '当面提交',
  post_signed: '邮寄（签收）',
  post_ordinary: '平常信函',
  online: '网上提交',
  email: '电子邮件',
  fax: '传真',
} as const

export const wantedFormLabels = { paper: '纸质', electronic: '电子文件', inspection: '查阅、抄录' } as const

export const deliveryWayLabels = {
  online: '网上查看下载',
  email: '电子邮件',
  post: '邮寄',
  pickup: '当面领取',
  fax: '传真',
} as const

export const identityKindLabels = {
  citizen_id: '居民身份证',
  passport: '护照',
  other_paper: '其他证件',
  credit_code: '统一社会信用代码',
} as const

/** As whom a new answer counts that a case of this kind ordered. */
export const orderedBy = {
  reconsideration: 'reconsideration',
  litigation: 'litigation',
  complaint: 'superior',
} as const
