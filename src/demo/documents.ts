/** A document of the demo city, in the form in which real ones are imported. */
export interface DemoDocument {
  readonly id: string
  readonly unit: string
  readonly channel: string
  readonly title: string
  readonly kind: 'regulation' | 'normative' | 'official' | 'information' | 'law'
  readonly documentNumber?: string
  readonly publishDate: string
  readonly effectiveDate?: string
  readonly topic: string
  readonly genre: string
  readonly keywords: readonly string[]
  readonly summary: string
  readonly text: string
  /** What became of it since. */
  readonly ended?: { readonly state: 'withdrawn' | 'repealed' | 'replaced'; readonly on: string; readonly reason: string; readonly by?: string }
}

const list = (items: readonly string[]) => items.map((item, index) => `第${'一二三四五六七八九十'[index]}条 ${item}`).join('\n\n')

const written: readonly DemoDocument[] = [
  {
    id: 'yl-2025-gf-3', unit: 'yunlan', channel: 'normative', kind: 'normative', title: '云岚市公共停车场管理办法', documentNumber: '云政规〔2025〕3号',
    publishDate: '2025-04-18', effectiveDate: '2025-06-01', topic: '10', genre: '07', keywords: ['停车', '公共停车场', '收费'],
    summary: '规定公共停车场的规划建设、开放共享、收费公示和监督管理。',
    text: list([
      '为了规范公共停车场的规划、建设和管理，方便群众出行，根据有关法律法规，结合本市实际，制定本办法。',
      '本市行政区域内公共停车场的规划、建设、使用和监督管理，适用本办法。',
      '市住房城乡建设部门负责公共停车场的规划建设指导，市公安机关负责道路停车泊位的设置和秩序管理，市发展改革部门负责停车收费政策。',
      '公共停车场应当在入口显著位置公示收费标准、计费方式、服务时间和监督电话。未公示的，车辆停放人可以拒绝付费。',
      '机关、事业单位的停车场在非工作时间应当向社会开放，每次停放两小时以内免收停车费。',
      '停车场经营者应当将实时泊位信息接入市停车信息平台，向社会公布。',
      '违反本办法规定的，由有关主管部门依法处理。',
      '本办法自2025年6月1日起施行，有效期五年。',
    ]),
  },
  {
    id: 'yl-2023-gf-9', unit: 'yunlan', channel: 'normative', kind: 'normative', title: '云岚市停车设施管理暂行规定', documentNumber: '云政规〔2023〕9号',
    publishDate: '2023-09-11', effectiveDate: '2023-10-15', topic: '10', genre: '07', keywords: ['停车'], summary: '停车设施管理的暂行规定，已被新办法替代。',
    text: list(['为加强停车设施管理，制定本规定。', '停车设施应当符合消防和无障碍要求。', '收费停车设施应当明码标价。', '本规定自2023年10月15日起施行，有效期二年。']),
    ended: { state: 'replaced', on: '2025-06-01', reason: '《云岚市公共停车场管理办法》施行，本规定同时废止', by: 'yl-2025-gf-3' },
  },
  {
    id: 'yl-2024-gf-2', unit: 'yunlan', channel: 'normative', kind: 'normative', title: '云岚市政务服务告知承诺制实施细则', documentNumber: '云政规〔2024〕2号',
    publishDate: '2024-02-28', effectiveDate: '2024-04-01', topic: '02', genre: '07', keywords: ['政务服务', '告知承诺'], summary: '申请人书面承诺符合条件的，不再索要有关证明。',
    text: list([
      '为了减证便民，方便企业群众办事，制定本细则。',
      '本细则所称告知承诺，是指行政机关一次性告知证明义务和办理条件，申请人书面承诺已经符合条件并愿意承担责任，行政机关依据承诺办理的制度。',
      '适用告知承诺的事项清单由市行政审批部门会同有关部门编制，向社会公布并动态调整。',
      '申请人有权选择是否采用告知承诺。不愿承诺的，按照一般程序办理。',
      '行政机关应当在作出决定后二个月内对承诺内容进行核查。承诺不实的，依法撤销决定并记入信用记录。',
      '本细则自2024年4月1日起施行，有效期五年。',
    ]),
  },
  {
    id: 'yl-2021-gf-6', unit: 'yunlan', channel: 'normative', kind: 'normative', title: '云岚市促进会展业发展若干措施', documentNumber: '云政规〔2021〕6号',
    publishDate: '2021-07-05', effectiveDate: '2021-08-01', topic: '08', genre: '07', keywords: ['会展'], summary: '对会展活动的扶持措施，任务完成后废止。',
    text: list(['对在本市举办的专业展会给予场租补助。', '补助标准由市商务部门会同市财政部门制定。', '本措施自2021年8月1日起施行。']),
    ended: { state: 'repealed', on: '2025-03-20', reason: '主要任务已经完成，经清理予以废止' },
  },
  {
    id: 'yl-2026-gf-1', unit: 'yunlan', channel: 'normative', kind: 'normative', title: '云岚市居家和社区养老服务规定', documentNumber: '云政规〔2026〕1号',
    publishDate: '2026-01-22', effectiveDate: '2026-03-01', topic: '17', genre: '07', keywords: ['养老', '社区', '助餐'], summary: '明确居家和社区养老服务的内容、设施配建和补贴办法。',
    text: list([
      '为了满足老年人居家和社区养老服务需求，制定本规定。',
      '居家和社区养老服务包括助餐、助浴、助洁、助医、紧急救援和精神慰藉等。',
      '新建居住区应当按照每百户不少于三十平方米的标准配建养老服务用房，与住宅同步规划、同步建设、同步验收、同步交付。',
      '年满六十周岁的本市户籍老年人在社区助餐点就餐，可以享受用餐补贴。补贴标准由市民政部门会同市财政部门制定并公布。',
      '民政部门应当每年公布养老服务设施目录、收费标准和评估结果。',
      '本规定自2026年3月1日起施行，有效期五年。',
    ]),
  },
  {
    id: 'yl-2024-gz-1', unit: 'yunlan', channel: 'regulations', kind: 'regulation', title: '云岚市河道保护办法', documentNumber: '云岚市人民政府令第12号',
    publishDate: '2024-05-30', effectiveDate: '2024-07-01', topic: '06', genre: '03', keywords: ['河道', '水务', '河长制'], summary: '规定河道管理范围、禁止行为和河长职责。',
    text: list([
      '为了加强河道保护，保障防洪安全，改善水环境，根据《中华人民共和国水法》等法律法规，制定本办法。',
      '河道管理范围由县级以上人民政府划定并向社会公布，设立界桩和公告牌。',
      '各级河长负责组织领导相应河道的管理和保护工作，河长名单和监督电话应当在河道显著位置公示。',
      '禁止在河道管理范围内倾倒垃圾、弃置渣土、擅自采砂。',
      '水行政主管部门应当每季度公布河道水质监测结果。',
      '本办法自2024年7月1日起施行。',
    ]),
  },
  {
    id: 'yl-2026-tz-4', unit: 'zfb', channel: 'official', kind: 'official', title: '关于印发2026年政务公开工作要点的通知', documentNumber: '云政办发〔2026〕4号',
    publishDate: '2026-03-25', topic: '02', genre: '08', keywords: ['政务公开', '工作要点'], summary: '部署全年政务公开重点任务。',
    text: '各县区人民政府，市政府各部门：\n\n现将《2026年政务公开工作要点》印发给你们，请结合实际抓好落实。\n\n## 一、主动公开\n\n围绕重大建设项目、公共资源配置、社会公益事业等领域，做到应公开尽公开，文件形成之日起二十个工作日内公开。\n\n## 二、依申请公开\n\n规范登记、审核、答复、归档各环节，按时答复率达到百分之百，超期一件通报一件。\n\n## 三、监督评价\n\n每季度通报栏目更新和申请办理情况，结果纳入年度考核。',
  },
  {
    id: 'yl-2025-zx-8', unit: 'zfb', channel: 'meetings', kind: 'information', title: '市政府常务会议研究防汛和老旧小区改造工作', publishDate: '2025-05-12', topic: '02', genre: '99',
    keywords: ['常务会议', '防汛'], summary: '会议听取防汛准备情况汇报，审议老旧小区改造年度计划。',
    text: '5月12日，市政府召开常务会议，听取防汛准备工作情况汇报，审议2025年城镇老旧小区改造计划。\n\n会议指出，主汛期临近，各县区、各部门要落实责任，逐段排查堤防、涵闸和城市易涝点，确保群众生命财产安全。\n\n会议同意2025年城镇老旧小区改造计划，全年改造46个小区、惠及1.2万户居民，改造内容由居民投票确定，项目清单和资金使用情况向社会公开。',
  },
  {
    id: 'fgw-2025-gh', unit: 'fgw', channel: 'annual-plans', kind: 'official', title: '云岚市2025年国民经济和社会发展计划执行情况与2026年计划草案的报告', publishDate: '2026-02-09', topic: '03', genre: '10',
    keywords: ['计划', '经济社会发展'], summary: '2025年计划执行情况和2026年主要预期目标。',
    text: '2025年，全市经济运行总体平稳，主要预期目标较好完成。\n\n| 指标 | 2025年预期 | 2025年完成 |\n| --- | --- | --- |\n| 地区生产总值增长（%） | 5.5 | 5.7 |\n| 城镇新增就业（万人） | 4.2 | 4.5 |\n| 居民消费价格涨幅（%） | 2.0 | 0.4 |\n| 空气质量优良天数比率（%） | 85.0 | 87.4 |\n\n2026年，全市生产总值预期增长5.5%左右，城镇新增就业4.2万人以上，粮食产量稳定在38万吨以上。',
  },
  {
    id: 'fgw-2026-jg', unit: 'fgw', channel: 'official', kind: 'official', title: '关于调整城市供水价格的通知', documentNumber: '云发改价〔2026〕15号', publishDate: '2026-04-02', effectiveDate: '2026-05-01', topic: '03', genre: '08',
    keywords: ['水价', '价格'], summary: '居民生活用水实行三级阶梯水价。',
    text: '各有关单位：\n\n经价格听证和市政府同意，现就城市供水价格调整有关事项通知如下。\n\n居民生活用水实行阶梯水价：第一级每户每年180立方米以内，每立方米2.35元；第二级180至300立方米，每立方米3.10元；第三级300立方米以上，每立方米5.35元。\n\n低保家庭每户每月免费供应5立方米。本通知自2026年5月1日起执行。',
  },
  {
    id: 'jyj-2026-zs', unit: 'jyj', channel: 'education', kind: 'official', title: '2026年义务教育阶段学校招生入学工作通知', documentNumber: '云教基〔2026〕9号', publishDate: '2026-04-20', topic: '11', genre: '08',
    keywords: ['招生', '入学', '义务教育'], summary: '明确报名时间、片区划分和随迁子女入学办法。',
    text: '各县区教育局，市直各学校：\n\n## 一、报名时间\n\n小学一年级网上报名时间为6月10日至6月16日，初中一年级为6月20日至6月24日。\n\n## 二、片区划分\n\n公办学校按照划定片区免试就近入学，片区划分结果于5月31日前在市教育局网站公布。\n\n## 三、随迁子女\n\n持有本市居住证的随迁子女，由居住地所在县区教育局统筹安排。任何学校不得以考试、面试等方式选拔学生。',
  },
  {
    id: 'jyj-2025-jd', unit: 'jyj', channel: 'interpretation', kind: 'information', title: '《云岚市校外培训机构管理办法》政策解读', publishDate: '2025-08-15', topic: '11', genre: '99', keywords: ['解读', '校外培训'],
    summary: '说明办法的背景、主要内容和家长关心的问题。',
    text: '## 为什么制定这个办法\n\n校外培训预收费退费难、资质不清等问题群众反映强烈，需要明确各方责任。\n\n## 预收费怎样监管\n\n培训机构一次收费不得超过60课时或者三个月，所收费用进入监管账户，按照课时拨付。\n\n## 家长怎样查询\n\n市教育局每季度公布合规机构名单，可以在市教育局页面查询。',
  },
  {
    id: 'sthj-2026-10', unit: 'sthj', channel: 'environment', kind: 'information', title: '2026年10月云岚市环境空气质量月报', publishDate: '2026-11-06', topic: '10', genre: '99', keywords: ['空气质量', '月报'],
    summary: '10月市区空气质量优良天数28天。',
    text: '10月份，市区环境空气质量有效监测31天，优良28天，轻度污染3天，优良天数比率90.3%。\n\n| 项目 | 本月均值 | 上年同期 |\n| --- | --- | --- |\n| 细颗粒物（微克/立方米） | 29 | 33 |\n| 可吸入颗粒物（微克/立方米） | 52 | 57 |\n| 臭氧（微克/立方米） | 118 | 121 |\n\n细颗粒物平均浓度同比下降12.1%。',
  },
  {
    id: 'sthj-2025-jd', unit: 'sthj', channel: 'environment', kind: 'information', title: '2025年第三季度生态环境监督检查情况公告', publishDate: '2025-10-14', topic: '10', genre: '05', keywords: ['监督检查', '执法'],
    summary: '第三季度检查企业和处理情况。',
    text: '2025年第三季度，市生态环境局随机抽查排污单位126家，发现问题17个，责令改正15家，立案查处2家。\n\n抽查事项、检查人员和结果已经在部门联合双随机监管平台公开。对逾期未改正的单位，将依法实施行政处罚并公开处罚决定。',
  },
  {
    id: 'czj-2026-ys', unit: 'czj', channel: 'budgets', kind: 'official', title: '云岚市2026年政府预算公开', publishDate: '2026-02-16', topic: '04', genre: '05', keywords: ['预算', '三公经费'], summary: '市本级预算收支和“三公”经费安排。',
    text: '经市人民代表大会批准，现将2026年政府预算公开如下。\n\n| 项目 | 金额（万元） |\n| --- | --- |\n| 因公出国（境）费 | 320 |\n| 公务用车购置及运行费 | 2,160 |\n| 其中：公务用车购置费 | 480 |\n| 公务用车运行费 | 1,680 |\n| 公务接待费 | 640 |\n| “三公”经费合计 | 3,120 |\n\n“三公”经费比上年减少180万元，主要是压减公务接待和车辆购置。',
  },
  {
    id: 'tjj-2025-gb', unit: 'tjxj', channel: 'bulletins', kind: 'information', title: '云岚市2025年国民经济和社会发展统计公报', publishDate: '2026-03-18', topic: '03', genre: '04', keywords: ['统计公报'], summary: '全年经济社会发展主要数据。',
    text: '初步核算，全年地区生产总值1,846.3亿元，比上年增长5.7%。其中，第一产业增加值152.4亿元，第二产业增加值768.9亿元，第三产业增加值925.0亿元。\n\n年末常住人口312.6万人，其中城镇人口207.9万人，城镇化率66.5%。\n\n全年居民人均可支配收入41,260元，增长6.1%。',
  },
  {
    id: 'yjj-2026-ya', unit: 'yjj', channel: 'emergency', kind: 'official', title: '云岚市防汛防台风应急预案', documentNumber: '云应急〔2026〕21号', publishDate: '2026-05-08', topic: '09', genre: '08', keywords: ['应急预案', '防汛', '台风'], summary: '预警分级、响应措施和转移安置办法。',
    text: '## 一、预警分级\n\n防汛防台风预警分为四级，由高到低用红色、橙色、黄色、蓝色表示。\n\n## 二、应急响应\n\n启动二级以上响应时，停止一切水上作业，危险区域人员由属地政府组织转移。\n\n## 三、避灾安置\n\n全市设置避灾安置场所218处，位置和联系电话在市应急管理局页面公布。',
  },
  {
    id: 'rsj-2026-zk', unit: 'rsj', channel: 'recruitment', kind: 'official', title: '2026年度市级机关考试录用公务员公告', publishDate: '2026-01-12', topic: '15', genre: '05', keywords: ['公务员', '招考'], summary: '招录职位、报名条件和考试安排。',
    text: '2026年市级机关计划招录公务员86名，职位表见附件目录。报名时间为1月20日至1月26日，笔试时间为3月14日。\n\n笔试成绩、面试名单和拟录用人员将分别公示，公示期五个工作日。',
  },
  {
    id: 'zjj-2025-gs', unit: 'zjj', channel: 'housing', kind: 'information', title: '2025年第二批公共租赁住房配租结果公示', publishDate: '2025-11-20', topic: '10', genre: '05', keywords: ['公租房', '公示'], summary: '本批配租312套。',
    text: '2025年第二批公共租赁住房配租工作已经完成，共配租312套，其中一居室180套、两居室132套。\n\n配租过程由公证机构监督，轮候家庭可以凭申请编号在市住房城乡建设局查询本人结果。对结果有异议的，可以在公示之日起十个工作日内书面提出。',
    ended: { state: 'withdrawn', on: '2025-12-05', reason: '公示期满，按规定撤下，结果可凭申请编号查询' },
  },
  {
    id: 'scj-2026-xf', unit: 'scj', channel: 'announcements', kind: 'information', title: '2026年第二季度食品安全监督抽检情况通告', publishDate: '2026-07-10', topic: '09', genre: '06', keywords: ['食品安全', '抽检'], summary: '抽检1,240批次，合格率98.3%。',
    text: '第二季度，市市场监管局组织食品安全监督抽检1,240批次，合格1,219批次，不合格21批次，合格率98.3%。\n\n不合格产品已经依法下架、召回，生产经营者被立案调查。消费者发现问题，可以拨打投诉举报电话。',
  },
  {
    id: 'tinglan-2026-dt', unit: 'tinglan', channel: 'district-news', kind: 'information', title: '听澜区社区助餐点覆盖全部街道', publishDate: '2026-09-03', topic: '17', genre: '99', keywords: ['助餐', '社区'], summary: '全区建成助餐点42处。',
    text: '截至8月底，听澜区建成社区助餐点42处，实现街道全覆盖，日均服务老年人2,600人次。\n\n助餐点位置、菜单和补贴标准在各街道公示，居民可以就近选择。',
  },
  {
    id: 'jtj-2026-gg', unit: 'jtj', channel: 'announcements', kind: 'information', title: '关于青棠路大桥维修期间交通组织的通告', publishDate: '2026-10-21', topic: '07', genre: '06', keywords: ['交通', '大桥', '维修'], summary: '11月1日至12月15日夜间封闭施工。',
    text: '因青棠路大桥维修需要，2026年11月1日至12月15日每日22时至次日6时封闭施工，过往车辆经石渡大桥绕行。\n\n公交12路、35路末班车调整走向，具体站点见沿线公告牌。给您出行带来不便，敬请谅解。',
  },
  {
    id: 'law-711', unit: 'zfb', channel: 'disclosure-rules', kind: 'law', title: '政府信息公开条例要点', publishDate: '2019-05-15', topic: '02', genre: '99', keywords: ['政府信息公开条例'],
    summary: '条例规定的公开范围、申请程序和时限要点。',
    text: '## 公开原则\n\n以公开为常态、不公开为例外，遵循公正、公平、合法、便民。\n\n## 主动公开\n\n属于主动公开范围的，自信息形成或者变更之日起二十个工作日内公开。\n\n## 依申请公开\n\n收到申请之日起二十个工作日内答复，需要延长的，延长不得超过二十个工作日。\n\n## 监督\n\n每年1月31日前，政府部门公布上一年度的工作年度报告。',
  },
  {
    id: 'law-guide', unit: 'sfj', channel: 'laws', kind: 'law', title: '行政复议申请指引', publishDate: '2024-01-02', topic: '16', genre: '99', keywords: ['行政复议'], summary: '申请行政复议的期限、材料和受理机关。',
    text: '公民、法人或者其他组织认为行政行为侵犯其合法权益的，可以自知道或者应当知道该行政行为之日起六十日内提出行政复议申请。\n\n对不予公开政府信息的决定不服的，应当先申请行政复议。申请可以当面提交、邮寄，也可以通过行政复议机关指定的互联网渠道提交。',
  },
]

