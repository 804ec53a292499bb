import { Type } from 'typebox'
import { notFound } from '#platform/errors.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape, pageWindow, type PageOf } from '#platform/http/shapes.ts'
import type { Template } from '#kernel/papers/index.ts'
import {
  ComparisonQuery,
  NewVersionBody,
  ResetBody,
  UnitWordBody,
  VersionsQuery,
  WordingBody,
  type VersionView,
} from './contract.ts'
import { editTemplate, resetTemplate, setUnitWord } from './edit.ts'
import { previewPdf } from './issue.ts'
import { permissions } from './kinds.ts'
import {
  presentComparison,
  presentList,
  presentPreview,
  presentTemplate,
  sampleValues,
  unitFor,
} from './present.ts'
import * as store from './store.ts'

const ByUnit = Type.Object({ unitId: IdShape })
const ByTemplate = Type.Object({ unitId: IdShape, template: Type.String({ maxLength: 100 }) })

export function papersApi(templates: () => readonly Template[]) {
  const find = (name: string): Template => {
    const template = templates().find((one) => one.name === name)
    if (!template) throw notFound('template', name)
    return template
  }
  const version = (number: number) => ({ version: number })

  return (app: Api): void => {
    const { read, edit } = permissions

    app.get(
      '/papers/units/:unitId/templates',
      { config: { access: read }, schema: { params: ByUnit } },
      ({ ctx, params }) => presentList(ctx, params.unitId, templates()),
    )

    app.put(
      '/papers/units/:unitId/word',
      { config: { access: edit }, schema: { params: ByUnit, body: UnitWordBody } },
      async ({ ctx, params, body }, reply) =>
        reply.decide(await setUnitWord(ctx, params.unitId, body.word), (word) => ({ word })),
    )

    app.get(
      '/papers/units/:unitId/templates/:template',
      { config: { access: read }, schema: { params: ByTemplate } },
      ({ ctx, params }) => presentTemplate(ctx, params.unitId, find(params.template)),
    )

    app.get(
      '/papers/units/:unitId/templates/:template/versions',
      { config: { access: read }, schema: { params: ByTemplate, querystring: VersionsQuery } },
      async ({ ctx, params, query }): Promise<PageOf<VersionView>> => {
        const unit = await unitFor(ctx, params.unitId)
        const window = pageWindow(query)
        const of = { unitId: unit.id, template: find(params.template).name }
        const { items, total } = await store.listVersions(ctx.db, of, window)
        return { items: items.map(presentVersion), total, page: window.page, size: window.size }
      },
    )

    app.post(
      '/papers/units/:unitId/templates/:template/versions',
      { config: { access: edit }, schema: { params: ByTemplate, body: NewVersionBody } },
      async ({ ctx, params, body }, reply) =>
        reply.decide(await editTemplate(ctx, params.unitId, find(params.template), body), version, 201),
    )

    app.post(
      '/papers/units/:unitId/templates/:template/resets',
      { config: { access: edit }, schema: { params: ByTemplate, body: ResetBody } },
      async ({ ctx, params, body }, reply) =>
        reply.decide(
          await resetTemplate(ctx, params.unitId, find(params.template), body.basedOn),
          version,
          201,
        ),
    )

    app.get(
      '/papers/units/:unitId/templates/:template/comparison',
      { config: { access: read }, schema: { params: ByTemplate, querystring: ComparisonQuery } },
      ({ ctx, params, query }) => presentComparison(ctx, params.unitId, find(params.template), query),
    )

    app.post(
      '/papers/units/:unitId/templates/:template/previews',
      { config: { access: read }, schema: { params: ByTemplate, body: WordingBody } },
      async ({ ctx, params, body }) => {
        await unitFor(ctx, params.unitId)
        return presentPreview(find(params.template), body)
      },
    )

    app.get(
      '/papers/units/:unitId/templates/:template/preview.pdf',
      { config: { access: read }, schema: { params: ByTemplate } },
      async ({ ctx, params }, reply) => {
        const unit = await unitFor(ctx, params.unitId)
        const template = find(params.template)
        const values = sampleValues(template)
        const made = await previewPdf(ctx.db, {
          template,
          unitId: unit.id,
          recipient: values['applicant'] ?? '收件人',
          on: ctx.today,
          values,
        })
        if (!made.ok) return reply.decide(made, () => ({}))
        return reply
          .header('content-type', 'application/pdf')
          .header('content-disposition', 'inline; filename="preview.pdf"')
          .header('cache-control', 'no-store')
          .send(made.value)
      },
    )
  }
}

function presentVersion(row: store.NamedVersion): VersionView {
  return {
    number: row.number,
    editedBy: row.edited_name ?? '',
    editedAt: row.edited_at.toISOString(),
    reset: row.reset,
  }
}
