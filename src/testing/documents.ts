import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { civilDate } from '#platform/dates.ts'
import { valueOf, type Decision } from '#platform/decision.ts'
import { folderStore, type FileStore } from '#platform/files/index.ts'
import { getDocument, getVersion } from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { askLegality, giveLegality, listOpinions, NORMATIVE_KINDS } from '#modules/legality/index.ts'
import { createDraft, documentReview, editDraft, submit } from '#modules/publishing/index.ts'
import type { DraftBody, NewDraft } from '#modules/publishing/contract.ts'
import { findLastProcess, sign } from '#modules/review/index.ts'
import type { SmallCity } from './city.ts'

/** A draft that lacks nothing; what matters to the test is passed in. */
export function buildDraft(city: SmallCity, part: Partial<NewDraft> = {}): NewDraft {
  return {
    unitId: city.one.id,
    kind: 'official',
    title: '关于河道保洁的通知',
    documentNumber: null,
    writtenOn: civilDate('2026-03-02'),
    effectiveOn: null,
    topic: '06',
    genre: '08',
    attribute: 'proactive',
    attributeGround: null,
    attributeReason: null,
    keywords: ['河道'],
    summary: '',
    bodyHtml: '<p>各单位要做好保洁。</p>',
    channelIds: [city.channelId],
    ...part,
  }
}

/** What people do with documents in the small city, step by step. */
export interface Publishing {
  readonly files: FileStore
  hashOf(id: number): Promise<string>
  /** A draft of this person, begun and handed to review. */
  submitted(drafter: Context, part?: Partial<NewDraft>): Promise<number>
  /** The same, through all signatures. */
  published(part?: Partial<NewDraft>): Promise<number>
  edit(drafter: Context, id: number, part: Partial<DraftBody>): Promise<void>
  /** Has a draft of a rule found lawful, as it must be before its review. */
  findLawful(drafter: Context, id: number): Promise<void>
  submit(drafter: Context, id: number, publishAt?: string | null): Promise<Decision<number>>
  signAs(
    ctx: Context,
    id: number,
    decision?: 'approved' | 'returned',
    attribute?: 'proactive' | 'withheld',
  ): ReturnType<typeof sign>
  approveAll(id: number, attribute?: 'proactive' | 'withheld'): Promise<void>
  /** What the ledger says of a document. */
  verbs(id: number): Promise<string[]>
  close(): Promise<void>
}

export async function startPublishing(city: SmallCity): Promise<Publishing> {
  const folder = await mkdtemp(join(tmpdir(), 'mingjing-publishing-'))
  const files = folderStore(folder)
  const work: Publishing = {
    files,
    async hashOf(id) {
      const row = await getDocument(city.db, id)
      return (await getVersion(city.db, id, row.version)).content_hash.toString('hex')
    },
    async submitted(drafter, part = {}) {
      const id = valueOf(await createDraft(drafter, buildDraft(city, part)))
      valueOf(await work.submit(drafter, id))
      return id
    },
    async published(part = {}) {
      const id = await work.submitted(await city.as('drafter'), part)
      await work.approveAll(id)
      return id
    },
    async edit(drafter, id, part) {
      const { unitId: _, ...body } = buildDraft(city, part)
      valueOf(await editDraft(drafter, id, { ...body, basedOn: await work.hashOf(id) }))
    },
    async submit(drafter, id, publishAt = null) {
      const { kind } = await getDocument(city.db, id)
      if (NORMATIVE_KINDS.includes(kind)) await work.findLawful(drafter, id)
      return submit(drafter, files, id, { basedOn: await work.hashOf(id), opinion: '拟主动公开', publishAt })
    },
    async findLawful(drafter, id) {
      const contentHash = await work.hashOf(id)
      const asked = {
        contentHash,
        basis: ['中华人民共和国水法'],
        consultedFrom: null,
        consultedTo: null,
        noConsultation: '不涉及公民权利义务',
        discussedOn: null,
        meeting: '',
      }
      valueOf(await askLegality(drafter, id, asked))
      const [opinion] = await listOpinions(city.db, id)
      if (!opinion) throw new Error('no opinion was asked for')
      const given = { contentHash, conclusion: 'lawful', opinion: '合法', number: '' } as const
      valueOf(await giveLegality(await city.as('legality_reviewer'), opinion.id, given))
    },
    async signAs(ctx, id, decision = 'approved', attribute = 'proactive') {
      const process = await findLastProcess(city.db, `document:${id}`)
      if (!process) throw new Error('no review')
      return sign(ctx, [documentReview], process.id, {
        decision,
        opinion: '同意',
        contentHash: await work.hashOf(id),
        attribute,
      })
    },
    async approveAll(id, attribute = 'proactive') {
      for (const role of ['section_head', 'unit_leader', 'secrecy_reviewer'] as const)
        valueOf(await work.signAs(await city.as(role), id, 'approved', attribute))
    },
    verbs: async (id) =>
      (await listEntries(city.db, { subject: `document:${id}`, limit: 100 })).map((entry) => entry.verb),
    close: () => rm(folder, { recursive: true, force: true }),
  }
  return work
}
