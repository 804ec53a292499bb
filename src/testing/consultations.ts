import { civilDate } from '#platform/dates.ts'
import { createSecrets } from '#platform/secrets.ts'
import type { Question, RecordedQuestion } from '#modules/consultations/contract.ts'

export const consultationServices = {
  secrets: createSecrets(Buffer.alloc(32, 3)),
  publicUrl: 'https://www.yunlan.example',
}

/** A valid question; what matters to the test is passed in. */
export function buildQuestion(part: Partial<Question> = {}): Question {
  return {
    title: '新生儿怎样落户',
    question: '孩子刚出生，需要带哪些材料？',
    name: '闻溪',
    phone: '',
    email: '',
    ...part,
  }
}

/** The same by telephone on 2026-03-09, answered on the spot. */
export function buildRecorded(part: Partial<RecordedQuestion> & { unitId: number }): RecordedQuestion {
  return {
    ...buildQuestion(),
    way: 'phone',
    receivedOn: civilDate('2026-03-09'),
    answer: { content: '凭出生医学证明办理。', answeredOn: civilDate('2026-03-09') },
    ...part,
  }
}
