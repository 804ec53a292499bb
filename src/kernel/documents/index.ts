export { addPublished, findSources, reopenFromSource, setSource, type PublishedDocument } from './bulk.ts'
export {
  attributeGrounds,
  attributeLabels,
  genres,
  stateLabels,
  topics,
  type Attribute,
  type AttributeGround,
  type DocumentState,
} from './classes.ts'
export { defineDocumentKind, type DocumentKind } from './kind.ts'
export { makeIndexNumber, normaliseDocumentNumber } from './numbers.ts'
export {
  addAttachment,
  approvalSteps,
  beginVersion,
  contentOf,
  createDraft,
  deleteDraft,
  endDocument,
  findPublicDocument,
  getDocument,
  getVersion,
  hashContent,
  listAttachments,
  lockDocument,
  publishVersion,
  removeAttachment,
  setKind,
  setState,
  takeIndexNumber,
  takeSerials,
  writeVersion,
  type Content,
  type DocumentRow,
  type PublicStep,
  type VersionRow,
} from './store.ts'
