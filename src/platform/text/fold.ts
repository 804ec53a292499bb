import * as OpenCC from 'opencc-js'
import { once } from '../once.ts'

// Building a converter costs about 200 ms.
const toSimplified = once(() => OpenCC.Converter({ from: 't', to: 'cn' }))

/** Whether a text could hold anything that folding to Simplified would change: most texts have none. */
const HAN = /\p{Script=Han}/u

/**
 * One form for search and comparison: full and half width (NFKC), case, and Traditional folded to Simplified
 * (崑山 and 昆山 meet). What is stored and shown stays as written.
 */
export function fold(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase()
  if (!HAN.test(plain)) return plain
  return toSimplified()(plain)
}
