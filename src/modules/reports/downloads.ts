import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import { sendCsv } from '#platform/http/csv.ts'
import { findUnitByCode } from '#kernel/organisation/index.ts'
import { fileName, FORMATS, type Format } from '#kernel/printing/index.ts'
import { sendFile } from '#modules/publishing/index.ts'
import type { Edition } from './contract/edition.ts'
import { findEdition } from './editions.ts'
import { listPublicFiles } from './store/files.ts'
import { textOf, titleOf } from './words.ts'

const ADDRESS = '/reports/:unitCode/:year/editions/:edition'
/** An edition never changes; that it is public could. */
const KEPT = 'public, max-age=3600'

/** The files of published editions: as they were kept when it was frozen, and its numbers for spreadsheets. */
export function editionDownloads(files: FileStore) {
  return (app: FastifyInstance): void => {
    for (const format of FORMATS)
      app.get(
        `${ADDRESS}/report.${format}`,
        { config: { access: 'public' }, schema: { hide: true } },
        (request, reply) => sendEditionFile(files, request, reply, format),
      )

    app.get(
      `${ADDRESS}/report.csv`,
      { config: { access: 'public' }, schema: { hide: true } },
      async (request, reply) => {
        const { edition } = await findAsked(request)
        reply.header('cache-control', KEPT)
        const name = `report-${edition.unit}-${edition.year}-${edition.number}`
        return sendCsv(
          reply,
          name,
          ['机关', '年度', '版次', '表', '编号', '项目', '数值'],
          [numbersOf(edition)],
        )
      },
    )
  }
}

async function findAsked(request: FastifyRequest): Promise<{ edition: Edition; unitId: number }> {
  const { unitCode = '', year = '', edition: number = '' } = request.params as Record<string, string>
  const unit = await findUnitByCode(request.ctx.db, unitCode)
  const edition =
    unit && /^\d{4}$/.test(year) && /^[1-9]\d{0,3}$/.test(number)
      ? await findEdition(request.ctx.db, unit.id, Number(year), Number(number))
      : undefined
  if (!unit || !edition) throw notFound('edition', `${unitCode}/${year}/${number}`)
  return { edition, unitId: unit.id }
}

async function sendEditionFile(
  files: FileStore,
  request: FastifyRequest,
  reply: FastifyReply,
  format: Format,
): Promise<FastifyReply> {
  const { edition, unitId } = await findAsked(request)
  const kept = await listPublicFiles(request.ctx.db, { unitId, year: edition.year, number: edition.number })
  const file = kept.find((one) => one.format === format)
  if (!file) throw notFound('file', format)
  reply.header('cache-control', KEPT)
  return sendFile(request, reply, files, {
    ...file,
    name: fileName(titleOf(edition), edition.number, format),
  })
}

/** One line for each number, in the order of the form; empty where nothing carries it yet. */
function numbersOf(edition: Edition): string[][] {
  const whose = [edition.unitName, String(edition.year), String(edition.number)]
  return edition.sections.flatMap((section) =>
    section.kind === 'text'
      ? []
      : section.table.rows.flatMap((row) =>
          row.flatMap((cell) =>
            'cell' in cell ? [[...whose, section.title, cell.cell, cell.label, textOf(cell)]] : [],
          ),
        ),
  )
}
