/** What ends a clause in folded text. 、 does not: 通过政务服务中心、档案馆查询 is one label. */
const CLAUSE = /[,;。:!?\n\ue000]/
const LEADING =
  /^(?:\s|\d{1,2}[.、)](?!\d)|\d{1,2}\.(?=(?:19|20)\d\d年)|以上|左右|上下|以内|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+[、是]|[、,.:)）」”"》]|其中|包括|同时|此外|另外|另|据统计|据不完全统计|全年共|全年|年内|目前|已经|截至目前|今年以来|今年|本年度|本年|20\d\d年(?:度)?|一共|共计|总计|合计|共|累计|并|且|的|和|及|与|是|为|了)+/
const TRAILING =
  /(?:\s|[(（:“"《、]|共计|总计|合计|一共|共有|共|约为|约|达到|高达|多达|达|分别为|分别是|分别|累计|总共|为|是|有|计|了|近|超过|超|突破|逾|已)+$/
/** Longest label taken over from the words after a number. */
const LONGEST_AFTER = 24
const LONGEST = 60

export interface Surroundings {
  /** Folded, from the start of the clause to the number. */
  readonly before: string
  /** Folded, from the unit to the end of the clause. */
  readonly after: string
  readonly label: string
}

/** The words around a number that say what it counts, as printed. */
export function surroundings(
  text: string,
  folded: string,
  place: {
    readonly start: number
    readonly end: number
    readonly previousEnd: number
    readonly nextStart: number
    /** For a number whose clause has no word of its own. */
    readonly previousLabel: string
  },
): Surroundings {
  const from = Math.max(clauseStart(folded, place.start), place.previousEnd)
  const to = Math.min(clauseEnd(folded, place.end), place.nextStart)
  const own = tidy(text.slice(from, place.start))
  const after = tidy(text.slice(place.end, to)).slice(0, LONGEST_AFTER)
  const clause = folded.slice(clauseStart(folded, place.start), place.start)
  let label = [own, after].filter((part) => hasWords(part)).join('')
  if (!hasWords(label)) label = place.previousLabel
  return { before: clause, after: folded.slice(place.end, to), label: label.slice(-LONGEST) }
}

function clauseStart(folded: string, at: number): number {
  for (let place = at - 1; place >= 0; place -= 1) if (CLAUSE.test(folded[place] ?? '')) return place + 1
  return 0
}

function clauseEnd(folded: string, at: number): number {
  for (let place = at; place < folded.length; place += 1)
    if (/[,;。:!?、\n)]/.test(folded[place] ?? '')) return place
  return folded.length
}

const SENTENCE_ENDS = ['。', '!', '?']

export function sentenceStart(folded: string, at: number): number {
  return at === 0 ? 0 : Math.max(...SENTENCE_ENDS.map((end) => folded.lastIndexOf(end, at - 1))) + 1
}

export function sentenceEnd(folded: string, at: number): number {
  const ends = SENTENCE_ENDS.map((end) => folded.indexOf(end, at)).filter((place) => place >= 0)
  return Math.min(folded.length, ...ends)
}

const hasWords = (text: string): boolean => (text.match(/[\u4e00-\u9fffA-Za-z]/g)?.length ?? 0) >= 2

function tidy(text: string): string {
  return text.replace(/\s+/g, '').replace(LEADING, '').replace(TRAILING, '').trim()
}

/** 甲、乙、丙分别增加25项、2项、2项: the names before 分别, where there are as many as numbers. */
export function namesBefore(
  text: string,
  folded: string,
  at: number,
  count: number,
): readonly string[] | undefined {
  const from = clauseStart(folded, at)
  const apart = folded.slice(from, at).lastIndexOf('分别')
  if (apart < 0) return undefined
  const names = text
    .slice(from, from + apart)
    .split(/[、]|(?<=[\u4e00-\u9fff])[和及与與](?=[\u4e00-\u9fff])/)
    .map(tidy)
    .filter((name) => name !== '')
  return names.length === count ? names : undefined
}
