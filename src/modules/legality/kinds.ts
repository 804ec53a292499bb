import { civilDate } from '#platform/dates.ts'
import { defineClock } from '#kernel/clock/index.ts'
import { definePermission } from '#kernel/identity/index.ts'

/** The kinds of document that are reviewed for legality and filed. */
export const KINDS: readonly string[] = ['regulation', 'normative']

export const permissions = {
  read: definePermission({
    name: 'legality.read',
    label: '查看合法性审核和备案',
    roles: ['drafter', 'section_head', 'unit_leader', 'legality_reviewer', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  ask: definePermission({
    name: 'legality.ask',
    label: '提请合法性审核、登记备案',
    roles: ['drafter'],
    scope: 'unit',
  }),
  review: definePermission({
    name: 'legality.review',
    label: '合法性审核',
    roles: ['legality_reviewer'],
    scope: 'unit',
  }),
  /** The city's own limit for filing. */
  limit: definePermission({
    name: 'legality.limit',
    label: '设定备案期限',
    roles: ['disclosure_officer'],
    scope: 'unit',
  }),
}

/** A rule of government is filed within thirty days after its publication. */
export const regulationFiling = defineClock({
  name: 'legality.regulation_filing',
  label: '规章备案期限',
  yellowBefore: 7,
  versions: [
    {
      from: civilDate('2002-01-01'),
      days: 30,
      dayKind: 'calendar',
      cites: '规章制定程序条例 第三十四条',
    },
  ],
})

/** Of other normative documents the city's own rule says the days; this stands until it does. */
export const filing = defineClock({
  name: 'legality.filing',
  label: '规范性文件备案期限',
  yellowBefore: 7,
  versions: [
    {
      from: civilDate('2002-01-01'),
      days: 30,
      dayKind: 'calendar',
      cites: '本市规范性文件备案规定（期限可在“备案”中设置）',
    },
  ],
})

export const conclusionLabels = { lawful: '合法', to_change: '修改后合法', unlawful: '不合法' } as const
export const resultLabels = { accepted: '准予备案', to_change: '要求修改', refused: '不予备案' } as const
