import { Select } from '#ui/console/form.tsx'
import { Chip, Chips, SearchBox } from '#ui/console/list.tsx'
import { UnitFilter } from '#modules/administration/screens/unit-filter.tsx'
import type { Handler, Waits } from '../contract/list.ts'
import { optionsOf, stateWords, waitsWords } from './words.ts'

/** What the address says of the list. */
export interface RequestsSearch {
  readonly state?: string
  readonly light?: 'green' | 'yellow' | 'red' | 'paused'
  readonly due?: 'today'
  readonly waits?: Waits
  readonly handler?: Handler
  readonly unitId?: number
  readonly number?: string
  readonly page?: number
}

export type Change = { [K in keyof RequestsSearch]: RequestsSearch[K] | undefined }

const LIGHTS = { red: '■ 超期', yellow: '▲ 提醒', green: '● 正常', paused: 'Ⅱ 暂停计时' } as const

const HANDLERS = { me: '我承办的', nobody: '尚未分派' } as const

const within = <W extends object>(words: W, value: unknown): value is keyof W & string =>
  typeof value === 'string' && Object.hasOwn(words, value)

export function readRequestsSearch(search: Record<string, unknown>): RequestsSearch {
  const { state, light, due, waits, handler, unitId, number, page } = search
  return {
    ...(within(stateWords, state) ? { state } : {}),
    ...(within(LIGHTS, light) ? { light } : {}),
    ...(due === 'today' ? { due } : {}),
    ...(within(waitsWords, waits) ? { waits } : {}),
    ...(within(HANDLERS, handler) ? { handler } : {}),
    ...(Number.isInteger(unitId) ? { unitId: unitId as number } : {}),
    ...(typeof number === 'string' || typeof number === 'number' ? { number: String(number) } : {}),
    ...(Number.isInteger(page) ? { page: page as number } : {}),
  }
}

/** What is shown of the list: each choice is on or off, and stands in the address. */
export function Filters({
  search,
  onChange,
}: {
  readonly search: RequestsSearch
  readonly onChange: (change: Change) => void
}) {
  return (
    <div className="filters">
      <Chips label="时限">
        <Chip
          on={search.due === 'today'}
          onToggle={() => onChange({ due: search.due === undefined ? 'today' : undefined })}
        >
          今天到期
        </Chip>
        {(Object.keys(LIGHTS) as (keyof typeof LIGHTS)[]).map((light) => (
          <Chip
            key={light}
            on={search.light === light}
            onToggle={() => onChange({ light: search.light === light ? undefined : light })}
          >
            {LIGHTS[light]}
          </Chip>
        ))}
      </Chips>
      <Chips label="等谁">
        {(Object.keys(waitsWords) as Waits[]).map((waits) => (
          <Chip
            key={waits}
            on={search.waits === waits}
            onToggle={() => onChange({ waits: search.waits === waits ? undefined : waits })}
          >
            {waitsWords[waits]}
          </Chip>
        ))}
      </Chips>
      <Chips label="承办人">
        {(Object.keys(HANDLERS) as Handler[]).map((handler) => (
          <Chip
            key={handler}
            on={search.handler === handler}
            onToggle={() => onChange({ handler: search.handler === handler ? undefined : handler })}
          >
            {HANDLERS[handler]}
          </Chip>
        ))}
      </Chips>
      <Select
        label="状态"
        placeholder="全部状态"
        value={search.state ?? null}
        options={optionsOf(stateWords)}
        onChange={(state) => onChange({ state: state === '' ? undefined : state })}
      />
      <UnitFilter value={search.unitId} onChange={(unitId) => onChange({ unitId })} />
      <SearchBox
        label="按登记编号查找"
        value={search.number ?? ''}
        onSearch={(number) => onChange({ number: number === '' ? undefined : number })}
      />
    </div>
  )
}
