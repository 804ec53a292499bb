import { parseCivilDate } from '#platform/dates.ts'

/** A code as it is stored, or the first thing that is wrong with it. */
export type Checked<Problem extends string, More = unknown> =
  | ({ readonly ok: true; readonly code: string } & More)
  | { readonly ok: false; readonly problem: Problem }

export type CreditCodeProblem = 'length' | 'alphabet' | 'check_digit' | 'organisation_check_digit'

// GB 32100-2015: I, O, S, V and Z are left out, and a character's place here is its value. The check character may be
// any of them; code that allows only 0 to 9 and X refuses good codes.
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
// GB 11714-1997: A is 10 and Z is 35, without gaps.
const organisationAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]
const organisationChecks = '0123456789X'

// GB 32100-2015: registration authority, kind of body, six digits of its division, organisation code, check character.
const creditBody = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{9}$/

/**
 * 统一社会信用代码 by both its check characters: its own (GB 32100-2015) and that of the organisation code inside it
 * (GB 11714-1997). Lower case and full width are taken; the answer holds the code as it is stored.
 */
export function checkCreditCode(text: string): Checked<CreditCodeProblem> {
  const code = normalise(text)
  if (code.length !== 18) return { ok: false, problem: 'length' }
  if (!creditBody.test(code.slice(0, 17)) || !creditAlphabet.includes(code.slice(17))) {
    return { ok: false, problem: 'alphabet' }
  }
  if (code[17] !== creditCheck(code.slice(0, 17))) return { ok: false, problem: 'check_digit' }
  if (code[16] !== organisationCheck(code.slice(8, 16)))
    return { ok: false, problem: 'organisation_check_digit' }
  return { ok: true, code }
}

/** A code with both check characters in place, from its first eight characters and those of the organisation. */
export function makeCreditCode(first8: string, organisation8: string): string {
  const organisation = organisation8 + organisationCheck(organisation8)
  const body = first8 + organisation
  if (first8.length !== 8 || organisation8.length !== 8 || !creditBody.test(body)) {
    throw new RangeError(`'${first8}' and '${organisation8}' make no credit code`)
  }
  return body + creditCheck(body)
}

function creditCheck(body: string): string {
  return creditAlphabet.charAt((31 - (weigh(body, creditAlphabet, creditWeights) % 31)) % 31)
}

function organisationCheck(body: string): string {
  return organisationChecks.charAt((11 - (weigh(body, organisationAlphabet, organisationWeights) % 11)) % 11)
}

export type DivisionLevel = 'province' | 'prefecture' | 'county' | 'town' | 'village'

/**
 * 行政区划代码 by its shape: six digits (GB/T 2260), nine for a town and twelve for a village (statistical codes). Whether
 * the code was in force on a day is not asked: codes change, and a record keeps that of its time. Codes filled up
 * with zeros are refused, so that a place is not written in two ways.
 */
export function checkDivisionCode(
  text: string,
): Checked<'length' | 'alphabet' | 'shape', { readonly level: DivisionLevel }> {
  const code = normalise(text)
  if (code.length !== 6 && code.length !== 9 && code.length !== 12) return { ok: false, problem: 'length' }
  if (!/^\d+$/.test(code)) return { ok: false, problem: 'alphabet' }
  // A town may stand below a city without counties (东莞 441900), but not below a province.
  const level = divisionShapes.find(([shape]) => shape.test(code))?.[1]
  return level === undefined ? { ok: false, problem: 'shape' } : { ok: true, code, level }
}

// The first digit is one of the eight great regions; 重庆 is 50.
const divisionShapes: readonly (readonly [RegExp, DivisionLevel])[] = [
  [/^[1-8]\d0000$/, 'province'],
  [/^[1-8]\d(?!00)\d\d00$/, 'prefecture'],
  [/^[1-8]\d(?!00)\d\d(?!00)\d\d$/, 'county'],
  [/^[1-8]\d(?!00)\d{4}(?!000)\d{3}$/, 'town'],
  [/^[1-8]\d(?!00)\d{4}(?!000)\d{3}(?!000)\d{3}$/, 'village'],
]

const citizenWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** 公民身份号码 (GB 11643-1999): division, day of birth, sequence, check character. The old 15 digits are no longer valid. */
export function checkCitizenId(text: string): Checked<'length' | 'alphabet' | 'birth_date' | 'check_digit'> {
  const code = normalise(text)
  if (code.length !== 18) return { ok: false, problem: 'length' }
  if (!/^[1-9]\d{16}[\dX]$/.test(code)) return { ok: false, problem: 'alphabet' }
  const birth = `${code.slice(6, 10)}-${code.slice(10, 12)}-${code.slice(12, 14)}`
  if (parseCivilDate(birth) === undefined) return { ok: false, problem: 'birth_date' }
  const remainder = weigh(code.slice(0, 17), '0123456789', citizenWeights) % 11
  if (code[17] !== '10X98765432'[remainder]) return { ok: false, problem: 'check_digit' }
  return { ok: true, code }
}

/** Whether somebody's number stands anywhere in a text. */
export function holdsCitizenId(text: string): boolean {
  const numbers = text.normalize('NFKC').match(/(?<!\d)\d{17}[\dXx](?!\d)/g) ?? []
  return numbers.some((number) => checkCitizenId(number).ok)
}

function weigh(body: string, alphabet: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * alphabet.indexOf(body.charAt(index)), 0)
}

function normalise(text: string): string {
  return text.normalize('NFKC').trim().toUpperCase()
}
