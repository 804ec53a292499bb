import type { Role } from '#kernel/identity/index.ts'

export interface DemoStaff {
  readonly login: string
  readonly name: string
  readonly grants: readonly {
    readonly role: Role
    readonly unit: string
    readonly covers: 'unit' | 'subtree'
  }[]
}

const held = (role: Role, unit: string, covers: 'unit' | 'subtree' = 'unit') => ({ role, unit, covers })

/** The people of the city office, under whose logins every role can be tried on one unit. */
const OFFICE: readonly DemoStaff[] = [
  { login: 'drafter', name: '闻初一', grants: [held('drafter', 'zfb')] },
  { login: 'sectionhead', name: '桑怀远', grants: [held('section_head', 'zfb')] },
  { login: 'leader', name: '荀望舒', grants: [held('unit_leader', 'zfb')] },
  { login: 'secrecy', name: '糜守中', grants: [held('secrecy_reviewer', 'zfb')] },
  { login: 'legal', name: '郏明理', grants: [held('legality_reviewer', 'zfb')] },
  { login: 'officer', name: '阚明之', grants: [held('disclosure_officer', 'yunlan', 'subtree')] },
  { login: 'inspector', name: '逄正言', grants: [held('inspector', 'yunlan', 'subtree')] },
  { login: 'admin', name: '滑和平', grants: [held('administrator', 'yunlan', 'subtree')] },
]

/** The second in the city's disclosure office, for what one person alone may not do. */
const SECOND: DemoStaff = {
  login: 'second',
  name: '邴怀瑾',
  grants: [held('disclosure_officer', 'yunlan', 'subtree')],
}

/** Units that have people of their own; the other units are looked after by the city's disclosure officer. */
const STAFFED = [
  'yunlan',
  'fgw',
  'jyj',
  'gaj',
  'mzj',
  'czj',
  'rsj',
  'zrj',
  'sthj',
  'zjj',
  'jtj',
  'wjw',
  'yjj',
  'scj',
  'tjj',
  'spj',
  'tinglan',
  'wangxiu',
  'qingtang',
  'shidu',
  'linxi',
  'tinglan-guanchao',
] as const

const POSTS: readonly (readonly [role: Role, suffix: string])[] = [
  ['drafter', 'drafter'],
  ['section_head', 'sectionhead'],
  ['unit_leader', 'leader'],
  ['secrecy_reviewer', 'secrecy'],
  ['disclosure_officer', 'officer'],
]

const FAMILY = [
  '车',
  '沃',
  '隗',
  '班',
  '储',
  '宓',
  '璩',
  '堵',
  '权',
  '宿',
  '计',
  '符',
  '阙',
  '巢',
  '蒯',
  '利',
  '蔚',
  '郏',
  '须',
  '钮',
  '宰',
  '郗',
  '束',
  '亓',
  '厉',
  '仰',
  '步',
  '都',
  '耿',
  '寇',
  '广',
  '禄',
  '欧',
  '蔺',
  '屠',
  '乔',
  '暨',
]
const GIVEN = [
  '行之',
  '若谷',
  '致远',
  '慎言',
  '如镜',
  '云舟',
  '晚晴',
  '疏桐',
  '听雨',
  '知秋',
  '书简',
  '景行',
  '怀瑾',
  '望舟',
  '一苇',
  '青岑',
  '子衡',
  '新禾',
  '予安',
  '长庚',
  '令仪',
  '执中',
  '映川',
  '南乔',
  '承泽',
  '思齐',
  '维岳',
  '清越',
  '见山',
  '立夏',
  '远帆',
]

/** 37 family and 31 given names share no divisor: no two people of the demo have one name. */
function nameOf(index: number): string {
  return `${FAMILY[index % FAMILY.length] ?? ''}${GIVEN[(index * 12) % GIVEN.length] ?? ''}`
}

export const demoStaff: readonly DemoStaff[] = [
  ...OFFICE,
  SECOND,
  ...STAFFED.flatMap((unit, place) =>
    POSTS.map(([role, suffix], post) => ({
      login: `${unit}-${suffix}`,
      name: nameOf(place * POSTS.length + post),
      grants: [held(role, unit)],
    })),
  ),
]

/** Who handles a unit's requests and enters its register rows. */
export function officerOf(unit: string): string {
  return (STAFFED as readonly string[]).includes(unit) ? `${unit}-officer` : 'officer'
}

/** Who writes and answers in a unit that has people of its own. */
export function drafterOf(unit: string): string {
  return unit === 'zfb' ? 'drafter' : `${unit}-drafter`
}

/** Who signs a unit's answers. */
export function signerOf(unit: string): string {
  return (STAFFED as readonly string[]).includes(unit) ? `${unit}-sectionhead` : SECOND.login
}

/** The logins printed at start: one for each role. */
export const shownLogins: readonly string[] = OFFICE.map((person) => person.login)
