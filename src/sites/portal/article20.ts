/** 法定主动公开内容: the items of 政府信息公开条例 第二十条, with the place on this portal where each is found. */
export const article20: readonly { readonly code: string; readonly label: string; readonly href: string }[] =
  [
    { code: 'R20-01', label: '行政法规、规章和规范性文件', href: '/channels/laws' },
    { code: 'R20-02', label: '机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名', href: '/units' },
    {
      code: 'R20-03',
      label: '国民经济和社会发展规划、专项规划、区域规划及相关政策',
      href: '/channels/plans',
    },
    { code: 'R20-04', label: '国民经济和社会发展统计信息', href: '/channels/statistics' },
    {
      code: 'R20-05',
      label: '办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果',
      href: '/registers/powers.permits',
    },
    {
      code: 'R20-06',
      label: '实施行政处罚、行政强制的依据、条件、程序以及有一定社会影响的行政处罚决定',
      href: '/registers/powers.penalties',
    },
    { code: 'R20-07', label: '财政预算、决算信息', href: '/channels/budget' },
    { code: 'R20-08', label: '行政事业性收费项目及其依据、标准', href: '/registers/powers.fees' },
    { code: 'R20-09', label: '政府集中采购项目的目录、标准及实施情况', href: '/search?q=政府采购' },
    { code: 'R20-10', label: '重大建设项目的批准和实施情况', href: '/search?q=重大建设项目' },
    {
      code: 'R20-11',
      label: '扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况',
      href: '/channels/policies',
    },
    { code: 'R20-12', label: '突发公共事件的应急预案、预警信息及应对情况', href: '/channels/emergency' },
    {
      code: 'R20-13',
      label: '环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况',
      href: '/search?q=监督检查',
    },
    {
      code: 'R20-14',
      label: '公务员招考的职位、名额、报考条件等事项以及录用结果',
      href: '/channels/personnel',
    },
    {
      code: 'R20-15',
      label: '法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息',
      href: '/channels/notices',
    },
  ]
