import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { figures } from './figures.ts'
import { registers } from './kinds.ts'
import { outreachPages } from './pages.tsx'

export { registers }

export const outreachModule: ModuleDeclaration = {
  name: 'outreach',
  registers: Object.values(registers),
  figures,
  pages: outreachPages,
}
