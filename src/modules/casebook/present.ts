import { addDays, type CivilDate } from '#platform/dates.ts'
import { notFound, Refusal } from '#platform/errors.ts'
import type { CaseKind } from '#kernel/cases/index.ts'
import type { CasebookSource, ClosedCase, ClosedCaseText } from '#kernel/declaration/index.ts'
import { namesOfStaff, type Context, type Permission } from '#kernel/identity/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import { marksIn } from './anonymise.ts'
import type { ClosedCaseView, EntrySummary, EntryView, MonthView } from './contract.ts'
import { kindLabels, permissions, stateLabels, type EntryKind } from './kinds.ts'
import * as rules from './rules.ts'
import { marksOfTexts, openOf, sourceOf, textsIn, type Sources } from './sources.ts'
import * as store from './store.ts'

const MARK_LABELS: Readonly<Record<string, string>> = {
  name: '提问人的姓名、称呼',
  email: '提问人的电子邮箱',
  address: '提问人的地址',
  identity: '提问人的证件号码',
  citizen_id: '身份证号码',
  mobile: '手机号码',
  phone: '电话号码',
  bank_card: '银行卡号',
  home_address: '住址',
  birth_date: '出生日期',
}

const labelOf = (mark: { kind: string; applicant: boolean }) =>
  mark.applicant && mark.kind === 'phone' ? '提问人的电话' : (MARK_LABELS[mark.kind] ?? mark.kind)

export function summarise(row: store.ListedEntry): EntrySummary {
  return {
    id: row.id,
    kind: row.kind,
    kindLabel: kindLabels[row.kind],
    title: row.title,
    unit: { id: row.unit_id, name: row.unit_name },
    state: row.state,
    stateLabel: stateLabels[row.state],
    version: row.version,
    shownVersion: row.shown_version,
    month: row.month,
    writtenAt: row.written_at.toISOString(),
  }
}

/** An entry with what its author needs: the case beside it, and every place that is still personal. */
export async function presentEntry(ctx: Context, sources: Sources, id: number): Promise<EntryView> {
  const entry = await store.findEntry(ctx.db, id)
  if (!entry || !ctx.actor.may(permissions.read, entry.unit_id)) throw notFound('entry', id)
  const source = sourceOf(sources, entry.source_kind)
  const [row, version, words, justified] = await Promise.all([
    store.getListedEntry(ctx.db, id),
    store.getVersion(ctx.db, id, entry.version),
    source.privateWords(ctx.db, entry.source_id),
    store.listJustifications(ctx.db, id),
  ])
  const names = await namesOfStaff(ctx.db, version.authors)
  const texts = textsIn(version)
  const marks = marksOfTexts(texts, words, justified)
  const own = rules.decidePublisher(version.authors, ctx.actor.staffId).length > 0
  return {
    ...summarise(row),
    texts,
    topic: version.topic,
    marks: marks.map((mark) => ({ ...mark, label: labelOf(mark) })),
    open: openOf(marks).length,
    source: await presentSource(ctx, source, entry.source_id, words),
    returnedBecause: entry.returned_because,
    withdrawnOn: entry.withdrawn_on,
    withdrawnBecause: entry.withdrawn_because,
    authors: version.authors.map((staffId) => names.get(staffId) ?? ''),
    next: (Object.keys(rules.stepLabels) as rules.EntryStep[])
      .filter((step) => rules.decideEntryStep(entry, step).length === 0)
      .map((step) => {
        const reasons = [
          ...(ctx.actor.may(permissionFor(step), entry.unit_id) ? [] : ['not_permitted']),
          ...(step === 'publish' && own ? ['own_entry'] : []),
        ]
        return { step, label: rules.stepLabels[step], allowed: reasons.length === 0, reasons }
      }),
  }
}

function permissionFor(step: rules.EntryStep): Permission {
  return step === 'publish' || step === 'return' || step === 'withdraw'
    ? permissions.publish
    : permissions.edit
}

/** The case in words, for who may read it; null for others. */
async function presentSource(
  ctx: Context,
  source: CasebookSource,
  id: number,
  words: Awaited<ReturnType<CasebookSource['privateWords']>>,
): Promise<EntryView['source']> {
  const draft = await draftIfAny(ctx, source, id)
  if (!draft) return null
  const marks = (['question', 'answer'] as const).flatMap((field) =>
    marksIn(field, draft[field], words).map((mark) => ({ ...mark, field, label: labelOf(mark) })),
  )
  return {
    kind: source.kind,
    label: source.label,
    id,
    number: draft.number,
    question: draft.question,
    answer: draft.answer,
    marks,
    compared: words.length > 0,
  }
}

/** Undefined: reopened since, or not for this person. */
function draftIfAny(ctx: Context, source: CasebookSource, id: number): Promise<ClosedCaseText | undefined> {
  return source.draft(ctx, id).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'not_found') return undefined
    throw error
  })
}

/** Closed cases with what was made of them. */
export async function presentCases(
  ctx: Context,
  source: CasebookSource,
  cases: readonly ClosedCase[],
): Promise<ClosedCaseView[]> {
  const used = await store.usedOf(
    ctx.db,
    source.kind,
    cases.map((one) => one.id),
  )
  return cases.map((one) => ({
    kind: source.kind,
    id: one.id,
    number: one.number,
    title: one.title,
    unit: one.unitName,
    outcomeLabel: one.outcomeLabel,
    closedOn: one.closedOn,
    entries: used.entries
      .filter((entry) => entry.source_id === one.id)
      .map(({ id, kind }) => ({ id, kind: kind as EntryKind })),
    nominatedFor: used.nominations.find((row) => row.source_id === one.id)?.month ?? null,
  }))
}

/** What a unit's digest of a month is made of. */
export async function presentMonth(
  ctx: Context,
  sources: Sources,
  kinds: readonly CaseKind[],
  asked: { readonly unitId: number; readonly month: CivilDate },
): Promise<MonthView> {
  if (!ctx.actor.may(permissions.read, asked.unitId)) throw notFound('unit', asked.unitId)
  const month = rules.firstOfMonth(asked.month)
  const before = rules.firstOfMonth(addDays(month, 31))
  const known = kinds.filter((kind) => sources().some((source) => source.kind === kind.name))
  const [unit, counts, nominations, entries] = await Promise.all([
    getUnit(ctx.db, asked.unitId),
    store.countOutcomes(ctx.db, {
      kinds: known.map((kind) => kind.name),
      unitId: asked.unitId,
      from: month,
      before,
    }),
    store.listNominations(ctx.db, asked.unitId, month),
    store.listEntries(ctx.db, { unitIds: [asked.unitId], kind: 'case', month }, { offset: 0, limit: 200 }),
  ])
  const nominated = await Promise.all(
    nominations.map(async (one) => {
      const source = sourceOf(sources, one.source_kind)
      const found = await draftIfAny(ctx, source, one.source_id)
      const [view] = found ? await presentCases(ctx, source, [found]) : []
      return view ? [{ ...view, note: one.note, by: one.by }] : []
    }),
  )
  return {
    month,
    unit: { id: unit.id, name: unit.name },
    outcomes: counts.map((row) => {
      const kind = known.find((one) => one.name === row.kind)
      const outcome = kind?.outcomes.find((one) => one.code === row.outcome)
      return { kind: kind?.label ?? row.kind, label: outcome?.label ?? row.outcome, count: row.count }
    }),
    nominated: nominated.flat(),
    entries: entries.items.map(summarise),
  }
}
