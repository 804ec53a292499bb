import type { Declared, ModuleDeclaration } from '#kernel/declaration/index.ts'
import { figures, rates } from './figures.ts'
import { figuresApi } from './http.ts'
import { figuresPages } from './pages.tsx'
import { population, published } from './registers.ts'

export { findMeasure, readSideBySide } from './side-by-side.ts'
export const registers = { population, published }

export function figuresModule(declared: () => Declared): ModuleDeclaration {
  return {
    name: 'figures',
    registers: Object.values(registers),
    figures,
    rates,
    api: figuresApi(declared),
    pages: figuresPages(declared),
  }
}
