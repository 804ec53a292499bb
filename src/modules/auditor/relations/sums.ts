import { compare, whole } from '../grammar/decimal.ts'
import { judgeEqual, total } from '../grammar/quantity.ts'
import { alike, isAmount, type Figure } from '../figures/figure.ts'
import { sentenceEnd, sentenceStart } from '../figures/labels.ts'
import { judgeParts, type Completeness } from './parts.ts'
import { sumRelation, type Passage, type Relation } from './relation.ts'

const CUE =
  /其中(?!的)|包括(?!但)|分为|(?<![\u4e00-\u9fff]的)构成|具体(?:为|如下|情况)|(?<=[\d\u4e00-\u9fff])(?=:)|\(/g
const NEW_TOTAL =
  /全年|累计|总计|合计|总共|一共|全[市区县省]共|同比|比上年|较上年|比去年|较去年|与上年|与去年/
const OUTCOME =
  /同意|予以公开|主动公开范围|部分公开|不予|不同意|无法提供|不存在|其他处理|不属于|非本|不掌握|补正|另行制作|重复申请|告知/

/** Parts of a total: introduced by 其中 and its like, by 其余, by 合计, by what became of applications. */
export function findSums(passage: Passage): Relation[] {
  const amounts = passage.figures.filter((one) => isAmount(one))
  const found = [
    ...introduced(passage, amounts),
    ...remainders(passage, amounts),
    ...afterParts(passage, amounts),
    ...outcomes(passage, amounts),
    ...movements(passage, amounts),
  ]
  return withoutRepeats(found)
}

/** One relation for one whole: what can be judged goes before what cannot. */
function withoutRepeats(found: readonly Relation[]): Relation[] {
  const order = { holds: 0, rounding: 1, broken: 2, unknown: 3 }
  const kept: Relation[] = []
  for (const one of found.toSorted((a, b) => order[a.verdict] - order[b.verdict])) {
    const [all, ...parts] = one.figures
    const told = kept.some(
      ({ figures: [other, ...others] }) =>
        other === all &&
        (parts.every((part) => others.includes(part)) || others.every((part) => parts.includes(part))),
    )
    if (!told) kept.push(one)
  }
  return kept
}

function depthAt(folded: string, from: number, at: number): number {
  let depth = 0
  for (let place = from; place < at; place += 1) {
    if (folded[place] === '(') depth += 1
    else if (folded[place] === ')') depth -= 1
  }
  return depth
}

function closing(folded: string, at: number, end: number): number {
  let depth = 0
  for (let place = at; place < end; place += 1) {
    if (folded[place] === '(') depth += 1
    else if (folded[place] === ')') depth -= 1
    if (depth < 0) return place
  }
  return end
}

function introduced({ folded }: Passage, amounts: readonly Figure[]): Relation[] {
  const cues = [...folded.matchAll(CUE)].map((match) => ({
    at: match.index,
    end: match.index + Math.max(1, match[0].length),
    word: match[0],
  }))
  return cues.flatMap((cue, index): Relation[] => {
    const from = sentenceStart(folded, cue.at)
    const inner = closing(folded, cue.end, sentenceEnd(folded, cue.end))
    const colon = cue.word === ''
    if (cue.word === '(' || colon) {
      // A bracket or a colon introduces parts only right after a number.
      const last = amounts.findLast((one) => one.end <= cue.at)
      if (!last || folded.slice(last.end, cue.at).trim() !== '') return []
      if (/^\s*(?:其中|包括|含)/.test(folded.slice(cue.end))) return []
    }
    const wholes = candidates(folded, amounts, from, cue.at)
    const [least] = wholes
    if (!least) return []
    const depth = depthAt(folded, from, cue.end)
    const inside = amounts.filter(
      (one) =>
        one.start >= cue.end &&
        one.end <= inner &&
        !one.implied &&
        depthAt(folded, from, one.start) === depth,
    )
    const nested = cues[index + 1]
    const scope = scopeOf(folded, inside, nested, cue.end)
    const strength: Completeness = /分为|构成|具体/.test(cue.word)
      ? 'all'
      : /^[^,。;]{0,4}(?:主要|重点)/.test(folded.slice(cue.end))
        ? 'some'
        : 'likely'
    return choose(wholes, scope, cue.word === '(' ? 'likely' : strength)
  })
}

/** Wholes before a cue, the nearest first: of its sentence, else of the one before. */
function candidates(folded: string, amounts: readonly Figure[], from: number, at: number): Figure[] {
  const own = amounts.filter(
    (one) => one.start >= from && one.end <= at && one.change === undefined && !one.implied,
  )
  if (own.length > 0) return own.toReversed()
  if (folded.slice(from, at).replace(/[\s,、:]/g, '').length > 12) return []
  const before = sentenceStart(folded, Math.max(0, from - 1))
  return amounts
    .filter((one) => one.start >= before && one.end <= from && one.change === undefined && !one.implied)
    .toReversed()
}

/** Where the list ends: at a new total, or where a list of its own begins behind a semicolon. */
function scopeOf(
  folded: string,
  inside: readonly Figure[],
  nested: { readonly at: number; readonly word: string } | undefined,
  from: number,
): readonly Figure[] {
  const stop = inside.findIndex(
    (one) => one.change !== undefined || NEW_TOTAL.test(one.before.replace(/其中/g, '')),
  )
  const listed = stop < 0 ? inside : inside.slice(0, stop)
  const semicolon = folded.indexOf(';', from)
  if (nested === undefined || !/其中|包括/.test(nested.word) || semicolon < 0 || nested.at < semicolon) {
    return nested !== undefined && /其中|包括/.test(nested.word) && (semicolon < 0 || nested.at < semicolon)
      ? aroundNested(listed, nested.at)
      : listed
  }
  const first = listed.filter((one) => one.end <= semicolon)
  return first.length >= 2 ? first : listed
}

/** 甲60件，其中甲一40件、甲二20件，乙40件: what makes up the last part before the inner cue is not a part of the outer. */
function aroundNested(listed: readonly Figure[], at: number): readonly Figure[] {
  const outer = listed.filter((one) => one.end <= at)
  const later = listed.filter((one) => one.start > at)
  const parent = outer.at(-1)
  if (!parent) return listed
  for (let count = 2; count <= later.length; count += 1)
    if (judgeEqual(total(later.slice(0, count).map((one) => one.quantity)), parent.quantity) === 'holds')
      return [...outer, ...later.slice(count)]
  return outer
}

function choose(
  wholes: readonly Figure[],
  listed: readonly Figure[],
  completeness: Completeness,
): Relation[] {
  let fallback: Relation[] | undefined
  for (const all of wholes) {
    const parts = listed.filter((one) => alike(one, all))
    // The unit says which whole is meant; one without a unit counts only beside one that has it.
    if (parts.length === 0 || (all.counts !== '' && parts.every((one) => one.counts === ''))) continue
    const largest = parts.some((one) => compare(one.quantity.value, all.quantity.value) > 0)
    const relations = judgeParts(all, parts, completeness)
    if (relations.some((one) => one.verdict === 'holds' || one.verdict === 'rounding')) return relations
    if (!largest) fallback ??= relations
    else if (wholes.length === 1) fallback ??= relations
  }
  return fallback ?? []
}

/** 5起，有1起超时，其余4起: nothing is left over. */
function remainders({ folded }: Passage, amounts: readonly Figure[]): Relation[] {
  return amounts.flatMap((rest, at): Relation[] => {
    if (!/(?:其余|剩余|余下)[^,。;\d]{0,8}$/.test(rest.before)) return []
    const from = sentenceStart(folded, rest.start)
    const before = amounts
      .slice(0, at)
      .filter((one) => one.start >= from && alike(one, rest) && one.change === undefined)
    for (let first = before.length - 2; first >= 0; first -= 1) {
      const all = before[first]
      const parts = [...before.slice(first + 1), rest]
      if (all && judgeEqual(total(parts.map((one) => one.quantity)), all.quantity) === 'holds')
        return judgeParts(all, parts, 'all')
    }
    const [all, ...parts] = before
    return all && parts.length > 0 ? judgeParts(all, [...parts, rest], 'all') : []
  })
}

/** 甲30件，乙40件，合计70件. */
function afterParts({ folded }: Passage, amounts: readonly Figure[]): Relation[] {
  return amounts.flatMap((all, at): Relation[] => {
    if (!/(?:合计|共计|总计|合共|总共|共)(?:为|达|约|有)?$/.test(all.before.trimEnd())) return []
    if (all.before.replace(/(?:合计|共计|总计|合共|总共|共)(?:为|达|约|有)?$/, '').trim().length > 4)
      return []
    const from = sentenceStart(folded, all.start)
    const before = amounts
      .slice(0, at)
      .filter((one) => one.start >= from && one.counts === all.counts && one.change === undefined)
    for (let first = 0; first < before.length - 1; first += 1) {
      const parts = before.slice(first)
      const computed = total(parts.map((one) => one.quantity))
      const verdict = judgeEqual(computed, all.quantity)
      if (verdict === 'holds' || verdict === 'rounding')
        return [sumRelation('sum', parts, all, verdict, computed)]
    }
    if (before.length < 2 || !/(?:合计|共计|总计)/.test(all.before)) return []
    return judgeParts(all, before, 'likely')
  })
}

/** 答复100件，同意公开60件，部分公开30件，不予公开10件: the outcomes of applications are all of them. */
function outcomes({ folded }: Passage, amounts: readonly Figure[]): Relation[] {
  const found: Relation[] = []
  for (let at = 0; at < amounts.length; at += 1) {
    let end = at
    while (OUTCOME.test(amounts[end]?.before ?? '') && amounts[end]?.counts === amounts[at]?.counts) end += 1
    const parts = amounts.slice(at, end)
    const all = amounts[at - 1]
    if (parts.length >= 3 && all && /答[复覆]|办[结理]|申请|受理/.test(all.before) && alike(all, parts[0]!)) {
      const near = sentenceStart(folded, all.start) === sentenceStart(folded, parts[0]!.start)
      if (near) found.push(...judgeParts(all, parts, 'likely'))
    }
    if (end > at) at = end
  }
  return found
}

/** 总数增加29项，甲、乙、丙分别增加25项、2项、2项. */
function movements({ folded }: Passage, amounts: readonly Figure[]): Relation[] {
  return amounts.flatMap((all, at): Relation[] => {
    if (all.change === undefined || !/总|合计|共/.test(all.before)) return []
    const first = amounts[at + 1]
    if (!first || first.change !== all.change || !/分别/.test(first.before)) return []
    const parts = [first]
    for (const next of amounts.slice(at + 2)) {
      if (!/^\s*(?:、|和|及)\s*$/.test(folded.slice(parts.at(-1)?.end ?? 0, next.start))) break
      parts.push(next)
    }
    return parts.length >= 2 && parts.every((one) => alike(one, all)) ? judgeParts(all, parts, 'likely') : []
  })
}

const LARGE = whole(1000)
const MIDDLE = whole(100)
const LEAST = whole(10)

/**
 * Numbers side by side that make a number printed before them, though no word says so: told only where they do. A small
 * number could be met by chance, so the further off the larger it must be.
 */
export function findUnstatedSums(passages: readonly Passage[], told: readonly Relation[]): Relation[] {
  const parts = new Set(told.filter((one) => one.kind === 'sum').flatMap((one) => one.figures.slice(1)))
  const found: Relation[] = []
  const seen: Figure[] = []
  for (const passage of passages) {
    const amounts = passage.figures.filter((one) => isAmount(one) && !one.implied && one.change === undefined)
    for (const run of runsOf(passage.folded, amounts)) {
      const first = run[0]
      if (!first || run.some((one) => parts.has(one))) continue
      const computed = total(run.map((one) => one.quantity))
      const beside = amounts[amounts.indexOf(first) - 1]
      const all = [...seen, ...amounts].findLast(
        (one) =>
          one.counts === first.counts &&
          one.counts !== '' &&
          (one.block !== passage.block || one.end <= first.start) &&
          compare(one.quantity.value, computed.value) === 0 &&
          compare(
            one.quantity.value,
            one.block !== passage.block || !closeTo(passage.folded, one, first)
              ? LARGE
              : one === beside
                ? LEAST
                : MIDDLE,
          ) >= 0,
      )
      if (!all) continue
      found.push(sumRelation('sum', run, all, judgeEqual(computed, all.quantity), computed))
      for (const one of run) parts.add(one)
    }
    seen.push(...amounts)
  }
  return found
}

const closeTo = (folded: string, one: Figure, other: Figure): boolean =>
  sentenceStart(folded, one.start) === sentenceStart(folded, other.start)

function* runsOf(folded: string, amounts: readonly Figure[]): Generator<readonly Figure[]> {
  for (let from = 0; from < amounts.length; from += 1) {
    const first = amounts[from]
    if (!first) continue
    const run = [first]
    for (const next of amounts.slice(from + 1, from + 12)) {
      if (next.counts !== first.counts || !closeTo(folded, first, next)) break
      run.push(next)
      if (run.every((one) => one.quantity.approx === undefined && one.quantity.value.digits > 0n))
        yield [...run]
    }
  }
}
