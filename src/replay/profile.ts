import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'
import { parseCivilDate } from '#platform/dates.ts'
import { choice } from '#platform/http/shapes.ts'
import { StartupError } from '#platform/errors.ts'
import { checkDivisionCode } from '#kernel/organisation/index.ts'
import { whyNotCarried } from './not-carried.ts'

// A profile: one published annual report as data. Each figure with its words, its section, and by what of the platform it
// is carried, or why by nothing yet.

const closed = { additionalProperties: false } as const
const Text = Type.String({ minLength: 1 })
const Slug = Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$' })

const Carried = Type.Union([
  /** Documents that stand in this column of the profile. */
  Type.Object({ documents: Slug }, closed),
  /** The same, and printed in the gazette, by whose figure they are counted. */
  Type.Object({ gazetteDocuments: Slug }, closed),
  Type.Object({ allDocuments: Type.Literal(true) }, closed),
  Type.Object(
    {
      register: choice(['conferences', 'interviews', 'bulletins', 'boards', 'broadcasts', 'penalties']),
    },
    closed,
  ),
  /** Added up over the interviews. */
  Type.Object({ interviews: choice(['questions', 'audience']) }, closed),
  Type.Object({ gazette: choice(['issues', 'copies']) }, closed),
  Type.Object(
    {
      requests: choice(['received', 'answered_in_time', 'answered_late', 'refused', 'fees', 'on_time_rate']),
    },
    closed,
  ),
  Type.Object({ consultations: Type.Literal('received') }, closed),
  Type.Object({ remedies: Type.Literal('all') }, closed),
  /** Sites of departments, beside the portal itself. */
  Type.Object({ sites: Type.Literal('departments') }, closed),
  /** Columns of the portal of a level; the first stands on the site itself. */
  Type.Object({ columns: Type.Integer({ minimum: 1, maximum: 6 }) }, closed),
  Type.Object({ rate: Type.Object({ of: Slug, in: Slug }, closed) }, closed),
  Type.Object({ nothingYet: Text }, closed),
])
export type Carried = Static<typeof Carried>

const PublishedFigure = Type.Object(
  {
    id: Slug,
    /** As the source prints it. */
    label: Text,
    section: Text,
    unit: Type.String(),
    /** null: the source left it blank. */
    value: Type.Union([Type.Number({ minimum: 0 }), Type.Null()]),
    /** 余, 约: the source says itself that it is not exact. */
    approx: Type.Optional(Text),
    by: Carried,
    /** The cell of the year's form that shows it. */
    cell: Type.Optional(Text),
  },
  closed,
)
export type PublishedFigure = Static<typeof PublishedFigure>

const Sum = Type.Object(
  {
    total: Slug,
    parts: Type.Array(Slug, { minItems: 1 }),
    /** Where the source names parts and not all of them: the column of the remainder. */
    rest: Type.Optional(Slug),
    /** Sum of the parts less the total, as the source prints them: written down so that a slip of the pen is not taken for one of the source. */
    difference: Type.Integer(),
  },
  closed,
)
export type Sum = Static<typeof Sum>

const names = { name: Text, shortName: Text, divisionCode: Text }

const Profile = Type.Object(
  {
    name: Slug,
    source: Type.Object({ title: Text, publisher: Text }, closed),
    year: Type.Integer({ minimum: 2008, maximum: 2100 }),
    /** The last day of which the source tells. */
    until: Text,
    /** The government whose report it is; `above` where it stands below another. */
    government: Type.Object(
      { ...names, code: Slug, above: Type.Optional(Type.Object(names, closed)) },
      closed,
    ),
    departments: Type.Array(Type.Object({ name: Text, shortName: Text }, closed), { minItems: 1 }),
    columns: Type.Array(
      Type.Object(
        {
          slug: Slug,
          name: Text,
          kind: Text,
          documents: choice(['official', 'information']),
          topic: Text,
          subjects: Type.Array(Text, { minItems: 1 }),
        },
        closed,
      ),
    ),
    gazette: Type.Optional(Type.Object({ name: Text, column: Slug }, closed)),
    figures: Type.Array(PublishedFigure, { minItems: 1 }),
    sums: Type.Array(Sum),
  },
  closed,
)
export type Profile = Static<typeof Profile>

const FOLDER = join(import.meta.dirname, 'profiles')

export function profileNames(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => basename(name, '.json'))
    .toSorted()
}

