import { makeCreditCode, type NewUnit, type UnitKind } from '#kernel/organisation/index.ts'
import { DEPARTMENTS } from './departments.ts'
import { DISTRICTS, type Town } from './districts.ts'

/** 云岚市 is fictional: no province of China has the code 48. */
export const PROVINCE = '48'
const CITY_DIVISION = `${PROVINCE}0100`

/** A unit of the demo city, under its parent's code. */
export type DemoUnit = Omit<NewUnit, 'parentId'> & { readonly parentCode: string | null }

type Plan = Pick<
  DemoUnit,
  'code' | 'name' | 'shortName' | 'kind' | 'parentCode' | 'address' | 'functions'
> & {
  readonly divisionCode: string
  readonly officeHours?: string
}

const HOURS = '工作日 8:30—12:00，14:00—17:30'
const HALL_HOURS = '周一至周五 9:00—12:00，13:00—17:00；周六 9:00—12:00（法定节假日除外）'

function planUnits(): Plan[] {
  return [
    {
      code: 'yunlan',
      name: '云岚市人民政府',
      shortName: '云岚市',
      kind: 'city',
      parentCode: null,
      divisionCode: CITY_DIVISION,
      address: '听澜区云岚大道1号',
      functions:
        '领导全市经济、教育、科学、文化、卫生、体育、城乡建设、生态环境保护事业和财政、民政、公安、司法行政等行政工作；领导所属各工作部门和各区人民政府的工作。',
    },
    ...DEPARTMENTS.map(([code, name, shortName, address, functions]): Plan => ({
      code,
      name: `云岚市${name}`,
      shortName,
      kind: 'department',
      parentCode: 'yunlan',
      divisionCode: CITY_DIVISION,
      address,
      functions,
      officeHours: ['spj', 'ggzy', 'gjj'].includes(code)
        ? HALL_HOURS
        : code === 'rxzx'
          ? '每日24小时'
          : HOURS,
    })),
    ...DISTRICTS.flatMap(([code, name, address, towns], index) =>
      planDistrict(code, name, address, towns, `${PROVINCE}010${index + 2}`),
    ),
  ]
}

function planDistrict(
  code: string,
  name: string,
  address: string,
  towns: readonly Town[],
  divisionCode: string,
): Plan[] {
  const district: Plan = {
    code,
    name: `云岚市${name}人民政府`,
    shortName: name,
    kind: 'district',
    parentCode: 'yunlan',
    divisionCode,
    address: `${name}${address}`,
    functions: `领导${name}的经济社会发展、城乡建设、公共服务和社会治理工作；管理所属工作部门，领导乡镇人民政府，管理街道办事处。`,
  }
  return [
    district,
    ...towns.map(([town, shortName], place): Plan => {
      const street = shortName.endsWith('街道')
      return {
        code: `${code}-${town}`,
        name: `${name}${shortName}${street ? '办事处' : '人民政府'}`,
        shortName,
        kind: 'town' satisfies UnitKind,
        parentCode: code,
        // Statistical codes number streets from 001 and towns from 100.
        divisionCode: `${divisionCode}${String((street ? 1 : 100) + place).padStart(3, '0')}`,
        address: `${name}${shortName}${street ? '社区路' : '兴镇路'}${place * 8 + 6}号`,
        functions: street
          ? '统筹辖区社区治理、公共服务、城市管理和平安建设；受理社会救助、养老、残疾人等事项的申请。'
          : '负责辖区农业农村、社会事务、基层治理和便民服务；公开农村土地承包、宅基地审核、社会救助、筹资筹劳等情况。',
      }
    }),
  ]
}

/** Every unit of the demo city; parents stand before their children. */
export function demoUnits(): DemoUnit[] {
  return planUnits().map(({ officeHours = HOURS, address, ...plan }, index) => {
    const number = String(index + 1).padStart(4, '0')
    return {
      ...plan,
      officeHours,
      address: `云岚市${address}`,
      creditCode: makeCreditCode(`11${plan.divisionCode.slice(0, 6)}`, `0098${number}`),
      position: index,
      postcode: `${PROVINCE}0000`,
      // No area code is 0000: nobody can be called by mistake.
      phone: `0000-555${number}`,
      fax: `0000-556${number}`,
      email: `${plan.code}@yunlan.example`,
    }
  })
}
