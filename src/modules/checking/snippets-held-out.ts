import type { Template } from './snippets.ts'
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
  masked,
  mobile,
  name,
  ROADS,
  VILLAGES,
  wide,
  type Maker,
} from './snippet-values.ts'

const parts = (digits: string, lengths: readonly number[], between: string) => {
  let at = 0
  return lengths.map((length) => digits.slice(at, (at += length))).join(between)
}
const eight = (m: Maker) => `${1940 + m.below(65)}${m.two(1, 12)}${m.two(1, 28)}`

/** Written before the rules were last changed, and never looked at while they were changed. */
export const heldOutPositives: readonly Template[] = [
  [['citizen_id'], (m) => `经查，违法行为人${name(m)}（居民身份证${citizenId(m)}）无证经营烟花爆竹。`],
  [['citizen_id'], (m) => `"姓名","证件","金额"\n"${name(m)}","${citizenId(m)}","860.00"`],
  [['citizen_id'], (m) => `{"xm":"${name(m)}","sfzh":"${citizenId(m)}","dz":"略"}`],
  [
    ['citizen_id'],
    (m) => `低保名册\n户主 ${name(m)}\n身份证件号 ${parts(citizenId(m), [6, 8, 4], '\u00a0')}`,
  ],
  [['citizen_id'], (m) => `扫描件识别：公民身份号码 ${parts(citizenId(m), [3, 3, 4, 4, 4], ' ')}`],
  [['citizen_id'], (m) => `法定继承人${name(m)}，证号${parts(citizenId(m), [6, 8, 4], '\t')}，放弃继承。`],
  [['citizen_id'], (m) => `遗失声明：${name(m)}ID${citizenId(m)}残疾人证遗失。`],
  [['citizen_id'], (m) => `拆迁户${name(m)} ${parts(citizenId(m), [6, 8, 4], '—')} 签约顺序号12`],
  [['citizen_id'], (m) => `身份证号:${parts(citizenId(m), [10, 8], '\n')}`],
  [['citizen_id', 'mobile'], (m) => `${citizenId(m)}/${name(m)}/${mobile(m)}/已领`],
  [['mobile'], (m) => `讣告：生前好友致哀可致电其子${name(m)}${mobile(m)}。`],
  [['mobile'], (m) => `会议纪要附通讯录：${name(m)}（组长）${parts(mobile(m), [3, 4, 4], '\u00a0')}`],
  [['mobile'], (m) => `Contact: Ms. Wen, Tel${mobile(m)}`],
  [['mobile'], (m) => `投标联系人${name(m)} 电话：${parts(mobile(m), [4, 3, 4], ' ')}`],
  [['mobile'], (m) => `家长${name(m)}，mobile=${mobile(m)};relation=父`],
  [['mobile'], (m) => `护林员${name(m)}|${wide(parts(mobile(m), [3, 4, 4], '-'))}|三号林区`],
  [['mobile'], (m) => `订餐请联系手机号：${parts(mobile(m), [3, 4, 4], '.')}，可送货。`],
  [['mobile'], (m) => `志愿者${name(m)}（0086${mobile(m)}）已到岗`],
  [['mobile'], (m) => `${name(m)}电话号码${parts(mobile(m), [3, 8], '—')}，要求回电。`],
  [['bank_card'], (m) => `丧葬补助发放：${name(m)} 收款卡${parts(card(m), [6, 30], ' ')}`],
  [['bank_card'], (m) => `保证金请退回原账户 ${grouped(card(m)).replaceAll(' ', '-')}`],
  [['bank_card'], (m) => `序号\t姓名\t银行账号\n1\t${name(m)}\t${card(m)}`],
  [['bank_card'], (m) => `社保卡（金融功能）卡号：${grouped(card(m)).replaceAll(' ', '\u00a0')}`],
  [
    ['home_address'],
    (m) =>
      `送达回证：受送达人${name(m)}，住所地${m.pick(DISTRICTS)}${m.pick(ROADS)}${1 + m.below(90)}号附${1 + m.below(9)}号。`,
  ],
  [['home_address'], (m) => `邮寄地址：${m.pick(DISTRICTS)}${m.pick(ESTATES)}${door(m)}（${name(m)}收）`],
  [
    ['home_address'],
    (m) => `独居老人${masked(m)}，租住在${m.pick(ROADS)}${1 + m.below(200)}号院${door(m)}。`,
  ],
  [
    ['home_address'],
    (m) => `上诉人${name(m)}，居民，户籍地：${m.pick(VILLAGES)}${1 + m.below(9)}组${1 + m.below(80)}号`,
  ],
  [
    ['home_address'],
    (m) => `{"name":"${name(m)}","家庭住址":"${m.pick(DISTRICTS)}${m.pick(ESTATES)}${door(m)}"}`,
  ],
  [['birth_date'], (m) => `考生${name(m)} 出生日期${eight(m)} 报考岗位03`],
  [['birth_date'], (m) => `逝者${name(m)}，${day(m)}生于云岚。`.replace(/，(.*?)生于云岚/, '，生日$1')],
  [['birth_date'], (m) => `姓名,性别,出生年月\n${name(m)},女,出生年月:${eight(m)}`],
  [['birth_date'], (m) => `收养人${name(m)}，出生日期（公历）：${day(m)}`],
  [['birth_date'], (m) => `${name(m)}\u3000出生年月日\u3000${dashed(m).replaceAll('-', '/')}`],
  [['phone'], (m) => `${name(m)}住宅固话${fixed(m).replace('-', '\u00a0')}。`],
  [
    ['phone', 'home_address'],
    (m) => `家庭电话${fixed(m)}，家庭住址${m.pick(ROADS)}${1 + m.below(90)}号${m.pick(ESTATES)}${door(m)}`,
  ],
]

