import type { PersonalKind } from './detect.ts'
import {
  card,
  citizenId,
  dashed,
  day,
  DISTRICTS,
  door,
  ESTATES,
  fixed,
  grouped,
  home,
  masked,
  maker,
  mobile,
  name,
  oldId,
  ROADS,
  spaced,
  VILLAGES,
  wide,
  wrongId,
  type Maker,
} from './snippet-values.ts'

/** A piece of text as documents carry it, and what personal data is in it. */
export interface Snippet {
  readonly text: string
  readonly kinds: readonly PersonalKind[]
}

export type Template = readonly [kinds: readonly PersonalKind[], write: (m: Maker) => string]

const positives: readonly Template[] = [
  [['citizen_id'], (m) => `申请人${name(m)}，身份证号${citizenId(m)}，申请公开宅基地审批材料。`],
  [['citizen_id'], (m) => `当事人：${name(m)}，公民身份号码：${citizenId(m)}。`],
  [['citizen_id'], (m) => `${name(m)}\t${citizenId(m)}\t低保户\t每月480元`],
  [
    ['citizen_id'],
    (m) => `序号${1 + m.below(90)}，姓名${name(m)}，证件号码${spaced(citizenId(m))}，补贴金额1200元`,
  ],
  [['citizen_id'], (m) => `被处罚人${name(m)}（身份证号：${citizenId(m).toLowerCase()}）于5月3日超载。`],
  [['citizen_id'], (m) => `身份证：${wide(citizenId(m))}，请核对后领取。`],
  [['citizen_id'], (m) => `持证人${name(m)}，${citizenId(m)}，驾驶证正本遗失，声明作废。`],
  [['citizen_id'], (m) => `旧身份证号码${oldId(m)}的${name(m)}，请到户籍窗口换证。`],
  [['citizen_id'], (m) => `拟录用人员：${name(m)}（${citizenId(m)}），笔试成绩82.5分。`],
  [['citizen_id', 'mobile'], (m) => `${name(m)}，${citizenId(m)}，手机${mobile(m)}`],
  [['mobile'], (m) => `联系人：${name(m)}，联系电话：${mobile(m)}。`],
  [['mobile'], (m) => `请在工作日与${name(m)}联系，手机 ${mobile(m)}。`],
  [['mobile'], (m) => `${name(m)} +86 ${mobile(m)}`],
  [
    ['mobile'],
    (m) => {
      const number = mobile(m)
      return `反映人电话：${number.slice(0, 3)}-${number.slice(3, 7)}-${number.slice(7)}，要求保密。`
    },
  ],
  [
    ['mobile'],
    (m) => {
      const number = mobile(m)
      return `业主${name(m)}（${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}）反映电梯故障。`
    },
  ],
  [['mobile'], (m) => `来电号码${wide(mobile(m))}，反映路灯不亮。`],
  [['mobile'], (m) => `微信同号${mobile(m)}，欢迎垂询`],
  [['mobile'], (m) => `村民小组长 ${name(m)} ${mobile(m)}`],
  [['phone'], (m) => `${name(m)}家庭电话${fixed(m)}，白天无人接听。`],
  [['phone'], (m) => `联系方式：${fixed(m)}。`],
  [['phone'], (m) => `户主住宅电话：${fixed(m)}`],
  [['phone'], (m) => `请拨打（${'0980'}）${2 + m.below(7)}${m.digits(6)}咨询。`],
  [['phone'], (m) => `传真电话：${2 + m.below(7)}${m.digits(6)}`],
  [['bank_card'], (m) => `补贴款打入银行卡${card(m)}，户名${name(m)}。`],
  [['bank_card'], (m) => `开户行：云岚农商行，账号：${grouped(card(m))}`],
  [['bank_card'], (m) => `${name(m)}，一卡通账户${card(m)}，耕地地力保护补贴356.40元`],
  [['bank_card'], (m) => `请汇入${card(m)}（${name(m)}）。`],
  [['bank_card'], (m) => `卡号 ${wide(card(m))} 已挂失。`],
  [['home_address'], (m) => `申请人住址：${home(m)}。`],
  [['home_address'], (m) => `${name(m)}，女，汉族，住${home(m)}。`],
  [['home_address'], (m) => `家住${m.pick(DISTRICTS)}${m.pick(ESTATES)}${door(m)}的${name(m)}反映漏水。`],
  [
    ['home_address'],
    (m) =>
      `户籍所在地：云岚市${m.pick(DISTRICTS)}竹溪镇${m.pick(VILLAGES)}${1 + m.below(12)}组${1 + m.below(90)}号。`,
  ],
  [
    ['home_address'],
    (m) =>
      `救助对象${masked(m)}现住${m.pick(ROADS)}${1 + m.below(300)}号${m.pick(ESTATES)}${door(m)}，独居。`,
  ],
  [['home_address'], (m) => `产权人${name(m)}，房屋坐落于${m.pick(ESTATES)}${door(m)}。`],
  [['home_address'], (m) => `通知书送达：${m.pick(ESTATES)}${door(m)}，${name(m)}收`],
  [
    ['home_address'],
    (m) =>
      `居住地址：${m.pick(DISTRICTS)}${m.pick(ROADS)}${1 + m.below(99)}弄${1 + m.below(30)}号${1 + m.below(6)}01室`,
  ],
  [['birth_date'], (m) => `${name(m)}，男，出生日期：${day(m)}，本科学历。`],
  [['birth_date'], (m) => `${name(m)}，${day(m)}出生，无业。`],
  [['birth_date'], (m) => `${name(m)}，女，汉族，${day(m)}生，小学文化。`],
  [['birth_date'], (m) => `学生${name(m)}，出生于${day(m)}，就读于实验小学。`],
  [['birth_date'], (m) => `姓名：${name(m)} 性别：男 出生日期：${dashed(m)}`],
  [['birth_date'], (m) => `儿童${masked(m)}（生于${day(m)}）已办理孤儿保障。`],
  [
    ['birth_date'],
    (m) => `${name(m)}，男，${1960 + m.below(35)}年${1 + m.below(12)}月生，在职研究生，拟任副局长。`,
  ],
  [['birth_date', 'home_address'], (m) => `被申请人${name(m)}，${day(m)}出生，住${home(m)}。`],
  [['citizen_id', 'bank_card'], (m) => `${name(m)}|${citizenId(m)}|${card(m)}|500.00`],
]

