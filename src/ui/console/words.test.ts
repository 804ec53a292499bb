import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ApiError } from './api.ts'
import { errorWords, issueWords } from './words.ts'

const SOURCE = join(import.meta.dirname, '../..')
// What only the operator's command line meets is said in English there.
const ELSEWHERE = ['kernel/clock/notice.ts', 'modules/publishing/import/']

const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|^(cli|demo|testing|ui)\//.test(path))
  .filter((path) => !ELSEWHERE.some((one) => path.startsWith(one)))
  .map((path) => ({ path, text: readFileSync(join(SOURCE, path), 'utf8') }))

function codesIn(pattern: RegExp): [code: string, path: string][] {
  return sources.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)].map(([, code = '']): [string, string] => [code, path]),
  )
}

const unknown = (words: string) => words.includes('操作没有完成（')

test('every issue that a rule names has a sentence for the clerk', () => {
  const codes = codesIn(/(?:\bissue\(\s*[^,]+,|\{ code:)\s*['`]([a-z_${}.]+)['`]/g)
  expect(codes.length).toBeGreaterThan(40)
  expect(codes.filter(([code]) => unknown(issueWords({ field: 'x', code })))).toEqual([])
})

test('every refusal that an action throws has a sentence', () => {
  const codes = codesIn(/\bnew Refusal\(\s*'([^']+)'/g)
  expect(codes.length).toBeGreaterThan(5)
  expect(codes.filter(([code]) => unknown(errorWords(new ApiError(409, { code }))))).toEqual([])
})