/** Nothing here may stand in the way of publication; an office's own number may be pointed at. */
export const heldOutNegatives: readonly ((m: Maker) => string)[] = [
  (m) =>
    `企业名称：云岚清波商贸有限公司；企业住所：${m.pick(DISTRICTS)}${m.pick(ROADS)}${1 + m.below(90)}号${1 + m.below(9)}幢${1 + m.below(9)}01室`,
  (m) =>
    `注册地址：云岚市${m.pick(DISTRICTS)}${m.pick(ESTATES)}${1 + m.below(20)}号楼${1 + m.below(9)}号商铺`,
  (m) =>
    `许可证载明的经营场所为${m.pick(DISTRICTS)}${m.pick(ROADS)}${1 + m.below(90)}号${1 + m.below(6)}层10${1 + m.below(9)}室`,
  (m) => `生产地址：石渡区工业园${1 + m.below(9)}号路${1 + m.below(90)}号${1 + m.below(9)}栋`,
  (m) => `准考证号：1${3 + m.below(6)}${m.digits(9)}，考场第${m.below(30)}考场`,
  (m) => `户号1${3 + m.below(6)}${m.digits(9)}欠缴水费`,
  (m) => `学号：1${3 + m.below(6)}${m.digits(9)}`,
  (m) => `运单号1${3 + m.below(6)}${m.digits(9)}`,
  (m) => `文号：云环罚字1${3 + m.below(6)}${m.digits(9)}号`,
  (m) => `受理编码 1${3 + m.below(6)}${m.digits(9)} 已出证`,
  (m) => `市水务局办公室电话：0980-${m.pick(['2', '5', '8'])}${m.digits(6)}，工作日9:00至17:00。`,
  (m) => `监督举报电话12345、12388，市纪委${fixed(m)}。`,
  (m) =>
    `开标地点：云岚市公共资源交易中心（${m.pick(ROADS)}${1 + m.below(90)}号）3楼${1 + m.below(9)}号开标室`,
  (m) => `${m.pick(ESTATES)}${1 + m.below(20)}号楼${1 + m.below(4)}单元加装电梯项目公示`,
  (m) => `老旧小区改造范围：${m.pick(ESTATES)}${1 + m.below(9)}幢至${10 + m.below(9)}幢外墙`,
  (m) =>
    `定点医疗机构：清波诊所，地址：${m.pick(ROADS)}${1 + m.below(90)}号${1 + m.below(9)}幢10${1 + m.below(9)}`,
  (m) => `投票站设在${m.pick(ESTATES)}社区居委会${1 + m.below(3)}楼会议室`,
  (m) => `预算指标文号〔2026〕1${3 + m.below(6)}${m.digits(9)}`,
  (m) => `下达资金1${3 + m.below(6)}${m.digits(9)}元，执行率${80 + m.below(19)}%`,
  (m) => `公司成立日期：${day(m)}，营业期限长期`,
  (m) => `本条例由市人大常委会于${day(m)}通过`,
  (m) => `2019年9月1日至2020年8月31日出生的儿童可以报名第${1 + m.below(9)}小学`,
  (m) => `会计科目代码1${m.digits(10)}，国库集中支付凭证号${m.digits(12)}`,
  (m) => `电子监管号：${m.digits(20)}`,
  (m) => `住建部门受理住房保障申请${m.digits(4)}件，住院分娩率9${m.below(9)}.${m.digits(1)}%`,
  (m) => `地块编号YL-2026-${m.digits(2)}，宗地代码480101${m.digits(6)}GB${m.digits(5)}`,
  (m) => `不动产单元号480101${m.digits(6)}GB${m.digits(5)}F${m.digits(8)}`,
  (m) => `{"orderNo":"1${3 + m.below(6)}${m.digits(9)}","amount":${m.digits(3)}}`,
  (m) => `单位公户：云岚市财政局，账号${m.pick(['102', '801'])}${m.digits(12)}`,
  (m) => `被许可人：云岚望江餐饮店，经营者${masked(m)}，地址：${m.pick(ESTATES)}底商${1 + m.below(20)}号`,
  (m) => `药品批准文号：国药准字H1${3 + m.below(6)}${m.digits(6)}`,
  (m) => `监测站经度118.${m.digits(6)}纬度31.${m.digits(6)}，断面流量1${3 + m.below(6)}${m.digits(9)}立方米`,
  (m) => `纪要第${1 + m.below(30)}期：会议研究了${m.pick(VILLAGES)}三组道路硬化，长1${m.digits(3)}米。`,
  (m) => `设备编号：SB-1${3 + m.below(6)}${m.digits(9)}，检验合格`,
]
