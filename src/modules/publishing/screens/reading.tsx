import { instantText } from '#ui/console/dates.ts'
import { Facts, Section } from '#ui/console/detail.tsx'
import { FileList } from '#ui/console/files.tsx'
import type { Choice, DocumentView, Vocabulary } from '../contract.ts'

function labelOf(choices: readonly Choice[], value: string | null): string | null {
  return choices.find((choice) => choice.value === value)?.label ?? value
}

function titlesOf(document: DocumentView, ids: readonly number[] = []): string | null {
  const titles = ids.map((id) => document.named.find((one) => one.id === id)?.title ?? `第 ${id} 号文档`)
  return titles.length === 0 ? null : titles.join('\n')
}

/** Pictures from where staff may read them before they are public. */
function forStaff(html: string): string {
  return html.replace(/src="\/pictures\//g, 'src="/api/v1/pictures/')
}

/** A document as its reader will see it, with everything that is decided about it; its title where the page has another. */
export function DocumentReading({
  document,
  vocabulary,
  titled = false,
}: {
  readonly titled?: boolean
  readonly document: DocumentView
  readonly vocabulary: Vocabulary
}) {
  const channels = new Map(vocabulary.channels.map((channel) => [channel.id, channel]))
  const pathOf = (id: number): string => {
    const channel = channels.get(id)
    if (!channel) return String(id)
    return channel.parentId === null ? channel.name : `${pathOf(channel.parentId)} › ${channel.name}`
  }
  return (
    <article aria-label={document.title}>
      {titled && <h2 className="reading-title">{document.title}</h2>}
      <div className="section facts-columns">
        <Facts
          facts={[
            ['公开属性', labelOf(vocabulary.attributes, document.attribute)],
            ['不公开依据', labelOf(vocabulary.attributeGrounds, document.attributeGround)],
            ['不公开理由', document.attributeReason],
            ['发布机构', document.issuer || document.unit.name],
            ['索引号', document.indexNumber],
            ['发文字号', document.documentNumber],
            ['文件种类', labelOf(vocabulary.kinds, document.kind)],
            ['体裁', labelOf(vocabulary.genres, document.genre)],
            ['主题分类', labelOf(vocabulary.topics, document.topic)],
            ['成文日期', document.writtenOn],
            ['收到日期', document.receivedOn],
            ['施行日期', document.effectiveOn],
            ['有效期至', document.expiresOn],
            ['公开时间', document.publishedAt === null ? null : instantText(document.publishedAt)],
            ['栏目', document.channelIds.map(pathOf).join('\n')],
            ['关键词', document.keywords.join('、')],
            ['摘要', document.summary],
            ['修改的文件', titlesOf(document, document.amends)],
            ['替代的文件', titlesOf(document, document.supersedes)],
            ['解读的文件', titlesOf(document, document.interprets)],
            ['更正原因', document.correctionReason],
            ['更正前的内容', document.hidesPrevious ? '不再公开' : null],
            ['终止', document.endedOn === null ? null : `${document.endedOn} ${document.endReason ?? ''}`],
          ]}
        />
      </div>
      <Section title="正文">
        {document.bodyHtml === '' ? (
          <p className="quiet">没有正文，见附件。</p>
        ) : (
          // The server lets through plain structure only, whatever was sent.
          <div className="prose" dangerouslySetInnerHTML={{ __html: forStaff(document.bodyHtml) }} />
        )}
      </Section>
      {document.attachments.length > 0 && (
        <Section title={`附件（${document.attachments.length}）`}>
          <FileList files={document.attachments} />
        </Section>
      )}
    </article>
  )
}
