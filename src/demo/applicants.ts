import { makeCreditCode } from '#kernel/organisation/index.ts'
import type { Application } from '#modules/requests/contract/intake.ts'
import type { Random } from './random.ts'
import { PROVINCE } from './units/index.ts'

type Applicant = Omit<Application, 'wantedTitle' | 'wantedNumber' | 'description'>

const ORGANISATIONS = {
  enterprise: [
    '云岚青禾建材有限公司',
    '云岚听潮物流有限公司',
    '云岚岫云信息技术有限公司',
    '石渡长风船舶修造有限公司',
    '青棠丰禾农业发展有限公司',
  ],
  research: ['云岚水环境研究所', '云岚城市规划研究院'],
  welfare: ['云岚绿洲环保公益中心', '云岚暖阳助老服务中心'],
  legal_service: ['望岫律师事务所', '石渡长明律师事务所', '云岚镜湖律师事务所'],
  other: ['云渡花园业主委员会', '梅园新村业主委员会'],
} as const

const FAMILY = [
  '乐',
  '盛',
  '卜',
  '家',
  '从',
  '农',
  '沙',
  '鞠',
  '关',
  '晏',
  '柴',
  '瞿',
  '阎',
  '慕',
  '连',
  '茹',
  '习',
  '宦',
  '艾',
  '容',
]
const GIVEN = [
  '闻溪',
  '柏舟',
  '采薇',
  '维桢',
  '春阳',
  '建川',
  '小满',
  '志远',
  '秀禾',
  '国栋',
  '雨桐',
  '海生',
  '桂兰',
  '文轩',
  '念慈',
  '书瑶',
  '庆丰',
  '明月',
  '立诚',
  '安澜',
]
const STREETS = ['听潮路', '镜湖路', '惠民路', '青棠路', '汐源路', '石渡路', '学府街', '松风路']
const DISTRICTS = ['听澜区', '望岫区', '青棠区', '石渡区', '临汐区']

const KINDS = [
  ['natural', 78],
  ['enterprise', 10],
  ['research', 2],
  ['welfare', 3],
  ['legal_service', 5],
  ['other', 2],
] as const

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** An identity number with the right check character, of a division that does not exist. */
function citizenId(random: Random): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const born = `${1955 + random.next(50)}${two(1 + random.next(12))}${two(1 + random.next(28))}`
  const first = `${PROVINCE}0102${born}${String(random.next(1000)).padStart(3, '0')}`
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first[index]), 0)
  return `${first}${'10X98765432'[sum % 11]}`
}

/** So many applicants of every kind, as varied as they come. */
export function makeApplicants(random: Random, count: number): Applicant[] {
  const kinds = random.deck(KINDS)
  return Array.from({ length: count }, (_, index) =>
    makeApplicant(random, kinds[index % kinds.length] ?? 'natural', index),
  )
}

function makeApplicant(random: Random, applicantKind: Applicant['applicantKind'], index: number): Applicant {
  const person = `${FAMILY[index % FAMILY.length] ?? ''}${random.pick(GIVEN)}`
  const identity =
    applicantKind === 'natural'
      ? {
          name: person,
          representative: '',
          identityKind: 'citizen_id' as const,
          identityNumber: citizenId(random),
        }
      : {
          name: random.pick(ORGANISATIONS[applicantKind]),
          representative: person,
          identityKind: 'credit_code' as const,
          identityNumber: makeCreditCode(`91${PROVINCE}0100`, String(20_000_000 + random.next(70_000_000))),
        }
  return {
    applicantKind,
    ...identity,
    phone: `0000-557${String(1000 + index)}`,
    email: `applicant${1000 + index}@mail.example`,
    address: `云岚市${random.pick(DISTRICTS)}${random.pick(STREETS)}${1 + random.next(199)}号`,
    wantedForm: random.next(5) === 0 ? 'paper' : 'electronic',
    wantedWay: random.pick(['online', 'online', 'email', 'email', 'post', 'pickup']),
  }
}
