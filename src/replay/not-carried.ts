/** Why no record of the platform carries a figure yet. What comes to carry it takes its figures off the list. */
const REASONS = {
  letters: '来信（市长信箱、信访）尚未承载',
  hotline: '热线来电和恳谈尚未承载',
  service_hall: '政务服务事项和办件尚未承载',
  powers_list: '权责清单（事项目录）尚未承载，只承载处理决定',
  enforcement: '执法案件的立案和执法人员尚未承载，只承载已公开的决定',
  budgets: '预决算和专项资金的专门登记尚未承载',
  new_media: '政务微博微信、移动应用尚未承载',
  reading: '查阅点、查询量和阅读量尚未承载',
  places: '公开栏、服务中心等场所设施的清单尚未承载',
  engagement: '意见征集尚未承载',
  supervision: '督查、监测和考核尚未承载',
  capacity: '机构、人员、经费和培训尚未承载',
  resources: '公共资源交易和工程建设项目公示尚未承载',
  employment: '招聘会和岗位信息尚未承载',
  inspection: '抽检、隐患治理等监管结果尚未承载',
  land: '土地流转等面积类数据尚未承载',
  projects: '重点项目和民生任务只有专题，没有按年的指标',
  village: '乡镇和村务公开的覆盖面尚未承载',
  evaluation: '第三方评估的名次尚未承载',
  change: '与上一年相比的增减需要上一年的记录，重演只有一年',
  mixed: '两类活动合计的约数，平台按类分别计数',
  printed: '报告自身的结构，不是记录的数量',
} as const

export function whyNotCarried(name: string): string | undefined {
  return Object.hasOwn(REASONS, name) ? REASONS[name as keyof typeof REASONS] : undefined
}
