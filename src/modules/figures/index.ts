import type { Declared, ModuleDeclaration } from '#kernel/declaration/index.ts'
import { figuresApi } from './http.ts'
import { figuresPages } from './pages.tsx'

export function figuresModule(declared: () => Declared): ModuleDeclaration {
  return { name: 'figures', api: figuresApi(declared), pages: figuresPages(declared) }
}
