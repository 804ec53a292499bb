export {
  approvalSteps,
  approveVersion,
  confirmApproval,
  findApproval,
  listReleases,
  publishVersion,
  releaseVersion,
  type PublicStep,
} from './approvals.ts'
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
export { contentOf, hashContent, type Content, type DocumentRow, type VersionRow } from './content.ts'
export { defineDocumentKind, type DocumentKind } from './kind.ts'
export {
  findEndedTitles,
  findPublicDocument,
  findPublicVersion,
  findSameNumber,
  listInterpretations,
  listPublicAmong,
  listRelated,
  readChain,
  type Chain,
  type Related,
} from './lookup.ts'
export { makeIndexNumber, normaliseDocumentNumber } from './numbers.ts'
export {
  deleteDraft,
  dropCorrection,
  endDocument,
  getDocument,
  lockDocument,
  setKind,
  setPublishAt,
  setState,
  takeIndexNumber,
  takeSerials,
  waiveInterpretation,
  type End,
} from './store.ts'
export {
  addAttachment,
  beginVersion,
  createDraft,
  dropUnusedPictures,
  getVersion,
  listAttachments,
  listAuthors,
  removeAttachment,
  replaceAttachment,
  writeVersion,
} from './versions.ts'
