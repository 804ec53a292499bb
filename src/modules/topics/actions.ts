import { markStale, type Tx } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { changedMeanwhile } from '#platform/errors.ts'
import { startClock, stopClock, voidClocks } from '#kernel/clock/index.ts'
import { listPublicAmong } from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import type { ChangedItem, ItemBody, NewTopic, ReportBody, SectionBody, TopicBody } from './contract.ts'
import { decideRows, documentsNamed, readRows } from './csv.ts'
import { itemSubject, permissions, reportClock, roundSubject, topicSubject } from './kinds.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const NAME_OF_SLUG = 'topic_slug_key'

/** The address is free, or the issue that it is not; two who ask at once are told apart by the database. */
async function takingSlug<T>(run: () => Promise<Decision<T>>): Promise<Decision<T>> {
  try {
    return await run()
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint === NAME_OF_SLUG) return refuse(issue('slug', 'taken'))
    throw error
  }
}

export function openTopic(ctx: Context, asked: NewTopic): Promise<Decision<number>> {
  return takingSlug(() =>
    ctx.transaction(async (tx) => {
      ctx.actor.must(permissions.manage, asked.unitId)
      await getUnit(tx, asked.unitId)
      const decision = rules.decideTopic(asked)
      if (!decision.ok) return decision
      const id = await store.addTopic(tx, decision.value, ctx.today)
      await tell(tx, ctx, 'topics.opened', topicSubject(id), asked.unitId, { slug: asked.slug })
      return allow(id)
    }),
  )
}

export function editTopic(ctx: Context, id: number, asked: TopicBody): Promise<Decision<number>> {
  return takingSlug(() =>
    ctx.transaction(async (tx) => {
      const topic = await lockManaged(tx, ctx, id)
      if (topic.version !== asked.basedOn) throw changedMeanwhile('topic')
      const decision = rules.decideTopic(asked)
      if (!decision.ok) return decision
      await store.changeTopic(tx, id, decision.value)
      await tell(tx, ctx, 'topics.edited', topicSubject(id), topic.unit_id, {
        slug: asked.slug,
        before: topic.slug,
      })
      return allow(id)
    }),
  )
}

export function arrangeSections(
  ctx: Context,
  id: number,
  asked: readonly SectionBody[],
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const topic = await lockManaged(tx, ctx, id)
    const decision = rules.decideSections(asked, {
      channelIds: await store.channelsAmong(
        tx,
        asked.map((section) => section.channelId ?? 0),
      ),
      documentIds: await listPublicAmong(
        tx,
        asked.map((section) => section.documentId ?? 0),
      ),
    })
    if (!decision.ok) return decision
    await store.writeSections(tx, id, decision.value)
    await tell(tx, ctx, 'topics.arranged', topicSubject(id), topic.unit_id, {
      sections: decision.value.length,
    })
    return allow(id)
  })
}

/** Puts a topic into the archive: it stays readable, and nobody reports any more. */
export function closeTopic(ctx: Context, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const topic = await lockManaged(tx, ctx, id)
    if (topic.closed_on !== null) return refuse(issue('topic', 'topic_closed'))
    const items = await tx
      .selectFrom('topics.item')
      .select(['id', 'round'])
      .where('topic_id', '=', id)
      .execute()
    await voidClocks(tx, reportClock, items.map(roundSubject), ctx.today)
    await store.closeTopic(tx, id, ctx.today)
    await tell(tx, ctx, 'topics.closed', topicSubject(id), topic.unit_id, {})
    return allow(id)
  })
}

async function knownFor(tx: Tx, documentIds: readonly number[]) {
  const units = await store.openUnits(tx)
  return {
    units,
    known: {
      unitIds: new Set(units.map((unit) => unit.id)),
      documentIds: await listPublicAmong(tx, documentIds),
    },
  }
}

export function addItem(ctx: Context, topicId: number, asked: ItemBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const topic = await lockManaged(tx, ctx, topicId)
    if (topic.closed_on !== null) return refuse(issue('topic', 'topic_closed'))
    const { known } = await knownFor(tx, [asked.sourceDocumentId ?? 0])
    const decision = rules.decideItem(asked, known)
    if (!decision.ok) return decision
    const [id = 0] = await addAll(tx, ctx, topic, [decision.value])
    return allow(id)
  })
}

