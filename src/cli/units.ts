import { Command } from 'commander'
import { listUnits } from '#kernel/organisation/index.ts'
import type { Run } from '../cli.ts'

export function unitsCommand(run: Run): Command {
  return new Command('units').description('every unit, parents first').action(() =>
    run(async (city, output) => {
      const units = await listUnits(city.database.db)
      const codeOf = new Map(units.map((unit) => [unit.id, unit.code]))
      const result = {
        units: units.map((unit) => ({
          code: unit.code,
          name: unit.name,
          kind: unit.kind,
          parent: unit.parent_id === null ? null : (codeOf.get(unit.parent_id) ?? null),
        })),
      }
      output.result(result, ({ units: rows }) =>
        rows.map((unit) => `${unit.code.padEnd(24)} ${unit.kind.padEnd(11)} ${unit.name}`).join('\n'),
      )
    }),
  )
}
