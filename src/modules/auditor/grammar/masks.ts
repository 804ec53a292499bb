/** Numbers that count nothing: dates, document numbers, articles, addresses, telephones, the numbers of lists. */
const DIGIT = '[0-9〇零一二三四五六七八九十]'
const NOT_FIGURES: readonly RegExp[] = [
  /https?:\/\/[^\s\u4e00-\u9fff]+/g,
  /(?:www\.|[\w-]+\.(?:gov|com|cn|org|net)\b)[\w./?=&%#-]*/gi,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  // Document numbers: 国办发〔2014〕12号, and with every bracket that stands in its place.
  /[〔[(［【〈<{]\s*(?:19|20)\d\d\s*[〕\])］】〉>}]\s*(?:第\s*)?\d*\s*号?/g,
  /(?:第\s*)?\d+\s*号(?!召)/g,
  new RegExp(
    `第\\s*(?:\\d+|[〇零一二三四五六七八九十百千]+)\\s*(?!季度)(?:\\([一二三四五六七八九十]+\\)\\s*)?(?:条(?:第[一二三四五六七八九十]+[款项])*(?:第\\([一二三四五六七八九十]+\\)项)?|款|项|章|节|届|号|期|批|次|轮|版|部分|类|个|代|次会议|卷|编|方|[^名位季])?`,
    'g',
  ),
  // Days and times.
  new RegExp(
    `(?:${DIGIT}{4}|\\d{2})\\s*年(?:度|底|末|初|间)?(?:\\s*(?:1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,3})\\s*月(?:份)?(?:\\s*\\d{1,2}\\s*[日号])?)?`,
    'g',
  ),
  /(?:^|(?<=[^\d.]))(?:19|20)\d\d\s*[-./]\s*(?:1[0-2]|0?[1-9])(?:\s*[-./]\s*(?:3[01]|[12]\d|0?[1-9]))?(?![\d.])(?:\s*\d{1,2}:\d\d(?::\d\d)?)?/g,
  /(?:19|20)\d\d\s*[-~—至到]+\s*(?:19|20)\d\d\s*年?/g,
  /(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月(?:\s*\d{1,2}\s*[日号])?(?:\s*[-~—至到]+\s*(?:\d{1,2}\s*月)?(?:\s*\d{1,2}\s*[日号])?)?份?/g,
  /\d{1,2}\s*[-~—至到]+\s*\d{1,2}\s*月份?/g,
  /(?<![\d个天])\d{1,2}\s*日(?![均内])/g,
  /\d{1,2}:\d\d(?::\d\d)?/g,
  /\d{1,2}\s*[时点]\s*(?:\d{1,2}\s*分)?(?=[^\d])/g,
  /\d{1,3}\s*周年/g,
  /[〇零一二三四五六七八九十]{1,3}年(?![均])/g,
  // 3·15, 12·4
  /\d{1,2}\s*[·•・]\s*\d{1,2}/g,
  // Telephones, post codes, identity and other long numbers.
  /(?:\(0\d{2,3}\)|\b0\d{2,3})\s*[-—]?\s*\d{7,8}(?:[-—转]\d+)?/g,
  /(?<!\d)0\d{2,3}[-—]\d{7,8}/g,
  /(?<!\d)1[3-9]\d{9}(?!\d)/g,
  /(?:邮编|邮政编码|电话|传真|热线|电话号码|邮箱|编号|编码|代码|索引号|序号|QQ群?|微信号|版权|备案|ICP)[^\d\u4e00-\u9fff]{0,6}\d[\d\s—-]{2,}(?![\d\s—-]|[.,]\d|[万亿余多%件个条次通起项人宗])/g,
  /\d+\s*[楼室栋层](?!级)/g,
  /24\s*小时(?=[^\d])/g,
  /\d+\s*[x×*]\s*\d+/gi,
  // Part of a name: 5G, A4, PM2.5, 2.0版, 4A级, TOP10.
  /[A-Za-z]+[-.]?\d+(?:\.\d+)*[A-Za-z]*/g,
  /\d+(?:\.\d+)*(?![wW](?![A-Za-z]))(?:[A-Za-z](?![A-Za-z]*(?:B|m|g)\b))+/g,
  /\d+\.0(?=版|时代)/g,
  /\d+\.\d+\.\d+(?:\.\d+)*/g,
]

/** A number that opens a list: at the start of a line, or after what ends a sentence. */
const LIST =
  /(?<=^|[\n。;!?]\s*)\s*(?:\d{1,2}\s*(?:[、)]|\.(?!\d)|\.(?=(?:19|20)\d\d\s*年))|[一二三四五六七八九十]{1,3}\s*(?:[、.]|是(?=[^\d])))|(?<=^|[\n。;:!?]\s*)\s*\(\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*\)/g
/** （一） anywhere, circled numbers, 一是 within a sentence. */
const MARKS = /\([一二三四五六七八九十]{1,3}\)|[①-⑳⑴-⒇㈠-㈩]|[一二三四五六七八九十]是/g

/** Words that are made with numbers and count nothing that a report reports. */
const SET_PHRASES =
  /(?<![一二三四五六七八九十百千万])(?:三公(?!里|顷|斤)|三农|三务|五公开|四公开|两会|十[二三四五]五|一带一路|一网通办|一网|一件事|一次性|最多跑一次|一站式|一体化|一窗|一卡通|一张网|一把手|双随机|两微一端|两微|三定|四个意识|四个自信|四个全面|四个伟大|两个维护|两个确立|三个代表|五位一体|六稳|六保|六位一体|十[六七八九]大|二十大|[一二三四五六七八九]中全会|[十二]+届|三安全一稳定|三类内部|四类过程|三严三实|两学一做|千家万户|千方百计|百姓|万众|一般|一定|一律|一致|一直|一切|一些|一样|一旦|统一|进一步|一步|唯一|之一|一系列|一批|一方面|第三方|一手|一线|一对一|点对点|零距离|零容忍|零跑动|三级|二级|一级|两级|四级|五级|三审三校|三审|一事一议|五个一|百分百|万一|一村一|十分|十足|三令五申|八项规定|九章|一图|万水千山|四不两直|七五|八五普法|三重一大|一岗双责|一案|一刀切|一公里|一米|一类|一中心)/g

const FILL = '\ue000'

/** The text with everything that is no figure blanked out, each character by one, so that places stay. */
export function maskNonFigures(folded: string): string {
  let text = folded
  for (const pattern of [LIST, ...NOT_FIGURES, MARKS, SET_PHRASES])
    text = text.replace(pattern, (match) => match.replace(/[^\n]/g, FILL))
  return text
}
