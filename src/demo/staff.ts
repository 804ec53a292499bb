import type { Role } from '#kernel/identity/index.ts'

export interface DemoStaff {
  readonly login: string
  readonly name: string
  readonly grants: readonly { readonly role: Role; readonly unit: string; readonly covers: 'unit' | 'subtree' }[]
}

const held = (role: Role, unit: string, covers: 'unit' | 'subtree' = 'unit') => ({ role, unit, covers })

/** The people of the city office, under whose logins every role can be tried on one unit. */
const OFFICE: readonly DemoStaff[] = [
  { login: 'drafter', name: '闻初一', grants: [held('drafter', 'zfb')] },
  { login: 'sectionhead', name: '桑怀远', grants: [held('section_head', 'zfb')] },
  { login: 'leader', name: '荀望舒', grants: [held('unit_leader', 'zfb')] },
  { login: 'secrecy', name: '糜守中', grants: [held('secrecy_reviewer', 'zfb')] },
  { login: 'officer', name: '阚明之', grants: [held('disclosure_officer', 'yunlan', 'subtree')] },
  { login: 'inspector', name: '逄正言', grants: [held('inspector', 'yunlan', 'subtree')] },
  { login: 'admin', name: '滑和平', grants: [held('administrator', 'yunlan', 'subtree')] },
]

/** Units that have people of their own, with the surnames that tell them apart. */
const STAFFED: readonly (readonly [unit: string, surname: string])[] = [
  ['yunlan', '车'], ['fgw', '路'], ['jyj', '沃'], ['sthj', '隗'], ['gaj', '班'], ['czj', '储'], ['rsj', '宓'], ['zrj', '璩'],
  ['zjj', '堵'], ['jtj', '通'], ['scj', '权'], ['wjw', '宿'], ['tjxj', '计'], ['yjj', '符'], ['spj', '阙'],
  ['tinglan', '巢'], ['wangxiu', '蒯'], ['qingtang', '利'], ['shidu', '蔚'], ['linxi', '郏'], ['tinglan-01', '须'],
]

const POSTS: readonly (readonly [role: Role, suffix: string, given: string])[] = [
  ['drafter', 'drafter', '行之'],
  ['section_head', 'sectionhead', '若谷'],
  ['unit_leader', 'leader', '致远'],
  ['secrecy_reviewer', 'secrecy', '慎独'],
  ['disclosure_officer', 'officer', '如镜'],
]

export const demoStaff: readonly DemoStaff[] = [
  ...OFFICE,
  ...STAFFED.flatMap(([unit, surname]) =>
    POSTS.map(([role, suffix, given]) => ({ login: `${unit}-${suffix}`, name: `${surname}${given}`, grants: [held(role, unit)] })),
  ),
]

/** The logins printed at start: one for each role. */
export const shownLogins: readonly string[] = OFFICE.map((person) => person.login)
