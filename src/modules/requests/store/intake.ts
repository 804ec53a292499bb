import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { RequestsApplicant, RequestsRequest } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { Application } from '../contract/intake.ts'
import type { ReceiptWay } from '../rules/intake.ts'
import { putWantedWords } from './similar.ts'

export type RequestRow = Selectable<RequestsRequest>
export type ApplicantRow = Selectable<RequestsApplicant>

export interface NewRequest {
  readonly caseId: number
  readonly coverId: number | null
  readonly application: Application
  readonly receiptWay: ReceiptWay
  readonly submittedAt: Date
  readonly arrivedOn: CivilDate
  readonly confirmedOn: CivilDate | null
  readonly queryCodeHash: Buffer
  readonly formKey: string
  readonly identitySealed: Buffer
  readonly identityKey: string
  readonly helped: boolean
  readonly origin: string
}

export async function addRequest(tx: Tx, one: NewRequest): Promise<void> {
  const { application } = one
  await tx
    .insertInto('requests.request')
    .values({
      case_id: one.caseId,
      cover_id: one.coverId,
      helped: one.helped,
      origin: one.origin,
      applicant_kind: application.applicantKind,
      receipt_way: one.receiptWay,
      submitted_at: one.submittedAt,
      arrived_on: one.arrivedOn,
      confirmed_on: one.confirmedOn,
      wanted_title: application.wantedTitle,
      wanted_number: application.wantedNumber,
      description: application.description,
      wanted_form: application.wantedForm,
      wanted_way: application.wantedWay,
      query_code_hash: one.queryCodeHash,
      form_key: one.formKey,
    })
    .execute()
  await putWantedWords(tx, [{ caseId: one.caseId, ...application }])
  await tx
    .insertInto('requests.applicant')
    .values({
      case_id: one.caseId,
      name: application.name,
      representative: application.representative,
      identity_kind: application.identityKind,
      identity_sealed: one.identitySealed,
      identity_key: one.identityKey,
      phone: application.phone,
      email: application.email,
      address: application.address,
    })
    .execute()
}

/** Holds back whoever sends the same form at the same moment until this transaction ends. */
export async function lockFormKey(tx: Tx, formKey: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${formKey}, 29))`.execute(tx)
}

/** The numbers under which this very form was already submitted. */
export async function findByFormKey(handle: Handle, formKey: string) {
  const first = await handle
    .selectFrom('requests.request as r')
    .innerJoin('cases.case as c', 'c.id', 'r.case_id')
    .select(['c.id', 'c.number'])
    .where('r.form_key', '=', formKey)
    .executeTakeFirst()
  if (!first) return undefined
  const [, ...others] = await listCover(handle, first.id)
  return { ...first, further: others.map(({ id, number }) => ({ id, number })) }
}

export interface Covered {
  readonly id: number
  readonly number: string
  readonly state: string
}

/** The cases under one cover, the first first; of a case alone only itself. */
export async function listCover(handle: Handle, caseId: number): Promise<Covered[]> {
  const { rows } = await sql<Covered>`
    with cover as (select coalesce(cover_id, case_id) as id from requests.request where case_id = ${caseId})
    select c.id, c.number, c.state from cover
      join requests.request r on r.case_id = cover.id or r.cover_id = cover.id
      join cases.case c on c.id = r.case_id
     order by c.id`.execute(handle)
  return rows
}

export async function addIdentityPaper(
  tx: Tx,
  caseId: number,
  paper: { readonly nameSealed: Buffer; readonly mediaType: string; readonly contentSealed: Buffer },
): Promise<void> {
  await tx
    .insertInto('requests.identity_paper')
    .values({
      case_id: caseId,
      name_sealed: paper.nameSealed,
      media_type: paper.mediaType,
      content_sealed: paper.contentSealed,
    })
    .execute()
}

export async function addAttachment(
  tx: Tx,
  caseId: number,
  file: { readonly name: string; readonly hash: Buffer },
): Promise<void> {
  await sql`
    insert into requests.attachment (case_id, position, name, file_hash)
    select ${caseId}, coalesce(max(position), 0) + 1, ${file.name}, ${file.hash}
      from requests.attachment where case_id = ${caseId}`.execute(tx)
}

export function getRequest(handle: Handle, caseId: number): Promise<RequestRow> {
  return handle
    .selectFrom('requests.request')
    .selectAll()
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow(() => notFound('request', caseId))
}

export function getApplicant(handle: Handle, caseId: number): Promise<ApplicantRow> {
  return handle
    .selectFrom('requests.applicant')
    .selectAll()
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow(() => notFound('request', caseId))
}

export async function setConfirmed(tx: Tx, caseId: number, confirmedOn: CivilDate): Promise<void> {
  await tx
    .updateTable('requests.request')
    .set({ confirmed_on: confirmedOn })
    .where('case_id', '=', caseId)
    .execute()
}

/** Cases that ended before a day and still hold an identity number. */
export async function listErasable(tx: Tx, before: CivilDate, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select c.id from cases.case c join requests.applicant a on a.case_id = c.id
     where c.kind = 'requests.disclosure' and a.identity_sealed is not null and c.concluded_on < ${before}
       and c.state in ('delivered', 'ended', 'closed')
     order by c.concluded_on limit ${limit} for update of a skip locked`.execute(tx)
  return rows.map((row) => row.id)
}

export async function eraseIdentitiesOf(tx: Tx, caseIds: readonly number[], on: CivilDate): Promise<void> {
  await sql`
    update requests.applicant set identity_sealed = null, identity_erased_on = ${on}
     where case_id = any(${[...caseIds]}::bigint[])`.execute(tx)
  await sql`delete from requests.identity_paper where case_id = any(${[...caseIds]}::bigint[])`.execute(tx)
}

export function listIdentityPapers(handle: Handle, caseId: number) {
  return handle
    .selectFrom('requests.identity_paper')
    .select(['id', 'name_sealed', 'media_type'])
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute()
}

export function getIdentityPaper(handle: Handle, caseId: number, paperId: number) {
  return handle
    .selectFrom('requests.identity_paper')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('id', '=', paperId)
    .executeTakeFirstOrThrow(() => notFound('identity_paper', paperId))
}

export function listAttachments(handle: Handle, caseId: number) {
  return handle
    .selectFrom('requests.attachment as f')
    .innerJoin('media.file as m', 'm.hash', 'f.file_hash')
    .select(['f.position', 'f.name', 'f.file_hash', 'm.size', 'm.media_type'])
    .where('f.case_id', '=', caseId)
    .orderBy('f.position')
    .execute()
}
