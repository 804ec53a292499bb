import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { ItemBody, ReportBody, SectionBody } from './contract.ts'
import type { Stage } from './kinds.ts'

interface TopicWords {
  readonly slug: string
  readonly title: string
  readonly introduction: string
}

/** Addresses and words of a topic; `items` is where the items' own pages stand. */
export function decideTopic<T extends TopicWords>(asked: T): Decision<T> {
  const topic = { ...asked, title: asked.title.trim(), introduction: asked.introduction.trim() }
  const issues: Issue[] = []
  if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(topic.slug)) issues.push(issue('slug', 'topic_slug_form'))
  if (topic.slug === 'items') issues.push(issue('slug', 'taken'))
  if (topic.title === '') issues.push(issue('title', 'required'))
  return decide(issues, topic)
}

/** Each section names what its kind asks for, and nothing else is kept. */
export function decideSections(
  asked: readonly SectionBody[],
  known: { readonly channelIds: ReadonlySet<number>; readonly documentIds: ReadonlySet<number> },
): Decision<SectionBody[]> {
  const issues: Issue[] = []
  const sections = asked.map((section, index) => {
    const field = (name: string) => `sections.${index}.${name}`
    const title = section.title.trim()
    const words = section.words.trim()
    if (title === '') issues.push(issue(field('title'), 'required'))
    if (section.kind === 'search' && words === '') issues.push(issue(field('words'), 'required'))
    if (section.kind === 'channel' && !known.channelIds.has(section.channelId ?? 0))
      issues.push(issue(field('channelId'), 'not_a_choice'))
    if (section.kind === 'document' && !known.documentIds.has(section.documentId ?? 0))
      issues.push(issue(field('documentId'), 'document_not_public'))
    return {
      title,
      kind: section.kind,
      channelId: section.kind === 'channel' ? section.channelId : null,
      words: section.kind === 'search' ? words : '',
      documentId: section.kind === 'document' ? section.documentId : null,
    }
  })
  return decide(issues, sections)
}

/** What an item may name. */
export interface Known {
  readonly unitIds: ReadonlySet<number>
  readonly documentIds: ReadonlySet<number>
}

export function decideItem(asked: ItemBody, known: Known): Decision<ItemBody> {
  const item = {
    ...asked,
    heading: asked.heading.trim(),
    goal: asked.goal.trim(),
    source: asked.source.trim(),
    furtherUnitIds: [...new Set(asked.furtherUnitIds)],
  }
  const issues: Issue[] = []
  if (item.heading === '') issues.push(issue('heading', 'required'))
  if (item.goal === '') issues.push(issue('goal', 'required'))
  if (!known.unitIds.has(item.unitId)) issues.push(issue('unitId', 'not_a_choice'))
  if (item.furtherUnitIds.some((id) => !known.unitIds.has(id)))
    issues.push(issue('furtherUnitIds', 'not_a_choice'))
  if (item.furtherUnitIds.includes(item.unitId)) issues.push(issue('furtherUnitIds', 'responsible_already'))
  if (item.sourceDocumentId !== null && !known.documentIds.has(item.sourceDocumentId))
    issues.push(issue('sourceDocumentId', 'document_not_public'))
  return decide(issues, item)
}

interface Standing {
  readonly stage: Stage
  readonly percent: number
}

/** A report fits its stage, and goes back only with a reason. */
export function decideReport(
  before: Standing,
  asked: ReportBody,
  topic: { readonly closed_on: CivilDate | null },
): Decision<ReportBody> {
  const report = { ...asked, done: asked.done.trim(), reason: asked.reason.trim() }
  const issues: Issue[] = []
  if (topic.closed_on !== null) issues.push(issue('stage', 'topic_closed'))
  if (report.done === '') issues.push(issue('done', 'required'))
  if (report.stage === 'done' && report.percent !== 100) issues.push(issue('percent', 'done_is_whole'))
  if (report.stage !== 'done' && report.percent === 100) issues.push(issue('stage', 'whole_is_done'))
  if (report.stage === 'not_started' && report.percent > 0)
    issues.push(issue('percent', 'not_started_is_none'))
  if (report.percent < before.percent && report.reason === '') issues.push(issue('reason', 'percent_falls'))
  return decide(issues, report)
}

interface Judged {
  readonly stage: string
  readonly due_on: CivilDate
  /** By when the next report is due. */
  readonly report_due_on: CivilDate | null
}

/** Its day is past and it is not done, or nobody has reported in the topic's rhythm. */
export function isOverdue(
  item: Judged,
  topic: { readonly closed_on: CivilDate | null },
  today: CivilDate,
): boolean {
  if (topic.closed_on !== null || item.stage === 'done') return false
  return item.due_on < today || (item.report_due_on !== null && item.report_due_on < today)
}
