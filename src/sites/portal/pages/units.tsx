import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import {
  findUnitByCode,
  listUnits,
  unitKindLabels,
  type Unit,
  type UnitKind,
} from '#kernel/organisation/index.ts'
import { Agency, Newest } from '#modules/disclosure/index.ts'
import { Block, formatCount, Notice, Tiles } from '#ui/portal/index.ts'
import { columnTags } from '#modules/publishing/index.ts'
import * as store from '../store.ts'

export const unitPages: readonly PageRoute[] = [
  { method: 'GET', path: '/units', keep: 300, read: readDirectory },
  { method: 'GET', path: '/units/:unitCode', keep: 300, read: readUnit },
]

/** From the government downward, as people look for an office. Villages stand on the page of their town. */
const DIRECTORY: readonly UnitKind[] = ['city', 'department', 'district', 'town']

async function readDirectory({ db }: PageRequest): Promise<PageContent> {
  const all = await listUnits(db)
  const kinds = DIRECTORY.map((kind) => ({ kind, units: all.filter((one) => one.kind === kind) }))
  return {
    title: '机构',
    description: '市人民政府、政府部门、各区县和乡镇街道的职能、地址、办公时间和电话。',
    section: 'units',
    crumbs: [{ label: '机构' }],
    meta: columnTags({ name: '机构', kind: '机构职能' }),
    tags: ['units'],
    main: (
      <>
        <div className="page-head">
          <h1>机构</h1>
          <p className="lead">
            共 {formatCount(all.length)} 个公开单位。点开单位名称，查看职能、地址、电话和公开内容。
            {all.some((one) => one.kind === 'village') ? '村（社区）见所属乡镇、街道的页面。' : ''}
          </p>
        </div>
        {kinds.map(({ kind, units }) =>
          units.length === 0 ? null : (
            <Block key={kind} title={unitKindLabels[kind]}>
              <ByParent units={units} all={all} />
            </Block>
          ),
        )}
      </>
    ),
  }
}

/** Units of one kind, under the names of those over them where these differ. */
function ByParent({ units, all }: { units: readonly Unit[]; all: readonly Unit[] }) {
  const parents = [...new Set(units.map((one) => one.parent_id))]
  if (parents.length < 2) return <UnitList units={units} />
  return (
    <div className="unit-groups">
      {parents.map((id) => (
        <div key={id}>
          <h3>{all.find((one) => one.id === id)?.short_name ?? '其他'}</h3>
          <UnitList units={units.filter((one) => one.parent_id === id)} />
        </div>
      ))}
    </div>
  )
}

function UnitList({ units }: { units: readonly Pick<Unit, 'code' | 'name'>[] }) {
  return (
    <ul className="unit-columns">
      {units.map((one) => (
        <li key={one.code}>
          <a href={`/units/${one.code}`}>{one.name}</a>
        </li>
      ))}
    </ul>
  )
}

async function readUnit({ db, params, today }: PageRequest): Promise<PageContent | undefined> {
  const unit = await findUnitByCode(db, params['unitCode'] ?? '')
  if (!unit) return undefined
  const [newest, place] = await Promise.all([
    store.listNewest(db, { unitId: unit.id }, 8),
    store.readPlace(db, unit),
  ])
  const lastYear = Number(today.slice(0, 4)) - 1
  return {
    title: unit.name,
    section: 'units',
    description: unit.functions,
    crumbs: [
      { label: '机构', href: '/units' },
      // The whole city is over everybody: it says nothing of where this unit stands.
      ...place.above.slice(1).map((one) => ({ label: one.short_name, href: `/units/${one.code}` })),
      { label: unit.short_name },
    ],
    meta: columnTags({ name: unit.name, kind: '机构职能' }),
    tags: [`unit:${unit.id}`, 'units'],
    main: (
      <>
        <div className="page-head">
          <h1>{unit.name}</h1>
          {unit.functions ? <p className="lead">{unit.functions}</p> : null}
        </div>
        {unit.closed_on ? <Notice kind="warning" title={`该机构已于 ${unit.closed_on} 撤销`} /> : null}
        <Tiles
          label="单位公开"
          tiles={[
            {
              href: `/units/${unit.code}/disclosure`,
              label: '政府信息公开',
              hint: '指南、制度、内容、年报',
            },
            ...(unit.closed_on
              ? []
              : [{ href: `/requests/new?unit=${unit.code}`, label: '向本单位申请', hint: '依申请公开' }]),
            {
              href: `/reports/${unit.code}/${lastYear}`,
              label: `${lastYear}年年报`,
              hint: '统计表和明细',
            },
          ]}
        />
        <div className="columns">
          <Block title="联系方式">
            <Agency unit={unit} caption="地址、时间和电话" />
          </Block>
          <Block
            title="最近公开"
            more={{ label: '全部信息', href: `/units/${unit.code}/disclosure/catalogue` }}
          >
            <Newest documents={newest} empty="还没有公开的文件。" />
            {unit.closed_on ? null : (
              <p>
                <a href={`/subscriptions/new?unit=${unit.code}`}>邮件订阅</a>
              </p>
            )}
          </Block>
        </div>
        {BELOW.map(([kinds, title]) => {
          const units = place.below.filter((one) => kinds.includes(one.kind))
          return units.length === 0 ? null : (
            <Block key={title} title={title}>
              <UnitList units={units} />
            </Block>
          )
        })}
      </>
    ),
  }
}

const BELOW: readonly (readonly [kinds: readonly string[], title: string])[] = [
  [['department'], '部门'],
  [['district'], '区县'],
  [['town'], '乡镇、街道'],
  [['village'], '村、社区'],
]
