import { ask, term, type Term } from '#kernel/figures/index.ts'
import type { FactField, SheetKind } from './contract.ts'

// The two sheets as data. Their groups are those of the paper; its rows are known from what sites publish and have not
// been compared with the paper itself, so a later form stands beside this one by its first year.

export type FormRow =
  | { readonly kind: 'site'; readonly id: SiteFact; readonly label: string }
  | { readonly kind: 'fact'; readonly id: string; readonly label: string; readonly field: FactField }
  | {
      readonly kind: 'number'
      readonly id: string
      readonly label: string
      readonly unit: string
      /** None: nothing here keeps a record of it yet, and the row stays empty, which is not zero. */
      readonly terms: readonly Term[]
      /** Of the site alone, where its figure tells sites apart. */
      readonly ofSite?: true
      /** The number is the mean: the sum of the terms for each of these. */
      readonly each?: readonly Term[]
    }

export type SiteFact = 'name' | 'home' | 'unit' | 'idCode' | 'icpNumber' | 'policeNumber'

export interface FormGroup {
  readonly title: string
  readonly rows: readonly FormRow[]
}

export interface SheetForm {
  readonly name: string
  readonly from: number
  readonly groups: readonly FormGroup[]
}

const site = (id: SiteFact, label: string): FormRow => ({ kind: 'site', id, label })
const fact = (id: string, label: string, more: Partial<FactField> = {}): FormRow => ({
  kind: 'fact',
  id,
  label,
  field: { name: id, label, kind: 'text', required: true, ...more },
})
const yesNo = (id: string, label: string): FormRow => fact(id, label, { kind: 'yes_no' })
const number = (
  id: string,
  label: string,
  unit: string,
  figure?: string,
  filter: Readonly<Record<string, string>> = {},
  more: { readonly ofSite?: true; readonly each?: readonly Term[] } = {},
): FormRow => ({
  kind: 'number',
  id,
  label,
  unit,
  terms: figure === undefined ? [] : [term(ask(figure, filter))],
  ...more,
})
const ofSite = { ofSite: true } as const

const signed: FormGroup = {
  title: '填报',
  rows: [fact('leader', '单位负责人'), fact('writer', '填报人'), fact('phone', '联系电话')],
}

const workForm: SheetForm = {
  name: '政府网站工作年度报表',
  from: 2017,
  groups: [
    {
      title: '网站',
      rows: [
        site('name', '网站名称'),
        site('home', '首页网址'),
        site('unit', '主办单位'),
        fact('type', '网站类型', {
          kind: 'choice',
          choices: { portal: '政府门户网站', department: '部门网站', special: '专项网站' },
        }),
        site('idCode', '政府网站标识码'),
        site('icpNumber', 'ICP备案号'),
        site('policeNumber', '公安机关备案号'),
        number('visitors', '独立用户访问总量', '个', 'siteyear.visitors', {}, ofSite),
        number('visits', '网站总访问量', '次', 'siteyear.visits', {}, ofSite),
      ],
    },
    {
      title: '信息发布',
      rows: [
        number('documents', '信息发布总数', '条', 'documents.on_site', {}, ofSite),
        number('overview', '概况类信息更新量', '条', 'documents.on_site', { group: 'overview' }, ofSite),
        number('news', '政务动态信息更新量', '条', 'documents.on_site', { group: 'news' }, ofSite),
        number(
          'catalogue',
          '信息公开目录信息更新量',
          '条',
          'documents.on_site',
          { group: 'catalogue' },
          ofSite,
        ),
      ],
    },
    {
      title: '专栏专题',
      rows: [
        number('topics', '维护数量', '个', 'topics.kept'),
        number('topics_opened', '新开设数量', '个', 'topics.opened'),
      ],
    },
    {
      title: '解读回应',
      rows: [
        number('interpretations', '解读信息发布总数', '条', 'documents.interpretations'),
        number('responses', '回应公众关注热点或重大舆情数量', '次'),
      ],
    },
    {
      title: '办事服务',
      rows: [
        yesNo('service_list', '是否发布服务事项目录'),
        number('users', '注册用户数', '个'),
        number('services', '政务服务事项数量', '项'),
        number('services_online', '可全程在线办理的政务服务事项数量', '项'),
        number('handled', '办件量', '件'),
      ],
    },
    {
      title: '互动交流',
      rows: [
        yesNo('one_platform', '是否使用统一平台'),
        number('messages', '收到留言数量', '条', 'consultations.received'),
        number('answered', '办结留言数量', '条', 'consultations.answered'),
        number(
          'mean_days',
          '留言平均办理时间',
          '天',
          'consultations.days_taken',
          {},
          {
            each: [term(ask('consultations.answered'))],
          },
        ),
        number('surveys', '征集调查期数', '期'),
        number('interviews', '在线访谈期数', '期', 'outreach.interviews'),
        number('interview_answers', '在线访谈答复网民提问数量', '条', 'outreach.interview_questions'),
        yesNo('smart_answers', '是否提供智能问答'),
      ],
    },
    {
      title: '安全防护',
      rows: [
        number('security_checks', '安全检测评估次数', '次', 'siteyear.security_checks', {}, ofSite),
        number('security_found', '发现问题数量', '个', 'siteyear.security_found', {}, ofSite),
        number('security_mended', '问题整改数量', '个', 'siteyear.security_mended', {}, ofSite),
        yesNo('monitoring', '是否建立安全监测预警机制'),
        yesNo('drill', '是否开展应急演练'),
        yesNo('responsible', '是否明确网站安全责任人'),
      ],
    },
    {
      title: '移动新媒体',
      rows: [
        yesNo('new_media', '是否有移动新媒体'),
        fact('weibo', '微博名称', { required: false }),
        fact('wechat', '微信名称', { required: false }),
        number('weibo_posts', '微博信息发布量', '条'),
        number('wechat_posts', '微信信息发布量', '条'),
      ],
    },
    {
      title: '创新发展',
      rows: [
        yesNo('search_service', '搜索即服务'),
        yesNo('languages', '多语言版本'),
        yesNo('accessible', '无障碍浏览'),
        yesNo('personal', '千人千网'),
        fact('other', '其他', { required: false }),
      ],
    },
    signed,
  ],
}

