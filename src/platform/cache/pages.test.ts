import { describe, expect, test } from 'vitest'
import { PageCache } from './pages.ts'

const page = (body: string, keepSeconds = 60) => ({
  status: 200,
  type: 'text/html',
  body,
  tags: ['document:1'],
  keepSeconds,
})
const text = (kept: { bodies: { identity: Buffer } } | undefined) => kept?.bodies.identity.toString()

describe('the page cache', () => {
  test('renders a page once and serves it until its time is over', async () => {
    const cache = new PageCache()
    let renderings = 0
    const render = async () => page(`rendering ${++renderings}`)
    await cache.get('a', 0, render)
    expect(text(await cache.get('a', 59_000, render))).toBe('rendering 1')
    expect(text(await cache.get('a', 61_000, render))).toBe('rendering 2')
  })

  test('renders a page anew after a change of what it shows, and only then', async () => {
    const cache = new PageCache()
    let renderings = 0
    const render = async () => page(`rendering ${++renderings}`)
    await cache.get('a', 0, render)
    cache.markStale('document:2')
    expect(text(await cache.get('a', 1, render))).toBe('rendering 1')
    cache.markStale('document:1')
    expect(text(await cache.get('a', 2, render))).toBe('rendering 2')
    expect(text(await cache.get('a', 3, render))).toBe('rendering 2')
  })

  test('does not keep as fresh what was read before a change that came during the rendering', async () => {
    const cache = new PageCache()
    await cache.get('a', 0, async () => {
      cache.markStale('document:1')
      return page('old')
    })
    expect(text(await cache.get('a', 1, async () => page('new')))).toBe('new')
  })

  test('lets several readers of a missing page wait for one rendering', async () => {
    const cache = new PageCache()
    let renderings = 0
    const render = async () => page(`rendering ${++renderings}`)
    await Promise.all([cache.get('a', 0, render), cache.get('a', 0, render), cache.get('a', 0, render)])
    expect(renderings).toBe(1)
  })

  test('serves the last page when the database is away, but hides no other fault', async () => {
    const cache = new PageCache()
    await cache.get('a', 0, async () => page('last'))
    cache.markAllStale()
    const away = Object.assign(new Error('away'), { code: 'ECONNREFUSED' })
    expect(text(await cache.get('a', 1, () => Promise.reject(away)))).toBe('last')
    await expect(cache.get('a', 2, () => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault')
    await expect(cache.get('b', 3, () => Promise.reject(away))).rejects.toThrow('away')
  })

  test('keeps nothing that is gone or that must not be kept', async () => {
    const cache = new PageCache()
    await cache.get('a', 0, async () => page('private', 0))
    expect(text(await cache.get('a', 1, async () => page('next')))).toBe('next')
    cache.markAllStale()
    expect(await cache.get('a', 2, async () => undefined)).toBeUndefined()
    expect(cache.peek('a', 3)).toBeUndefined()
  })
})
