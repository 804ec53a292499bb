import type { FileStore } from '#platform/files/index.ts'
import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { publishingDesk } from './desk.ts'
import { publishingApi } from './http.ts'
import { documentKinds, permissions } from './kinds.ts'
import type { Mentions } from './document-page.tsx'
import { publishingPages, type AlsoFound } from './pages.tsx'
import { publicApi } from './public-api.ts'
import { figures } from './figures.ts'
import { jobs } from './schedule.ts'
import { servePublic } from './public.ts'

export { addPicture, attach } from './attachments.ts'
export { createDraft, documentReview, editDraft, submit } from './actions.ts'
export { beginCorrection } from './correction.ts'
export { confirmEmergency, publishAtOnce } from './emergency.ts'
export { end } from './ending.ts'
export { waiveInterpretation } from './interpretation.ts'
export { compareVersions } from './compare.ts'
export { columnTags } from './column-tags.ts'
export { importDocuments, openSource, type ImportResult } from './import/index.ts'
export { placePublished } from './placing.ts'
export { sendFile } from './send-file.ts'
export { textOf } from './html.ts'
export { listByIds, listNewestBelow, listShown } from './store/lists.ts'
export { channelInUse } from './store/placements.ts'
export { markOf } from './validity.ts'

export interface PublishingServices {
  readonly files: FileStore
  readonly publicUrl: string
  /** Where else a document stands (the gazette), for its page. */
  readonly mentions: Mentions
  /** What is found beside documents. */
  readonly alsoFound: AlsoFound
}

export function publishingModule(services: PublishingServices): ModuleDeclaration {
  return {
    name: 'publishing',
    permissions: Object.values(permissions),
    documentKinds,
    figures,
    jobs,
    api(app) {
      publishingApi(services.files)(app)
      publicApi(services.publicUrl)(app)
    },
    resources: (app) => servePublic(app, services),
    pages: publishingPages(services.mentions, services.alsoFound),
    desk: publishingDesk,
  }
}
