import { problemsOf } from './problems.ts'

/** Something that a letter says of its case. */
export interface Field {
  readonly name: string
  readonly label: string
  /** What a preview shows in its place. */
  readonly sample?: string
}

/** The words of a letter: paragraphs by lines, with `{{field}}` and `{{#field}}…{{/field}}`, which stands where it is filled. */
export interface Wording {
  readonly title: string
  readonly body: string
}

/** A kind of letter that a module sends, with the words it has until a unit writes its own. */
export interface Template extends Wording {
  /** `requests.extension`: the module that sends it, and what it is. */
  readonly name: string
  readonly label: string
  readonly fields: readonly Field[]
  /** Fields that no letter of this kind may lack. */
  readonly mustContain: readonly string[]
  /** The article that asks for this letter. */
  readonly cites: string
}

/** Declares a template; one whose words would not make a letter stops the start. */
export function defineTemplate(template: Template): Template {
  const unknown = template.mustContain.filter((name) => !template.fields.some((field) => field.name === name))
  const problems = problemsOf(template, template)
  if (unknown.length + problems.length > 0)
    throw new Error(`the template ${template.name} cannot be used: ${JSON.stringify({ unknown, problems })}`)
  return template
}