/** A profile of the house by its name, or one of the operator's own by its file. */
export function readProfile(nameOrPath: string): Profile {
  const path = nameOrPath.endsWith('.json') ? nameOrPath : join(FOLDER, `${nameOrPath}.json`)
  if (!existsSync(path))
    throw new StartupError(
      `There is no profile ${nameOrPath}: ${profileNames().join(', ')}, or a .json file.`,
    )
  let read: unknown
  try {
    read = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new StartupError(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const checked = checkProfile(read)
  if (!checked.ok) throw new StartupError(`${path}:\n${checked.problems.map((one) => `  ${one}`).join('\n')}`)
  return checked.profile
}

type CheckedProfile =
  | { readonly ok: true; readonly profile: Profile }
  | { readonly ok: false; readonly problems: string[] }

/** Everything that is wrong with a profile at once: first its shape, then what must fit together. */
export function checkProfile(read: unknown): CheckedProfile {
  const shape = Value.Errors(Profile, read).map((error) => `${error.instancePath || '/'} ${error.message}`)
  if (shape.length > 0) return { ok: false, problems: [...new Set(shape)] }
  const profile = read as Profile
  const problems = [...namesTwice(profile), ...loose(profile), ...sumProblems(profile)]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, profile }
}

function namesTwice({ figures, columns }: Profile): string[] {
  const twice = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index)
  return [
    ...twice(figures.map((one) => one.id)).map((id) => `figure ${id}: stands twice`),
    ...twice(columns.map((one) => one.slug)).map((slug) => `column ${slug}: stands twice`),
    ...twice(
      figures.flatMap((one) => ('nothingYet' in one.by || 'rate' in one.by ? [] : [JSON.stringify(one.by)])),
    ).map((by) => `two figures are carried by the same ${by}`),
  ]
}

function loose(profile: Profile): string[] {
  const { government, figures, year, until } = profile
  const ids = new Set(figures.map((one) => one.id))
  const columns = new Set(profile.columns.map((one) => one.slug))
  const day = parseCivilDate(until)
  const problems: string[] = []
  if (day === undefined || !until.startsWith(`${year}-`)) problems.push(`until ${until}: no day of ${year}`)
  for (const place of [government, ...(government.above ? [government.above] : [])])
    if (!checkDivisionCode(place.divisionCode).ok)
      problems.push(`division code ${place.divisionCode}: of no shape`)
  if (profile.gazette && !columns.has(profile.gazette.column))
    problems.push(`gazette: no column ${profile.gazette.column}`)
  for (const { id, by, value } of figures) {
    const column =
      'documents' in by ? by.documents : 'gazetteDocuments' in by ? by.gazetteDocuments : undefined
    if (column !== undefined && !columns.has(column)) problems.push(`figure ${id}: no column ${column}`)
    if ('gazette' in by || 'gazetteDocuments' in by)
      if (!profile.gazette) problems.push(`figure ${id}: the profile has no gazette`)
    if ('nothingYet' in by && whyNotCarried(by.nothingYet) === undefined)
      problems.push(`figure ${id}: no reason is called ${by.nothingYet}`)
    if ('rate' in by)
      for (const other of [by.rate.of, by.rate.in])
        if (!ids.has(other)) problems.push(`figure ${id}: no figure ${other}`)
    const whole = 'nothingYet' in by || 'rate' in by || Number.isInteger(value ?? 0)
    if (!whole) problems.push(`figure ${id}: ${value} is no number of records`)
  }
  return problems
}

function sumProblems({ figures, sums, columns }: Profile): string[] {
  const byId = new Map(figures.map((one) => [one.id, one]))
  const parts = sums.flatMap((sum) => sum.parts)
  return [
    ...parts.filter((id, index) => parts.indexOf(id) !== index).map((id) => `sum: ${id} is a part twice`),
    ...sums.flatMap(({ total, parts: of, rest, difference }) => {
      const missing = [total, ...of].filter((id) => typeof byId.get(id)?.value !== 'number')
      if (missing.length > 0) return missing.map((id) => `sum of ${total}: ${id} has no number`)
      if (rest !== undefined && !columns.some((one) => one.slug === rest))
        return [`sum of ${total}: no column ${rest}`]
      const found = of.reduce((all, id) => all + (byId.get(id)?.value ?? 0), -(byId.get(total)?.value ?? 0))
      if (rest === undefined && found !== difference)
        return [`sum of ${total}: the parts differ from it by ${found}, not by ${difference}`]
      if (rest !== undefined && found > 0) return [`sum of ${total}: the parts are more than the total`]
      return []
    }),
  ]
}
