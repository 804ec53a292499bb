import type { FileStore } from '#platform/files/index.ts'
import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { publishingDesk } from './desk.ts'
import { publishingApi } from './http.ts'
import { documentKinds, permissions } from './kinds.ts'
import { publishingPages } from './pages.tsx'
import { figures } from './figures.ts'
import { jobs } from './schedule.ts'
import { servePublic } from './public.ts'

export { beginCorrection, createDraft, documentReview, editDraft, end, submit } from './actions.ts'
export { compareVersions } from './compare.ts'
export { importDocuments, openSource, type ImportResult } from './import/index.ts'
export { placePublished } from './placing.ts'
export { channelInUse, listByIds, listNewestBelow } from './store.ts'

export interface PublishingServices {
  readonly files: FileStore
  readonly publicUrl: string
}

export function publishingModule(services: PublishingServices): ModuleDeclaration {
  return {
    name: 'publishing',
    permissions: Object.values(permissions),
    documentKinds,
    figures,
    jobs,
    api: publishingApi(services.files),
    resources: (app) => servePublic(app, services),
    pages: publishingPages(),
    desk: publishingDesk,
  }
}
