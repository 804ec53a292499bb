import { decide, issue, refuse, type Decision, type Issue } from '#platform/decision.ts'
import {
  cleanText,
  fillBody,
  paragraphsOf,
  problemsOf,
  type Template,
  type Values,
  type Wording,
} from '#kernel/papers/index.ts'
import { oneLine } from './letter.ts'

/** The words that a unit writes for its letters of this kind, every problem at once. */
export function decideWording(template: Template, asked: Wording): Decision<Wording> {
  const wording = { title: cleanText(asked.title).trim(), body: cleanText(asked.body).trim() }
  return decide(problemsOf(template, wording), wording)
}

export interface Words {
  readonly title: string
  readonly recipient: string
  /** Paragraphs, one a line. */
  readonly text: string
}

/** A letter lacks nothing that its kind must contain, and has no place left empty. */
export function decideLetter(
  template: Template,
  wording: Wording,
  given: { readonly recipient: string; readonly values: Values },
): Decision<Words> {
  const problems = problemsOf(template, wording)
  if (problems.length > 0) return refuse(problems)
  const { text, empty } = fillBody(wording.body, given.values)
  const missing = new Set(empty)
  for (const name of template.mustContain) {
    const said = paragraphsOf(given.values[name] ?? '')
    if (said.length === 0 || !said.every((line) => text.includes(line))) missing.add(name)
  }
  const recipient = oneLine(given.recipient)
  const issues: Issue[] = recipient === '' ? [issue('recipient', 'required')] : []
  for (const { name, label } of template.fields)
    if (missing.has(name)) issues.push(issue(name, 'paper_lacks', { label }))
  return decide(issues, { title: oneLine(wording.title), recipient, text })
}

const WORD = /^[\p{Script=Han}A-Za-z0-9]{1,20}$/u

/** 机关代字: a few characters, so that a number stays a number. */
export function decideUnitWord(word: string): Decision<string> {
  const asked = word.trim()
  return decide(WORD.test(asked) ? [] : [issue('word', 'unit_word_form')], asked)
}

/** 云数据公开复〔2026〕12号 */
export function numberOf(unitWord: string, series: string, year: number, serial: number): string {
  return `${unitWord}${series}〔${year}〕${serial}号`
}
