import type { Handle, Tx } from '#platform/db/connect.ts'
import type { Poll } from '../rules/poll.ts'

export async function addPoll(tx: Tx, caseId: number, poll: Poll, at: Date): Promise<void> {
  await tx
    .insertInto('requests.poll')
    .values({ case_id: caseId, satisfied: poll.satisfied, words: poll.words, given_at: at })
    .execute()
}

export async function wasPolled(handle: Handle, caseId: number): Promise<boolean> {
  const row = await handle
    .selectFrom('requests.poll')
    .select('case_id')
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return row !== undefined
}