/** Adds every row of a file, or none: all problems of all rows are told at once. */
export function importItems(ctx: Context, topicId: number, csv: string): Promise<Decision<number[]>> {
  return ctx.transaction(async (tx) => {
    const topic = await lockManaged(tx, ctx, topicId)
    if (topic.closed_on !== null) return refuse(issue('csv', 'topic_closed'))
    const read = readRows(csv)
    if (!read.ok) return read
    const { units, known } = await knownFor(tx, documentsNamed(read.value))
    const byName = new Map(
      units.flatMap(({ id, name, short_name }) => [[short_name, id] as const, [name, id] as const]),
    )
    const decision = decideRows(read.value, byName, known)
    if (!decision.ok) return decision
    return allow(await addAll(tx, ctx, topic, decision.value))
  })
}

async function addAll(
  tx: Tx,
  ctx: Context,
  topic: store.TopicRow,
  items: readonly ItemBody[],
): Promise<number[]> {
  const added = await store.addItems(tx, topic.id, items, ctx.today)
  for (const item of added) {
    await startReporting(tx, ctx, topic, item)
    await tell(tx, ctx, 'topics.item_added', itemSubject(item.id), item.unit_id, { topic: topic.id })
  }
  return added.map((item) => item.id)
}

function startReporting(tx: Tx, ctx: Context, topic: store.TopicRow, item: store.ItemRow) {
  const start = { subject: roundSubject(item), unitId: item.unit_id, on: ctx.today, days: topic.rhythm_days }
  return startClock(tx, reportClock, start)
}

export function editItem(ctx: Context, id: number, asked: ChangedItem): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { item, topic } = await lockItemAndTopic(tx, id)
    ctx.actor.must(permissions.manage, topic.unit_id)
    if (item.version !== asked.basedOn) throw changedMeanwhile('item')
    if (topic.closed_on !== null) return refuse(issue('topic', 'topic_closed'))
    const { known } = await knownFor(tx, [asked.sourceDocumentId ?? 0])
    const decision = rules.decideItem(asked, known)
    if (!decision.ok) return decision
    await store.changeItem(tx, id, decision.value)
    // Another unit owes the reports from now on, in a time of its own.
    if (asked.unitId !== item.unit_id && item.stage !== 'done') {
      await voidClocks(tx, reportClock, [roundSubject(item)], ctx.today)
      await startReporting(tx, ctx, topic, await store.beginRound(tx, id))
    }
    await tell(tx, ctx, 'topics.item_edited', itemSubject(id), asked.unitId, { topic: topic.id })
    return allow(id)
  })
}

/** Takes away an item entered by mistake; one that was reported on stays. */
export function removeItem(ctx: Context, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { item, topic } = await lockItemAndTopic(tx, id)
    ctx.actor.must(permissions.manage, topic.unit_id)
    if (item.reported_on !== null) return refuse(issue('item', 'item_has_reports'))
    await voidClocks(tx, reportClock, [roundSubject(item)], ctx.today)
    await store.removeItem(tx, id)
    await tell(tx, ctx, 'topics.item_removed', itemSubject(id), item.unit_id, { topic: topic.id })
    return allow(id)
  })
}

/** The responsible unit says how far it is; the clock for the next report begins. */
export function reportProgress(ctx: Context, id: number, asked: ReportBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { item, topic } = await lockItemAndTopic(tx, id)
    ctx.actor.must(permissions.report, item.unit_id)
    if (item.version !== asked.basedOn) throw changedMeanwhile('item')
    const before = { stage: item.stage as ReportBody['stage'], percent: item.percent }
    const decision = rules.decideReport(before, asked, topic)
    if (!decision.ok) return decision
    const report = decision.value
    await store.addReport(tx, item, report, { on: ctx.today, staffId: ctx.actor.staffId })
    if (item.stage !== 'done') await stopClock(tx, reportClock, roundSubject(item), ctx.today)
    if (report.stage !== 'done') await startReporting(tx, ctx, topic, await store.beginRound(tx, id))
    await tell(tx, ctx, 'topics.reported', itemSubject(id), item.unit_id, {
      stage: report.stage,
      percent: report.percent,
      before: item.percent,
    })
    return allow(id)
  })
}

async function lockManaged(tx: Tx, ctx: Context, id: number): Promise<store.TopicRow> {
  const topic = await store.lockTopic(tx, id)
  ctx.actor.must(permissions.manage, topic.unit_id)
  return topic
}

/** The topic first, as everybody locks them: no report slips in while it is closed. */
async function lockItemAndTopic(tx: Tx, id: number) {
  const found = await store.getItem(tx, id)
  const topic = await store.lockTopic(tx, found.topic_id)
  return { topic, item: await store.lockItem(tx, id) }
}

/** The ledger and the pages learn of it. */
async function tell(
  tx: Tx,
  ctx: Context,
  verb: string,
  subject: string,
  unitId: number,
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  await record(tx, ctx.actor, { verb, subject, unitId, detail })
  await markStale(tx, ['topics'])
}
