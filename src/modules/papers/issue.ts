import { createHash } from 'node:crypto'
import type { Handle, Tx } from '#platform/db/connect.ts'
import { allow, type Decision } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { FileStore } from '#platform/files/index.ts'
import { typesetShort, type Typeset } from '#platform/typst/typeset.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { storeFile } from '#kernel/media/index.ts'
import { getUnit, type Unit } from '#kernel/organisation/index.ts'
import type { Template, Values, Wording } from '#kernel/papers/index.ts'
import { letterOf, type Letter, type Origin } from './letter.ts'
import { sourceOf } from './pdf.ts'
import { decideLetter, numberOf, type Words } from './rules.ts'
import * as store from './store.ts'
import { wordOf } from './word.ts'

/** What a letter is made of. */
export interface ToWrite {
  readonly template: Template
  /** The unit that writes: its version of the template, its name, its numbers. */
  readonly unitId: number
  readonly recipient: string
  /** The civil date on the letter. */
  readonly on: CivilDate
  /** What the case knows, by field; a value for which the template has no field is not used. */
  readonly values: Values
  readonly origin?: Origin
}

export interface ToIssue extends ToWrite {
  /** The record that the letter belongs to: `request:12`. */
  readonly subject: string
  /** The word of the series that numbers it, like 公开复; without it the letter has no number. */
  readonly series?: string
}

export interface IssuedPaper extends Words {
  readonly id: number
  readonly number: string | null
  readonly pages: number
  /** Whether the PDF keeps to PDF/A: one with a character that no font has does not. */
  readonly archival: boolean
  readonly pdfHash: Buffer
  readonly docxHash: Buffer
}

interface InForce extends Wording {
  readonly versionId: number | undefined
}

async function wordingFor(handle: Handle, template: Template, unitId: number): Promise<InForce> {
  const version = await store.findInForce(handle, unitId, template.name)
  return { title: template.title, body: template.body, ...version, versionId: version?.id }
}

/**
 * Issues a letter from the wording in force and keeps it for good: its text, its number, its PDF and its Word file, in the
 * transaction of what is decided with it. What the letter lacks is said of all of it at once (`paper_lacks`).
 */
export async function issuePaper(
  tx: Tx,
  ctx: Pick<Context, 'actor'>,
  services: { readonly files: FileStore },
  asked: ToIssue,
): Promise<Decision<IssuedPaper>> {
  const { template, unitId, subject, on } = asked
  const wording = await wordingFor(tx, template, unitId)
  const decision = decideLetter(template, wording, asked)
  if (!decision.ok) return decision
  const words = decision.value
  const unit = await getUnit(tx, unitId)
  const number = await takeNumber(tx, unit, asked.series, on)
  const letter = letterOf(unit, { ...words, number: number?.text ?? null, on, origin: asked.origin })
  const [made, docx] = await Promise.all([setLetter(letter), wordOf(letter)])
  if ('problem' in made) throw new Error(`the letter ${template.name} could not be set: ${made.problem}`)
  const pdf = await storeFile(tx, services.files, 'letter.pdf', Buffer.from(made.pdf))
  const word = await storeFile(tx, services.files, 'letter.docx', docx)
  const { pages, archival } = made
  const id = await store.addPaper(tx, {
    ...words,
    subject,
    unitId,
    template: template.name,
    source:
      wording.versionId === undefined ? { defaultHash: hashOf(template) } : { versionId: wording.versionId },
    number,
    pdfHash: pdf.hash,
    docxHash: word.hash,
    pages,
    archival,
    on,
    issuedBy: ctx.actor.staffId,
  })
  await record(tx, ctx.actor, {
    verb: 'papers.issued',
    subject,
    unitId,
    detail: {
      paper: id,
      template: template.name,
      number: number?.text ?? null,
      pdf: pdf.hash.toString('hex'),
      docx: word.hash.toString('hex'),
    },
  })
  return allow({
    id,
    ...words,
    number: number?.text ?? null,
    pages,
    archival,
    pdfHash: pdf.hash,
    docxHash: word.hash,
  })
}

async function takeNumber(
  tx: Tx,
  unit: Unit,
  series: string | undefined,
  on: CivilDate,
): Promise<store.Numbered | null> {
  if (series === undefined) return null
  const unitWord = (await store.findUnitWord(tx, unit.id)) ?? unit.short_name
  const year = Number(on.slice(0, 4))
  const serial = await store.takeSerial(tx, { unitId: unit.id, series, year })
  return { series, year, serial, text: numberOf(unitWord, series, year, serial) }
}

/** Tells one declared wording from another. */
function hashOf({ title, body }: Wording): Buffer {
  return createHash('sha256').update(`${title}\n${body}`).digest()
}

function setLetter(letter: Letter): Promise<Typeset> {
  // A name with a rare character must not keep an office from answering.
  return typesetShort({ source: sourceOf(letter), pictures: [], lackingGlyphs: 'set' })
}

/** The words of a letter as it would be issued now; nothing is kept and no number taken. */
export async function previewPaper(handle: Handle, asked: ToWrite): Promise<Decision<Words>> {
  return decideLetter(asked.template, await wordingFor(handle, asked.template, asked.unitId), asked)
}

/** As `previewPaper`, as a PDF. */
export async function previewPdf(handle: Handle, asked: ToWrite): Promise<Decision<Buffer>> {
  const decision = await previewPaper(handle, asked)
  if (!decision.ok) return decision
  const unit = await getUnit(handle, asked.unitId)
  const letter = letterOf(unit, { ...decision.value, number: null, on: asked.on, origin: asked.origin })
  const made = await setLetter(letter)
  if ('problem' in made)
    throw new Error(`the letter ${asked.template.name} could not be set: ${made.problem}`)
  return allow(Buffer.from(made.pdf))
}
