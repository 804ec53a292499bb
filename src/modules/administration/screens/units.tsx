import { useState } from 'react'
import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Facts, PageHead, Section } from '#ui/console/detail.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { ChainSection } from '#modules/review/screens/chain.tsx'
import type { UnitView } from '../contract.ts'
import { unitsQuery, useMay, useMyUnits } from './session.ts'
import { StaffSection } from './staff.tsx'
import { NewUnitDialog } from './new-unit.tsx'

/** Which unit the address shows. */
export interface AdminSearch {
  readonly unitId?: number
}

export function readAdminSearch({ unitId }: Record<string, unknown>): AdminSearch {
  return Number.isInteger(unitId) ? { unitId: unitId as number } : {}
}

const route = getRouteApi('/signed-in/admin')

/** The tree of units, and beside it one unit: who it is, who works there, how it reviews. */
export function AdminScreen() {
  const search = route.useSearch()
  const may = useMay()
  const mine = useMyUnits()
  const { data: units } = useSuspenseQuery(unitsQuery)
  const [adding, setAdding] = useState(false)
  const chosen = units.find(({ id }) => id === (search.unitId ?? mine[0]?.id)) ?? units[0]
  return (
    <>
      <PageHead
        title="机构和人员"
        actions={
          may('administration.units') &&
          chosen && (
            <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              新增下级机构
            </Button>
          )
        }
      />
      <div className="admin">
        <nav className="admin-tree" aria-label="机构" tabIndex={0}>
          <Branch units={units} parentId={null} chosen={chosen?.id} />
        </nav>
        {chosen ? <Unit unit={chosen} /> : <EmptyState title="还没有机构" />}
      </div>
      {adding && chosen && <NewUnitDialog parent={chosen} onClose={() => setAdding(false)} />}
    </>
  )
}

function Branch(props: {
  readonly units: readonly UnitView[]
  readonly parentId: number | null
  readonly chosen: number | undefined
}) {
  const { units, parentId, chosen } = props
  const here = units.filter((unit) => unit.parentId === parentId)
  if (here.length === 0) return null
  return (
    <ul className="units">
      {here.map((unit) => (
        <li key={unit.id}>
          <Link
            to="/admin"
            search={{ unitId: unit.id }}
            resetScroll={false}
            {...(unit.id === chosen ? { 'aria-current': 'true' as const } : {})}
          >
            {unit.shortName}
          </Link>
          <Branch units={units} parentId={unit.id} chosen={chosen} />
        </li>
      ))}
    </ul>
  )
}

function Unit({ unit }: { readonly unit: UnitView }) {
  const may = useMay()
  return (
    <div>
      <Section title={unit.name}>
        <Facts
          facts={[
            ['种类', unit.kindLabel],
            ['简称', unit.shortName],
            ['代码', unit.code],
            ['行政区划代码', unit.divisionCode],
            ['信用代码', unit.creditCode],
          ]}
        />
      </Section>
      {may('administration.staff') && <StaffSection key={`staff ${unit.id}`} unit={unit} />}
      {may('review.configure') && <ChainSection key={`chain ${unit.id}`} unitId={unit.id} />}
    </div>
  )
}
