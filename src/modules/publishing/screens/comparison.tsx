import { useState } from 'react'
import { Button, Skeleton } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { Section } from '#ui/console/detail.tsx'
import { Problem } from '#ui/console/states.tsx'
import { errorWords } from '#ui/console/words.ts'
import type { ComparedBlock, Comparison, DocumentView } from '../contract.ts'
import { comparisonQuery } from './queries.ts'

const FIELDS: Readonly<Record<string, string>> = {
  title: '标题',
  documentNumber: '发文字号',
  issuer: '发布机构',
  writtenOn: '成文日期',
  effectiveOn: '施行日期',
  topic: '主题分类',
  genre: '体裁',
  attribute: '公开属性',
  attributeGround: '不主动公开的依据',
  attributeReason: '不主动公开的理由',
  keywords: '关键词',
  summary: '摘要',
}
const FILES = { added: '增加', removed: '删除', replaced: '更换' } as const

/** What changed between any two versions; at first between the public one and the newest. */
export function VersionComparison({ document }: { readonly document: DocumentView }) {
  const { publishedVersion, version } = document
  const [from, setFrom] = useState(
    publishedVersion !== null && publishedVersion < version ? publishedVersion : version - 1,
  )
  const [to, setTo] = useState(version)
  const [opened, setOpened] = useState(false)
  const versions = Array.from({ length: version }, (_, at) => at + 1)
  const choose = (label: string, value: number, set: (to: number) => void) => (
    <select
      className="select select-small"
      aria-label={label}
      value={value}
      onChange={(event) => set(Number(event.target.value))}
    >
      {versions.map((number) => (
        <option key={number} value={number}>
          第 {number} 版{number === publishedVersion ? '（公开）' : ''}
        </option>
      ))}
    </select>
  )
  return (
    <Section title="版本比较">
      <p>
        {choose('旧版本', from, setFrom)} 与 {choose('新版本', to, setTo)}{' '}
        <Button size="small" onClick={() => setOpened(!opened)}>
          {opened ? '收起' : '比较'}
        </Button>
      </p>
      {opened && <Compared id={document.id} hash={document.contentHash} from={from} to={to} />}
    </Section>
  )
}

function Compared(props: {
  readonly id: number
  readonly hash: string
  readonly from: number
  readonly to: number
}) {
  const { data, error } = useQuery(comparisonQuery(props.id, props.from, props.to, props.hash))
  if (error) return <Problem>{errorWords(error)}</Problem>
  return data ? <Changes comparison={data} /> : <Skeleton />
}

function Changes({ comparison }: { readonly comparison: Comparison }) {
  const { fields, blocks, attachments } = comparison
  const changed = blocks.some(({ change }) => change !== 'same')
  if (fields.length === 0 && attachments.length === 0 && !changed) return <p>两个版本内容相同。</p>
  return (
    <>
      {fields.length > 0 && (
        <ul className="plain">
          {fields.map(({ name, before, after }) => (
            <li key={name}>
              {FIELDS[name] ?? name}：{before !== '' && <del>{before}</del>}{' '}
              {after !== '' && <ins>{after}</ins>}
            </li>
          ))}
        </ul>
      )}
      {attachments.length > 0 && (
        <ul className="plain">
          {attachments.map(({ name, change }) => (
            <li key={name}>
              附件{FILES[change]}：{name}
            </li>
          ))}
        </ul>
      )}
      {changed && (
        <div className="prose">
          {shortened(blocks).map((block, at) =>
            block === 'gap' ? (
              <p key={at} className="quiet">
                ……
              </p>
            ) : (
              <p key={at}>
                {block.pieces.map((piece, of) =>
                  piece.change === 'added' ? (
                    <ins key={of}>{piece.text}</ins>
                  ) : piece.change === 'removed' ? (
                    <del key={of}>{piece.text}</del>
                  ) : (
                    <span key={of}>{piece.text}</span>
                  ),
                )}
              </p>
            ),
          )}
        </div>
      )}
    </>
  )
}

/** What changed, with one paragraph on either side. */
function shortened(blocks: readonly ComparedBlock[]): (ComparedBlock | 'gap')[] {
  const near = (at: number) =>
    [at - 1, at, at + 1].some((place) => blocks[place] !== undefined && blocks[place].change !== 'same')
  const shown: (ComparedBlock | 'gap')[] = []
  for (const [at, block] of blocks.entries()) {
    if (near(at)) shown.push(block)
    else if (shown.at(-1) !== 'gap') shown.push('gap')
  }
  return shown
}
