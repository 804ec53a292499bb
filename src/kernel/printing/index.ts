export { fileName, FORMATS, makeFiles, type Format, type PaperFile } from './files.ts'
export type { PrintedCell, PrintedPaper, PrintedSection, PrintedTable } from './paper.ts'
