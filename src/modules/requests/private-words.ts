import type { Handle } from '#platform/db/connect.ts'
import type { Secrets } from '#platform/secrets.ts'
import { redactText } from '#modules/redaction/index.ts'
import { getApplicant } from './store/intake.ts'
import { listOpinions } from './store/steps.ts'

/**
 * Words that tell who asked or who was asked: for the server alone, which looks for them before anything of a case goes
 * out. A single character is no name and would be found everywhere.
 */
export async function privateWords(handle: Handle, secrets: Secrets, caseId: number): Promise<string[]> {
  const [applicant, opinions] = [await getApplicant(handle, caseId), await listOpinions(handle, caseId)]
  const identity =
    applicant.identity_sealed === null ? '' : secrets.open('requests.identity', applicant.identity_sealed)
  const words = [
    applicant.name,
    applicant.representative,
    identity,
    applicant.phone,
    applicant.email,
    applicant.address,
    ...opinions.map((one) => secrets.open('requests.addressee', one.addressee_sealed)),
  ]
  return [...new Set(words.map((word) => word.trim()).filter((word) => word.length > 1))]
}

/** A text without these words. */
export function withoutWords(text: string, words: readonly string[]): string {
  const ranges = words.flatMap((word) => {
    const found: { start: number; end: number }[] = []
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
      found.push({ start: at, end: at + word.length })
    return found
  })
  return redactText(text, ranges)
}
