import type { ReactNode } from 'react'
import { Link, useNavigate } from '@tanstack/react-router'
import { PageHead } from '#ui/console/detail.tsx'
import { Select } from '#ui/console/form.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { useMay, useMyUnits } from '#modules/administration/screens/session.ts'

export interface UnitSearch {
  readonly unitId?: number
}

export function readUnitSearch({ unitId }: Record<string, unknown>): UnitSearch {
  return Number.isInteger(unitId) ? { unitId: unitId as number } : {}
}

/** The unit that the address names, or the first of one's own. */
export function useChosenUnit({ unitId }: UnitSearch): number | undefined {
  const units = useMyUnits()
  return unitId ?? units[0]?.id
}

/** Each view by itself is the page one is on, whatever unit it shows. */
const EXACT = { exact: true, includeSearch: false }

/** The three views of the same duty, and the unit they are about. */
export function DisclosureHead(props: {
  readonly at: '/disclosure' | '/disclosure/guide' | '/disclosure/units'
  readonly title: string
  readonly unitId?: number
  readonly essentials?: ReactNode
  readonly actions?: ReactNode
}) {
  const { at, title, unitId, essentials, actions } = props
  const may = useMay()
  const units = useMyUnits()
  const navigate = useNavigate()
  const search = unitId === undefined ? {} : { unitId }
  return (
    <>
      <PageHead title={title} essentials={essentials} actions={actions} />
      <div className="filters">
        <nav className="views" aria-label="指南和目录">
          <Link to="/disclosure" search={search} activeOptions={EXACT}>
            目录情况
          </Link>
          <Link to="/disclosure/guide" search={search} activeOptions={EXACT}>
            指南
          </Link>
          {may('disclosure.oversee') && (
            <Link to="/disclosure/units" search={{}} activeOptions={EXACT}>
              全部单位
            </Link>
          )}
        </nav>
        {at !== '/disclosure/units' && units.length > 1 && unitId !== undefined && (
          <Select
            label="单位"
            value={unitId}
            options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
            onChange={(value) => void navigate({ to: at, search: { unitId: Number(value) } })}
          />
        )}
      </div>
    </>
  )
}

export function NoUnit() {
  return (
    <EmptyState title="没有可以查看的单位">
      <p>请系统管理员为您分配单位和角色。</p>
    </EmptyState>
  )
}
