import type { Handle } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import type { CasebookSource, PrivateWord } from '#kernel/declaration/index.ts'
import { TEXTS, type EntryTexts, type TextName } from './contract.ts'
import { marksIn, type Mark } from './anonymise.ts'
import * as store from './store.ts'

/** The kinds of case that declared their closed cases; asked when needed, after the house is built. */
export type Sources = () => readonly CasebookSource[]

export function sourceOf(sources: Sources, kind: string): CasebookSource {
  const source = sources().find((one) => one.kind === kind)
  if (!source) throw notFound('source', kind)
  return source
}

export function textsIn(version: store.VersionRow): EntryTexts {
  return Object.fromEntries(TEXTS.map((name) => [name, version[name]])) as Record<TextName, string>
}

export type FieldMark = Mark & {
  readonly field: TextName
  readonly justification: { readonly note: string; readonly by: string } | null
}

/** Every personal place in the texts of an entry, with what was said of it. */
export function marksOfTexts(
  texts: EntryTexts,
  words: readonly PrivateWord[],
  justified: ReadonlyMap<string, { note: string; by: string }>,
): FieldMark[] {
  return TEXTS.flatMap((field) =>
    marksIn(field, texts[field], words).map((mark) => ({
      ...mark,
      field,
      justification: mark.applicant ? null : (justified.get(mark.key) ?? null),
    })),
  )
}

/** The same of a version as it stands; the asker's own words are compared here and go no further. */
export async function marksOf(
  handle: Handle,
  sources: Sources,
  entry: store.EntryRow,
  texts: EntryTexts,
): Promise<FieldMark[]> {
  const words = await sourceOf(sources, entry.source_kind).privateWords(handle, entry.source_id)
  return marksOfTexts(texts, words, await store.listJustifications(handle, entry.id))
}

export const openOf = (marks: readonly FieldMark[]) => marks.filter((mark) => mark.justification === null)
