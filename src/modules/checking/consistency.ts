import type { Content } from '#kernel/documents/index.ts'
import { plain, type Finding } from './check.ts'

/** What a document says of itself that does not fit together, and pictures that say nothing to who cannot see them. */
export function checkConsistency(
  content: Pick<Content, 'documentNumber' | 'writtenOn' | 'effectiveOn' | 'expiresOn' | 'bodyHtml'>,
): Finding[] {
  return [...datesOf(content), ...picturesWithoutWords(content.bodyHtml)]
}

function datesOf(
  content: Pick<Content, 'documentNumber' | 'writtenOn' | 'effectiveOn' | 'expiresOn'>,
): Finding[] {
  const { documentNumber, writtenOn, effectiveOn } = content
  const expiresOn = content.expiresOn ?? null
  const findings: Finding[] = []
  if (writtenOn !== null && effectiveOn !== null && effectiveOn < writtenOn)
    findings.push(plain('effective_before_written', 'hint', '日期', `${effectiveOn} 早于 ${writtenOn}`))
  if (effectiveOn !== null && expiresOn !== null && expiresOn < effectiveOn)
    findings.push(plain('expires_before_effective', 'hint', '日期', `${expiresOn} 早于 ${effectiveOn}`))
  const year = /[〔[（(](\d{4})[〕\]）)]/.exec(documentNumber ?? '')?.[1]
  if (documentNumber !== null && writtenOn !== null && year !== undefined && year !== writtenOn.slice(0, 4))
    findings.push(
      plain('number_of_other_year', 'hint', '发文字号', `${documentNumber}，成文日期 ${writtenOn}`),
    )
  return findings
}

/** One finding however many there are: which they are shows in the text. */
function picturesWithoutWords(html: string): Finding[] {
  const pictures = html.match(/<img\b[^>]*>/g) ?? []
  const silent = pictures.filter((tag) => (/\salt="([^"]*)"/.exec(tag)?.[1] ?? '').trim() === '')
  return silent.length === 0 ? [] : [plain('no_picture_words', 'hint', '正文', `${silent.length} 张图片`)]
}
