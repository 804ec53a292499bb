import type { GuideState, ItemState } from '../contract.ts'

type Signed = readonly [sign: string, word: string, tone: string]

export const ITEM_WORDS: Readonly<Record<ItemState, Signed>> = {
  missing: ['■', '尚未公开', 'red'],
  stale: ['▲', '久未更新', 'yellow'],
  declared: ['○', '声明没有', 'done'],
  published: ['●', '已公开', 'green'],
}

export const GUIDE_WORDS: Readonly<Record<GuideState, Signed>> = {
  unconfirmed: ['■', '未确认', 'red'],
  expired: ['■', '已过期', 'red'],
  changed: ['▲', '有变化', 'yellow'],
  soon: ['▲', '快到期', 'yellow'],
  confirmed: ['●', '已确认', 'green'],
}

/** A state by sign and word, never by colour alone. */
export function Signed({ of: [sign, word, tone] }: { readonly of: Signed }) {
  return (
    <span className={`light light-${tone}`}>
      <span aria-hidden="true">{sign}</span> {word}
    </span>
  )
}
