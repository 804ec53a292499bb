import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = import.meta.dirname
/** Edges: they read the system clock and wire everything together. */
const EDGES = /^(main|cli|app|city|modules|version)\.ts$|^cli\/|^demo\//

/** Where a browser's own clock is read: once for the console, and for how lately the page was loaded anew. */
const CLOCKS = new Set(['ui/console/dates.ts', 'sites/console/main.tsx'])

interface SourceFile {
  /** Relative to src. */
  readonly path: string
  readonly text: string
}

function readTree(): SourceFile[] {
  return readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path: normalize(path), text: readFileSync(join(ROOT, path), 'utf8') }))
}

/** What a file imports from our own tree, as paths relative to src. */
function importsOf(file: SourceFile): string[] {
  const found = file.text.matchAll(/(?:from|import)\s*\(?\s*'(#[a-z]+\/|\.{1,2}\/)([^']+)'/g)
  return [...found].map(([, start = '', rest = '']) =>
    start.startsWith('#') ? `${start.slice(1)}${rest}` : normalize(join(dirname(file.path), start, rest)),
  )
}

/** `kernel/clock` of kernel/clock/calendar.ts; `platform` of anything below platform; the file itself at the top. */
function roomOf(path: string): string {
  const [top = '', second = ''] = path.split('/')
  if (top === 'kernel' || top === 'modules' || top === 'sites' || top === 'ui') return `${top}/${second}`
  return top
}

const isScreen = (path: string) => /\/screens\//.test(path) || /^(ui|sites)\/console\//.test(path)
/** A module's contract, in one file or divided by subject. */
const isContract = (path: string) => /\/contract(\/[a-z-]+)?\.ts$/.test(path)
const isTest = (path: string) => /\.test\.tsx?$/.test(path) || /^(platform\/)?testing\//.test(path)

/** Why this import is not allowed, or undefined. */
function violation(from: string, to: string): string | undefined {
  const [here, there] = [roomOf(from), roomOf(to)]
  const layer = here.split('/')[0] ?? ''
  const target = there.split('/')[0] ?? ''
  if (isScreen(from) && from !== 'sites/console/serve.ts') {
    const allowed =
      isScreen(to) || isContract(to) || to === 'platform/http/shapes.ts' || to === 'platform/dates.ts'
    return allowed ? undefined : 'a screen imports contracts and the console kit only'
  }
  if (EDGES.test(from)) return undefined
  if (isScreen(to) && to !== 'sites/console/serve.ts') return 'only screens import screens'
  if (here === there) return undefined
  if (layer === 'platform') return target === 'platform' ? undefined : 'platform imports platform only'
  if (layer === 'ui') return target === 'platform' ? undefined : 'ui imports platform only'
  if (target === 'platform') return undefined
  const byDoor = to.endsWith('/index.ts') || isContract(to)
  if (layer === 'kernel') {
    if (target !== 'kernel') return 'the kernel imports platform and kernel only'
    return byDoor ? undefined : 'another folder of the kernel is entered by its index.ts'
  }
  if (layer === 'modules') {
    if (!['kernel', 'ui', 'modules'].includes(target))
      return 'a module imports kernel, ui and other modules only'
    return byDoor || target === 'ui' ? undefined : 'another room is entered by its index.ts'
  }
  if (layer === 'sites')
    return byDoor || target === 'ui' ? undefined : 'a site enters other rooms by their index.ts'
  return undefined
}

