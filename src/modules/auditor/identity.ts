import { foldEven } from './grammar/fold.ts'
import type { Source } from './reading/index.ts'

/** Whose report of which year: what two reports must agree on to be held against each other. */
export interface Identity {
  readonly year?: number
  /** Folded, without the year. */
  readonly unit?: string
}

const TITLE =
  /^(.{0,40}?)((?:19|20)\d\d)\s*年(?:度)?(.{0,30}?)(?:政府信息公开)?(?:工作)?(?:年度)?(?:报告|年报|工作总结|总结)/
const YEARS_FIRST = 30

/** From the title among the first lines, else from the name of the file. */
export function identify(file: string, source: Source): Identity {
  for (const block of source.blocks.slice(0, YEARS_FIRST)) {
    const texts =
      block.kind === 'text'
        ? block.text.split('\n')
        : block.rows.slice(0, 3).flatMap((row) => row.map((cell) => cell.text))
    for (const text of texts) {
      const title = TITLE.exec(foldEven(text).replace(/\s+/g, ''))
      if (!title) continue
      const unit = `${title[1] ?? ''}${title[3] ?? ''}`.replace(
        /[^\u4e00-\u9fff]|政府信息公开|工作|年度|关于|发布/g,
        '',
      )
      return { year: Number(title[2]), ...(unit === '' ? {} : { unit }) }
    }
  }
  const named = /((?:19|20)\d\d)/.exec(file.split(/[\\/]/).at(-1) ?? '')?.[1]
  return named === undefined ? {} : { year: Number(named) }
}
