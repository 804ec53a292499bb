export { answerTerms, ask, figureNamed, minus, narrow, sumOf, term, type Term, type ValueOf } from './asks.ts'
export { countFigure, figureBy, figureBySets } from './count.ts'
export { digestTerms, type Question, type RecordsDigest } from './digest.ts'
export {
  BY_UNIT,
  defineFigure,
  defineRate,
  quarterPeriod,
  yearPeriod,
  type Ask,
  type DimensionWords,
  type Figure,
  type FigureRelation,
  type FigureScope,
  type Period,
  type Rate,
} from './figure.ts'
export { readPosition, type Position } from './position.ts'
export { formatPer, formatRate } from './rate.ts'
export { countRecords, listRecords, listTermRecords, type FigureRecord } from './records.ts'
export { checkRelation, relationsOf, type CheckedRelation, type Relation } from './relations.ts'
