import type { Tx } from '#platform/db/connect.ts'
import type { CaseRow } from '#kernel/cases/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { tell } from '#modules/messages/index.ts'
import type { ConsultationServices } from './actions.ts'
import { subjectOf } from './kinds.ts'
import { openPerson } from './person.ts'
import * as store from './store.ts'

/** Sends an answer to the addresses that the asker left for it; none where they left none. */
export async function tellAsker(
  tx: Tx,
  ctx: Context,
  services: ConsultationServices,
  row: CaseRow,
  answer: string,
): Promise<void> {
  const person = await store.findPerson(tx, row.id)
  if (!person) return
  const { name, email, phone } = openPerson(services.secrets, person)
  const see = `${services.publicUrl}/consultations/status`
  await tell(tx, ctx, services, {
    to: { email, phone },
    subject: `您的咨询已答复（${row.number}）`,
    text: `${name === '' ? '您好' : `${name}，您好`}：\n\n您的咨询 ${row.number} 已答复：\n\n${answer}\n\n凭登记编号和查询码，可以在 ${see} 查看、评价。`,
    short: `您的咨询 ${row.number} 已答复，凭登记编号和查询码在 ${see} 查看。`,
    about: subjectOf(row.id),
    unitId: row.unit_id,
  })
}
