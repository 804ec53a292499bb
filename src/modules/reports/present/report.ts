import { atOneMoment, type Handle } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import { namesOfStaff, type Context } from '#kernel/identity/index.ts'
import { answerTerms, yearPeriod, type Term } from '#kernel/figures/index.ts'
import { fileName, type Format, type PaperFile } from '#kernel/printing/index.ts'
import { getUnit, unitScope } from '#kernel/organisation/index.ts'
import { assess, findingsOf, type Assessed } from '../assess.ts'
import { measuresOf, mustSee } from '../actions/locked.ts'
import { viewTable } from '../compute.ts'
import {
  stateLabels,
  type AnnualReportView,
  type EditionView,
  type OfferView,
  type PreviewView,
  type TextView,
} from '../contract/life.ts'
import { summaryOf } from '../editions.ts'
import { formOf } from '../forms/index.ts'
import { digestOf } from '../frozen.ts'
import { permissions } from '../kinds.ts'
import { canTake, decideApproval, problemsOf, warningsOf } from '../rules.ts'
import { getCollection, listReports, type CollectionRow } from '../store/collections.ts'
import { listFiles } from '../store/files.ts'
import { contentOf, findComparison, findEditionRow, listEditionRows } from '../store/editions.ts'
import { getReport, listMissing, readTexts, type ReportRow } from '../store/reports.ts'
import { offeredTokens, printOffers } from '../texts/offers.ts'
import { readLine } from '../texts/grammar.ts'
import { resolve, termsAsked } from '../texts/resolve.ts'
import { titleOf } from '../words.ts'
import { presentLimit } from './lists.ts'
import { movedSince } from './moved.ts'

async function findFor(handle: Handle, ctx: Context, id: number) {
  const report = await getReport(handle, id)
  const collection = await getCollection(handle, report.collection_id)
  mustSee(ctx, report, collection)
  return { report, collection, unit: await getUnit(handle, report.unit_id) }
}

/** A report with its words, its numbers as the records are now, and everything that is to be said of it. */
export function presentReport(ctx: Context, declared: Declared, id: number): Promise<AnnualReportView> {
  return atOneMoment(ctx.db, async (tx) => {
    const { report, collection, unit } = await findFor(tx, ctx, id)
    const texts = await readTexts(tx, id)
    const bodies = new Map([...texts].map(([section, { body }]) => [section, body]))
    const { year, scope } = report
    const assessed = await assess(tx, declared, { unit, year, scope, today: ctx.today }, bodies)
    const found = findingsOf(assessed)
    const [listed] = await listReports(tx, { unitIds: [unit.id], id }, ctx.today, { offset: 0, limit: 1 })
    const names = await namesOfStaff(tx, report.approved_by === null ? [] : [report.approved_by])
    const collector = await getUnit(tx, collection.unit_id)
    return {
      id,
      collectionId: collection.id,
      unit: { id: unit.id, code: unit.code, name: unit.name },
      collector: { id: collector.id, name: collector.name },
      year,
      scope,
      form: assessed.form.name,
      state: report.state,
      stateLabel: stateLabels[report.state],
      submission: presentLimit(listed?.submission ?? null, ctx.today),
      publication: presentLimit(listed?.publication ?? null, ctx.today),
      texts: assessed.texts.map((text) => presentText(text, texts.get(text.id)?.revision ?? 0)),
      sections: assessed.form.sections.map((section) => ({
        id: section.id,
        title: section.title,
        table: section.kind === 'table' ? viewTable(section.table, assessed.values) : null,
      })),
      relations: assessed.relations,
      problems: problemsOf(found),
      warnings: warningsOf(found, measuresOf(collection)),
      missing: scope === 'own' ? [] : await listMissing(tx, assessed.unitIds, year, unit.id),
      movedSinceApproval: movedSince(report, assessed.values),
      submittedBecause: report.submitted_because,
      returnedBecause: report.returned_because,
      restatingBecause: report.restating_because,
      approvedBy: names.get(report.approved_by ?? 0) ?? null,
      editions: (await listEditionRows(tx, { unitId: unit.id, year }, false)).map(summaryOf),
      published: report.published,
      comparison: await findComparison(tx, id),
      may: mayNow(ctx, report, collection),
    }
  })
}

