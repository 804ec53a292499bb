import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { isApiError, put } from '#ui/console/api.ts'
import { now } from '#ui/console/dates.ts'
import type { DocumentView, DraftBody } from '../contract.ts'
import { forgetText, keepText } from './kept.ts'
import { documentQuery } from './queries.ts'

const PAUSE_MS = 900

export type SavingState =
  | { readonly name: 'saved'; readonly at: Date | undefined }
  | { readonly name: 'waiting' | 'saving' | 'overtaken' }
  | { readonly name: 'failed'; readonly error: unknown }

export interface Saving {
  readonly state: SavingState
  /** The draft has changed: it is saved after a pause in the typing. */
  change(draft: DraftBody): void
  /** Saves at once what is not saved yet; answers whether everything is saved now. */
  flush(): Promise<boolean>
  /** Takes over a document that the server answered to something else: its hash is what the next edit is based on. */
  adopt(document: DocumentView): void
  readonly unsaved: () => boolean
  readonly basedOn: () => string
}

/**
 * Saves a draft by itself, one request after the other, each based on the answer before: two at once would
 * overtake each other and be refused as somebody else's edit. Until it is saved, the text is kept in this browser.
 */
export function useSaving(document: DocumentView, staffId: number): Saving {
  const client = useQueryClient()
  const id = document.id
  const hash = useRef(document.contentHash)
  const next = useRef<DraftBody>(undefined)
  const running = useRef<Promise<boolean>>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [state, setState] = useState<SavingState>({ name: 'saved', at: undefined })

  const adopt = useCallback(
    (answered: DocumentView) => {
      hash.current = answered.contentHash
      client.setQueryData(documentQuery(id).queryKey, answered)
    },
    [client, id],
  )

  const save = useCallback(async (): Promise<boolean> => {
    while (next.current) {
      const draft = next.current
      next.current = undefined
      setState({ name: 'saving' })
      try {
        adopt(await put<DocumentView>(`/documents/${id}`, { ...draft, basedOn: hash.current }))
        setState({ name: 'saved', at: now() })
        if (next.current === undefined) forgetText(staffId, id)
      } catch (error) {
        // What was typed meanwhile is newer; otherwise this is still what has to be saved.
        next.current ??= draft
        setState(isApiError(error, 'changed_meanwhile') ? { name: 'overtaken' } : { name: 'failed', error })
        return false
      }
    }
    return true
  }, [adopt, id, staffId])

  const flush = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current)
    if (running.current) await running.current
    running.current = save()
    try {
      return await running.current
    } finally {
      running.current = undefined
    }
  }, [save])

  const change = useCallback(
    (draft: DraftBody) => {
      next.current = draft
      keepText(staffId, id, { basedOn: hash.current, at: now().toISOString(), draft })
      setState((before) => (before.name === 'overtaken' ? before : { name: 'waiting' }))
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), PAUSE_MS)
    },
    [flush, id, staffId],
  )

  useEffect(() => () => clearTimeout(timer.current), [])

  return useMemo(
    () => ({
      state,
      change,
      flush,
      adopt,
      unsaved: () => next.current !== undefined || running.current !== undefined,
      basedOn: () => hash.current,
    }),
    [state, change, flush, adopt],
  )
}
