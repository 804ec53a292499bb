export { CHALLENGE_SCRIPT, ChallengeField, challengeText } from './challenge.tsx'
export { Corrections } from './corrections.tsx'
export { formatCount } from './count.ts'
export {
  ArticleBody,
  ArticleHead,
  AttachmentList,
  MetadataTable,
  ReviewTrail,
  type ListedFile,
  type TrailStep,
} from './document.tsx'
export {
  ErrorSummary,
  FieldGroup,
  FileField,
  RadioGroup,
  SelectField,
  SubmitButton,
  TextArea,
  TextField,
  type FieldError,
  type Option,
} from './form.tsx'
export {
  Block,
  Crumbs,
  EmptyState,
  ItemList,
  Notice,
  Pagination,
  Tiles,
  type Crumb,
  type ListedItem,
  type Tile,
} from './lists.tsx'
export { DayList, Light, StatusTimeline, type ExplainedDay, type TimelineStep } from './status.tsx'
export { DataTable, StatTable, type Column, type StatCell } from './table.tsx'
