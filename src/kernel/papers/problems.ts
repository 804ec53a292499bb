import { issue, type Issue } from '#platform/decision.ts'
import { blocksIn, fieldsIn, parse, type Fault } from './grammar.ts'
import type { Template, Wording } from './template.ts'

/** Everything because of which these words would not make a letter of this kind. */
export function problemsOf(
  template: Pick<Template, 'fields' | 'mustContain'>,
  { title, body }: Wording,
): Issue[] {
  const { nodes, faults } = parse(body)
  const standing = [...fieldsIn(nodes)]
  const known = new Map(template.fields.map((field) => [field.name, field.label]))
  const named = new Set([...standing.map((field) => field.name), ...blocksIn(nodes)])
  const issues: Issue[] = []
  if (title.trim() === '') issues.push(issue('title', 'required'))
  if (/[{}｛｝\n]/.test(title)) issues.push(issue('title', 'template_title_plain'))
  if (body.trim() === '') issues.push(issue('body', 'required'))
  for (const fault of faults) issues.push(issueOf(fault))
  for (const name of named)
    if (!known.has(name)) issues.push(issue('body', 'template_unknown_field', { name }))
  for (const name of template.mustContain) {
    const places = standing.filter((field) => field.name === name)
    const label = known.get(name) ?? name
    if (places.length === 0) issues.push(issue('body', 'template_lacks', { name, label }))
    // A block of the field itself hides nothing: the field must be filled.
    else if (!places.some((place) => place.within.every((block) => block === name)))
      issues.push(issue('body', 'template_only_sometimes', { name, label }))
  }
  return issues
}

function issueOf(fault: Fault): Issue {
  switch (fault.is) {
    case 'unclosed':
      return issue('body', 'template_unclosed_block', { name: fault.name })
    case 'unopened':
      return issue('body', 'template_unopened_block', { name: fault.name })
    case 'braces':
      return issue('body', 'template_stray_braces', { line: fault.line })
  }
}
