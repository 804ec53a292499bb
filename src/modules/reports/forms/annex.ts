import type { Term } from '#kernel/figures/index.ts'
import { label, type FormTable, type GridCell } from './form.ts'

// 附表: indicators one under the other, each with its unit of measure and one number.

export interface Indicator {
  readonly id: string
  /** With its number and dots, as the form prints it. */
  readonly text: string
  /** 条, 件, 次 …; none for a line that only groups the next ones. */
  readonly unit?: string
  /** What fills it; empty where nothing carries the number yet. */
  readonly terms?: readonly Term[]
  readonly money?: true
}

export function annexTable(indicators: readonly Indicator[]): FormTable {
  return {
    id: 'annex',
    title: '政府信息公开情况统计表',
    columns: 3,
    head: [[label('统计指标', 'col'), label('单位', 'col'), label('统计数', 'col')]],
    rows: indicators.map(({ id, text, unit, terms = [], money }): GridCell[] =>
      unit === undefined
        ? [label(text, 'row'), label('——', 'none'), label('——', 'none')]
        : [
            label(text, 'row'),
            label(unit, 'none'),
            {
              id: `annex.${id}`,
              label: text,
              terms,
              measure: money ? 'money' : 'count',
            },
          ],
    ),
  }
}
