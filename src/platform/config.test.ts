import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('TRUST_PROXY is a number of proxies; what is none stops the start', () => {
  expect(
    [{}, { TRUST_PROXY: '' }, { TRUST_PROXY: '1' }, { TRUST_PROXY: '2' }].map(
      (env) => readConfig(env).trustProxy,
    ),
  ).toEqual([0, 0, 1, 2])
  for (const wrong of ['yes', '-1', '1.5', '99'])
    expect(() => readConfig({ TRUST_PROXY: wrong })).toThrow('TRUST_PROXY must be')
})