const MONTHS = ['2024-03', '2024-06', '2024-09', '2024-12', '2025-03', '2025-06', '2025-09', '2025-12', '2026-03', '2026-06', '2026-09']

/** Quarterly notes of the departments: what keeps the channels of a real city moving. */
const periodic: readonly DemoDocument[] = MONTHS.flatMap((month, index) => {
  const quarter = `${month.slice(0, 4)}年第${['一', '二', '三', '四'][Number(month.slice(5)) / 3 - 1] ?? ''}季度`
  const sites = 40 + ((index * 7) % 11)
  return [
    {
      id: `jtj-${month}`, unit: 'jtj', channel: 'department-news', kind: 'information' as const, title: `${quarter}农村公路建设进展`, publishDate: `${month}-26`, topic: '07', genre: '99',
      keywords: ['农村公路', '进展'], summary: `${quarter}农村公路建设情况。`,
      text: `${quarter}，全市农村公路在建项目${sites}个，完工${sites - 12}个，累计完成投资${(sites * 0.31).toFixed(1)}亿元。项目清单、施工单位和质量监督电话在市交通运输局页面公布。`,
    },
    {
      id: `wjw-${month}`, unit: 'wjw', channel: 'announcements', kind: 'information' as const, title: `${quarter}生活饮用水水质监测结果公告`, publishDate: `${month}-22`, topic: '13', genre: '05',
      keywords: ['饮用水', '水质'], summary: `${quarter}饮用水监测结果。`,
      text: `${quarter}，市卫生健康委对全市${sites}个生活饮用水监测点开展检测，检测结果全部符合国家生活饮用水卫生标准。监测点名单和指标数值可以在市卫生健康委页面查询。`,
    },
  ]
})

export const demoDocuments: readonly DemoDocument[] = [...written, ...periodic]
