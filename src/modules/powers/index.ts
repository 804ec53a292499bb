import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { figures } from './figures.ts'
import { registers } from './kinds.ts'

export { registers }

export const powersModule: ModuleDeclaration = {
  name: 'powers',
  registers: Object.values(registers),
  figures,
}
