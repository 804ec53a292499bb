import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DraftBody } from '../contract.ts'
import { findText, forgetText, keepText } from './kept.ts'

const draft = { title: '关于河道保洁的通知', bodyHtml: '<p>正在写</p>' } as DraftBody
const text = { basedOn: 'ab', at: '2026-03-02T02:00:00.000Z', draft }
const soon = new Date('2026-03-03T02:00:00Z')

let room: Map<string, string>
beforeEach(() => {
  room = new Map()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => room.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > 10_000) throw new Error('QuotaExceededError')
      room.set(key, value)
    },
    removeItem: (key: string) => room.delete(key),
  })
})
afterEach(() => vi.unstubAllGlobals())

test('a text is found again by its writer and document only, until it is forgotten', () => {
  keepText(7, 12, text)
  expect(findText(7, 12, soon)).toEqual(text)
  expect(findText(8, 12, soon)).toBeUndefined()
  expect(findText(7, 13, soon)).toBeUndefined()
  forgetText(7, 12)
  expect(findText(7, 12, soon)).toBeUndefined()
})

test('old and unreadable texts are thrown away', () => {
  keepText(7, 12, text)
  expect(findText(7, 12, new Date('2026-04-02T02:00:00Z'))).toBeUndefined()
  room.set('mingjing.unsaved.7.12', '{"basedOn":')
  expect(findText(7, 12, soon)).toBeUndefined()
  expect(room.size).toBe(0)
})

test('a text without room replaces nothing by an older one', () => {
  keepText(7, 12, text)
  keepText(7, 12, { ...text, draft: { ...draft, bodyHtml: '长'.repeat(10_001) } })
  expect(findText(7, 12, soon)).toBeUndefined()
})
