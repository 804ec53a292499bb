export {
  countFigure,
  countRecords,
  defineFigure,
  figureBy,
  figureBySets,
  listRecords,
  yearPeriod,
  type Figure,
  type FigureRecord,
  type FigureScope,
  type Period,
} from './figure.ts'