function mayNow(ctx: Context, report: ReportRow, collection: CollectionRow): AnnualReportView['may'] {
  const drafts = ctx.actor.may(permissions.draft, report.unit_id)
  const publishes = ctx.actor.may(permissions.publish, report.unit_id)
  const checks = ctx.actor.may(permissions.check, collection.unit_id)
  return {
    write: drafts && canTake(report, 'write'),
    submit: drafts && canTake(report, 'submit'),
    return: checks && canTake(report, 'return'),
    approve: checks && canTake(report, 'approve') && decideApproval(report, ctx.actor.staffId).ok,
    freeze: publishes && canTake(report, 'freeze'),
    publish: publishes && canTake(report, 'publish'),
    restate: publishes && canTake(report, 'restate'),
    compare: report.published !== null && ctx.actor.may(permissions.read, report.unit_id),
  }
}

function presentText(text: Assessed['texts'][number], revision: number): TextView {
  const { id, title, guidance, body, paragraphs, problems, bare } = text
  return { id, title, guidance, body, revision, paragraphs, problems, bare }
}

/** Words as they would be printed; nothing is saved. */
export function previewText(
  ctx: Context,
  declared: Declared,
  id: number,
  section: string,
  body: string,
): Promise<PreviewView> {
  return atOneMoment(ctx.db, async (tx) => {
    const { report, unit } = await findFor(tx, ctx, id)
    ctx.actor.must(permissions.draft, report.unit_id)
    const { year, scope } = report
    const asked = { unit, year, scope, today: ctx.today }
    const assessed = await assess(tx, declared, asked, new Map([[section, body]]))
    const text = assessed.texts.find((one) => one.id === section)
    if (!text) throw notFound('section', section)
    return { paragraphs: text.paragraphs, problems: text.problems, bare: text.bare }
  })
}

/** How many references one search answers: each is asked of the records. */
const MOST_OFFERS = 30

/** References that a writer may put in, with what they say now: by words of their label, or the first of the form. */
export function listOffers(
  ctx: Context,
  declared: Declared,
  id: number,
  words: string,
): Promise<readonly OfferView[]> {
  return atOneMoment(ctx.db, async (tx) => {
    const { report, unit } = await findFor(tx, ctx, id)
    ctx.actor.must(permissions.draft, report.unit_id)
    const known = { form: formOf(report.year, ctx.today), figures: declared.figures }
    const wanted = words.split(/\s+/).filter(Boolean)
    const chosen = offeredTokens(known)
      .flatMap((token) => {
        const [piece] = readLine(token)
        const resolution = piece?.kind === 'reference' ? resolve(piece.written, known) : undefined
        return resolution?.ok ? [{ token, resolved: resolution.value }] : []
      })
      .filter(({ token, resolved }) =>
        wanted.every((word) => resolved.source.label.includes(word) || token.includes(word)),
      )
      .slice(0, MOST_OFFERS)
    const terms: Term[] = chosen.flatMap(({ resolved }) => termsAsked(resolved))
    const unitIds = await unitScope(tx, unit, report.scope)
    const valueOf = await answerTerms(tx, declared.figures, terms, {
      period: yearPeriod(report.year),
      unitIds,
    })
    return printOffers(
      chosen.map(({ token }) => token),
      known,
      valueOf,
    )
  })
}

/** A frozen edition as it is kept, also before it is public, and whether its digest still fits. */
export async function presentEdition(ctx: Context, id: number, number: number): Promise<EditionView> {
  const { report } = await findFor(ctx.db, ctx, id)
  const row = await findEditionRow(ctx.db, id, number)
  const listed = await listEditionRows(ctx.db, { unitId: report.unit_id, year: report.year }, false)
  const summary = listed.find((one) => one.number === number)
  if (!row || !summary) throw notFound('edition', number)
  const files = await listFiles(ctx.db, { reportId: id, number })
  return {
    edition: contentOf(row),
    summary: summaryOf(summary),
    intact: digestOf(row) === row.digest,
    files: files.map(({ format, size }) => ({ format, size })),
  }
}

/** A file of a frozen edition, for who may read the report before it is public. */
export async function findEditionFile(
  ctx: Context,
  id: number,
  number: number,
  format: Format,
): Promise<PaperFile & { readonly name: string }> {
  await findFor(ctx.db, ctx, id)
  const row = await findEditionRow(ctx.db, id, number)
  const files = row ? await listFiles(ctx.db, { reportId: id, number }) : []
  const file = files.find((one) => one.format === format)
  if (!row || !file) throw notFound('file', format)
  return { ...file, name: fileName(titleOf(contentOf(row)), number, format) }
}
