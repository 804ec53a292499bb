export {
  countFigure,
  countRecords,
  defineFigure,
  figureBy,
  listRecords,
  yearPeriod,
  type Figure,
  type FigureRecord,
  type FigureScope,
  type Period,
} from './figure.ts'
