import { createHash } from 'node:crypto'
import { parseCivilDate, dayOfWeek, type CivilDate } from '#platform/dates.ts'
import type { Content } from '#kernel/documents/index.ts'
import type { FindingView } from './contract.ts'
import { findPersonalData, type PersonalData } from './detect.ts'
import type { Extracted } from './extract.ts'

/** A finding as it is kept, without what somebody said of it. */
export type Finding = Omit<FindingView, 'justification'>

/** A part of a document as text, and whether a mask can be put into it. */
interface Part {
  readonly where: string
  readonly text: string
  readonly maskable: boolean
}

const AROUND = 14
/** Characters around a hit in which its neighbours are looked for. */
const WINDOW = 80

export const keyOf = (kind: string, where: string, hit: string) =>
  createHash('sha256')
    .update(JSON.stringify([kind, where, hit]))
    .digest('hex')
    .slice(0, 24)

/** Everything that the check finds in a document's own words and in its attachments. */
export function checkContent(
  content: Pick<Content, 'title' | 'summary' | 'bodyHtml'>,
  attachments: readonly { readonly name: string; readonly extracted: Extracted }[],
): Finding[] {
  const parts: Part[] = [
    { where: '标题', text: content.title, maskable: true },
    { where: '概述', text: content.summary, maskable: true },
    { where: '正文', text: textOfHtml(content.bodyHtml), maskable: true },
    { where: '正文的链接和图片说明', text: attributesOfHtml(content.bodyHtml), maskable: false },
    { where: '附件名称', text: attachments.map(({ name }) => name).join('\n'), maskable: false },
    ...attachments.flatMap(({ name, extracted }) =>
      extracted.parts.map((part) => ({
        where: `附件《${name}》${part.where}`,
        text: part.text,
        maskable: false,
      })),
    ),
  ]
  const unread = attachments.flatMap(({ name, extracted }): Finding[] =>
    extracted.problem === undefined
      ? []
      : [
          plain(
            extracted.problem,
            extracted.problem === 'untrue_size' ? 'blocking' : 'hint',
            `附件《${name}》`,
            name,
          ),
        ],
  )
  return [...parts.flatMap(personalIn), ...parts.flatMap(datesIn), ...unread]
}

/** The words of a body, blocks on lines of their own and cells apart, so that numbers do not run together. */
export function textOfHtml(html: string): string {
  return html
    .replace(/<\/(?:p|h[1-6]|li|tr|caption|blockquote)>|<br\s*\/?>/g, '\n')
    .replace(/<\/t[dh]>/g, '\t')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|nbsp|#39);/g, decodeEntities)
}

/** What a reader sees only on pointing or clicking: links, titles, words for pictures. */
function attributesOfHtml(html: string): string {
  return [...html.matchAll(/\s(href|title|alt)="([^"]*)"/g)]
    .map(([, name, value = '']) => decodeEntities(name === 'href' ? decodeAddress(value) : value))
    .join('\n')
}

/** Only what an address says to a person: of one that leads to a page its numbers are names of pages. */
function decodeAddress(value: string): string {
  if (!/^(?:tel|sms|mailto):/i.test(value)) return ''
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

const decodeEntities = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => ENTITIES[name] ?? ' ')

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
}

/** Each different hit once for each part: a list of a hundred equal numbers is one finding. */
function personalIn(part: Part): Finding[] {
  const seen = new Set<string>()
  const hits = findPersonalData(part.text)
  return hits.flatMap((one) => {
    const key = keyOf(one.kind, part.where, one.text)
    if (seen.has(key)) return []
    seen.add(key)
    return [
      {
        key,
        kind: one.kind,
        severity: one.severity,
        where: part.where,
        excerpt: {
          before: words(part.text, hits, Math.max(0, one.start - WINDOW), one.start).slice(-AROUND),
          hit: one.masked,
          after: words(part.text, hits, one.end, one.end + WINDOW).slice(0, AROUND),
        },
        maskable: part.maskable,
      },
    ]
  })
}

/** Words from here to there, with what is personal in them masked; a hit that reaches over the end is left out whole. */
function words(text: string, hits: readonly PersonalData[], from: number, to: number): string {
  let shown = ''
  let at = from
  for (const hit of hits) {
    if (hit.end <= at || hit.start >= to) continue
    shown += text.slice(at, Math.max(at, hit.start))
    if (hit.start >= at && hit.end <= to) shown += hit.masked
    at = hit.end
  }
  return (shown + text.slice(at, Math.max(at, to))).replace(/\s+/g, ' ')
}

/** A finding that is not about a person: shown as it stands. */
export function plain(kind: string, severity: Finding['severity'], where: string, hit: string): Finding {
  return {
    key: keyOf(kind, where, hit),
    kind,
    severity,
    where,
    excerpt: { before: '', hit, after: '' },
    maskable: false,
  }
}

/** Titles that a text cites: 《…》, also those within one another. */
export function citedTitles(text: string): string[] {
  const titles = [...text.matchAll(/《([^《》]{4,150})》/g)].map(([, title = '']) => title)
  const outer = [...text.matchAll(/《((?:[^《》]|《[^《》]*》){4,150})》/g)].map(([, title = '']) => title)
  return [...new Set([...titles, ...outer])]
}

/** Addresses of this portal's own documents that a body links to. */
export function linkedDocuments(html: string): number[] {
  const found = [...html.matchAll(/href="(?:https?:\/\/[^/"]+)?\/documents\/(\d{1,15})(?=["?#])/g)]
  return [...new Set(found.map(([, id = '']) => Number(id)))]
}

const WEEKDAYS = '一二三四五六日'

/** Days that do not exist, and days whose day of the week is another. */
function datesIn(part: Part): Finding[] {
  return [
    ...part.text.matchAll(
      /((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日(?:[（(](?:星期|周)([一二三四五六日天])[）)])?/g,
    ),
  ].flatMap((match): Finding[] => {
    const [whole, year = '', month = '', day = '', weekday] = match
    const date = parseCivilDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
    if (date === undefined) return [plain('no_such_day', 'hint', part.where, whole)]
    if (weekday === undefined || isWeekday(date, weekday)) return []
    return [plain('other_weekday', 'hint', part.where, whole)]
  })
}

function isWeekday(date: CivilDate, word: string): boolean {
  return WEEKDAYS.charAt(dayOfWeek(date) - 1) === word.replace('天', '日')
}

/** A text with one finding's hits replaced by their mask; the same text where it holds none. */
export function maskText(text: string, where: string, key: string): string {
  const hits = findPersonalData(text).filter((one) => keyOf(one.kind, where, one.text) === key)
  return hits
    .toReversed()
    .reduce((masked, one) => masked.slice(0, one.start) + one.masked + masked.slice(one.end), text)
}

/**
 * As `maskText` for a body: the hit is looked for in the words as they are read and replaced in the words between the
 * tags. One that is broken up by tags within it is left; the editor has to do that by hand.
 */
export function maskHtml(html: string, where: string, key: string): string {
  const hits = findPersonalData(textOfHtml(html)).filter((one) => keyOf(one.kind, where, one.text) === key)
  const [first] = hits
  if (!first) return html
  return html
    .split(/(<[^>]*>)/)
    .map((piece) => (piece.startsWith('<') ? piece : piece.replaceAll(first.text, () => first.masked)))
    .join('')
}
