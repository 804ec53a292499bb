import { markStale, type Tx } from '#platform/db/connect.ts'
import { allow, decide, issue, refuse, type Decision } from '#platform/decision.ts'
import { civilDateOf } from '#platform/dates.ts'
import { changedMeanwhile, notPermitted } from '#platform/errors.ts'
import { searchVector } from '#platform/text/words.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { indexEntries, removeEntry } from '#kernel/search/index.ts'
import type {
  EntryBody,
  JustificationBody,
  NewEntry,
  NominationBody,
  OnVersion,
  ReasonBody,
} from './contract.ts'
import { entrySubject, permissions, searchSources, TAG, type EntryKind } from './kinds.ts'
import * as rules from './rules.ts'
import { marksOf, openOf, sourceOf, textsIn, type Sources } from './sources.ts'
import * as store from './store.ts'

function staffOf(ctx: Context): number {
  const { staffId } = ctx.actor
  if (staffId === null) throw notPermitted(permissions.edit.name)
  return staffId
}

/** Begins an entry from a closed case: its words, without what is personal by rule, are the first version. */
export async function createEntry(
  ctx: Context,
  sources: Sources,
  asked: NewEntry,
): Promise<Decision<number>> {
  const draft = await sourceOf(sources, asked.sourceKind).draft(ctx, asked.sourceId)
  try {
    return await ctx.transaction(async (tx) => {
      ctx.actor.must(permissions.edit, draft.unitId)
      const id = await store.addEntry(tx, { ...asked, unitId: draft.unitId })
      const question = asked.kind === 'question'
      await store.addVersion(tx, id, 1, {
        title: Array.from(draft.title).slice(0, 120).join(''),
        topic: '22',
        question: question ? draft.question : '',
        answer: question ? draft.answer : '',
        facts: question ? '' : draft.question,
        dispute: '',
        points: question ? '' : draft.answer,
        basis: '',
        insight: '',
        month: question ? null : rules.firstOfMonth(ctx.today),
        authors: [staffOf(ctx)],
      })
      await tell(tx, ctx, 'casebook.drafted', id, draft.unitId, { kind: asked.kind })
      return allow(id)
    })
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint === 'entry_by_source')
      return refuse(issue('sourceId', 'already_used'))
    throw error
  }
}

interface Locked {
  readonly entry: store.EntryRow
  readonly version: store.VersionRow
}

/** The entry, locked, in the state that was read. */
async function lockAt(tx: Tx, id: number, basedOn: number): Promise<Locked> {
  const entry = await store.lockEntry(tx, id)
  if (entry.version !== basedOn) throw changedMeanwhile('entry')
  return { entry, version: await store.getVersion(tx, id, entry.version) }
}

/** Keeps what was written as the next version. What is public stays as it is until the new one is published. */
export function editEntry(ctx: Context, id: number, asked: EntryBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { entry, version } = await lockAt(tx, id, asked.basedOn)
    ctx.actor.must(permissions.edit, entry.unit_id)
    const step = rules.decideEntryStep(entry, 'edit')
    if (step.length > 0) return refuse(step)
    const decision = rules.decideDraft(entry.kind as EntryKind, asked)
    if (!decision.ok) return decision
    const before = entry.state === 'published' ? [] : version.authors
    await store.addVersion(tx, id, entry.version + 1, {
      ...decision.value,
      authors: [...new Set([...before, staffOf(ctx)])],
    })
    await store.setEntry(tx, id, { state: 'draft', version: entry.version + 1 })
    await tell(tx, ctx, 'casebook.edited', id, entry.unit_id, { version: entry.version + 1 })
    return allow(id)
  })
}

/** Hands an anonymised text to whoever publishes; refused while anything personal is left. */
export function checkEntry(
  ctx: Context,
  sources: Sources,
  id: number,
  asked: OnVersion,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { entry, version } = await lockAt(tx, id, asked.basedOn)
    ctx.actor.must(permissions.edit, entry.unit_id)
    const texts = textsIn(version)
    const open = openOf(await marksOf(tx, sources, entry, texts))
    const issues = [
      ...rules.decideEntryStep(entry, 'check'),
      ...rules.decideComplete({ kind: entry.kind as EntryKind, texts, open }),
    ]
    if (issues.length > 0) return refuse(issues)
    await store.markChecked(tx, id, entry.version, staffOf(ctx), ctx.now)
    await store.setEntry(tx, id, { state: 'checked', returned_because: '' })
    await tell(tx, ctx, 'casebook.checked', id, entry.unit_id, { version: entry.version })
    return allow(id)
  })
}

/** Gives a text back to its author, with the reason. */
export function returnEntry(ctx: Context, id: number, asked: ReasonBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const entry = await store.lockEntry(tx, id)
    ctx.actor.must(permissions.publish, entry.unit_id)
    const step = rules.decideEntryStep(entry, 'return')
    const reason = rules.decideReason(asked.reason)
    if (step.length > 0 || !reason.ok) return refuse([...step, ...(reason.ok ? [] : reason.issues)])
    await store.setEntry(tx, id, { state: 'draft', returned_because: reason.value })
    await tell(tx, ctx, 'casebook.returned', id, entry.unit_id, { version: entry.version })
    return allow(id)
  })
}