/** Rooms that reach themselves again by imports. */
function circles(files: readonly SourceFile[]): string[] {
  const next = new Map<string, Set<string>>()
  for (const file of files) {
    if (isTest(file.path) || isScreen(file.path) || EDGES.test(file.path)) continue
    for (const to of importsOf(file)) {
      const [here, there] = [roomOf(file.path), roomOf(to)]
      if (here === there || isContract(to) || !/^(kernel|modules)\//.test(here)) continue
      next.set(here, (next.get(here) ?? new Set()).add(there))
    }
  }
  const reaches = (from: string, goal: string, seen = new Set<string>()): boolean =>
    [...(next.get(from) ?? [])].some(
      (room) => room === goal || (!seen.has(room) && reaches(room, goal, seen.add(room))),
    )
  return [...next.keys()].filter((room) => reaches(room, room))
}

/** Which room may write a schema's tables. */
const OWNERS: Readonly<Record<string, string>> = {
  ledger: 'kernel/ledger',
  organisation: 'kernel/organisation',
  identity: 'kernel/identity',
  clock: 'kernel/clock',
  media: 'kernel/media',
  documents: 'kernel/documents',
  search: 'kernel/search',
  cases: 'kernel/cases',
  registers: 'kernel/registers',
  review: 'modules/review',
  publishing: 'modules/publishing',
  checking: 'modules/checking',
  sites: 'modules/sites',
  gazette: 'modules/gazette',
  legality: 'modules/legality',
  normative: 'modules/normative',
  subscriptions: 'modules/subscriptions',
  displays: 'modules/displays',
  requests: 'modules/requests',
  redaction: 'modules/redaction',
  disclosure: 'modules/disclosure',
  siteyear: 'modules/siteyear',
  topics: 'modules/topics',
  consultations: 'modules/consultations',
  casebook: 'modules/casebook',
  remedies: 'modules/remedies',
  casework: 'modules/casework',
  messages: 'modules/messages',
  challenge: 'platform/challenge',
  papers: 'modules/papers',
  reports: 'modules/reports',
}

const LONGEST = 400
/** Written by a program from the schema. */
const GENERATED = new Set(['platform/db/tables.ts'])

/** Files that nobody reads in one sitting any more. */
const tooLong = (some: readonly SourceFile[]) =>
  some
    .filter((file) => !GENERATED.has(file.path) && file.text.trimEnd().split('\n').length > LONGEST)
    .map((file) => file.path)

function schemasWritten(text: string): string[] {
  const writes = text.matchAll(
    /(?:insert into |update |delete from |insertInto\('|updateTable\('|deleteFrom\(')([a-z]+)\.[a-z_]+/g,
  )
  return [...writes].map(([, schema = '']) => schema).filter((schema) => Object.hasOwn(OWNERS, schema))
}

const files = readTree()
const code = files.filter((file) => !isTest(file.path))

describe('the shape of the house', () => {
  test('the guard saw the tree', () => {
    expect(files.length).toBeGreaterThan(60)
    expect(files.flatMap(importsOf).length).toBeGreaterThan(200)
  })

  test('the guard catches planted violations', () => {
    expect(violation('platform/dates.ts', 'kernel/clock/index.ts')).toBeDefined()
    expect(violation('kernel/clock/index.ts', 'modules/review/index.ts')).toBeDefined()
    expect(violation('kernel/clock/clocks.ts', 'kernel/ledger/store.ts')).toBeDefined()
    expect(violation('modules/review/actions.ts', 'modules/publishing/store.ts')).toBeDefined()
    expect(violation('modules/review/actions.ts', 'sites/portal/pages.tsx')).toBeDefined()
    expect(violation('modules/review/screens/list.tsx', 'modules/review/store.ts')).toBeDefined()
    expect(violation('modules/review/http.ts', 'modules/review/screens/list.tsx')).toBeDefined()
    expect(violation('ui/portal/form.tsx', 'kernel/clock/index.ts')).toBeDefined()
    const ring = [
      { path: 'modules/a/index.ts', text: `import { b } from '#modules/b/index.ts'` },
      { path: 'modules/b/index.ts', text: `import { a } from '#modules/a/index.ts'` },
    ]
    expect(circles(ring)).toEqual(['modules/a', 'modules/b'])
    expect(schemasWritten("await tx.insertInto('cases.case') … delete from ledger.entry")).toEqual([
      'cases',
      'ledger',
    ])
    const line = 'const one = 1\n'
    expect(tooLong([{ path: 'modules/a/store.ts', text: line.repeat(400) }])).toEqual([])
    expect(tooLong([{ path: 'modules/a/store.ts', text: line.repeat(401) }])).toEqual(['modules/a/store.ts'])
    expect(violation('modules/a/screens/list.tsx', 'modules/a/contract/steps.ts')).toBeUndefined()
  })

  test('everybody imports only what the table allows', () => {
    const found = code.flatMap((file) =>
      importsOf(file).flatMap((to) => {
        const why = violation(file.path, to)
        return why === undefined ? [] : [`${file.path} → ${to}: ${why}`]
      }),
    )
    expect(found).toEqual([])
  })

  test('no two rooms import each other, by whatever way round', () => {
    expect(circles(code)).toEqual([])
  })

  test('each table is written by its owner alone', () => {
    const found = code
      .filter((file) => !EDGES.test(file.path))
      .flatMap((file) =>
        schemasWritten(file.text)
          .filter((schema) => !file.path.startsWith(`${OWNERS[schema]}/`))
          .map((schema) => `${file.path} writes ${schema}`),
      )
    expect(found).toEqual([])
  })

  test('every schema of the database has an owner', () => {
    const schemas = new Set(
      [...readFileSync(join(ROOT, '../schema.sql'), 'utf8').matchAll(/^create table ([a-z]+)\./gm)].map(
        ([, name]) => name,
      ),
    )
    schemas.delete('platform')
    expect([...schemas].toSorted()).toEqual(Object.keys(OWNERS).toSorted())
  })

  test('only edges read the system clock', () => {
    const found = files.filter(
      (file) =>
        !EDGES.test(file.path) &&
        !CLOCKS.has(file.path) &&
        file.path !== 'architecture.test.ts' &&
        /new Date\(\)|Date\.now\(\)/.test(file.text),
    )
    expect(found.map((file) => file.path)).toEqual([])
  })

  test('a file has at most four hundred lines', () => {
    expect(tooLong(files)).toEqual([])
  })

  test('settings are read from the environment in one place', () => {
    const found = code.filter(
      (file) =>
        /process\.env/.test(file.text) && file.path !== 'platform/config.ts' && !EDGES.test(file.path),
    )
    expect(found.map((file) => file.path)).toEqual([])
  })
})
