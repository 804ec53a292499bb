import type { CivilDate } from '#platform/dates.ts'
import type { Handle } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import type { Context } from '#kernel/identity/index.ts'
import type { ItemView, TopicSummary, TopicView } from './contract.ts'
import { permissions, stageLabels } from './kinds.ts'
import * as store from './store.ts'

export function presentTopic(topic: store.ListedTopic): TopicSummary {
  return {
    id: topic.id,
    slug: topic.slug,
    title: topic.title,
    unit: { id: topic.unit_id, name: topic.unit_name },
    openedOn: topic.opened_on,
    closedOn: topic.closed_on,
    items: topic.items,
    done: topic.done,
    overdue: topic.overdue,
  }
}

export async function presentWholeTopic(ctx: Context, id: number): Promise<TopicView> {
  const topic = await store.findListedTopic(ctx.db, { id }, ctx.today)
  if (!topic) throw notFound('topic', id)
  const sections = await store.listSections(ctx.db, id)
  return {
    ...presentTopic(topic),
    introduction: topic.introduction,
    position: topic.position,
    rhythmDays: topic.rhythm_days,
    version: topic.version,
    sections: sections.map(({ title, kind, channelId, words, documentId }) => ({
      title,
      kind,
      channelId,
      words,
      documentId,
    })),
    mayManage: ctx.actor.may(permissions.manage, topic.unit_id),
  }
}

/** `mayReport` of somebody; nobody may on a closed topic. */
export function presentItem(item: store.ListedItem, mayReport: (unitId: number) => boolean): ItemView {
  return {
    id: item.id,
    position: item.position,
    heading: item.heading,
    goal: item.goal,
    unit: { id: item.unit_id, name: item.unit_name },
    furtherUnits: item.further,
    dueOn: item.due_on,
    source: item.source,
    sourceDocumentId: item.source_document_id,
    stage: item.stage,
    stageLabel: stageLabels[item.stage],
    percent: item.percent,
    reportedOn: item.reported_on,
    reportDueOn: item.report_due_on,
    overdue: item.overdue,
    version: item.version,
    mayReport: item.closed_on === null && mayReport(item.unit_id),
  }
}

export async function getListedItem(handle: Handle, id: number, today: CivilDate): Promise<store.ListedItem> {
  const [item] = await store.listItems(handle, { id, today }, { offset: 0, limit: 1 })
  if (!item) throw notFound('item', id)
  return item
}