/** Makes exactly this version public: by another person than who wrote it, with nothing personal left in it. */
export function publishEntry(
  ctx: Context,
  sources: Sources,
  id: number,
  asked: OnVersion,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { entry, version } = await lockAt(tx, id, asked.basedOn)
    ctx.actor.must(permissions.publish, entry.unit_id)
    const kind = entry.kind as EntryKind
    const texts = textsIn(version)
    const open = openOf(await marksOf(tx, sources, entry, texts))
    const issues = [
      ...rules.decideEntryStep(entry, 'publish'),
      ...rules.decidePublisher(version.authors, ctx.actor.staffId),
      ...rules.decideComplete({ kind, texts, open }),
    ]
    if (issues.length > 0) return refuse(issues)
    const since = entry.first_shown_at ?? ctx.now
    await store.showVersion(tx, entry, version, { by: staffOf(ctx), at: ctx.now, since })
    await store.setEntry(tx, id, { state: 'published', first_shown_at: since })
    const { title, ...rest } = texts
    await indexEntries(tx, [
      {
        source: searchSources[kind],
        sourceId: id,
        unitId: entry.unit_id,
        shownOn: civilDateOf(since),
        vector: searchVector(title, Object.values(rest).join('\n')),
      },
    ])
    await tell(tx, ctx, 'casebook.published', id, entry.unit_id, { version: entry.version })
    await markStale(tx, [TAG, `entry:${id}`])
    return allow(id)
  })
}

/** Takes a public entry away for good; its address says so. */
export function withdrawEntry(ctx: Context, id: number, asked: ReasonBody): Promise<Decision<number>> {
  return endEntry(ctx, id, asked, 'withdraw')
}

/** Gives up a text that nobody outside ever saw. */
export function discardEntry(ctx: Context, id: number, asked: ReasonBody): Promise<Decision<number>> {
  return endEntry(ctx, id, asked, 'discard')
}

function endEntry(
  ctx: Context,
  id: number,
  asked: ReasonBody,
  how: 'discard' | 'withdraw',
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const entry = await store.lockEntry(tx, id)
    ctx.actor.must(how === 'discard' ? permissions.edit : permissions.publish, entry.unit_id)
    const step = rules.decideEntryStep(entry, how)
    const reason = rules.decideReason(asked.reason)
    if (step.length > 0 || !reason.ok) return refuse([...step, ...(reason.ok ? [] : reason.issues)])
    await store.hide(tx, id)
    await store.setEntry(tx, id, {
      state: 'withdrawn',
      withdrawn_on: ctx.today,
      withdrawn_because: reason.value,
    })
    await removeEntry(tx, searchSources[entry.kind as EntryKind], id)
    const verb = how === 'discard' ? 'casebook.discarded' : 'casebook.withdrawn'
    await tell(tx, ctx, verb, id, entry.unit_id, { version: entry.version })
    if (how === 'withdraw') await markStale(tx, [TAG, `entry:${id}`])
    return allow(id)
  })
}

/** Says why something that looks personal may stand: the telephone of an office, an example. */
export function justifyMark(
  ctx: Context,
  sources: Sources,
  id: number,
  asked: JustificationBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const entry = await store.lockEntry(tx, id)
    ctx.actor.must(permissions.edit, entry.unit_id)
    const version = await store.getVersion(tx, id, entry.version)
    const marks = await marksOf(tx, sources, entry, textsIn(version))
    const decision = rules.decideJustification(
      marks.find((mark) => mark.key === asked.key),
      asked,
    )
    if (!decision.ok) return decision
    await store.justify(tx, id, { ...decision.value, staffId: staffOf(ctx) })
    await tell(tx, ctx, 'casebook.justified', id, entry.unit_id, { key: asked.key })
    return allow(id)
  })
}

/** Proposes a closed case for the digest of a month. */
export async function nominateCase(
  ctx: Context,
  sources: Sources,
  asked: NominationBody,
): Promise<Decision<number>> {
  const { unitId } = await sourceOf(sources, asked.sourceKind).draft(ctx, asked.sourceId)
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.edit, unitId)
    const reason = rules.decideReason(asked.note)
    if (!reason.ok) return decide([issue('note', 'required')], asked.sourceId)
    await store.nominate(tx, {
      ...asked,
      unitId,
      month: rules.firstOfMonth(asked.month),
      note: reason.value,
      staffId: staffOf(ctx),
    })
    await record(tx, ctx.actor, {
      verb: 'casebook.nominated',
      subject: `case:${asked.sourceId}`,
      unitId,
      detail: { month: rules.firstOfMonth(asked.month) },
    })
    return allow(asked.sourceId)
  })
}

function tell(
  tx: Tx,
  ctx: Context,
  verb: string,
  id: number,
  unitId: number,
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  return record(tx, ctx.actor, { verb, subject: entrySubject(id), unitId, detail })
}
