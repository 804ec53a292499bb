import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import type { ReviewSubject } from './actions.ts'
import { reviewDesk } from './desk.ts'
import { reviewApi } from './http.ts'
import { permissions } from './kinds.ts'

export { decideBatch, openReview, sign, type ReviewedStep, type ReviewSubject } from './actions.ts'
export { findLastProcess } from './store.ts'

export function reviewModule(subjects: readonly ReviewSubject[]): ModuleDeclaration {
  return {
    name: 'review',
    permissions: Object.values(permissions),
    api: reviewApi(subjects),
    desk: reviewDesk,
  }
}
