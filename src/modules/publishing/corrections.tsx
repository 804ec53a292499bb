import type { ReactNode } from 'react'
import type { Handle } from '#platform/db/connect.ts'
import { civilDateOf, formatChinese, type CivilDate } from '#platform/dates.ts'
import { getVersion, listReleases } from '#kernel/documents/index.ts'
import { compareVersions } from './compare.ts'
import type { ComparedBlock, Comparison } from './contract.ts'
import { readVersion } from './present-comparison.ts'

interface Correction {
  readonly on: CivilDate
  readonly reason: string
  /** The version that was corrected. */
  readonly before: number
  readonly change: Comparison
}

/** Of many corrections the newest are shown in full; nobody reads the twentieth. */
const SHOWN = 5

/** What changed of a public document since it was first public, newest first. */
export async function readCorrections(handle: Handle, id: number): Promise<Correction[]> {
  const releases = (await listReleases(handle, id)).slice(-SHOWN - 1)
  const corrections: Correction[] = []
  for (const [index, after] of releases.entries()) {
    const before = releases[index - 1]
    if (!before) continue
    const change = compareVersions(
      await readVersion(handle, id, before.version),
      await readVersion(handle, id, after.version),
    )
    const { correction_reason } = await getVersion(handle, id, after.version)
    corrections.unshift({
      on: civilDateOf(after.released_at),
      reason: correction_reason ?? '',
      before: before.version,
      change,
    })
  }
  return corrections
}

const FIELDS: Readonly<Record<string, string>> = {
  title: '标题',
  documentNumber: '发文字号',
  issuer: '发布机构',
  writtenOn: '成文日期',
  receivedOn: '收到日期',
  effectiveOn: '施行日期',
  expiresOn: '有效期至',
  topic: '主题分类',
  genre: '体裁分类',
  keywords: '关键词',
  summary: '概述',
}
const FILES = { added: '新增附件', removed: '删除附件', replaced: '更换附件' } as const

/** 更正记录: that a document was corrected, when, and what is different now. */
export function Corrections({
  documentId,
  corrections,
}: {
  readonly documentId: number
  readonly corrections: readonly Correction[]
}) {
  if (corrections.length === 0) return null
  return (
    <section className="corrections">
      <h2>更正记录</h2>
      <ul className="plain-list">
        {corrections.map((one, index) => (
          <li key={corrections.length - index}>
            <details>
              <summary>{formatChinese(one.on)}更正</summary>
              {one.reason === '' ? null : <p>更正原因：{one.reason}</p>}
              <Changes change={one.change} />
              <p>
                <a href={`/documents/${documentId}/versions/${one.before}`}>更正前的全文</a>
              </p>
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Changes({ change }: { readonly change: Comparison }) {
  const fields = change.fields.filter((field) => FIELDS[field.name] !== undefined)
  const blocks = change.blocks.filter((block) => block.change !== 'same')
  if (fields.length + blocks.length + change.attachments.length === 0) return <p>文字没有变化。</p>
  return (
    <ul>
      {fields.map((field) => (
        <li key={field.name}>
          {FIELDS[field.name]}：<Was>{field.before}</Was>
          <Now>{field.after}</Now>
        </li>
      ))}
      {blocks.map((block, index) => (
        <li key={index}>
          <Block block={block} />
        </li>
      ))}
      {change.attachments.map((file) => (
        <li key={`${file.change} ${file.name}`}>
          {FILES[file.change]}：{file.name}
        </li>
      ))}
    </ul>
  )
}

function Block({ block }: { readonly block: ComparedBlock }) {
  return (
    <>
      {block.pieces.map((piece, index) => {
        if (piece.change === 'removed') return <Was key={index}>{piece.text}</Was>
        if (piece.change === 'added') return <Now key={index}>{piece.text}</Now>
        return <span key={index}>{piece.text}</span>
      })}
    </>
  )
}

// Said as well as drawn: a screen reader passes over the bare elements.
function Was({ children }: { readonly children: ReactNode }) {
  if (children === '') return null
  return (
    <del>
      <span className="visually-hidden">删去：</span>
      {children}
    </del>
  )
}

function Now({ children }: { readonly children: ReactNode }) {
  if (children === '') return null
  return (
    <ins>
      <span className="visually-hidden">改为：</span>
      {children}
    </ins>
  )
}
