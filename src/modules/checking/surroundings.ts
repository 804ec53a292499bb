import type { Handle } from '#platform/db/connect.ts'
import {
  findEndedTitles,
  findSameNumber,
  listPublicAmong,
  stateLabels,
  type Content,
  type DocumentState,
} from '#kernel/documents/index.ts'
import { citedTitles, linkedDocuments, plain, textOfHtml, type Finding } from './check.ts'
import { checkConsistency } from './consistency.ts'

/**
 * What a document says of others, held against how they stand today: a number that another carries, a rule that is no
 * longer in force, a link that leads nowhere. It changes without the document, so it is read anew each time.
 */
export async function checkSurroundings(
  handle: Handle,
  documentId: number,
  content: Content,
): Promise<Finding[]> {
  const linked = linkedDocuments(content.bodyHtml)
  const [same, ended, known] = await Promise.all([
    content.documentNumber === null ? [] : findSameNumber(handle, content.documentNumber, documentId),
    findEndedTitles(handle, citedTitles(textOfHtml(content.bodyHtml))),
    listPublicAmong(handle, linked),
  ])
  return [
    ...checkConsistency(content),
    ...same.map((one) =>
      plain('number_used', 'hint', '发文字号', `${content.documentNumber} 已用于《${one.title}》`),
    ),
    ...ended.map((one) =>
      plain('ended_reference', 'hint', '正文', `《${one.title}》${stateLabels[one.state as DocumentState]}`),
    ),
    ...linked
      .filter((id) => !known.has(id))
      .map((id) => plain('dead_link', 'hint', '正文', `/documents/${id}`)),
  ]
}
