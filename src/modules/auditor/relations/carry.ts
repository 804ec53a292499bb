import { compare, toText } from '../grammar/decimal.ts'
import type { Audited } from '../audit.ts'
import type { Relation } from './relation.ts'

const APPLICANTS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计']

/**
 * What a year's report carries in is what the report of the year before carried out, column by column (勾稽). Only where
 * both name the same unit, and both tables were read.
 */
export function relationsOfYears(later: Audited, earlier: Audited): Relation[] {
  return APPLICANTS.flatMap((name, index): Relation[] => {
    const [into, out] = [later.cells.get(`3.B.${index + 1}`), earlier.cells.get(`3.D.${index + 1}`)]
    if (!into || !out || into.value === null || out.value === null) return []
    const holds = compare(into.quantity.value, out.quantity.value) === 0
    return [
      {
        kind: 'carry',
        left: out.quantity.value,
        right: into.quantity.value,
        verdict: holds ? 'holds' : 'broken',
        computation: `${toText(out.quantity.value)} ${holds ? '=' : '≠'} ${toText(into.quantity.value)}`,
        label: `${earlier.identity.year}年结转下年度（${name}）等于${later.identity.year}年的上年结转`,
        at: {
          block: into.block,
          start: into.start,
          end: into.end,
          ...(into.cell ? { cell: into.cell } : {}),
        },
        figures: [into, out],
      },
    ]
  })
}

/** For each report the one of the same unit and the year before, where it is among them. */
export function pairsOfYears(reports: readonly Audited[]): readonly (readonly [Audited, Audited])[] {
  return reports.flatMap((later) => {
    const { unit, year } = later.identity
    if (unit === undefined || year === undefined) return []
    const earlier = reports.find((one) => one.identity.unit === unit && one.identity.year === year - 1)
    return earlier ? [[later, earlier] as const] : []
  })
}