const negatives: readonly ((m: Maker) => string)[] = [
  (m) => `索引号：114801000000${m.digits(6)}/2025-0${m.digits(4)}`,
  (m) => `统一社会信用代码：91480100MA${m.digits(7)}X`,
  (m) => `统一社会信用代码 1148010000${m.digits(8)}`,
  (m) => `云政办发〔20${m.two(10, 26)}〕${1 + m.below(99)}号`,
  (m) =>
    `预算收入${1 + m.below(900)},${m.digits(3)}.${m.digits(2)}万元，支出${1 + m.below(900)}.${m.digits(2)}万元。`,
  (m) => `ISBN 978-7-${m.digits(5)}-${m.digits(3)}-${m.below(10)}`,
  (m) => `登记编号YSQ-ZFB-2026-${m.digits(5)}，请妥善保管查询码。`,
  (m) => `工单号20260${m.digits(10)}已办结。`,
  (m) => `项目代码：2503-480100-04-01-${m.digits(6)}`,
  (m) => `中标金额人民币${1 + m.below(9)}${m.digits(7)}元整。`,
  (m) => `建设用地规划许可证号：地字第4801002026${m.digits(5)}号`,
  (m) => `施工许可证编号480101202603${m.digits(4)}0101`,
  (m) => `合同编号：YL${m.digits(12)}`,
  (m) => `身份证号${wrongId(m)}校验不通过，请重新填写。`,
  (m) => `申请人${masked(m)}，身份证号480101********${m.digits(3)}X。`,
  (m) => `中奖手机号138****${m.digits(4)}，请来电领奖。`,
  (m) => `银行卡尾号${m.digits(4)}收到补贴。`,
  () => '请拨打12345政务服务便民热线。',
  () => '火警119，急救120，消费维权12315，市长热线12345。',
  () => '400服务电话在工作时间有人接听。',
  (m) => `地址：云岚市${m.pick(DISTRICTS)}${m.pick(ROADS)}${1 + m.below(300)}号，邮编480${m.digits(3)}。`,
  (m) => `办公地址：${m.pick(DISTRICTS)}行政中心${1 + m.below(9)}号楼${1 + m.below(12)}0${1 + m.below(9)}室`,
  (m) => `报名地点：市人力资源市场${1 + m.below(4)}楼${1 + m.below(20)}号窗口。`,
  (m) => `改造${m.pick(ESTATES)}等${1 + m.below(40)}个老旧小区，惠及${1 + m.below(9000)}户居民。`,
  (m) =>
    `${m.pick(ROADS)}（${m.pick(ROADS)}至${m.pick(ROADS)}段）改造工程全长${1 + m.below(9)}.${m.digits(1)}公里。`,
  (m) => `公司住所由${m.pick(ROADS)}迁至${m.pick(DISTRICTS)}，经营范围不变。`,
  (m) => `${m.pick(VILLAGES)}共有${1 + m.below(20)}个村民小组，户籍人口${1 + m.below(4000)}人。`,
  (m) => `本办法自20${m.two(10, 26)}年${1 + m.below(12)}月${1 + m.below(28)}日起施行，有效期5年。`,
  (m) => `20${m.two(10, 26)}年${1 + m.below(12)}月${1 + m.below(28)}日，市政府召开常务会议。`,
  (m) => `全年出生人口${1 + m.below(9)}.${m.digits(2)}万人，出生率${1 + m.below(12)}.${m.digits(2)}‰。`,
  (m) => `20${m.two(10, 26)}年出生缺陷防治项目完成${1 + m.below(9000)}例筛查。`,
  (m) => `生产日期：2025年${1 + m.below(12)}月${1 + m.below(28)}日，保质期12个月。`,
  (m) => `产生活垃圾${1 + m.below(900)}吨，发生火灾${1 + m.below(40)}起。`,
  (m) => `截至${2020 + m.below(6)}-${m.two(1, 12)}-${m.two(1, 28)}，累计公开信息${m.digits(5)}条。`,
  (m) => `主动公开${1 + m.below(9)}${m.digits(6)}条，同比增长${1 + m.below(30)}.${m.digits(1)}%。`,
  (m) => `坐标X=3${m.digits(6)}.${m.digits(3)}，Y=4${m.digits(7)}.${m.digits(3)}`,
  (m) => `检测报告编号：No.20251${m.digits(10)}`,
  (m) => `抽样单编号XBJ2548010${m.digits(8)}，样品批号2025${m.digits(4)}。`,
  (m) => `执法证号：48010${m.digits(6)}，执法人员二名。`,
  (m) => `车牌云A·${m.digits(5)}违法停车。`,
  (m) => `水位${1 + m.below(90)}.${m.digits(2)}米，流量${m.digits(4)}立方米每秒。`,
  (m) => `GB/T ${m.digits(5)}-2020 与 DB48/T ${m.digits(4)}-2024`,
  (m) => `网站标识码4801000${m.digits(3)}，云备${m.digits(8)}号`,
  (m) => `面积${m.digits(4)}.${m.digits(2)}平方米，容积率${1 + m.below(4)}.${m.digits(1)}。`,
  (m) => `第${1 + m.below(60)}届运动会报名人数${m.digits(5)}人，创历史新高。`,
  (m) => `行政区划代码480101${m.digits(3)}，邮政编码480000。`,
  (m) => `快递单号SF${m.digits(13)}显示已签收。`,
  (m) => `发票代码0480${m.digits(8)}，发票号码${m.digits(8)}`,
  (m) => `订单编号6228${m.digits(12)}，请凭编号取件。`,
  (m) => `会议定于${1 + m.below(12)}月${1 + m.below(28)}日在行政中心${1 + m.below(9)}楼会议室召开。`,
  (m) => `${name(m)}任市水务局副局长（试用期一年）。`,
  (m) => `免去${name(m)}的市统计局副局长职务。`,
  (m) => `${masked(m)}反映的问题已办结，回访表示满意。`,
  (m) => `一等奖${1 + m.below(9)}名，奖金${1 + m.below(9)}000元；二等奖${1 + m.below(20)}名。`,
  (m) => `PM2.5平均浓度${1 + m.below(60)}微克每立方米，优良天数比例${80 + m.below(19)}.${m.digits(1)}%。`,
]

/** At least so many pieces with personal data and as many without, from every pattern in turn. */
export function makeSnippets(
  count: number,
  frames: {
    readonly positives: readonly Template[]
    readonly negatives: readonly ((m: Maker) => string)[]
  } = { positives, negatives },
): { positive: Snippet[]; negative: Snippet[] } {
  const m = maker(20_261_123)
  return {
    positive: Array.from({ length: count }, (_, index): Snippet => {
      const [kinds, write] = frames.positives[index % frames.positives.length] as Template
      return { text: write(m), kinds }
    }),
    negative: Array.from({ length: count }, (_, index): Snippet => {
      const write = frames.negatives[index % frames.negatives.length] as (m: Maker) => string
      return { text: write(m), kinds: [] }
    }),
  }
}