const supervisionForm: SheetForm = {
  name: '政府网站监管年度报表',
  from: 2017,
  groups: [
    {
      title: '网站开设整合',
      rows: [
        number('sites', '运行的政府网站', '个', 'sites.sites'),
        number('sites_opened', '本年新开设的政府网站', '个'),
        number('sites_closed', '本年关停的政府网站', '个', 'sites.closed'),
      ],
    },
    {
      title: '网站抽查',
      rows: [
        number('spot_checks', '抽查次数', '次', 'siteyear.spot_checks'),
        number('spot_checked', '抽查网站数', '个次', 'siteyear.spot_checked'),
        number('spot_failed', '发现突出问题的网站数', '个次', 'siteyear.spot_failed'),
      ],
    },
    {
      title: '安全检查',
      rows: [
        number('security_checks', '检查次数', '次', 'siteyear.security_checks'),
        number('security_found', '发现问题数量', '个', 'siteyear.security_found'),
        number('security_mended', '问题整改数量', '个', 'siteyear.security_mended'),
      ],
    },
    {
      title: '“我为政府网站找错”平台网民留言办理',
      rows: [
        number('errors', '收到留言数量', '条', 'siteyear.errors'),
        number('errors_in_time', '按期办结数量', '条', 'siteyear.errors', { result: 'in_time' }),
        number('errors_late', '超期办结数量', '条', 'siteyear.errors', { result: 'late' }),
      ],
    },
    {
      title: '假冒政府网站处置',
      rows: [
        number('fakes', '发现数量', '个', 'siteyear.fakes'),
        number('fakes_closed', '关停数量', '个', 'siteyear.fakes', { result: 'closed' }),
      ],
    },
    {
      title: '人员培训',
      rows: [
        number('trainings', '培训次数', '次', 'siteyear.trainings'),
        number('trained', '培训人次', '人次', 'siteyear.trained'),
      ],
    },
    signed,
  ],
}

const forms: Readonly<Record<SheetKind, readonly SheetForm[]>> = {
  work: [workForm],
  supervision: [supervisionForm],
}

/** The year of the paper. */
export const FIRST_YEAR = 2017

export function formOf(kind: SheetKind, year: number): SheetForm {
  const found = forms[kind].find((form) => year >= form.from)
  if (!found) throw new RangeError(`no form of ${kind} for ${year}`)
  return found
}

export function fieldsOf(form: SheetForm): readonly FactField[] {
  return form.groups.flatMap((group) => group.rows.flatMap((row) => (row.kind === 'fact' ? [row.field] : [])))
}
